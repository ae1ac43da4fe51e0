"""Registering: every address is noted, so that none that was ever published is lost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from separata.bearers import names_ever
from separata.library import Library
from separata.model import Address, Person, Published
from separata.paper import Paper
from separata.successions import noted


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


def published(
    papers: Iterable[Paper], standing: Mapping[str, int], before: Iterable[Published]
) -> tuple[Published, ...]:
    """Return the addresses of papers and of the other pages that there are, and those of the past as they were.

    `standing` gives the other pages, each with the number of its older parts; a list that gets shorter
    keeps the number that it has had.
    """
    known = {one.page or one.paper: one for one in before}
    for paper in papers:
        now = noted(paper.id, paper.work)
        for former in paper.former_ids:
            known.setdefault(former, msgspec.structs.replace(now, paper=former))
        known[paper.id] = now
    for page, parts in standing.items():
        known[page] = Published(page=page, parts=max(parts, known[page].parts if page in known else 0))
    return tuple(known.values())


def unpublished(papers: Iterable[Paper], published: Iterable[Published]) -> Iterator[str]:
    """Yield the ids of papers whose address would be lost if they had another, sorted."""
    known = {one.paper for one in published}
    yield from sorted(paper.id for paper in papers if paper.id not in known)
