"""A list of shelves: all topics, or all venues, with what each holds."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from separata.pages.head import Head
from separata.pages.pictures import papers_of
from separata.pages.shelves import Shelf, span_of
from separata.pages.words import counted, opening, span


class ShelfLine(msgspec.Struct, frozen=True):
    """A topic or a venue in a list."""

    name: Annotated[str, "its name"]
    url: Annotated[str, "its page, from the top of the site"]
    count: Annotated[str, "how many papers, in words, with their years"]
    words: Annotated[str, "a description, or full names; may be empty"]


class ShelvesPage(msgspec.Struct, frozen=True):
    """What `shelves.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    title: Annotated[str, "heading of the page"]
    count: Annotated[str, "how many there are, in words"]
    lines: Annotated[tuple[ShelfLine, ...], "the topics or venues, by name"]


# A shelf as a list tells of it: name, address, words, papers, years.
Told = tuple[str, str, str, int, tuple[int, int]]


def told(shelves: Iterable[Shelf]) -> tuple[Told, ...]:
    """Return what a list tells of some shelves."""
    return tuple(
        (shelf.name, shelf.url, shelf.words, len(shelf.papers), span_of(shelf.papers)) for shelf in shelves
    )


def make(title: str, url: str, noun: str, shelves: tuple[Told, ...]) -> ShelvesPage:
    """Return the context of a list of shelves."""
    count = opening(counted(len(shelves), noun))
    head = Head(title=title, address=url, section=url, description=f"{count}, with their papers.")
    lines = (
        ShelfLine(
            opening(name),
            address,
            opening(papers_of(papers)) + (f", {span(*years)}" if years[0] else ""),
            words,
        )
        for name, address, words, papers, years in shelves
    )
    return ShelvesPage(head, title, count, tuple(lines))
