"""The press: how templates are compiled and run, which is Jinja's business.

Pages are printed from `Direct` templates: such a template is in one piece, prints into one list of bytes, and
takes the fields of values as Python does, so that a page is printed in half the time. Whatever is amiss raises.
Then the `Careful` templates, which are Jinja's own, print the page after all or say what is wrong.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from itertools import groupby
from keyword import iskeyword
from pathlib import Path
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.parser import Parser
from markupsafe import Markup, escape

from separata.files import bytes_of, digest
from separata.render.forme import locked_up

_COMPILING = ("press.py", "forme.py")  # what compiled templates depend on besides their text


def printed(value: object) -> bytes:
    """Return a value as it stands in HTML, as markupsafe's `escape` does: markup as it is, all else escaped.

    Most values are plain text, so no object need be made to say that they are escaped. What is bytes is.
    """
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            value = value.replace('"', "&#34;").replace("'", "&#39;")
        return value.encode()
    if type(value) is bytes:
        return value
    if type(value) is int or type(value) is float:
        return str(value).encode()
    return (value if type(value) is Markup else escape(value)).encode()


class Careful(jinja2.Environment):
    """Templates as Jinja runs them: a dot finds fields and keys, and one may ask for what is not there."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what all templates see, and one sees besides, as one dictionary.

        Jinja's chain of two follows later changes of the first, and is slow to copy for each page and include.
        """
        return {**self.globals, **(d or {})}


class _DirectCode(CodeGenerator):
    """Writes the code of a template that prints what is there, and fails where something is not."""

    # The variables that hold what a page prints again and again, by what it is in the template.
    _once: Mapping[str, nodes.InternalName]
    # The variables that hold what prints a line of a list, and what it needs of the page besides.
    _listing: tuple[str, str]

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("printed = environment.printed")

    def visit_Scope(self, node: nodes.Scope, frame: Frame) -> None:
        """Write a whole template, which is the one thing to have a scope: all it prints goes into one list."""
        whole = frame.inner()
        lasting = _lasting_in(node)
        for name in ("root", "entry", *lasting):
            whole.symbols.load(name.partition(".")[0])
        self._listing = (whole.symbols.ref("entry"), whole.symbols.ref("root"))
        whole.symbols.analyze_node(node)
        self.enter_frame(whole)
        self.buffer(whole)
        self._print_once(lasting, whole)
        self.blockvisit(node.body, whole)
        self.simple_write(f"b''.join({whole.buffer})", frame)
        self.leave_frame(whole)

    def _print_once(self, lasting: Mapping[str, nodes.Expr], frame: Frame) -> None:
        """Write what puts lasting values into variables, as they are printed."""
        parser = Parser(self.environment, "")
        self._once = {name: parser.free_identifier() for name in lasting}
        for name, piece in lasting.items():
            self.writeline(f"{self._once[name].name} = printed(")
            self.visit(piece, frame)
            self.write(")")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if not _is_escaped(frame):
            super().visit_Output(node, frame)
            return
        for lists, pieces in groupby(node.nodes, key=lambda piece: _line(piece) is not None):
            if lists:
                self._print_lines(filter(None, map(_line, pieces)), frame)
            else:
                ready = [self._once.get(_lasting(piece), piece) for piece in pieces]
                super().visit_Output(nodes.Output(ready, lineno=node.lineno), frame)

    def _print_lines(self, lines: Iterable[nodes.Expr], frame: Frame) -> None:
        """Write what prints lines of a list, which need not become text for that."""
        entry, root = self._listing
        for line in lines:
            self.writeline(f"{frame.buffer}.append({entry}.printed(")
            self.visit(line, frame)
            self.write(f", {root}))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if iskeyword(node.attr) or node.attr.startswith("_") or not node.attr.isascii():
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        if isinstance(node.node, nodes.Name):
            # What stands for a name that there is not has no fields either, so it need not be asked for.
            self.write(frame.symbols.ref(node.node.name))
        else:
            self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_escaped(frame):
            self.write("(" if isinstance(node, nodes.InternalName) else "printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        super()._output_child_post(node, frame, finalize)
        if not _is_escaped(frame):
            self.write(".encode()")

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return repr("".join(group).encode())


def _is_escaped(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


def _line(piece: nodes.Expr) -> nodes.Expr | None:
    """Return the line of a list that `entry(line)` prints; None where something else is printed."""
    match piece:
        case nodes.Call(node=nodes.Name(name="entry"), args=[line], kwargs=[], dyn_args=None, dyn_kwargs=None):
            return line
    return None


def _lasting_in(template: nodes.Scope) -> Mapping[str, nodes.Expr]:
    """Return what a template prints that is the same all over a page, by its words there."""
    given = {name.name for name in template.find_all(nodes.Name) if name.ctx != "load"}
    pieces = [piece for output in template.find_all(nodes.Output) for piece in output.nodes]
    found = {_lasting(piece): piece for piece in pieces}
    return {name: piece for name, piece in found.items() if name and name.partition(".")[0] not in given}


def _lasting(piece: nodes.Expr) -> str:
    """Return the words of `root`, or of a field of `site`; empty for all else that is printed."""
    match piece:
        case nodes.Name(name="root"):
            return "root"
        case nodes.Getattr(node=nodes.Name(name="site"), attr=str(field)):
            return f"site.{field}"
    return ""


class Direct(Careful):
    """Templates in one piece, which print the same as long as all that they name is there.

    Else they raise what `Careful` ones do, or AttributeError. Those that cannot be in one piece raise when they
    are asked for, and those that need what they printed as text when they print.
    """

    code_generator_class = _DirectCode
    printed = staticmethod(printed)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._parsed: dict[str, nodes.Template | None] = {}

    def bytes_of(self, name: str, values: Mapping[str, object]) -> bytes:
        """Return what a template prints of what it is to see besides the globals."""
        template = self.get_template(name)
        printed = template.root_render_func(template.new_context({**values}))
        return b"".join(cast("Iterable[bytes]", printed))

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        whole = locked_up(source, self._template)
        if whole is None:
            raise jinja2.TemplateRuntimeError(f"{name} is not in one piece")
        return super()._generate(whole, name, filename, defer_init)

    def _template(self, name: str) -> nodes.Template | None:
        if name not in self._parsed:
            self._parsed[name] = self._read(name)
        return self._parsed[name]

    def _read(self, name: str) -> nodes.Template | None:
        assert self.loader
        try:
            text, shown, _ = self.loader.get_source(self, name)
        except jinja2.TemplateNotFound:
            return None
        return self.parse(text, name, shown)


class Kept(jinja2.FileSystemBytecodeCache):
    """A folder of compiled templates, in which what another version of the program made is not found.

    `digest_of` gives the hash of all that a template can depend on, by its name.
    """

    def __init__(self, folder: Path, kind: type[Careful], digest_of: Callable[[str], bytes]) -> None:
        here = Path(__file__)
        version = digest(b"".join(bytes_of(here.with_name(name), name) for name in _COMPILING)).hex()
        super().__init__(str(folder), f"{version}-{kind.__name__}-%s")
        self._digest_of = digest_of

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return where a template is kept, if it is, and depends on no other text than it did."""
        del source  # it is among what a template depends on
        return super().get_bucket(environment, name, filename, self._digest_of(name).hex())
