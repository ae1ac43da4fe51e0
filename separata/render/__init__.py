"""Rendering: a page's context through its template to bytes, or to what is wrong. Jinja is known here alone."""

import traceback
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from separata.markup.inline import inline, paragraphs, plain_inline
from separata.pages.edition import Edition
from separata.pages.page import Page
from separata.pages.sheet import Line
from separata.pages.slip import Way
from separata.problems import Place, Problem, SeparataError, did_you_mean
from separata.render.press import Careful, Direct, Kept
from separata.theme import ENTRY, Theme

_PACKAGE = str(Path(__file__).parents[1])
# What a template's line runs here.
_ABOVE_TEMPLATES = {"entry", "_undefined_message", "__bool__", "__eq__", "__hash__"}
# What an expression in a template can raise, and what it can raise besides where it looks for a field only.
_FAULTS = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError)
_FAULTS_OF_DIRECT = (*_FAULTS, AttributeError, SyntaxError)
_HINT = "what a template may use is in docs/reference/templates.md"

# What a template may put text through, besides Jinja's own filters.
FILTERS: Mapping[str, Callable[[str], str]] = {
    "inline": inline,
    "plain": plain_inline,
    "paragraphs": paragraphs,
}


Templates = TypeVar("Templates", bound=Careful)


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


class Entries:
    """What a template sees as `entry`; `made` prints a line of a list for which there is no slip."""

    def __init__(self, made: Callable[[Line, str], bytes]) -> None:
        self._made = made

    @jinja2.pass_context
    def __call__(self, context: Context, line: Line) -> Markup:
        """Return a line of a list."""
        return Markup(self.printed(line, context["root"]).decode())

    def printed(self, line: Line, root: str) -> bytes:
        """Print a line of a list, as the paper's slip has it if there is one."""
        slip = line.sheet.slip if line.in_year else None
        return slip.entry_at(root) if slip else self._made(line, root)


class Renderer:
    """The templates of a theme, ready to print the pages of an edition.

    `compiled` is a folder in which templates are kept as the program runs them, by a hash of their text.
    """

    def __init__(self, theme: Theme, edition: Edition, compiled: Path | None = None) -> None:
        self.theme = theme
        self._site = edition.site
        self._compiled = compiled
        self._direct = self._templates(Direct)
        self._not_direct: set[str] = set()

    def bytes_of(self, page: Page) -> bytes:
        """Print one page.

        Raises:
            SeparataError: with the template's file and line, when the template is at fault.
        """
        context = page.make(*page.inputs)
        if not page.template:
            return context if isinstance(context, bytes) else str(context).encode()
        root = "../" * page.url.count("/")
        return self._filled(page.template, page.url, {"page": context, "root": root, "url": page.url})

    def entry(self, line: Line, root: str | Way) -> bytes:
        """Print a line of a list for a page with a way to the top of the site; raise as `bytes_of`."""
        entry = line.entry
        return self._filled(ENTRY, entry.url, {"e": entry, "root": root})

    def _filled(self, name: str, url: str, context: Mapping[str, object]) -> bytes:
        if name not in self._not_direct:
            try:
                return self._direct.bytes_of(name, context)
            except _FAULTS_OF_DIRECT:
                self._not_direct.add(name)
        try:
            text = self._careful.get_template(name).render(context)
        except _FAULTS as error:
            if problem := self._problem(error, url):
                raise SeparataError(problem) from None
            raise
        return text.encode()

    @cached_property
    def _careful(self) -> Careful:
        return self._templates(Careful)

    def _templates(self, kind: type[Templates]) -> Templates:
        templates = kind(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,  # there are few, and which was used last need not be known
            bytecode_cache=Kept(self._compiled, kind, self.theme.digest) if self._compiled else None,
        )
        templates.filters |= FILTERS
        templates.globals |= {"site": self._site, "entry": Entries(self.entry)}
        return templates

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        text = self.theme.templates.get(name)
        return None if text is None else (text, self.theme.shown[name], lambda: True)

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
