"""Careful printing: templates as Jinja runs them, which either print or say what is wrong, and where.

Here a dot finds fields and keys, and one may ask for what is not there.
"""

import traceback
from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from separata.files import folder_at
from separata.pages.sheet import Line
from separata.pages.slip import Way
from separata.problems import Place, Problem, SeparataError, did_you_mean
from separata.render.plate import Filters
from separata.theme import Theme

# How templates are set: all that is printed is escaped, and lines with nothing but a statement leave no trace.
SETTING: Mapping[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}

# What an expression in a template can raise.
_FAULTS = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)

_PACKAGE = str(Path(__file__).parents[1])
# What a template's line runs here.
_ABOVE_TEMPLATES = {"entry", "_undefined_message", "__bool__", "__eq__", "__hash__"}
_HINT = "what a template may use is in docs/reference/templates.md"
_OVER = 'a template that overrides one of the default theme extends that one, such as "default/base.html"'


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


class Careful(jinja2.Environment):
    """The templates of a theme, which see some names besides those of a page, and may use filters of ours."""

    def __init__(self, theme: Theme, names: Mapping[str, object], filters: Filters) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(self._source),
            undefined=Missing,
            auto_reload=False,
            cache_size=-1,  # there are few, and which was used last need not be known
            **SETTING,
        )
        self.theme = theme
        self.filters |= filters
        self.globals |= names

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what all templates see, and one sees besides, as one dictionary.

        Jinja's chain of two follows later changes of the first, and is slow to copy for each page and include.
        """
        return {**self.globals, **(d or {})}

    def filled(self, name: str, url: str, names: Mapping[str, object]) -> str:
        """Print the page at an address, which sees some names.

        Raises:
            SeparataError: with the template's file and line, when the template is at fault.
        """
        try:
            return self.get_template(name).render(names)
        except _FAULTS as error:
            if problem := self._problem(error, url):
                raise SeparataError(problem) from None
            raise

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        text = self.theme.templates.get(name)
        return None if text is None else (text, self.theme.shown[name], lambda: True)

    def _problem(self, error: Exception, url: str) -> Problem | None:
        """Return what the author of a template has to mend; None when the fault is in our own code."""
        if isinstance(error, jinja2.TemplateSyntaxError):
            at = Place(error.filename or error.name or "templates", error.lineno)
            return Problem(at, f"template syntax: {error.message}")
        if isinstance(error, RecursionError):
            endless = self._endless(error)
            return Problem(endless, "the template calls for itself without end", _OVER) if endless else None
        place = self._place(error)
        if isinstance(error, jinja2.TemplateNotFound):
            hint = did_you_mean(str(error.name), self.theme.templates)
            return Problem(place or Place("templates"), f"there is no template '{error.name}'", hint)
        return Problem(place, f"{' '.join(str(error).split())} (rendering {url})", _HINT) if place else None

    def _endless(self, error: RecursionError) -> Place | None:
        """Return the line that most often calls for what it stands in; None when that is no template's."""
        lines = Counter((at.filename, at.lineno or 0) for at in traceback.extract_tb(error.__traceback__))
        path, line = lines.most_common(1)[0][0]
        return Place(path, line) if path in self.theme.shown.values() else None

    def _place(self, error: Exception) -> Place | None:
        """Return the template line that an error comes from; None when code of ours failed below it."""
        templates = frozenset(self.theme.shown.values())
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in templates:
                return Place(frame.filename, frame.lineno or 0)
            if frame.filename.startswith(_PACKAGE) and frame.name not in _ABOVE_TEMPLATES:
                return None
        return None


class Kept(jinja2.FileSystemBytecodeCache):
    """A folder of templates as Jinja runs them.

    `digest_of` gives the hash of all that a template can depend on, by its name.
    """

    def __init__(self, folder: Path, digest_of: Callable[[str], bytes]) -> None:
        super().__init__(str(folder_at(folder)), "%s")
        self._digest_of = digest_of

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return where a template is kept, if it is, and depends on no other text than it did."""
        del source  # it is among what a template depends on
        return super().get_bucket(environment, name, filename, self._digest_of(name).hex())


def entry_within(printed: Callable[[str | Way, Line], bytes]) -> Callable[..., Markup]:
    """Return what a template calls to print a line of a list; `printed` is told the way to the site's top."""

    @jinja2.pass_context
    def entry(context: Context, line: Line) -> Markup:
        return Markup(printed(context["root"], line).decode())

    return entry
