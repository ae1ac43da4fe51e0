"""Holdings: the papers of a year, a topic, a venue or another shelf, as its page and files print them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from separata.pages import metadata
from separata.pages.addresses import person_url, year_url
from separata.pages.batch import Batch
from separata.pages.cuts import cuts
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.page import hashed
from separata.pages.shelves import Shelf, span_of
from separata.rows import Papers

PAPERS = Link("Papers", "papers.html")
TOPICS = Link("Topics", "topics.html")
VENUES = Link("Venues", "venues.html")


class Label(NamedTuple):
    """What a holding is called, its page, the list in which it stands, and words that say more of it."""

    name: str
    url: str
    up: Link
    words: str = ""


class Holding:
    """Papers that stand together, newest first, under a label; `digest` speaks for all of it.

    `parts` are what its pages list, each with its number; the newest comes first.
    """

    def __init__(self, edition: Edition, label: Label, papers: Papers) -> None:
        self.label = label
        self.imprint = metadata.imprint_of(edition.site)
        self.papers = papers
        self._edition = edition
        self.parts = tuple(
            (cut.number, edition.as_listed(papers[cut.start : cut.stop])) for cut in cuts(len(papers))
        )
        self.digest = hashed((label, self.imprint, [batch for _, batch in self.parts]))

    @property
    def span(self) -> tuple[int, int]:
        """The years of the first and the last paper; two zeros where none is dated."""
        return span_of(self.papers)

    def cited(self, start: int, stop: int) -> Batch:
        """Return the papers from one position to another as files for other programs give them."""
        return self._edition.as_cited(self.papers[start:stop])

    def frequent(self, most: int) -> tuple[tuple[str, str, int], ...]:
        """Return who wrote most of the papers, of those who wrote several: name, page, papers."""
        library = self._edition.library
        counts = Counter(library.crews.each_once(self.papers))
        least = max([2, *sorted(counts.values(), reverse=True)[most - 1 : most]])
        ids = ((library.crews.seating.ids[person], count) for person, count in counts.items() if count >= least)
        several = ((person_url(id), id, count) for id, count in ids)
        ranked = sorted(several, key=lambda one: (-one[2], one[0]))
        return tuple((library.people[id].name, url, count) for url, id, count in ranked[:most])


class Annual(Holding):
    """The papers of a year, 0 where they are undated; `around` are the years before and after with papers."""

    def __init__(self, edition: Edition, year: int, around: tuple[int, ...], papers: Papers) -> None:
        label = Label(str(year) if year else "Undated papers", year_url(year), PAPERS)
        super().__init__(edition, label, papers)
        self.year = year
        self.around = around
        self.digest = hashed((self.digest, around))


def holdings(edition: Edition, shelves: Sequence[Shelf], up: Link) -> Iterator[Holding]:
    """Yield the holdings of some shelves."""
    for shelf in shelves:
        yield Holding(edition, Label(shelf.name, shelf.url, up, shelf.words), shelf.papers)


def annuals(edition: Edition, years: Sequence[int]) -> Iterator[Annual]:
    """Yield the holdings of some years."""
    every = tuple(edition.library.by_year)
    for year in years:
        at = every.index(year)
        around = (*every[at + 1 : at + 2], *every[max(at - 1, 0) : at])
        yield Annual(edition, year, around, edition.library.by_year[year])
