"""The tables of subjects: what a site is made of part by part, and in which parts processes take it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from separata.library import Library
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
from separata.pages.search import Block, ranges
from separata.pages.shelves import Shelf
from separata.paper import Paper

_PER_SHARE = 64  # papers or people that a process takes at a time
_SHELVES = 4  # the same of topics and venues, which may have thousands of papers


class Table(NamedTuple):
    """Subjects of one sort: what they are of by a key, which kinds each has, how some of them are prepared.

    A process takes up to `step` of them at a time. `order` gives the keys as they are best taken.
    """

    found: Mapping[str, Any]
    kinds: Sequence[Kind[Any]]
    prepared: Callable[[Sequence[Any]], Iterator[Any]]
    step: int
    order: Callable[[], Sequence[str]]

    def subjects(self, keys: Sequence[str]) -> Iterator[Any]:
        """Yield the subjects under some keys."""
        return self.prepared([self.found[key] for key in keys])


def tables_of(edition: Edition) -> dict[str, Table]:
    """Return the tables of subjects by name, but for what the site has as a whole."""
    library = edition.library
    spans = dict(ranges(library.papers))
    return {
        "search": _table(
            {name: (name, papers) for name, papers in spans.items()},
            OF_BLOCKS,
            lambda found: (Block(edition, *span) for span in found),
        ),
        "roll": _table(
            {roll[0]: roll for roll in edition.rolls},
            OF_ROLLS,
            lambda found: (roll_of(library, name, ids, edition.concordance) for name, ids in found),
        ),
        "topic": _of_shelves(edition, OF_TOPICS, edition.topics, TOPICS),
        "venue": _of_shelves(edition, OF_VENUES, edition.venues, VENUES),
        "kind": _of_shelves(edition, OF_KINDS, edition.kinds, PAPERS),
        "selection": _of_shelves(edition, OF_SELECTIONS, edition.selections, PAPERS),
        "year": _table({str(year): year for year in library.by_year}, OF_YEARS, partial(annuals, edition)),
        "paper": _table(library.papers.row.by_id, OF_PAPERS, partial(offprints, edition), _PER_SHARE),
        "person": Table(
            library.people, OF_PEOPLE, partial(profiles, edition), _PER_SHARE, partial(_as_met, library)
        ),
    }


def _table(
    found: Mapping[str, Any],
    kinds: Sequence[Kind[Any]],
    prepared: Callable[[Sequence[Any]], Iterator[Any]],
    step: int = 1,
) -> Table:
    return Table(found, kinds, prepared, step, partial(tuple, found))


def _of_shelves(
    edition: Edition, kinds: Sequence[Kind[Holding]], shelves: Mapping[str, Shelf], up: Link
) -> Table:
    by_url = {shelf.url: shelf for shelf in shelves.values()}
    return _table(by_url, kinds, lambda found: holdings(edition, found, up), _SHELVES)


def showing(edition: Edition, paper: Paper) -> list[str]:
    """Return the subjects that print a paper besides itself, by their names: its table and its key.

    Left out are those that are cut from the row of all papers: blocks of the search index.
    """
    card, venue = paper.card, edition.venue_of(paper)
    chosen = {"selected": card.selected, "awards": card.awarded}
    return [
        *[f"person {person}" for person in dict.fromkeys(edition.library.bylines[paper.id])],
        *[f"topic {shelf.url}" for shelf in edition.topics_of(paper)],
        *([f"venue {venue.url}"] if venue else ()),
        f"kind {edition.kinds[card.type].url}",
        *[f"selection {edition.selections[key].url}" for key, there in chosen.items() if there],
        f"year {card.year}",
    ]


def pages_of(edition: Edition) -> Iterator[tuple[str, Page]]:
    """Yield every page of an edition with the name of its kind."""
    for kind in KINDS:
        yield from ((kind.name, page) for page in kind.plan(edition))
    for table in tables_of(edition).values():
        for subject in table.subjects(table.order()):
            yield from ((kind.name, page) for kind in table.kinds for page in kind.plan(subject))


def _as_met(library: Library) -> Sequence[str]:
    """Return everybody in the order of their newest papers, so that neighbours print much the same entries."""
    return tuple(dict.fromkeys(chain(library.by_person, library.people)))
