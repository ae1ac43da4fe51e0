"""Filing: people under their family names, in columns, because a large site has a great many people."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import msgspec

from separata.model import Person
from separata.names import TELLING, parse_name
from separata.pages.addresses import person_url
from separata.text import folded


class Listed(msgspec.Struct, frozen=True):
    """A person as indexes list them: the name with its family name first, and how it is filed."""

    name: str
    filed: str
    url: str
    us: bool
    count: int


class Files(NamedTuple):
    """People in the order in which they are filed: a column for each thing that an index says of them.

    `filed` are the words under which they stand, `families` the family names that records tell. A corporate
    name has no parts. `us` marks members of the group, `counts` are the numbers of papers.
    """

    filed: Sequence[str]
    ids: Sequence[str]
    names: Sequence[str]
    families: Sequence[str]
    corporate: Sequence[bool]
    us: Sequence[bool]
    counts: Sequence[int]

    def part(self, start: int, stop: int) -> "Files":
        """Return the people from one position to another."""
        return Files._make(column[start:stop] for column in self)

    def listed(self) -> Iterator[Listed]:
        """Yield the people as indexes list them."""
        for filed, id, name, family, corporate, us, count in zip(*self, strict=True):
            yield Listed(_family_first(name, family, corporate), filed, person_url(id), us, count)


def files(people: Iterable[Person], papers_of: Callable[[str], int], corporate: AbstractSet[str]) -> Files:
    """File people; `papers_of` counts what each has written, `corporate` are ids of groups and companies."""
    every = tuple(people)
    ids = [person.id for person in every]
    names = [person.name for person in every]
    filed = [_filed(person.name, person.family, corporate=person.id in corporate) for person in every]
    columns = (
        filed,
        ids,
        names,
        [person.family for person in every],
        [id in corporate for id in ids],
        [bool(person.member) for person in every],
        [papers_of(id) for id in ids],
    )
    # What sorts before every word stands between the words and the address, which tells namesakes apart.
    keys = [f"{words}\0{person_url(id)}" for words, id in zip(filed, ids, strict=True)]
    order = sorted(range(len(every)), key=keys.__getitem__)
    return Files._make([column[at] for at in order] for column in columns)


def _given(name: str, family: str) -> str:
    """Return what stands before a family name that a record tells; nothing where that is not the name's end."""
    return name.removesuffix(family).strip() if family and name.endswith(family) else ""


def _filed(name: str, family: str, *, corporate: bool) -> str:
    """Return the folded words under which a name is filed."""
    if corporate:
        return folded(name)
    if given := _given(name, family):
        return folded(f"{family} {given}")
    if plainly := _plainly_filed(name):
        return plainly
    parsed = parse_name(name)
    return folded(f"{parsed.family} {parsed.given}")


def _plainly_filed(name: str) -> str:
    """Return the same of a name in ASCII letters that ends in its family name; else nothing.

    Of the many names of a large site most are such, and sooner filed than parsed.
    """
    lower = name.lower()
    words = lower.split(" ")
    if not (lower.isascii() and lower.replace(" ", "").isalpha() and TELLING.isdisjoint(words) and all(words)):
        return ""
    return " ".join((words[-1], *words[:-1]))


def _family_first(name: str, family: str, corporate: bool) -> str:
    """Return a name with the family name first."""
    if corporate:
        return name
    given = _given(name, family)
    return f"{family}, {given}" if given else parse_name(name).family_first
