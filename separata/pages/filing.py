"""Filing: the index of people by family name, held in columns, as a large site has very many people."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, filterfalse, islice, repeat
from operator import ne
from typing import NamedTuple

import msgspec

from separata.model import Person
from separata.names import TELLING, parse_name
from separata.pages.addresses import person_url
from separata.rows import pieces_of, spliced_column
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
    name has no parts. `us` marks members of the group, `counts` are the numbers of papers, 0
    until they are told.
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

    def counted(self, counts: Mapping[str, int]) -> "Files":
        """Return the same with how many papers each has, as told by id."""
        return self._replace(counts=[*map(counts.get, self.ids, repeat(0))])

    def listed(self) -> Iterator[Listed]:
        """Yield the people as indexes list them."""
        for filed, id, name, family, corporate, us, count in zip(*self, strict=True):
            yield Listed(_family_first(name, family, corporate), filed, person_url(id), us, count)


def files(
    on_record: Sequence[Person], own: Mapping[str, str], corporate: AbstractSet[str] = frozenset()
) -> Files:
    """File people: some who are on record, and some of whom `own` has but the names; by id.

    `corporate` are ids of groups and companies.
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
    columns = (filed, ids, names, families, groups, us, [0] * len(ids))
    order = sorted(range(len(ids)), key=[*map(_place, filed, ids)].__getitem__)
    return Files._make([*map(column.__getitem__, order)] for column in columns)


def filed_names(filed: Sequence[str], ids: Sequence[str], names: Sequence[str]) -> Files:
    """Return the files of people of whom there are but names, from what else there is to say of them."""
    no = [False] * len(ids)
    return Files(filed, ids, names, [""] * len(ids), no, no, [0] * len(ids))


def refiled(before: Files, own: Mapping[str, str]) -> Files:
    """File people of whom `own` has but the names, as `files` does; most may stand in files from before."""
    leave = [*compress(range(len(before.ids)), map(ne, map(own.get, before.ids), before.names))]
    stay = {*before.ids}.difference(map(before.ids.__getitem__, leave))
    # To ask whether somebody is new takes long for all, and those who are mostly come last.
    new = islice(filterfalse(stay.__contains__, reversed([*own])), len(own) - len(stay))
    come = {id: own[id] for id in new}
    return joined(before, files((), come), leave) if leave or come else before


def joined(files: Files, others: Files, leave: Iterable[int] = ()) -> Files:
    """Put others, best few, between the people in some files, of which those at some positions `leave`."""
    places = range(len(files.ids))
    come = [
        bisect_left(places, place, key=lambda at: _place(files.filed[at], files.ids[at]))
        for place in map(_place, others.filed, others.ids)
    ]
    pieces = tuple(pieces_of(len(places), leave, come))
    return Files._make(spliced_column(one, other, pieces) for one, other in zip(files, others, strict=True))


def _place(filed: str, id: str) -> str:
    """Return the key by which people stand; namesakes are told apart by their addresses."""
    # What sorts before every word stands between the words and the address.
    return f"{filed}\0{person_url(id)}"


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
