"""Sheets: a paper as pages and files print it. What its text becomes is made once, wherever it stands.

A sheet is known by its digest: where it stands among a page's inputs the digest speaks for all of it. It is
made of a card, so that the work is looked up only when something is printed.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import msgspec

from separata.exporters import EXPORTERS
from separata.exporters.citation import Citation, citation
from separata.files import digest
from separata.model import Paper, Person, Work
from separata.pages.addresses import paper_url, person_url
from separata.pages.entry import Author, Entry, entry_of
from separata.search.told import Told

# Entries and files of so many papers are kept at a time: those of the papers of one neighbourhood.
_KEPT = 1 << 11

_WRITERS = {exporter.name: exporter for exporter in EXPORTERS}
_encoded = msgspec.msgpack.Encoder().encode


class Cited:
    """A paper as files for other programs give it: its id and its work. One digest is one paper."""

    __slots__ = ("digest", "paper")

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.digest = paper.card.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cited) and self.digest == other.digest


class Crew:
    """The people of a library as papers tell of them: a name, a page, an ORCID iD, whether a member."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self.people = people
        self._digests: dict[str, bytes] = {}

    def digest(self, id: str) -> bytes:
        """Return what speaks for all that papers say of a person."""
        known = self._digests.get(id)
        if known is None:
            person = self.people[id]
            known = _encoded((id, person.name, person.orcid, bool(person.member)))
            self._digests[id] = known
        return known


class Sheet:
    """A paper as lists print it: cited, with the people behind its authors and its venue's short name."""

    __slots__ = ("_byline", "_crew", "_told", "digest", "paper", "short")

    def __init__(
        self, paper: Paper, byline: Sequence[str], crew: Crew, short: str, told: Callable[[Paper], Told]
    ) -> None:
        """Make the sheet of a paper; `byline` are the ids of the people behind its authors, in order."""
        self.paper = paper
        self.short = short
        self._byline = byline
        self._crew = crew
        self._told = told
        self.digest = digest(b"\0".join((paper.card.digest, short.encode(), *map(crew.digest, byline))))

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sheet) and self.digest == other.digest

    @property
    def id(self) -> str:
        """The paper's id."""
        return self.paper.id

    @property
    def work(self) -> Work:
        """The paper's work."""
        return self.paper.work

    @property
    def cited(self) -> Cited:
        """The paper as files for other programs give it."""
        return Cited(self.paper)

    @property
    def year(self) -> int:
        """The year of the first public date; 0 where there is none."""
        return self.paper.card.year

    @property
    def told(self) -> Told:
        """The words of the work, which follow from it."""
        return self._told(self.paper)

    @property
    def authors(self) -> tuple[Author, ...]:
        """The authors in order, each with the name that the paper gives."""
        people = self._crew.people
        return tuple(
            Author(seat.name, person_url(id), bool(people[id].member))
            for seat, id in zip(self.paper.card.seats, self._byline, strict=True)
        )

    @property
    def orcids(self) -> tuple[str, ...]:
        """The ORCID iD of each author, from the paper's record or the person's; empty where none is known."""
        people = self._crew.people
        return tuple(
            seat.orcid or people[id].orcid for seat, id in zip(self.paper.card.seats, self._byline, strict=True)
        )

    @property
    def crew(self) -> tuple[tuple[str, str], ...]:
        """Who is behind the authors, everybody once: the name and the page that the person has on the site."""
        people = self._crew.people
        return tuple((people[id].name, person_url(id)) for id in dict.fromkeys(self._byline))

    def printed(self, person: str) -> str:
        """Return the name that the paper gives one of its people."""
        return self.paper.card.seats[self._byline.index(person)].name


@lru_cache(maxsize=_KEPT)
def entry(sheet: Sheet, *, in_year: bool) -> Entry:
    """Return a paper's entry; `in_year` leaves the year out of its date, for lists grouped by year."""
    return entry_of(
        sheet.paper,
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
    return _WRITERS[name].entry(citation_of(cited))


@lru_cache(maxsize=_KEPT)
def citation_of(cited: Cited) -> Citation:
    """Return the facts of a paper, which all files for other programs print."""
    return citation(cited.paper)
