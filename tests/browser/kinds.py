"""Pages that stand for every kind of page of a site, found by its folders, so that a new kind is among them."""

from collections import defaultdict
from pathlib import Path

# What a page may hold that others of its folder do not; the smallest page with it is looked at too.
MARKS = ("<math", "<svg", "<table", "<details", "<base target", 'class="notice', 'http-equiv="refresh"')


def kinds(site: Path) -> tuple[str, ...]:
    """Return the addresses of pages from the top of a site, in order.

    They are every page at the top, and of each folder the largest, the smallest and those with a mark.
    """
    folders: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(site.rglob("*.html"), key=lambda file: (file.stat().st_size, file.as_posix())):
        folders[file.parent.relative_to(site).as_posix()].append(file)
    chosen = set(folders.pop("."))
    for files in folders.values():
        chosen |= {files[0], files[-1], *_marked(files)}
    return tuple(sorted(file.relative_to(site).as_posix() for file in chosen))


def _marked(files: list[Path]) -> set[Path]:
    """Return the first file with each mark that any has."""
    found: dict[str, Path] = {}
    for file in files:
        if len(found) == len(MARKS):
            break
        text = file.read_text(encoding="utf-8")
        for mark in MARKS:
            if mark not in found and mark in text:
                found[mark] = file
    return set(found.values())
