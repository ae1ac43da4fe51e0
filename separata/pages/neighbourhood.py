"""A neighbourhood: papers newest first, and under which people, topics and words each of them stands."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Protocol

import msgspec

from separata.files import digest
from separata.pages.related import (
    Headline,
    Meeting,
    Portrait,
    Related,
    Row,
    Traits,
    keys_of,
    near,
    related,
    row_of,
)


class Drawn(msgspec.Struct, frozen=True, array_like=True):
    """A paper's portrait, made small: its traits as numbers, its headline encoded."""

    traits: bytes
    headline: bytes


class Neighbourhood:
    """Papers of which each is found from scratch; a paper's place is its position, newest first.

    `under` gives for each key the places of those who have it.
    """

    def __init__(self, papers: Iterable[Drawn]) -> None:
        self.traits: list[Row] = []
        self.headlines: list[bytes] = []
        self.under: dict[int, list[int]] = {}
        for at, drawn in enumerate(papers):
            row = row_in(drawn.traits)
            self.traits.append(row)
            self.headlines.append(drawn.headline)
            for key in chain(*keys_of(row)):
                self.under.setdefault(key, []).append(at)

    def near(self, at: int) -> tuple[Meeting, ...]:
        """Return those with whom the paper at a place is compared."""
        return near(at, self.traits[at], self.under.__getitem__)

    def related(self, at: int, traits: Traits, those: Iterable[Meeting]) -> tuple[Related, ...]:
        """Return what the page of the paper at a place shows of the nearest of those."""
        others = {place: self.traits[place] for _, place in those}
        return related(traits, self.traits[at], others, self._headline)

    def _headline(self, at: int) -> Headline:
        return headline_of(self.headlines[at])


class Neighbours(Protocol):
    """What tells the neighbours of each paper."""

    def rows(self, id: str) -> tuple[Related, ...]:
        """Return what a paper's page shows of the papers nearest to it."""

    def hash(self, id: str) -> int:
        """Return the hash of these rows: equal ones mean equal rows."""

    def hashes(self) -> "array[int]":
        """Return the hashes of all rows, in the order of the papers."""


class Nearest:
    """What a paper's page shows of the papers nearest to it, looked up when it is; the digest speaks for it."""

    __slots__ = ("_id", "_neighbours", "digest")

    def __init__(self, neighbours: Neighbours, id: str) -> None:
        self._neighbours = neighbours
        self._id = id
        self.digest = neighbours.hash(id).to_bytes(8, "little", signed=True)

    @property
    def rows(self) -> tuple[Related, ...]:
        """The papers, nearest first."""
        return self._neighbours.rows(self._id)


class Unkept:
    """Neighbours as a library alone tells them, from scratch and when first asked for."""

    def __init__(self, ids: Sequence[str], portrait: Callable[[str], Portrait]) -> None:
        self._at: Mapping[str, int] = {id: at for at, id in enumerate(ids)}
        self._portrait = portrait
        self._found = Neighbourhood(drawn(portrait(id)) for id in ids)

    def rows(self, id: str) -> tuple[Related, ...]:
        """Return what a paper's page shows of the papers nearest to it."""
        at = self._at[id]
        return self._found.related(at, self._portrait(id).traits, self._found.near(at))

    def hash(self, id: str) -> int:
        """Return the hash of these rows: equal ones mean equal rows."""
        return hash_of(rows_in(self.rows(id)))

    def hashes(self) -> "array[int]":
        """Return the hashes of all rows, in the order of the papers."""
        return array("q", map(self.hash, self._at))


def drawn(portrait: Portrait) -> Drawn:
    """Return a portrait made small."""
    return Drawn(row_of(portrait.traits).tobytes(), _encode(portrait.headline))


def row_in(data: bytes) -> Row:
    """Return the numbers that some bytes hold."""
    row = array("q")
    row.frombytes(data)
    return row


_encode = msgspec.msgpack.Encoder().encode
headline_of = msgspec.msgpack.Decoder(Headline).decode
met_of = msgspec.msgpack.Decoder(tuple[Meeting, ...]).decode
rows_of = msgspec.msgpack.Decoder(tuple[Related, ...]).decode


def met_in(those: tuple[Meeting, ...]) -> bytes:
    """Return in bytes with whom a paper is compared."""
    return _encode(those)


def hash_of(rows: bytes) -> int:
    """Return the hash of a paper's rows."""
    return int.from_bytes(digest(rows)[:8], "little", signed=True)


def rows_in(rows: tuple[Related, ...]) -> bytes:
    """Return in bytes what a paper's page shows of others."""
    return _encode(rows)
