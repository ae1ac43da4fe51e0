"""The press: templates that `forme` has put together, written as functions of Python, which `plate` runs.

Such a function is in one piece, takes the fields of values as Python does, and puts what it prints into one
list, so that a page is printed in a third of the time that Jinja's own code takes. It has what templates of
pages are made of: names, fields, filters, conditions and loops. A template that asks for more has no plate.
Jinja reads the templates.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import singledispatchmethod
from itertools import count
from types import CodeType

import jinja2
from jinja2 import nodes

from separata.problems import Problem
from separata.render.careful import SETTING
from separata.render.expressions import Scope, beyond, value
from separata.render.forme import locked_up
from separata.render.lostblocks import lost_blocks
from separata.render.plate import FILTERS, printed

_LASTING = {"root", "site"}  # what is the same all over a page
_MARK = "    "

# What a loop knows of itself, by the number of a turn and how many turns there are.
_TURN: Mapping[str, str] = {
    "index": "({at} + 1)",
    "index0": "{at}",
    "revindex": "({all} - {at})",
    "revindex0": "({all} - {at} - 1)",
    "first": "(not {at})",
    "last": "({at} + 1 == {all})",
    "length": "{all}",
}


class Press:
    """Templates, by name, as plates are cast from them."""

    def __init__(self, texts: Mapping[str, str], filters: Iterable[str]) -> None:
        """Take the templates, and the names of the filters that they may use besides `FILTERS`."""
        self._texts = texts
        self._filters = frozenset((*filters, *FILTERS))
        self._reader = jinja2.Environment(**SETTING)
        self._read: dict[str, nodes.Template | None] = {}

    def cast(self, name: str) -> CodeType:
        """Return the code of a plate.

        Raises:
            LookupError: when the template is not in one piece, or asks for more than plates have.
        """
        return compile(self.written(name), name, "exec")

    def written(self, name: str) -> str:
        """Return the code of a plate as it is written; raise as `cast`."""
        try:
            template = self._template(name)
            forme = template and locked_up(template, self._template)
        except jinja2.TemplateError as error:
            raise LookupError(f"{name}: {error}") from None
        if not forme:
            raise LookupError(f"{name} is not in one piece")
        return _Writer(self._filters).written(forme)

    def lost_blocks(self, name: str) -> Sequence[Problem]:
        """Return the problems of blocks that a template has in vain; a fault of syntax is told of elsewhere."""
        try:
            return [*lost_blocks(name, self._template)]
        except jinja2.TemplateError:
            return ()

    def _template(self, name: str) -> nodes.Template | None:
        if name not in self._read:
            text = self._texts.get(name)
            self._read[name] = None if text is None else self._reader.parse(text, name)
        return self._read[name]


class _Writer:
    """Writes one plate: each statement of a forme as lines of Python."""

    def __init__(self, filters: frozenset[str]) -> None:
        self._filters = filters
        self._lasting: dict[str, str] = {}  # what is printed again and again, with the variable that holds it
        self._numbers = count()

    def written(self, forme: nodes.Template) -> str:
        """Return the function for a forme; raise as `Press.cast`."""
        scope = Scope(self._filters, asked={})
        body = [*self._each(forme.body, scope)]
        named = [f"{name} = names[{name!r}]" for name in scope.asked]
        once = [f"{variable} = printed({lasting})" for lasting, variable in self._lasting.items()]
        lines = (*named, *once, "out = []", *body, "return b''.join(out)")
        return "\n".join(("def fill(names, filters, printed):", *_indented(lines), ""))

    def _each(self, statements: Iterable[nodes.Node], scope: Scope) -> Iterator[str]:
        for node in statements:
            yield from self._lines(node, scope)

    @singledispatchmethod
    def _lines(self, node: nodes.Node, scope: Scope) -> Iterator[str]:
        """Yield the lines of a statement."""
        del scope
        raise beyond(node)

    @_lines.register
    def _(self, node: nodes.Output, scope: Scope) -> Iterator[str]:
        if node.nodes:
            yield f"out += ({', '.join([self._piece(piece, scope) for piece in node.nodes])},)"

    @_lines.register
    def _(self, node: nodes.If, scope: Scope) -> Iterator[str]:
        for word, branch in (("if", node), *(("elif", one) for one in node.elif_)):
            yield f"{word} {value(branch.test, scope)}:"
            yield from _body(self._each(branch.body, scope))
        if node.else_:
            yield "else:"
            yield from _body(self._each(node.else_, scope))

    @_lines.register
    def _(self, node: nodes.With, scope: Scope) -> Iterator[str]:
        # All values are what they are outside.
        values = [value(one, scope) for one in node.values]
        names = dict(scope.names)
        for target, one in zip(node.targets, values, strict=True):
            yield f"{self._target(target, names)} = {one}"
        yield from self._each(node.body, scope._replace(names=names))

    @_lines.register
    def _(self, node: nodes.For, scope: Scope) -> Iterator[str]:
        if node.recursive or node.else_:
            raise beyond(node)
        names = dict(scope.names)
        items, item = value(node.iter, scope), self._target(node.target, names)
        within = scope._replace(names=names, turn={})
        chosen = f" if {value(node.test, within)}" if node.test else ""
        if chosen or _counts(node.body):
            items = f"[{item} for {item} in {items}{chosen}]"
        if not _counts(node.body):
            yield f"for {item} in {items}:"
            yield from _body(self._each(node.body, within))
            return
        at, all, every = (f"{word}_{next(self._numbers)}" for word in ("at", "all", "every"))
        yield f"{every} = {items}"
        yield f"{all} = len({every})"
        yield f"for {at}, {item} in enumerate({every}):"
        turn = {word: written.format(at=at, all=all) for word, written in _TURN.items()}
        yield from _body(self._each(node.body, within._replace(turn=turn)))

    def _target(self, target: nodes.Node, names: dict[str, str]) -> str:
        """Return to what is assigned; names in it are called so from here on."""
        match target:
            case nodes.Name(name=str(name)) if name not in ("loop", "entry"):
                names[name] = f"{name}_{next(self._numbers)}"
                return names[name]
            case nodes.Tuple():
                return f"({', '.join([self._target(one, names) for one in target.items])},)"
        raise beyond(target)

    def _piece(self, node: nodes.Expr, scope: Scope) -> str:
        """Write what is printed of an expression, as bytes."""
        match node:
            case nodes.TemplateData():
                return repr(node.data.encode())
            case nodes.Const():
                return repr(printed(node.value))
            case nodes.CondExpr():
                otherwise = self._piece(node.expr2, scope) if node.expr2 else "b''"
                return f"({self._piece(node.expr1, scope)} if {value(node.test, scope)} else {otherwise})"
            case nodes.Call(node=nodes.Name(name="entry") as entry, args=[line]):
                return f"{value(entry, scope)}({value(line, scope)})"
        written = value(node, scope)
        if written.partition(".")[0] not in _LASTING:
            return f"printed({written})"
        return self._lasting.setdefault(written, f"lasting_{next(self._numbers)}")


def _counts(body: Iterable[nodes.Node]) -> bool:
    """Tell whether the statements in a loop ask what turn it is, which loops within them do for themselves."""
    for node in body:
        inner = [node.iter] if isinstance(node, nodes.For) else node.iter_child_nodes()
        if (isinstance(node, nodes.Name) and node.name == "loop") or _counts(inner):
            return True
    return False


def _body(lines: Iterable[str]) -> Iterator[str]:
    return _indented([*lines] or ["pass"])


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (_MARK + line for line in lines)
