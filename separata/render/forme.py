"""Formes: a template put together with all that it extends and includes, so that it prints in one piece.

Jinja calls for the blocks and parts of a page one by one, page after page, which takes longer than to print
what is in them. Here they are put where they will stand, before a template is written as a function of
Python, unless they could mean something else there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from jinja2 import nodes

# Reads a template by its name; None where there is none. What it returns is not changed.
Read = Callable[[str], nodes.Template | None]

_NAMING = (nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.Import, nodes.FromImport)
_NOT_IN_PARTS = (*_NAMING, nodes.Extends, nodes.Block)
_ELSEWHERE = frozenset({"self", "super", "caller", "loop"})  # what these are depends on where they stand
_BODIES = ("body", "elif_", "else_")  # the fields of a statement that hold further ones


def locked_up(template: nodes.Template, read: Read) -> nodes.Template | None:
    """Return a template that prints the same in one piece; None where that is not so simple.

    What it includes stays outside if that makes names, or has blocks, or is not known by one name.
    """
    lineage = _lineage(template, read)
    if not lineage:
        return None
    blocks: dict[str, list[nodes.Block]] = {}
    for one in lineage:
        for node in _standing(one.body):
            if isinstance(node, nodes.Block):
                blocks.setdefault(node.name, []).append(node)
    whole = copy(template)
    whole.body = _Setting(read, blocks).laid(lineage[-1].body)
    return whole


def _lineage(template: nodes.Template, read: Read) -> Sequence[nodes.Template]:
    """Return a template, the one that it extends, and so on; nothing if they are more than blocks in blocks."""
    lineage = [template]
    names = set[str]()
    while True:
        match lineage[-1].body:
            case [nodes.Extends(template=nodes.Const(value=str(name))), *rest] if (
                all(isinstance(node, (nodes.Block, nodes.Output)) for node in rest)
                and name not in names
                and (parent := read(name))
            ):
                names.add(name)
                lineage.append(parent)
            case _:
                break
    plain = [_is_plain(one, extends=one is not lineage[-1]) for one in lineage]
    return lineage if all(plain) else ()


def _is_plain(template: nodes.Template, *, extends: bool) -> bool:
    """Tell whether the blocks of a template mean where they stand what they mean on their own.

    A block sees only the names of the page, so none may be made around it, nor may it be called by its name.
    `extends` tells whether the template is known to extend another.
    """
    everything = list(template.find_all(nodes.Node))
    blocks = [node for node in everything if isinstance(node, nodes.Block)]
    calls = [node for node in everything if isinstance(node, nodes.Name) and node.name in ("self", "super")]
    standing = list(_standing(template.body))
    printed = (piece for node in standing if isinstance(node, nodes.Output) for piece in node.nodes)
    return (
        extends == sum(isinstance(node, nodes.Extends) for node in everything)
        and not any(isinstance(node, _NAMING) for node in everything)
        and not any(block.scoped or block.required for block in blocks)
        and len(blocks) == len({block.name for block in blocks})
        and len(blocks) == sum(isinstance(node, nodes.Block) for node in standing)
        and len(calls) == sum(map(_is_super, printed))
    )


def _standing(statements: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """Yield the statements that stand in nothing but blocks and conditions."""
    for node in statements:
        yield node
        if isinstance(node, (nodes.Block, nodes.If)):
            yield from _standing(node.iter_child_nodes(only=_BODIES))


def _is_super(node: nodes.Node) -> bool:
    """Tell whether a node prints what its block overrides."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "super"


def _names(node: nodes.Node) -> Iterator[str]:
    """Yield the names in a node, but for those of loops of its own."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Name):
            yield child.name
        yield from (name for name in _names(child) if name != "loop" or not isinstance(child, nodes.For))


class _Setting(NamedTuple):
    """What puts statements in their place.

    `blocks` are those of each name, each overriding the next, `over` those that the present one overrides.
    `within` are the parts that this is in.
    """

    read: Read
    blocks: Mapping[str, Sequence[nodes.Block]]
    over: Sequence[nodes.Block] = ()
    within: tuple[str, ...] = ()

    def laid(self, body: Iterable[nodes.Node]) -> list[nodes.Node]:
        """Return statements with what they call for in its place; what is printed without a break is one."""
        laid: list[nodes.Node] = []
        for node in body:
            for one in self._in_place(node):
                if laid and isinstance(one, nodes.Output) and isinstance(laid[-1], nodes.Output):
                    laid[-1] = nodes.Output([*laid[-1].nodes, *one.nodes], lineno=laid[-1].lineno)
                else:
                    laid.append(one)
        return laid

    def _in_place(self, node: nodes.Node) -> Sequence[nodes.Node]:
        match node:
            case nodes.Output():
                return [one for piece in node.nodes for one in self._printed(piece)]
            case nodes.Block():
                return self._overriding(self.blocks[node.name])
            case nodes.Include(template=nodes.Const(value=str(name)), with_context=True):
                return self._part(name) or (node,)
            case nodes.ScopedEvalContextModifier():
                return (node,)  # what is escaped in a part is the part's affair
        return (self._around(node),)

    def _around(self, node: nodes.Node) -> nodes.Node:
        bodies = {name: body for name, body in node.iter_fields(only=_BODIES) if isinstance(body, list)}
        held = copy(node) if bodies else node
        for name, body in bodies.items():
            setattr(held, name, self.laid(body))
        return held

    def _printed(self, piece: nodes.Expr) -> Sequence[nodes.Node]:
        if self.over and _is_super(piece):
            return self._overriding(self.over)
        return (nodes.Output([piece], lineno=piece.lineno),)

    def _overriding(self, blocks: Sequence[nodes.Block]) -> Sequence[nodes.Node]:
        return self._replace(over=blocks[1:]).laid(blocks[0].body)

    def _part(self, name: str) -> Sequence[nodes.Node]:
        part = None if name in self.within else self.read(name)
        if not part or any(part.find_all(_NOT_IN_PARTS)) or not _ELSEWHERE.isdisjoint(_names(part)):
            return ()
        return self._replace(over=(), within=(*self.within, name)).laid(part.body)
