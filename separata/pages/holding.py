"""Holdings: the papers of a shelf or of a year, as the page and the files of it print them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from separata.files import digest
from separata.model import Paper
from separata.pages import metadata
from separata.pages.addresses import year_url
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.page import hashed
from separata.pages.sheet import Sheet
from separata.pages.shelves import Shelf

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
    """Papers that stand together, newest first, under a label; `digest` speaks for all of it."""

    def __init__(self, edition: Edition, label: Label, papers: Sequence[Paper]) -> None:
        self.label = label
        self.imprint = metadata.imprint_of(edition.site)
        self.sheets: tuple[Sheet, ...] = tuple(map(edition.sheet, papers))
        known = hashed((label, self.imprint))
        self.digest = digest(b"".join([known, *(sheet.digest for sheet in self.sheets)]))

    @property
    def span(self) -> tuple[int, int]:
        """The years of the first and the last paper; two zeros where none is dated."""
        years = [sheet.year for sheet in self.sheets if sheet.year]
        return (min(years), max(years)) if years else (0, 0)

    def frequent(self, most: int) -> tuple[tuple[str, str, int], ...]:
        """Return who wrote most of the papers, of those who wrote several: name, page, papers."""
        counts = Counter(one for sheet in self.sheets for one in sheet.crew)
        several = (item for item in counts.items() if item[1] > 1)
        ranked = sorted(several, key=lambda item: (-item[1], item[0][1]))
        return tuple((name, url, count) for (name, url), count in ranked[:most])


class Annual(Holding):
    """The papers of a year, 0 where they are undated; `around` are the years before and after with papers."""

    def __init__(self, edition: Edition, year: int, around: tuple[int, ...], papers: Sequence[Paper]) -> None:
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
