"""Registering: every person's id is noted, so that no address that was ever published is lost."""

from collections.abc import Iterable, Iterator, Sequence

from separata.bearers import names_ever
from separata.library import Library
from separata.model import Address, Paper, Person


def registered(
    library: Library, papers: Iterable[Paper], people: Iterable[Person], before: Sequence[Address]
) -> tuple[Address, ...]:
    """Return the addresses of everybody in a library, and those of the past as they were, sorted by id.

    `papers` and `people` are what the library was made of: it does not tell every name.
    """
    known = {address.id: address for address in before}
    records = {person.id: person for person in people}
    works = {paper.id: paper.work for paper in papers}
    for id in library.people:
        paper, position = _seat(library, id, known.get(id))
        names = names_ever(records[id]) if id in records else (works[paper].authors[position].name,)
        known[id] = Address(id, names, paper, position)
    return tuple(address for _, address in sorted(known.items()))


def _seat(library: Library, person: str, before: Address | None) -> tuple[str, int]:
    """Return the paper and position by which a person is found again: as before, else the oldest paper's."""
    if before and library.bylines.get(before.paper, ())[before.position :][:1] == (person,):
        return before.paper, before.position
    papers = library.by_person.get(person, ())
    return (papers[-1].id, library.bylines[papers[-1].id].index(person)) if papers else ("", 0)


def unregistered(library: Library, addresses: Iterable[Address]) -> Iterator[str]:
    """Yield the ids of people whose address would be lost if they had another name, sorted."""
    known = {address.id for address in addresses}
    yield from sorted(id for id in library.people if id not in known)
