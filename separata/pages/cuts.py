"""Cutting long lists into pages that are filled from the oldest, so that a full page never changes."""

from functools import lru_cache
from typing import NamedTuple

from separata.pages.head import Link

PER_PAGE = 80  # papers on one page of a list, which stays below 300 kB with all that an entry may hold


class Cut(NamedTuple):
    """One page's part of a list: its number from the oldest (1), 0 for the newest; where it starts and ends.

    `start` and `stop` are positions in the list as it stands, newest first.
    """

    number: int
    start: int
    stop: int


@lru_cache(maxsize=1 << 8)  # most lists are short, and of few lengths
def cuts(length: int, size: int = PER_PAGE) -> tuple[Cut, ...]:
    """Cut a list that stands newest first, filled from its end; the newest cut comes first.

    Every cut but the newest is full. An empty list is one empty cut.
    """
    newest = length - (length - 1) // size * size if length else 0
    full = tuple(Cut((length - start) // size, start, start + size) for start in range(newest, length, size))
    return (Cut(0, 0, newest), *full)


def cut_url(url: str, number: int, joint: str = "-") -> str:
    """Return the address of a cut: the newest keeps `years/2022.html`, an older one is `years/2022-1.html`."""
    if not number:
        return url
    stem, _, suffix = url.rpartition(".")
    return f"{stem}{joint}{number}.{suffix}"


def older_parts(url: str, count: int, joint: str = "-") -> tuple[Link, ...]:
    """Return the way to so many older parts of a list, newest first."""
    return tuple(Link(f"part {part}", cut_url(url, part, joint)) for part in range(count, 0, -1))
