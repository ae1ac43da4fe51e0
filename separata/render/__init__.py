"""Rendering: a page's context through its template to bytes, or to what is wrong. Jinja is known here alone.

A page is printed from its template's plate. Where there is none, or it finds something amiss, Jinja prints the
page in its own way after all or says what is wrong.
"""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from separata.markup.inline import inline, paragraphs, plain_inline
from separata.pages.edition import Edition
from separata.pages.page import Page
from separata.pages.sheet import Line
from separata.pages.slip import Way
from separata.problems import SeparataError
from separata.render.plate import FAULTS, Plates
from separata.theme import ENTRY, Theme

if TYPE_CHECKING:
    from separata.render.careful import Careful
    from separata.render.press import Press

# What a template may put text through, besides Jinja's own filters.
FILTERS: Mapping[str, Callable[[str], str]] = {
    "inline": inline,
    "plain": plain_inline,
    "paragraphs": paragraphs,
}


class Renderer:
    """The templates of a theme, ready to print the pages of an edition.

    In a folder, if there is one, they are kept as this version of the program runs them.
    """

    def __init__(self, theme: Theme, edition: Edition, folder: Path | None = None) -> None:
        self.theme = theme
        self._site = edition.site
        self._folder = folder
        self._plates = Plates(self._cast, FILTERS, folder=folder, digest_of=theme.digest)
        self._without_plate: set[str] = set()

    def bytes_of(self, page: Page) -> bytes:
        """Print one page.

        Raises:
            SeparataError: with the template's file and line, when the template is at fault.
        """
        context = page.make(*page.inputs)
        if not page.template:
            return context if isinstance(context, bytes) else str(context).encode()
        root = "../" * page.url.count("/")
        return self._filled(page.template, page.url, root, {"page": context, "url": page.url})

    def entry(self, line: Line, root: str | Way) -> bytes:
        """Print a line of a list for a page with a way to the top of the site; raise as `bytes_of`."""
        entry = line.entry
        return self._filled(ENTRY, entry.url, root, {"e": entry})

    def _filled(self, name: str, url: str, root: str | Way, names: Mapping[str, object]) -> bytes:
        names = {"root": root, **names}
        if name not in self._without_plate:
            line = partial(self._line, root)
            try:
                return self._plates.plate(name).filled({"site": self._site, "entry": line, **names})
            except FAULTS:
                self._without_plate.add(name)
        return self._careful.filled(name, url, names).encode()

    def _line(self, root: str | Way, line: Line) -> bytes:
        """Print a line of a list, as the paper's slip has it if there is one."""
        slip = line.sheet.slip if line.in_year else None
        return slip.entry_at(str(root)) if slip else self.entry(line, root)

    def _cast(self, name: str) -> CodeType:
        # A group that writes a template whole may leave out blocks that the default theme fills.
        lost = [one for one in self._press.lost_blocks(name) if not self.theme.is_default(one.place.path)]
        if lost:
            shown = (one.place._replace(path=self.theme.shown[one.place.path]) for one in lost)
            raise SeparataError(*(one._replace(place=at) for one, at in zip(lost, shown, strict=True)))
        return self._press.cast(name)

    @cached_property
    def _press(self) -> "Press":
        from separata.render.press import Press

        return Press(self.theme.templates, FILTERS)

    @cached_property
    def _careful(self) -> "Careful":
        from separata.render.careful import Careful, Kept, entry_within

        names = {"site": self._site, "entry": entry_within(self._line)}
        careful = Careful(self.theme, names, FILTERS)
        careful.bytecode_cache = Kept(self._folder, self.theme.digest) if self._folder else None
        return careful
