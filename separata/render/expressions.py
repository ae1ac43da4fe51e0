"""Expressions of templates, written as those of Python that have the same value as long as all is there."""

from collections.abc import Mapping, Sequence
from functools import singledispatch
from keyword import iskeyword
from typing import NamedTuple

from jinja2 import nodes

_OPERATORS = {
    "eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in",
}  # fmt: skip


class Scope(NamedTuple):
    """What an expression may name: filters, names that were given around it, and what its loop knows.

    `names` and `turn` tell what these are in Python. All other names are the page's own, and go by themselves;
    `asked` takes note of them.
    """

    filters: frozenset[str]
    asked: dict[str, None]
    names: Mapping[str, str] = {}
    turn: Mapping[str, str] = {}


def beyond(node: nodes.Node) -> LookupError:
    """Return what to raise where a template asks for more than can be written."""
    return LookupError(f"plates have no {type(node).__name__}")


@singledispatch
def value(node: nodes.Node, scope: Scope) -> str:
    """Return an expression as Python has it.

    Raises:
        LookupError: when it asks for more than can be written.
    """
    del scope
    raise beyond(node)


def _values(each: Sequence[nodes.Node], scope: Scope) -> list[str]:
    return [value(node, scope) for node in each]


@value.register
def _(node: nodes.Const, scope: Scope) -> str:
    del scope
    return repr(node.value)


@value.register
def _(node: nodes.Name, scope: Scope) -> str:
    name = node.name
    if name in scope.names:
        return scope.names[name]
    if name == "loop" or not _is_plain(name):
        raise beyond(node)
    scope.asked[name] = None
    return name


@value.register
def _(node: nodes.Getattr, scope: Scope) -> str:
    match node.node:
        case nodes.Name(name="loop") if node.attr in scope.turn:
            return scope.turn[node.attr]
    if not _is_plain(node.attr):
        raise beyond(node)
    return f"{value(node.node, scope)}.{node.attr}"


@value.register
def _(node: nodes.Filter, scope: Scope) -> str:
    if not node.node or node.args or node.kwargs or node.name not in scope.filters:
        raise beyond(node)
    return f"filters[{node.name!r}]({value(node.node, scope)})"


@value.register
def _(node: nodes.Call, scope: Scope) -> str:
    if not isinstance(node.node, nodes.Getattr) or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise beyond(node)
    return f"{value(node.node, scope)}({', '.join(_values(node.args, scope))})"


@value.register
def _(node: nodes.Not, scope: Scope) -> str:
    return f"(not {value(node.node, scope)})"


@value.register(nodes.And)
@value.register(nodes.Or)
@value.register(nodes.Add)
@value.register(nodes.Sub)
def _(node: nodes.BinExpr, scope: Scope) -> str:
    return f"({f' {node.operator} '.join(_values((node.left, node.right), scope))})"


@value.register
def _(node: nodes.Compare, scope: Scope) -> str:
    others = (f" {_OPERATORS[one.op]} {value(one.expr, scope)}" for one in node.ops)
    return f"({value(node.expr, scope)}{''.join(others)})"


@value.register
def _(node: nodes.Tuple, scope: Scope) -> str:
    return f"({''.join([f'{item}, ' for item in _values(node.items, scope)])})"


@value.register
def _(node: nodes.List, scope: Scope) -> str:
    return f"[{', '.join(_values(node.items, scope))}]"


def _is_plain(name: str) -> bool:
    """Tell whether a name means the same in Python."""
    return name.isascii() and not name.startswith("_") and not iskeyword(name)
