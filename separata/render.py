"""Rendering: a page's context through its template to bytes. The only module that knows Jinja."""

import traceback
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

from separata.files import bytes_of, digest
from separata.markup.inline import inline, paragraphs, plain_inline
from separata.pages.edition import Edition
from separata.pages.page import Page
from separata.pages.sheet import Line
from separata.pages.slip import Way
from separata.problems import Place, Problem, SeparataError, did_you_mean
from separata.theme import ENTRY, Theme

_PACKAGE = str(Path(__file__).parent)
# What a template's line runs here.
_ABOVE_TEMPLATES = {"entry", "printed", "_undefined_message", "__bool__", "__eq__", "__hash__"}
_HINT = "what a template may use is in docs/reference/templates.md"

# What a template may put text through, besides Jinja's own filters.
FILTERS: Mapping[str, Callable[[str], str]] = {
    "inline": inline,
    "plain": plain_inline,
    "paragraphs": paragraphs,
}


class Missing(jinja2.StrictUndefined):
    """An undefined name in a template: an error that says what has no such name, and which is near."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_obj is jinja2.utils.missing:
            return f"there is no '{name}' here"
        owner = type(self._undefined_obj)
        near = did_you_mean(name, [field for field in dir(owner) if not field.startswith("_")])
        return f"{owner.__name__} has no '{name}'" + (f", {near}" if near else "")


def printed(value: object) -> str:
    """Return a value as it stands in HTML, as markupsafe's `escape` does: markup as it is, all else escaped.

    Most values are plain text, and what a template prints is only joined, so no object need be made of that.
    """
    if type(value) is str:
        quoted = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return quoted.replace('"', "&#34;").replace("'", "&#39;")
    return str(value) if type(value) in _READY else escape(value)


_READY = frozenset({Markup, int, float})


class _Code(CodeGenerator):
    """Has templates print by way of `printed`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(jinja2.Environment):
    code_generator_class = _Code
    printed = staticmethod(printed)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what all templates see, and one sees besides, as one dictionary.

        Jinja's chain of two follows later changes of the first, and is slow to copy for each page and include.
        """
        return {**self.globals, **(d or {})}


def _kept_in(folder: Path) -> jinja2.BytecodeCache:
    """Return a cache of compiled templates, in which what another version of this module made is not found."""
    version = digest(bytes_of(Path(__file__), "render.py")).hex()
    return jinja2.FileSystemBytecodeCache(str(folder), f"{version}-%s")


class Renderer:
    """The templates of a theme, ready to print the pages of an edition.

    `compiled` is a folder in which templates are kept as the program runs them, by a hash of their text.
    """

    def __init__(self, theme: Theme, edition: Edition, compiled: Path | None = None) -> None:
        self.theme = theme
        self.environment = _Environment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_kept_in(compiled) if compiled else None,
        )
        self.environment.filters |= FILTERS
        self.environment.globals |= {"site": edition.site, "entry": self._entry()}

    def bytes_of(self, page: Page) -> bytes:
        """Print one page.

        Raises:
            SeparataError: with the template's file and line, when the template is at fault.
        """
        context = page.make(*page.inputs)
        if not page.template:
            return context if isinstance(context, bytes) else str(context).encode()
        root = "../" * page.url.count("/")
        return self._filled(page.template, page.url, {"page": context, "root": root, "url": page.url}).encode()

    def entry(self, line: Line, root: str | Way) -> str:
        """Print a line of a list for a page with a way to the top of the site; raise as `bytes_of`."""
        entry = line.entry
        return self._filled(ENTRY, entry.url, {"e": entry, "root": root})

    def _filled(self, name: str, url: str, context: Mapping[str, object]) -> str:
        try:
            return self.environment.get_template(name).render(context)
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            # An expression in a template can raise what any expression can.
            if problem := self._problem(error, url):
                raise SeparataError(problem) from None
            raise

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        text = self.theme.templates.get(name)
        return None if text is None else (text, self.theme.shown[name], lambda: True)

    def _entry(self) -> Callable[..., Markup]:
        @jinja2.pass_context
        def entry(context: Context, item: Line) -> Markup:
            """Print a line of a list, as the paper's slip has it if there is one."""
            root = context["root"]
            if item.in_year and (slip := item.sheet.slip):
                return Markup(slip.entry_at(root))
            return Markup(self.entry(item, root))

        return entry

    def _problem(self, error: Exception, url: str) -> Problem | None:
        """Return what the author of a template has to mend; None when the fault is in our own code."""
        if isinstance(error, jinja2.TemplateSyntaxError):
            at = Place(error.filename or error.name or "templates", error.lineno)
            return Problem(at, f"template syntax: {error.message}")
        place = self._place(error)
        if isinstance(error, jinja2.TemplateNotFound):
            hint = did_you_mean(str(error.name), self.theme.templates)
            return Problem(place or Place("templates"), f"there is no template '{error.name}'", hint)
        return Problem(place, f"{' '.join(str(error).split())} (rendering {url})", _HINT) if place else None

    def _place(self, error: Exception) -> Place | None:
        """Return the template line that an error comes from; None when code of ours failed below it."""
        templates = frozenset(self.theme.shown.values())
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in templates:
                return Place(frame.filename, frame.lineno or 0)
            if frame.filename.startswith(_PACKAGE) and frame.name not in _ABOVE_TEMPLATES:
                return None
        return None
