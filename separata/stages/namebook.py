"""The name book: who was found behind every name, kept until anything from which that follows is another."""

from array import array
from pathlib import Path
from typing import NamedTuple

import msgspec

from separata.bearers import Bearers
from separata.crews import Seating
from separata.files import bytes_of, digest, write
from separata.identities import Identities, identities_of
from separata.rows import Row

_SEAL = 16  # bytes of a hash


class _Pages(msgspec.Struct, frozen=True, array_like=True):
    """What the book says: the seating, its numbers in bytes, and of those who have no record the names.

    These come first among the `ids`. `keys` are the keys of their names, `holders` the numbers of who has each.
    """

    ids: list[str]
    seating: tuple[bytes, ...]
    hashes: bytes
    names: list[str]
    keys: list[str]
    holders: bytes
    numbered: tuple[str, ...]


class NameBook(NamedTuple):
    """A name book in a folder, as a program keeps it; a missing, damaged or foreign one is made anew."""

    folder: Path
    program: bytes

    def identities(self, row: Row, bearers: Bearers) -> Identities:
        """Return what `identities_of` does, from the book where it is of just these."""
        path = self.folder / "names"
        seal = self._seal(row, bearers)
        kept = bytes_of(path, str(path)) if path.is_file() else b""
        if kept[:_SEAL] == seal and kept[_SEAL : 2 * _SEAL] == digest(memoryview(kept)[2 * _SEAL :]):
            return _read(_decoded(memoryview(kept)[2 * _SEAL :]))
        found = identities_of(row, bearers)
        body = _encoded(_written(found))
        write(path, seal + digest(body) + body)
        return found

    def _seal(self, row: Row, bearers: Bearers) -> bytes:
        """Return the hash of all that identities follow from."""
        columns = row.columns
        said = [*filter(None, columns.said)]
        return digest(_encoded((self.program, columns.ids, columns.printed, said, bearers)))


def _written(found: Identities) -> _Pages:
    ids, *columns, hashes = found.seating
    number = {id: at for at, id in enumerate(found.own)}
    return _Pages(
        ids=[*ids],
        seating=tuple(bytes(memoryview(column).cast("B")) for column in columns),
        hashes=hashes,
        names=[*found.own.values()],
        keys=[*found.by_key],
        holders=array("I", [number[id] for id in found.by_key.values()]).tobytes(),
        numbered=found.numbered,
    )


def _read(pages: _Pages) -> Identities:
    ids = pages.ids
    seating = Seating._make((ids, *map(_numbers, pages.seating), pages.hashes))
    return Identities(
        seating,
        own=dict(zip(ids, pages.names, strict=False)),
        by_key=dict(zip(pages.keys, map(ids.__getitem__, _numbers(pages.holders)), strict=True)),
        numbered=pages.numbered,
    )


def _numbers(data: bytes) -> "array[int]":
    return array("I", data)


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(_Pages).decode
