"""Crews: who wrote which paper. The people behind the authors of all papers, in columns."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress
from operator import neg, sub
from typing import NamedTuple

from separata.files import digest
from separata.rows import Papers, Row


class Seating(NamedTuple):
    """Who wrote each paper of a row, and which papers each person wrote; people go by their place in `ids`.

    The authors of the paper at a position stand in `authors` from one of `starts` to the next. The papers of a
    person stand in `papers` by `bounds` in the same way, newest first. `arrivals` are those who have papers in
    the order in which they first published, `debuts` the positions of these first papers. `hashes` has for
    each paper the hash of its people's ids, and of the names of those who have no record.
    """

    ids: Sequence[str]
    starts: "array[int]"
    authors: "array[int]"
    bounds: "array[int]"
    papers: "array[int]"
    arrivals: "array[int]"
    debuts: "array[int]"
    hashes: bytes

    def written(self, person: int) -> "array[int]":
        """Return the positions of a person's papers."""
        return self.papers[self.bounds[person] : self.bounds[person + 1]]


def seating(bylines: Sequence[Sequence[str]], own: Mapping[str, str]) -> Seating:
    """Seat the people of papers, newest first, by their ids; `own` has the names of those without a record."""
    ids = [*dict.fromkeys(chain(own, *bylines))]
    number = dict(zip(ids, range(len(ids)), strict=True))
    starts = array("I", accumulate(map(len, bylines), initial=0))
    authors = array("I", map(number.__getitem__, chain.from_iterable(bylines)))
    written: list[list[int]] = [[] for _ in ids]
    for at in range(len(bylines)):
        for person in dict.fromkeys(authors[starts[at] : starts[at + 1]]):
            written[person].append(at)
    met = (authors[starts[at] : starts[at + 1]] for at in reversed(range(len(bylines))))
    arrivals = array("I", dict.fromkeys(chain.from_iterable(met)))
    return Seating(
        ids=ids,
        starts=starts,
        authors=authors,
        bounds=array("I", accumulate(map(len, written), initial=0)),
        papers=array("I", chain.from_iterable(written)),
        arrivals=arrivals,
        debuts=array("I", [written[person][-1] for person in arrivals]),
        hashes=b"".join([seat_hash(byline, own) for byline in bylines]),
    )


def seat_hash(byline: Sequence[str], own: Mapping[str, str]) -> bytes:
    """Return what speaks for the people of a paper, and for the names of those who have no record."""
    return digest("\0".join([*byline, "", *filter(None, map(own.get, byline))]).encode())


class Crews:
    """A row with its seating, as pages ask for it."""

    def __init__(self, row: Row, seating: Seating) -> None:
        self.row = row
        self.seating = seating

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The place of each person by id."""
        return dict(zip(self.seating.ids, range(len(self.seating.ids)), strict=True))

    @cached_property
    def corporate(self) -> frozenset[str]:
        """The ids of authors that are groups or companies, whose names have no parts."""
        said = self.row.columns.said
        return frozenset(
            person
            for at in compress(range(len(said)), said)
            for seat, person in zip(said[at], self.byline(at), strict=True)
            if seat.literal
        )

    def byline(self, at: int) -> tuple[str, ...]:
        """Return the ids of the people behind the authors of the paper at a position, in order."""
        ids, starts, authors = self.seating[:3]
        return tuple(map(ids.__getitem__, authors[starts[at] : starts[at + 1]]))

    def written(self, person: str) -> Sequence[int]:
        """Return the positions of a person's papers; none of somebody who has none."""
        number = self.numbers.get(person)
        return () if number is None else self.seating.written(number)

    def twice(self, person: str) -> list[int]:
        """Return the positions of the papers on which somebody stands more than once."""
        number = self.numbers.get(person)
        if number is None:
            return []
        starts, authors = self.seating.starts, self.seating.authors
        return [
            at for at in self.seating.written(number) if authors[starts[at] : starts[at + 1]].count(number) > 1
        ]

    def people(self, papers: Papers) -> Sequence[int]:
        """Return the places of the people of some papers, one paper behind the other."""
        starts, authors = self.seating.starts, self.seating.authors
        if isinstance(papers.at, range) and papers.at.step == 1:
            return authors[starts[papers.at.start] : starts[papers.at.stop]]
        return [*chain.from_iterable([authors[starts[at] : starts[at + 1]] for at in papers.at])]

    def each_once(self, papers: Papers) -> Iterable[int]:
        """Return the places of the people of some papers, of each paper everybody once, in no order."""
        starts, authors = self.seating.starts, self.seating.authors
        if len(self.seating.papers) == len(authors):
            # Nobody stands twice on any paper.
            return self.people(papers)
        return chain.from_iterable({*authors[starts[at] : starts[at + 1]]} for at in papers.at)

    def newcomers(self, papers: range) -> Sequence[str]:
        """Return the ids of those whose first papers are among some, in the order in which they published."""
        debuts = self.seating.debuts
        start, stop = (bisect_left(debuts, -at, key=neg) for at in (papers.stop - 1, papers.start - 1))
        return tuple(map(self.seating.ids.__getitem__, self.seating.arrivals[start:stop]))


class Bylines(Mapping[str, tuple[str, ...]]):
    """The ids of the people behind each paper's authors, by the paper's id, in the order of the papers."""

    def __init__(self, crews: Crews) -> None:
        self._crews = crews

    def __getitem__(self, paper: str) -> tuple[str, ...]:
        return self._crews.byline(self._crews.row.positions[paper])

    def __iter__(self) -> Iterator[str]:
        return iter(self._crews.row.columns.ids)

    def __len__(self) -> int:
        return len(self._crews.row)


class ByPerson(Mapping[str, Papers]):
    """The papers of everybody who has any, newest first, by the person's id."""

    def __init__(self, crews: Crews) -> None:
        self._crews = crews

    def __getitem__(self, person: str) -> Papers:
        if found := self._crews.written(person):
            return Papers(self._crews.row, found)
        raise KeyError(person)

    def __iter__(self) -> Iterator[str]:
        seating = self._crews.seating
        return map(seating.ids.__getitem__, dict.fromkeys(seating.authors))

    def __len__(self) -> int:
        return len(self._crews.seating.arrivals)

    def papers(self, person: str) -> Papers:
        """Return somebody's papers, of which there may be none."""
        return Papers(self._crews.row, self._crews.written(person))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many papers everybody has who has any."""
        seating = self._crews.seating
        counts = array("I", map(sub, seating.bounds[1:], seating.bounds))
        return dict(compress(zip(seating.ids, counts, strict=True), counts))
