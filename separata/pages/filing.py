"""Filing: people under their family names, in columns, because a large site has a great many people."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat
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


def files(
    on_record: Sequence[Person], own: Mapping[str, str], counts: Mapping[str, int], corporate: AbstractSet[str]
) -> Files:
    """File people: some who are on record, and some of whom `own` has but the names; by id.

    `counts` tells how many papers somebody has, `corporate` are ids of groups and companies.
    """
    ids = [*(person.id for person in on_record), *own]
    names = [*(person.name for person in on_record), *own.values()]
    families = [*(person.family for person in on_record), *repeat("", len(own))]
    groups = [id in corporate for id in ids] if corporate else [False] * len(ids)
    filed = [
        (not family and not is_group and _plainly_filed(name)) or _filed(name, family, corporate=is_group)
        for name, family, is_group in zip(names, families, groups, strict=True)
    ]
    us = [*(bool(person.member) for person in on_record), *repeat(False, len(own))]
    columns = (filed, ids, names, families, groups, us, [counts.get(id, 0) for id in ids])
    # What sorts before every word stands between the words and the address, which tells namesakes apart.
    keys = [f"{words}\0{person_url(id)}" for words, id in zip(filed, ids, strict=True)]
    order = sorted(range(len(ids)), key=keys.__getitem__)
    return Files._make([*map(column.__getitem__, order)] for column in columns)


def _given(name: str, family: str) -> str:
    """Return what stands before a family name that a record tells; nothing where that is not the name's end."""
    return name.removesuffix(family).strip() if family and name.endswith(family) else ""


def _filed(name: str, family: str, *, corporate: bool) -> str:
    """Return the folded words under which a name is filed."""
    if corporate:
        return folded(name)
    if given := _given(name, family):
        return folded(f"{family} {given}")
    parsed = parse_name(name)
    return folded(f"{parsed.family} {parsed.given}")


def _plainly_filed(name: str) -> str:
    """Return the same for a name in ASCII letters, perhaps with initials, that ends in its family name.

    For any other nothing. Of the many names of a large site most are such, and need not be parsed.
    """
    given, _, family = name.lower().rpartition(" ")
    given = given.replace(". ", " ").removesuffix(".")
    filed = f"{family} {given}" if given else family
    is_plain = filed.isascii() and family.isalpha() and filed.replace(" ", "").isalpha() and "  " not in filed
    return filed if is_plain and TELLING.isdisjoint(filed.split(" ")) else ""


def _family_first(name: str, family: str, corporate: bool) -> str:
    """Return a name with the family name first."""
    if corporate:
        return name
    given = _given(name, family)
    return f"{family}, {given}" if given else parse_name(name).family_first
