"""The theme: template texts and static files, the group's own over the default ones."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from separata.files import Project, bytes_of, decoded, digest, names_below

if TYPE_CHECKING:
    from separata.drawing.faces import Faces, Font

# The default theme is `templates/` of a checkout, and `separata/theme` of an installed wheel.
_PACKAGE = Path(__file__).parent
DEFAULT = next(
    (folder for folder in (_PACKAGE / "theme", _PACKAGE.parent / "templates") if folder.is_dir()),
    _PACKAGE / "theme",
)

STATIC = "static"
_DEFAULT = "default/"
_DISPLAY = ("fonts/separata-serif-display.woff2", "fonts/separata-serif-display-ext.woff2")
_TEXT = ("fonts/separata-serif-text.woff2", "fonts/separata-serif-text-ext.woff2")
ENTRY = "parts/entry.html"

_QUOTED = r"[\"']([^\"'\n]+)[\"']"
_UNKNOWN = r"{%-?\+?\s*(?:extends|include|import|from)\s+(?![\"'])"


class Theme:
    """Every template by name, and every static file by its address below `assets/`.

    A name resolves to the group's file if it has one, else to the default theme's; the default
    file is also reachable under the prefix `default/`.
    """

    def __init__(
        self, templates: Mapping[str, str], shown: Mapping[str, str], assets: Mapping[str, bytes]
    ) -> None:
        self.templates = templates
        self.shown = shown
        self.assets = assets

    @cached_property
    def faces(self) -> "Faces":
        """The fonts that pictures are set in: the pages' own, or the group's under the same names."""
        from separata.drawing.faces import Faces

        # The face for titles has no signs such as × and ≤; the one for text lends them.
        return Faces(self._fonts(_DISPLAY + _TEXT), self._fonts(_TEXT))

    def _fonts(self, names: tuple[str, ...]) -> tuple["Font", ...]:
        from separata.drawing.faces import Font

        return tuple(Font(name, self.assets[name]) for name in names if name in self.assets)

    @cached_property
    def _digests(self) -> Mapping[str, bytes]:
        return {name: digest(f"{name}\0{text}".encode()) for name, text in self.templates.items()}

    def closure(self, name: str) -> frozenset[str]:
        """Return the templates that a template's output can depend on, itself among them.

        A template depends on each one whose name it quotes, and on `parts/entry.html` if it lists
        entries; one that computes a name depends on all. That may be too many, never too few.
        """
        found: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in found and current in self.templates:
                found.add(current)
                waiting += self._mentions[current]
        return frozenset(found)

    @cached_property
    def _mentions(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(self._mentioned(text)) for name, text in self.templates.items()}

    def _mentioned(self, text: str) -> Iterator[str]:
        if re.search(_UNKNOWN, text):
            yield from self.templates
        yield from (name for name in re.findall(_QUOTED, text) if name in self.templates)
        if "entry(" in text:
            yield ENTRY

    def is_default(self, name: str) -> bool:
        """Tell whether a template is one of the default theme, which a group has not replaced."""
        return name.startswith(_DEFAULT) or self.templates[name] == self.templates.get(_DEFAULT + name)

    def digest(self, name: str) -> bytes:
        """Return the hash of a template's name and its whole closure, which is that of others that quote it."""
        return digest(b"".join([name.encode(), *(self._digests[part] for part in sorted(self.closure(name)))]))


def theme_of(project: Project) -> Theme:
    """Read the default theme and the group's own templates.

    Raises:
        SeparataError: when a file cannot be read.
    """
    folders: list[tuple[Path, tuple[str, ...]]] = [(DEFAULT, (_DEFAULT, ""))]
    if project.templates.resolve() != DEFAULT.resolve():
        folders.append((project.templates, ("",)))
    templates: dict[str, str] = {}
    shown: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    for folder, prefixes in folders:
        top = project.shown(folder)
        for name in names_below(folder):
            where = f"{top}/{name}"
            data = bytes_of(folder / name, where)
            if name.startswith(f"{STATIC}/"):
                assets[name.removeprefix(f"{STATIC}/")] = data
                continue
            text = decoded(data, where)
            templates |= {prefix + name: text for prefix in prefixes}
            shown |= {prefix + name: where for prefix in prefixes}
    return Theme(templates, shown, assets)
