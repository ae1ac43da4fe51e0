"""The index of people, A to Z: one page while it is short, then a page for each letter or longer beginning."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated

import msgspec

from separata.pages.edition import Edition, Listed
from separata.pages.head import Head, address_of
from separata.pages.page import Page
from separata.pages.words import counted, opening

_MOST = 1000  # names on one page
_TOP = "authors.html"


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
    yield from _plan_from("", edition.index, edition.members)


def _plan_from(beginning: str, people: Sequence[Listed], members: tuple[Listed, ...]) -> Iterator[Page]:
    """Plan the page of everybody filed under a beginning: a list, or a way to longer beginnings.

    A page that grows beyond its measure stays where it is and leads on, so no address is lost.
    """
    if len(people) <= _MOST or people[0].filed == people[-1].filed:
        yield Page(_url(beginning), "authors.html", (beginning, tuple(people), members), make)
        return
    longer = tuple(
        (key, tuple(found)) for key, found in groupby(people, key=lambda one: _key(one, len(beginning)))
    )
    counts = tuple((key, len(found)) for key, found in longer)
    yield Page(_url(beginning), "authors.html", (beginning, counts, members), make_ways)
    for key, found in longer:
        yield from _plan_from(key, found, ())


def _key(one: Listed, length: int) -> str:
    """Return the beginning under which a name is filed; a name that ends before is filed under itself."""
    return one.filed[: length + 1].ljust(length + 1, "_").replace(" ", "_")


def _url(beginning: str) -> str:
    return f"people/{beginning}.html" if beginning else _TOP


def make(beginning: str, people: tuple[Listed, ...], members: tuple[Listed, ...]) -> AuthorsPage:
    """Return the context of a page that lists people."""
    letters = []
    for key, found in groupby(people, key=lambda one: _key(one, len(beginning))):
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
