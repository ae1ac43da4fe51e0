"""Sheets: a paper as pages and files print it. What its text becomes is made once, wherever it stands.

A sheet is known by its digest: among the inputs of a page the digest stands for all of it. It is made of
the paper's card, which has neither title nor abstract, so that the work is read only when something is
printed.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, NamedTuple

import msgspec

from separata.exporters import EXPORTERS, let_go
from separata.exporters.citation import citation
from separata.model import Person, Work
from separata.names import read_out, sort_key
from separata.pages.addresses import paper_url, person_url
from separata.pages.entry import Author, Dateline, Entry, dateline_of, entry_of
from separata.pages.slip import Slip
from separata.paper import Paper
from separata.search.told import Told

_KEPT = 1 << 7  # papers whose entry and authors are kept at a time, for all files that print them

# Each exporter with its place among all of them.
WRITERS = {exporter.name: (place, exporter) for place, exporter in enumerate(EXPORTERS)}
_encoded = msgspec.msgpack.Encoder().encode


def told_of(person: Person) -> bytes:
    """Return what speaks for all that papers say of a person."""
    return _encoded((person.id, person.name, person.orcid, bool(person.member)))


class Stock(NamedTuple):
    """What the sheets of an edition have in common.

    `people` are those of the library by id, `on_record` those of them who are more than a name; `told` gives
    the words of a paper, `slip` what was printed of a sheet before.
    """

    people: Mapping[str, Person]
    on_record: Mapping[str, Person]
    told: Callable[[Paper], Told]
    slip: "Callable[[Sheet], Slip | None]"


class Sheet:
    """A paper as lists print it: cited, with the people behind its authors and its venue's short name.

    `digest` speaks for all that is printed of it.
    """

    __slots__ = ("_byline", "_stock", "digest", "paper", "short")

    def __init__(self, paper: Paper, byline: Sequence[str], stock: Stock, *, digest: bytes, short: str) -> None:
        """Make the sheet of a paper; `byline` are the ids of the people behind its authors, in order."""
        self.paper = paper
        self.digest = digest
        self.short = short
        self._byline = byline
        self._stock = stock

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
    def cited(self) -> "Cited":
        """The paper as files for other programs give it."""
        return Cited(self)

    @property
    def slip(self) -> Slip | None:
        """What was printed of it before, where that is kept."""
        return self._stock.slip(self)

    @property
    def year(self) -> int:
        """The year of the first public date; 0 where there is none."""
        return self.paper.card.year

    @property
    def told(self) -> Told:
        """The words of the work, which follow from it."""
        return self._stock.told(self.paper)

    @property
    def authors(self) -> tuple[Author, ...]:
        """The authors in order, each with the name that the paper gives."""
        return _authors(self)

    @property
    def byline(self) -> tuple[Author, ...]:
        """The same authors as a page prints them, whose names a comma must not part."""
        return _byline(self)

    @property
    def orcids(self) -> tuple[str, ...]:
        """The ORCID iD of each author, from the paper's record or the person's; empty where none is known."""
        people, said = self._stock.on_record, self.paper.card.said
        known = [people[id].orcid if id in people else "" for id in self._byline]
        if not said:
            return tuple(known)
        return tuple([seat.orcid or orcid for seat, orcid in zip(said, known, strict=True)])

    @property
    def crew(self) -> tuple[tuple[str, str], ...]:
        """Who is behind the authors, everybody once, filed under the family name: name and page on the site."""
        return _crew(self)

    def printed(self, person: str) -> str:
        """Return the name that the paper gives one of its people."""
        return self.paper.card.names[self._byline.index(person)]

    @property
    def dateline(self) -> Dateline:
        """Where and when the paper appeared."""
        return _entry(self).dateline


class Cited:
    """A paper as files for other programs give it: its id and its work. One digest is one paper."""

    __slots__ = ("digest", "sheet")

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.digest = sheet.paper.card.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cited) and self.digest == other.digest

    @property
    def paper(self) -> Paper:
        """The paper."""
        return self.sheet.paper

    @property
    def slip(self) -> Slip | None:
        """What was printed of it before, where that is kept."""
        return self.sheet.slip


class Line:
    """A paper's place in a list; `entry(line)` prints it, as it was printed before if it was."""

    __slots__ = ("in_year", "sheet")

    def __init__(self, sheet: Sheet, *, in_year: bool) -> None:
        """Make a line of a sheet; `in_year` leaves the year out of its date."""
        self.sheet = sheet
        self.in_year = in_year

    def __hash__(self) -> int:
        return hash((self.sheet, self.in_year))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and (self.sheet, self.in_year) == (other.sheet, other.in_year)

    @property
    def entry(self) -> Annotated[Entry, "what is printed there"]:
        """What is printed there, for a template that prints it in its own way."""
        return entry(self.sheet, in_year=self.in_year)


def entry(sheet: Sheet, *, in_year: bool) -> Entry:
    """Return a paper's entry; `in_year` leaves the year out of its date, for lists grouped by year."""
    whole = _entry(sheet)
    return msgspec.structs.replace(whole, dateline=_dateline(sheet, in_year=True)) if in_year else whole


@lru_cache(maxsize=_KEPT)
def _entry(sheet: Sheet) -> Entry:
    return entry_of(sheet.work, sheet.byline, url=paper_url(sheet.id), dateline=_dateline(sheet, in_year=False))


def _dateline(sheet: Sheet, *, in_year: bool) -> Dateline:
    return dateline_of(sheet.work, lambda _: sheet.short, in_year=in_year)


@lru_cache(maxsize=_KEPT)
def _authors(sheet: Sheet) -> tuple[Author, ...]:
    people = sheet._stock.on_record
    seats = zip(sheet.paper.card.names, sheet._byline, strict=True)
    return tuple([Author(name, person_url(id), id in people and bool(people[id].member)) for name, id in seats])


@lru_cache(maxsize=_KEPT)
def _byline(sheet: Sheet) -> tuple[Author, ...]:
    authors = sheet.authors
    if not any("," in author.name for author in authors):
        return authors
    return tuple(
        author if seat.literal else msgspec.structs.replace(author, name=read_out(author.name))
        for seat, author in zip(sheet.paper.card.seats, authors, strict=True)
    )


@lru_cache(maxsize=_KEPT)
def _crew(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    people = sheet._stock.people
    crew = [(people[id].name, person_url(id)) for id in dict.fromkeys(sheet._byline)]
    return tuple(sorted(crew, key=lambda one: (sort_key(one[0]), one[1])))


def lines(sheets: Sequence[Sheet], *, in_year: bool) -> tuple[Line, ...]:
    """Return the lines of some papers in a list."""
    return tuple([Line(sheet, in_year=in_year) for sheet in sheets])


def exported(cited: Sequence[Cited], name: str) -> bytes:
    """Return the file of some papers in the format of that name in `EXPORTERS`."""
    return WRITERS[name][1].whole(export_of(one, name) for one in cited)


def export_of(cited: Cited, name: str) -> bytes:
    """Return a paper's part of such a file, as its slip has it if there is one."""
    place, exporter = WRITERS[name]
    slip = cited.slip
    return slip.exports[place] if slip else exporter.entry(citation(cited.paper))


def exports_of(cited: Cited) -> tuple[bytes, ...]:
    """Return a paper's part of such a file in every format, in the order of `EXPORTERS`."""
    if slip := cited.slip:
        return slip.exports
    facts = citation(cited.paper)
    return tuple([exporter.entry(facts) for exporter in EXPORTERS])


def forget() -> None:
    """Let go of the papers that were printed last, and with them of all that their build has read."""
    for kept in (_entry, _authors, _byline, _crew):
        kept.cache_clear()
    let_go()
