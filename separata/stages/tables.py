"""The tables of subjects: what a site is made of part by part, and in which parts processes take it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from separata.library import Library
from separata.model import Person
from separata.pages import (
    KINDS,
    OF_BLOCKS,
    OF_KINDS,
    OF_PAPERS,
    OF_PEOPLE,
    OF_ROLLS,
    OF_SELECTIONS,
    OF_TOPICS,
    OF_VENUES,
    OF_YEARS,
)
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.holding import PAPERS, TOPICS, VENUES, Holding, annuals, holdings
from separata.pages.offprint import offprints
from separata.pages.page import Kind, Page
from separata.pages.profile import profiles
from separata.pages.rolls import roll_of
from separata.pages.search import block_of, ranges
from separata.pages.shelves import Shelf

_PER_SHARE = 64  # papers or people that a process takes at a time
_SHELVES = 4  # the same of topics and venues, which may have thousands of papers


class Table(NamedTuple):
    """Subjects of one sort: their names, what each of them has, how a part of them is prepared.

    A process takes up to `step` of them at a time.
    """

    names: Sequence[str]
    kinds: Sequence[Kind[Any]]
    prepared: Callable[[int, int], Iterator[Any]]
    step: int


def tables_of(edition: Edition) -> dict[str, Table]:
    """Return the tables of subjects by name, but for what the site has as a whole."""
    library = edition.library
    papers, people = library.papers, tuple(_as_met(library))
    spans = tuple(ranges(papers))
    years = tuple(library.by_year)
    of_shelves = partial(_of_shelves, edition)
    return {
        "search": Table(
            [f"search {name}" for name, _ in spans],
            OF_BLOCKS,
            lambda start, stop: (block_of(edition, *span) for span in spans[start:stop]),
            1,
        ),
        "roll": Table(
            [f"roll {name}" for name, _ in edition.rolls],
            OF_ROLLS,
            lambda start, stop: (roll_of(library, *roll) for roll in edition.rolls[start:stop]),
            1,
        ),
        "topic": of_shelves("topic", OF_TOPICS, edition.topics, TOPICS),
        "venue": of_shelves("venue", OF_VENUES, edition.venues, VENUES),
        "kind": of_shelves("kind", OF_KINDS, edition.kinds, PAPERS),
        "selection": of_shelves("selection", OF_SELECTIONS, edition.selections, PAPERS),
        "year": Table(
            [f"year {year}" for year in years],
            OF_YEARS,
            lambda start, stop: annuals(edition, years[start:stop]),
            1,
        ),
        "paper": Table(
            [f"paper {paper.id}" for paper in papers],
            OF_PAPERS,
            lambda start, stop: offprints(edition, papers[start:stop]),
            _PER_SHARE,
        ),
        "person": Table(
            [f"person {person.id}" for person in people],
            OF_PEOPLE,
            lambda start, stop: profiles(edition, people[start:stop]),
            _PER_SHARE,
        ),
    }


def _of_shelves(
    edition: Edition, name: str, kinds: Sequence[Kind[Holding]], found: Mapping[str, Shelf], up: Link
) -> Table:
    shelves = tuple(found.values())
    names = [f"{name} {shelf.url}" for shelf in shelves]
    return Table(names, kinds, lambda start, stop: holdings(edition, shelves[start:stop], up), _SHELVES)


def pages_of(edition: Edition) -> Iterator[tuple[str, Page]]:
    """Yield every page of an edition with the name of its kind."""
    for kind in KINDS:
        yield from ((kind.name, page) for page in kind.plan(edition))
    for table in tables_of(edition).values():
        for subject in table.prepared(0, len(table.names)):
            yield from ((kind.name, page) for kind in table.kinds for page in kind.plan(subject))


def _as_met(library: Library) -> Iterator[Person]:
    """Yield everybody in the order of their newest papers, so that neighbours print much the same entries."""
    seats = (person for paper in library.papers for person in library.bylines[paper.id])
    return (library.people[person] for person in dict.fromkeys(chain(seats, library.people)))
