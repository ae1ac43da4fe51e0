"""The name book: who was found behind every name, kept on disk while nothing changes that it follows from."""

from array import array
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec

from separata.bearers import Bearers
from separata.crews import Seating
from separata.files import bytes_of, digest, write
from separata.identities import Ground, Identities, identified
from separata.rows import Row

_SEAL = 4  # bytes of the checksum before all else
_HASH = 16
_HEAD = _SEAL + 3 * _HASH  # the hashes of the people on record, of what is told of papers, of the names on them


class _Pages(msgspec.Struct, frozen=True, array_like=True):
    """What the book says: the seating, its numbers in bytes, and of those who have no record the names.

    `keys` are the keys of these names, `holders` the numbers of the people. `ground` is a `_Ground`, encoded,
    because nobody asks for it while nothing has changed.
    """

    ids: list[str]
    seating: tuple[bytes, ...]
    hashes: bytes
    names: list[str]
    keys: list[str]
    holders: bytes
    numbered: tuple[str, ...]
    ground: bytes


class _Ground(msgspec.Struct, frozen=True, array_like=True):
    """What it was found from: a `Ground`, with keys by their numbers."""

    outlines: bytes
    printed: list[str]
    names: list[str]
    counts: bytes
    keys: bytes


class NameBook(NamedTuple):
    """A name book in a folder, as a program keeps it; a missing, damaged or foreign one is made anew."""

    folder: Path
    program: bytes

    def identities(self, row: Row, bearers: Bearers) -> Identities:
        """Return what `identities_of` does: from the book if it is of just these, or of nearly these."""
        path = self.folder / "names"
        people, outlines = digest(_encoded((self.program, bearers))), digest(row.columns.outlines)
        kept = bytes_of(path, str(path)) if path.is_file() else b""
        of_people, of_papers, of_names = (kept[at : at + _HASH] for at in range(_SEAL, _HEAD, _HASH))
        is_ours = of_people == people and kept[:_SEAL] == _seal(memoryview(kept)[_SEAL:])
        pages = _pages(memoryview(kept)[_HEAD:]) if is_ours else None
        if pages and of_papers == outlines:
            return _read(pages)
        names = _hash_of_names(row)
        if pages and of_names == names:
            return _read(pages)
        found, ground = (pages and _renewed(pages, row, bearers)) or identified(row, bearers)
        body = people + outlines + names + _encoded(_written(found, ground))
        write(path, _seal(body) + body)
        return found


def _seal(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(_SEAL)


def _hash_of_names(row: Row) -> bytes:
    """Return the hash of all that identities follow from besides the people on record."""
    columns = row.columns
    said = [*filter(None, columns.said)]
    return digest(_encoded((columns.ids, columns.printed, said)))


def _renewed(pages: _Pages, row: Row, bearers: Bearers) -> tuple[Identities, Ground] | None:
    """Return what follows from the book, if that is of nearly the same papers."""
    # An edit that brings no name has no use for it.
    from separata.renewal import renewed

    ground = _ground(pages.ground)
    keys = map(pages.keys.__getitem__, _numbers(ground.keys))
    before = Ground(
        ground.outlines,
        ground.printed,
        counts=dict(zip(ground.names, _numbers(ground.counts), strict=True)),
        keys=dict(zip(ground.names, keys, strict=True)),
    )
    return renewed(_read(pages), before, row, bearers)


def _written(found: Identities, ground: Ground) -> _Pages:
    ids, *columns, hashes = found.seating
    number = dict(zip(ids, range(len(ids)), strict=True))
    key_number = dict(zip(found.by_key, range(len(found.by_key)), strict=True))
    said = _Ground(
        ground.outlines,
        [*ground.printed],
        names=[*ground.counts],
        counts=_bytes(array("I", ground.counts.values())),
        keys=_bytes(array("I", map(key_number.__getitem__, map(ground.keys.__getitem__, ground.counts)))),
    )
    return _Pages(
        ids=[*ids],
        seating=tuple(map(_bytes, columns)),
        hashes=hashes,
        names=[*map(found.own.__getitem__, found.by_key.values())],
        keys=[*found.by_key],
        holders=_bytes(array("I", map(number.__getitem__, found.by_key.values()))),
        numbered=found.numbered,
        ground=_encoded(said),
    )


def _read(pages: _Pages) -> Identities:
    ids = pages.ids
    holders = [*map(ids.__getitem__, _numbers(pages.holders))]
    return Identities(
        Seating._make((ids, *map(_numbers, pages.seating), pages.hashes)),
        own=dict(zip(holders, pages.names, strict=True)),
        by_key=dict(zip(pages.keys, holders, strict=True)),
        numbered=pages.numbered,
    )


def _bytes(numbers: "array[int]") -> bytes:
    return numbers.tobytes()


def _numbers(data: bytes) -> "array[int]":
    return array("I", data)


_encoded = msgspec.msgpack.Encoder().encode
_pages = msgspec.msgpack.Decoder(_Pages).decode
_ground = msgspec.msgpack.Decoder(_Ground).decode
