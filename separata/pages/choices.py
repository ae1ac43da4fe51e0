"""What readers may narrow a list of papers down to, besides words: a year, a topic, a person, a kind."""

from collections.abc import Mapping
from typing import Annotated

import msgspec

from separata.pages.edition import Edition
from separata.pages.shelves import Shelf


class Choice(msgspec.Struct, frozen=True):
    """A choice that a filter offers."""

    value: Annotated[str, "what stands in the address"]
    words: Annotated[str, "what the reader sees"]


class Filter(msgspec.Struct, frozen=True):
    """A way to narrow papers down, with its choices."""

    name: Annotated[str, "what stands in the address"]
    words: Annotated[str, "label of the filter"]
    every: Annotated[str, "words for no choice"]
    choices: Annotated[tuple[Choice, ...], "the choices"]


def filters_of(edition: Edition, *, people: bool) -> tuple[Filter, ...]:
    """Return the filters that have choices; `people` adds the group's members."""
    years = (str(year) for year in edition.library.by_year if year)
    members = ((_name(one.url), one.name) for one in edition.members if people and one.count)
    filters = (
        Filter("year", "Year", "all years", tuple(Choice(year, year) for year in years)),
        Filter("topic", "Topic", "all topics", _shelves(edition.topics)),
        Filter("person", "Person", "anyone", tuple(Choice(id, name) for id, name in members)),
        Filter("kind", "Kind", "every kind", _shelves(edition.kinds)),
    )
    return tuple(filter for filter in filters if filter.choices)


def _shelves(shelves: Mapping[str, Shelf]) -> tuple[Choice, ...]:
    return tuple(Choice(key, shelf.name) for key, shelf in shelves.items())


def _name(url: str) -> str:
    """Return the id of the person whose page is at an address."""
    return url.rpartition("/")[2].removesuffix(".html")
