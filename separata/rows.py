"""Rows: all papers, newest first, in columns (a list for each fact), as most are never looked at alone."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeVar, overload

from separata.model import Teaser
from separata.paper import Card, Paper, Seat, names_of, seats_of

WIDTH = 16  # bytes of a digest

_AT_HAND = 1 << 12  # papers of a row that a process keeps at a time
_STRIDE = 1 << 12  # hashes that are compared at a time; a power of two

_FOLDER, _SUFFIX = "content/papers/", ".yaml"  # around the id in the usual name of a record's file

_HASHES = ("digests", "outlines")  # columns with so many bytes for each paper

T = TypeVar("T")


class Columns(NamedTuple):
    """What is known of the papers in a row: what their cards say, and what records say besides of papers.

    Digests and outlines stand one behind the other; `selected` and `awarded` have a byte for each paper.
    `paths` are empty where the file has its usual name, which `path` gives.
    """

    ids: Sequence[str]
    digests: bytes
    outlines: bytes
    printed: Sequence[str]
    said: Sequence[tuple[Seat, ...]]
    firsts: "array[int]"
    lasts: "array[int]"
    listed: Sequence[str]
    types: Sequence[str]
    venues: Sequence[str]
    selected: bytes
    awarded: bytes
    former_ids: Sequence[tuple[str, ...]]
    teasers: Sequence[Teaser | None]
    paths: Sequence[str]

    def card(self, at: int) -> Card:
        """Return the card of the paper at a position."""
        return Card(
            digest=self.digests[at * WIDTH : (at + 1) * WIDTH],
            outline=self.outlines[at * WIDTH : (at + 1) * WIDTH],
            printed=self.printed[at],
            said=self.said[at],
            first=self.firsts[at],
            last=self.lasts[at],
            listed=self.listed[at],
            type=self.types[at],
            venue=self.venues[at],
            selected=bool(self.selected[at]),
            awarded=bool(self.awarded[at]),
        )

    def path(self, at: int) -> str:
        """Return the file of the record of the paper at a position."""
        return self.paths[at] or f"{_FOLDER}{self.ids[at]}{_SUFFIX}"

    def names(self, at: int) -> Sequence[str]:
        """Return the names of the authors of the paper at a position, as printed."""
        return names_of(self.printed[at], self.said[at])

    def seats(self, at: int) -> tuple[Seat, ...]:
        """Return the authors of the paper at a position."""
        return seats_of(self.printed[at], self.said[at])

    def newest_first(self, at: int) -> tuple[int, str]:
        """Return the key of the paper at a position, as the function of that name does."""
        return -self.firsts[at], self.ids[at]


class Row:
    """Papers, newest first; `paper` gives the one at a position, which `make` makes when it is asked for."""

    def __init__(self, columns: Columns, make: Callable[[int], Paper]) -> None:
        self.columns = columns
        self.paper = lru_cache(maxsize=_AT_HAND)(make)

    def __len__(self) -> int:
        return len(self.columns.ids)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of each paper by its id."""
        return dict(zip(self.columns.ids, range(len(self)), strict=True))

    @property
    def papers(self) -> "Papers":
        """All papers."""
        return Papers(self, range(len(self)))

    @property
    def by_id(self) -> "ById":
        """Each paper by its id."""
        return ById(self)

    def with_others(self, others: Mapping[int, Paper]) -> "Row":
        """Return the row with other papers, of the same ids and dates, at some positions."""
        if not others:
            return self
        places = sorted(others)
        fresh = columns_of(sketched(others[at]) for at in places)
        columns = spliced(self.columns, fresh, tuple(pieces_of(len(self), places, places)))
        return Row(columns, lambda at: others[at] if at in others else self.paper(at))


class ById(Mapping[str, Paper]):
    """The papers of a row by their ids, in their order."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def __getitem__(self, id: str) -> Paper:
        return self._row.paper(self._row.positions[id])

    def __contains__(self, id: object) -> bool:
        return id in self._row.positions

    def __iter__(self) -> Iterator[str]:
        return iter(self._row.columns.ids)

    def __len__(self) -> int:
        return len(self._row)


class Papers(Sequence[Paper]):
    """Some papers of a row, by their positions."""

    __slots__ = ("at", "row")

    def __init__(self, row: Row, at: Sequence[int]) -> None:
        self.row = row
        self.at = at

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, at: int) -> Paper: ...
    @overload
    def __getitem__(self, at: slice) -> "Papers": ...
    def __getitem__(self, at: int | slice) -> "Paper | Papers":
        if isinstance(at, slice):
            return Papers(self.row, self.at[at])
        return self.row.paper(self.at[at])

    def __iter__(self) -> Iterator[Paper]:
        return map(self.row.paper, self.at)

    @property
    def is_whole(self) -> bool:
        """Whether they are the whole row."""
        return self.at == range(len(self.row))

    @property
    def ids(self) -> Sequence[str]:
        """Their ids."""
        return self.each(self.row.columns.ids)

    @property
    def digests(self) -> bytes:
        """The digests of their works."""
        return self.hashes(self.row.columns.digests)

    def each(self, column: Sequence[T]) -> Sequence[T]:
        """Return what a column of the row says of them."""
        if isinstance(self.at, range) and self.at.step == 1:
            return column[self.at.start : self.at.stop]
        return [*map(column.__getitem__, self.at)]

    def hashes(self, column: bytes) -> bytes:
        """Return what a column of hashes says of them."""
        if isinstance(self.at, range) and self.at.step == 1:
            return column[self.at.start * WIDTH : self.at.stop * WIDTH]
        return b"".join([column[at * WIDTH : (at + 1) * WIDTH] for at in self.at])


class Piece(NamedTuple):
    """Positions in one of two rows: a fresh one, or the one that there was before."""

    at: range
    fresh: bool

    def times(self, width: int) -> "Piece":
        """Return the piece of a column in which each paper has so many places."""
        return Piece(range(self.at.start * width, self.at.stop * width), self.fresh)


def pieces_of(count: int, leave: Iterable[int], come: Sequence[int]) -> Iterator[Piece]:
    """Yield what a row is put together of when some of so many leave, and others come before some positions.

    Those that come stand in the order of these positions.
    """
    start = first = last = 0
    changes = sorted([*((at, True) for at in leave), *((at, False) for at in come)])
    for place, leaves in (*changes, (count, True)):
        # Those that come one behind the other, with nobody between them, are one piece.
        if start < place or leaves:
            if first < last:
                yield Piece(range(first, last), fresh=True)
            first = last
        if start < place:
            yield Piece(range(start, place), fresh=False)
        start, last = place + leaves, last + (not leaves)


def spliced(before: Columns, fresh: Columns, pieces: Sequence[Piece]) -> Columns:
    """Return the columns of a row that is put together of pieces of two others."""
    wide = [piece.times(WIDTH) for piece in pieces]
    return Columns._make(
        spliced_column(one, other, wide if name in _HASHES else pieces)
        for name, one, other in zip(Columns._fields, before, fresh, strict=True)
    )


def spliced_column(before: Any, fresh: Any, pieces: Sequence[Piece]) -> Any:
    """Return one column of such a row, which is of the sort of `before`: bytes, an array or a list."""
    parts = [(fresh if piece.fresh else before)[piece.at.start : piece.at.stop] for piece in pieces]
    if isinstance(before, bytes):
        return b"".join(parts)
    found: Any = array(before.typecode) if isinstance(before, array) else []
    for part in parts:
        found.extend(part)
    return found


class Sketch(NamedTuple):
    """A paper without its work."""

    id: str
    card: Card
    former_ids: tuple[str, ...]
    teaser: Teaser | None
    path: str


def row_of(papers: Sequence[Paper]) -> Row:
    """Return papers in a row. Of those that share an id, which is a problem, one stands for all."""
    if isinstance(papers, Papers) and papers.is_whole and len(papers.row.positions) == len(papers):
        return papers.row
    by_id = {paper.id: paper for paper in papers}
    ordered = sorted(by_id.values(), key=newest_first)
    return Row(columns_of(map(sketched, ordered)), ordered.__getitem__)


def newest_first(paper: Paper) -> tuple[int, str]:
    """Return the key by which papers stand: first public date, newest first, then id; undated last."""
    return -paper.card.first, paper.id


def ids_of(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield all ids of papers, each paper's own before those that it had."""
    if not (isinstance(papers, Papers) and papers.is_whole):
        return chain.from_iterable((paper.id, *paper.former_ids) for paper in papers)
    return chain(papers.row.columns.ids, *filter(None, papers.row.columns.former_ids))


def sketched(paper: Paper) -> Sketch:
    """Return a paper without its work."""
    return Sketch(paper.id, paper.card, paper.former_ids, paper.teaser, paper.path)


def columns_of(papers: Iterable[Sketch]) -> Columns:
    """Return the columns of papers, in their order."""
    papers = tuple(papers)
    cards = [paper.card for paper in papers]
    return Columns(
        ids=[paper.id for paper in papers],
        digests=b"".join([card.digest for card in cards]),
        outlines=b"".join([card.outline for card in cards]),
        printed=[card.printed for card in cards],
        said=[card.said for card in cards],
        firsts=array("q", [card.first for card in cards]),
        lasts=array("q", [card.last for card in cards]),
        listed=_each_once(card.listed for card in cards),
        types=_each_once(card.type for card in cards),
        venues=_each_once(card.venue for card in cards),
        selected=bytes([card.selected for card in cards]),
        awarded=bytes([card.awarded for card in cards]),
        former_ids=[paper.former_ids for paper in papers],
        teasers=[paper.teaser for paper in papers],
        paths=["" if usual_id(paper.path) == paper.id else paper.path for paper in papers],
    )


def usual_id(path: str) -> str:
    """Return the id of the paper whose record would usually be at a path; nothing if it would be nobody's."""
    is_usual = path.startswith(_FOLDER) and path.endswith(_SUFFIX)
    return path[len(_FOLDER) : -len(_SUFFIX)] if is_usual else ""


def _each_once(values: Iterable[str]) -> list[str]:
    """Return a column of few values, of which those that are equal are one text in memory."""
    known: dict[str, str] = {}
    return [known.setdefault(value, value) for value in values]


class Run(NamedTuple):
    """Papers that stand in one row and give way to others: positions before and now."""

    old: range
    new: range


def runs(before: bytes, now: bytes, width: int = WIDTH) -> Iterator[Run]:
    """Yield where two rows of hashes, each of `width` bytes, differ.

    Those that stand in both have the same order in both.
    """
    head = _common(before, now, width)
    tail = min(_common(before[::-1], now[::-1], width), min(len(before), len(now)) // width - head)
    old, new = (_hashes(row, head, len(row) // width - tail, width) for row in (before, now))
    kept = set(old).intersection(new)
    at = to = 0
    while at < len(old) or to < len(new):
        start, first = at, to
        while at < len(old) and old[at] not in kept:
            at += 1
        while to < len(new) and new[to] not in kept:
            to += 1
        if start < at or first < to:
            yield Run(range(head + start, head + at), range(head + first, head + to))
        at, to = at + 1, to + 1


def _hashes(row: bytes, start: int, stop: int, width: int) -> list[bytes]:
    return [row[at * width : (at + 1) * width] for at in range(start, stop)]


def _common(one: bytes, other: bytes, width: int) -> int:
    """Return how many hashes two rows begin with in common."""
    at, stride, end = 0, width * _STRIDE, min(len(one), len(other))
    while stride >= width:
        if at + stride <= end and one[at : at + stride] == other[at : at + stride]:
            at += stride
        else:
            stride //= 2
    return at // width
