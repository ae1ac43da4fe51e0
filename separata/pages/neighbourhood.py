"""A neighbourhood: papers with the people, topics and words under which those related to them are found."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Protocol

import msgspec

from separata.files import digest
from separata.pages.related import (
    Headline,
    Meeting,
    Portrait,
    Related,
    Traits,
    keys_of,
    near,
    related,
)


class Neighbourhood:
    """Papers of which each is found from scratch; a paper's place is its position, newest first, so far apart.

    `under` gives for each key the places of those who have it.
    """

    def __init__(self, portraits: Iterable[Portrait], gap: int = 1) -> None:
        self.portraits: Mapping[int, Portrait] = dict(zip(count(step=gap), portraits, strict=False))
        self.under: dict[str, list[int]] = defaultdict(list)
        for place, portrait in self.portraits.items():
            for key in chain(*keys_of(portrait.traits)):
                self.under[key].append(place)

    def near(self, place: int) -> tuple[Meeting, ...]:
        """Return those with whom the paper at a place is compared."""
        return near(place, self.portraits[place].traits, self.under.__getitem__)

    def related(self, place: int, those: Iterable[Meeting]) -> tuple[Related, ...]:
        """Return what the page of the paper at a place shows of the nearest of those."""
        others = {other: self.portraits[other].traits for _, other in those}
        return related(self.portraits[place].traits, others, self._headline)

    def _headline(self, place: int) -> Headline:
        return headline_of(self.portraits[place].headline)


class Sharing:
    """Makes portraits of which equal texts are one object: that takes little memory and is quickly compared."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def __call__(self, portrait: Portrait) -> Portrait:
        """Return a portrait of which all texts are those of portraits before, where there were equal ones."""
        traits, same = portrait.traits, self._texts.setdefault
        people, topics, words = (
            tuple(map(same, texts, texts)) for texts in (traits.people, traits.topics, traits.words)
        )
        return Portrait(Traits(people, topics, words, traits.entitled), portrait.headline)


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
        self._found = Neighbourhood(map(Sharing(), map(portrait, ids)))

    def rows(self, id: str) -> tuple[Related, ...]:
        """Return what a paper's page shows of the papers nearest to it."""
        at = self._at[id]
        return self._found.related(at, self._found.near(at))

    def hash(self, id: str) -> int:
        """Return the hash of these rows: equal ones mean equal rows."""
        return hash_of(rows_in(self.rows(id)))

    def hashes(self) -> "array[int]":
        """Return the hashes of all rows, in the order of the papers."""
        return array("q", map(self.hash, self._at))


def row_in(data: bytes) -> "array[int]":
    """Return the numbers that some bytes hold."""
    row = array("q")
    row.frombytes(data)
    return row


_encode = msgspec.msgpack.Encoder().encode
headline_of = msgspec.msgpack.Decoder(Headline).decode
met_of = msgspec.msgpack.Decoder(tuple[Meeting, ...]).decode
rows_of = msgspec.msgpack.Decoder(tuple[Related, ...]).decode
traits_of = msgspec.msgpack.Decoder(Traits).decode


def headline_in(headline: Headline) -> bytes:
    """Return in bytes what other pages show of a paper."""
    return _encode(headline)


def traits_in(traits: Traits) -> bytes:
    """Return in bytes what a paper is compared by."""
    return _encode(traits)


def met_in(those: tuple[Meeting, ...]) -> bytes:
    """Return in bytes with whom a paper is compared."""
    return _encode(those)


def hash_of(rows: bytes) -> int:
    """Return the hash of a paper's rows."""
    return int.from_bytes(digest(rows)[:8], "little", signed=True)


def rows_in(rows: tuple[Related, ...]) -> bytes:
    """Return in bytes what a paper's page shows of others."""
    return _encode(rows)
