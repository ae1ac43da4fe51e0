"""Sheets: a paper as pages and files print it. What its text becomes is made once, wherever it stands.

A sheet is known by its digest: where it stands among a page's inputs the digest speaks for all of it.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from separata.exporters import EXPORTERS
from separata.files import digest
from separata.model import Paper, Work
from separata.pages.addresses import paper_url
from separata.pages.entry import Author, Entry, entry_of
from separata.search.told import Told

# Entries and files of so many papers are kept at a time: those of the papers of one neighbourhood.
_KEPT = 1 << 13

_WRITERS = {exporter.name: exporter for exporter in EXPORTERS}
_encoded = msgspec.msgpack.Encoder().encode


class Cited:
    """A paper as files for other programs give it: its id and its work. One digest is one paper."""

    __slots__ = ("digest", "paper")

    def __init__(self, id: str, work: Work) -> None:
        self.paper = Paper(id, work)
        self.digest = digest(_encoded((id, work)))

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cited) and self.digest == other.digest


class Sheet:
    """A paper as lists print it: cited, with its authors, its venue's short name and who is behind the authors.

    `crew` names everybody once, by the name and the page that the person has on the site; `told` are the
    words of the work, which follow from it.
    """

    __slots__ = ("authors", "cited", "crew", "digest", "short", "told")

    def __init__(
        self,
        cited: Cited,
        *,
        authors: tuple[Author, ...],
        crew: tuple[tuple[str, str], ...],
        short: str,
        told: Told,
    ) -> None:
        self.cited = cited
        self.authors = authors
        self.crew = crew
        self.short = short
        self.told = told
        printed = [(author.name, author.url, author.us) for author in authors]
        self.digest = digest(_encoded((cited.digest, printed, crew, short)))

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sheet) and self.digest == other.digest

    @property
    def id(self) -> str:
        """The paper's id."""
        return self.cited.paper.id

    @property
    def work(self) -> Work:
        """The paper's work."""
        return self.cited.paper.work

    @property
    def year(self) -> int:
        """The year of the first public date; 0 where there is none."""
        return self.work.issued.year if self.work.issued else 0


@lru_cache(maxsize=_KEPT)
def entry(sheet: Sheet, *, in_year: bool) -> Entry:
    """Return a paper's entry; `in_year` leaves the year out of its date, for lists grouped by year."""
    return entry_of(
        sheet.cited.paper,
        sheet.authors,
        url=paper_url(sheet.id),
        short=lambda _: sheet.short,
        in_year=in_year,
    )


def entries(sheets: Sequence[Sheet], *, in_year: bool) -> tuple[Entry, ...]:
    """Return the entries of some papers."""
    return tuple(entry(sheet, in_year=in_year) for sheet in sheets)


def exported(cited: Sequence[Cited], name: str) -> str:
    """Return the file of some papers in the format of that name in `EXPORTERS`."""
    return _WRITERS[name].whole(_exported(one, name) for one in cited)


@lru_cache(maxsize=_KEPT * len(EXPORTERS))
def _exported(cited: Cited, name: str) -> str:
    return _WRITERS[name].entry(cited.paper)
