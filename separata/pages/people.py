"""The index of people, A to Z: one page while it is short, then a page for each letter or longer beginning."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated

import msgspec

from separata.pages.edition import Edition
from separata.pages.filing import Files, Listed
from separata.pages.head import Head, address_of
from separata.pages.page import Page
from separata.pages.words import counted, opening

_MOST = 1000  # names on one page
_TOP = "authors.html"
_LAST = "\U0010ffff"  # sorts behind all that stands in a name


class PersonLine(msgspec.Struct, frozen=True):
    """A person in the index."""

    name: Annotated[str, "name, family name first"]
    url: Annotated[str, "the person's page, from the top of the site"]
    us: Annotated[bool, "whether a member of the group"]
    count: Annotated[int, "how many papers"]


class Letter(msgspec.Struct, frozen=True):
    """The people filed under one letter, or under a longer beginning."""

    name: Annotated[str, "the letter as a heading"]
    anchor: Annotated[str, "id of the heading on the page"]
    url: Annotated[str, "the page that holds these people, from the top of the site; empty where this one does"]
    count: Annotated[int, "how many people"]
    people: Annotated[tuple[PersonLine, ...], "the people; none where another page holds them"]


class AuthorsPage(msgspec.Struct, frozen=True):
    """What `authors.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    title: Annotated[str, "heading of the page"]
    words: Annotated[str, "how many people the page leads to, and how they stand"]
    whole: Annotated[bool, "whether this is the top of the index"]
    members: Annotated[tuple[PersonLine, ...], "the group's members, at the top of the index"]
    letters: Annotated[tuple[Letter, ...], "the people by letter"]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the index and, where it is long, the pages it is cut into."""
    index = edition.index
    yield from _plan_from("", index, range(len(index.ids)), edition.members)


def _plan_from(beginning: str, index: Files, positions: range, members: tuple[Listed, ...]) -> Iterator[Page]:
    """Plan the page of everybody filed under a beginning: a list, or a way to longer beginnings.

    A page that grows beyond its measure stays where it is and leads on, so no address is lost.
    """
    start, stop = positions.start, positions.stop
    if len(positions) <= _MOST or index.filed[start] == index.filed[stop - 1]:
        yield Page(_url(beginning), "authors.html", (beginning, index.part(start, stop), members), make)
        return
    longer = tuple(_longer(index.filed, positions, len(beginning)))
    counts = tuple((key, len(found)) for key, found in longer)
    yield Page(_url(beginning), "authors.html", (beginning, counts, members), make_ways)
    for key, found in longer:
        yield from _plan_from(key, index, found, ())


def _longer(filed: Sequence[str], positions: range, length: int) -> Iterator[tuple[str, range]]:
    """Yield the beginnings that are longer by a letter, each with the positions of those filed under it."""
    start = positions.start
    while start < positions.stop:
        # A name that ends stands before all in which a blank follows, and these before all with a letter.
        last = f"{filed[start][: length + 1]:{length + 1}}{_LAST}"
        stop = bisect_right(filed, last, start, positions.stop)
        yield _key(filed[start], length), range(start, stop)
        start = stop


def _key(filed: str, length: int) -> str:
    """Return the beginning under which a name is filed; a name that ends before is filed under itself."""
    return filed[: length + 1].ljust(length + 1, "_").replace(" ", "_")


def _url(beginning: str) -> str:
    return f"people/{beginning}.html" if beginning else _TOP


def make(beginning: str, people: Files, members: tuple[Listed, ...]) -> AuthorsPage:
    """Return the context of a page that lists people."""
    letters = []
    for key, found in groupby(people.listed(), key=lambda one: _key(one.filed, len(beginning))):
        lines = tuple(_line(one) for one in found)
        letters.append(Letter(_heading(key), f"at-{key}", "", len(lines), lines))
    return _page(beginning, members, tuple(letters), " A number tells of more than one paper.")


def make_ways(beginning: str, counts: tuple[tuple[str, int], ...], members: tuple[Listed, ...]) -> AuthorsPage:
    """Return the context of a page that leads to longer beginnings."""
    letters = (Letter(_heading(key), f"at-{key}", _url(key), count, ()) for key, count in counts)
    return _page(beginning, members, tuple(letters), "")


def _page(beginning: str, members: tuple[Listed, ...], letters: tuple[Letter, ...], remark: str) -> AuthorsPage:
    count = sum(letter.count for letter in letters)
    words = f"{opening(counted(count, 'author'))}, by family name.{remark}"
    title = f"People: {_heading(beginning)}" if beginning else "All people"
    return AuthorsPage(
        head=Head(
            title=title,
            address=address_of(_url(beginning)),
            section=_TOP,
            description=words,
        ),
        title=title,
        words=words,
        whole=not beginning,
        members=tuple(_line(one) for one in members),
        letters=letters,
    )


def _line(one: Listed) -> PersonLine:
    return PersonLine(one.name, one.url, one.us, one.count)


def _heading(key: str) -> str:
    return opening(key.replace("_", " ")).strip() or "Others"
