"""The name book: who was found behind every name, kept until anything from which that follows is another."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from separata.bearers import Bearers
from separata.files import bytes_of, digest, write
from separata.identities import Identities, identities_of
from separata.model import Paper

_SEAL = 16  # bytes of a hash


class _Pages(msgspec.Struct, frozen=True, array_like=True):
    """What the book says: the ids of everybody, first of those who have no record, with the names of these.

    Then their keys, with the number of the person for each, and for each paper how many authors it has, with
    the number of the person for each author.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    holders: bytes
    lengths: bytes
    authors: bytes


class NameBook(NamedTuple):
    """A name book in a folder, as a program keeps it; a missing, damaged or foreign one is made anew."""

    folder: Path
    program: bytes

    def identities(self, papers: Sequence[Paper], bearers: Bearers) -> Identities:
        """Return what `identities_of` does, from the book where it is of just these."""
        path = self.folder / "names"
        seal = self._seal(papers, bearers)
        kept = bytes_of(path, str(path)) if path.is_file() else b""
        if kept[:_SEAL] == seal and kept[_SEAL : 2 * _SEAL] == digest(memoryview(kept)[2 * _SEAL :]):
            return _read(_decoded(memoryview(kept)[2 * _SEAL :]), papers)
        found = identities_of(papers, bearers)
        body = _encoded(_written(found, papers))
        write(path, seal + digest(body) + body)
        return found

    def _seal(self, papers: Sequence[Paper], bearers: Bearers) -> bytes:
        """Return the hash of all that identities follow from."""
        cards = [paper.card for paper in papers]
        ids, printed = [paper.id for paper in papers], [card.printed for card in cards]
        said = [card.said for card in cards if card.said]
        return digest(_encoded((self.program, ids, printed, said, bearers)))


def _written(found: Identities, papers: Sequence[Paper]) -> _Pages:
    bylines = [found.bylines[paper.id] for paper in papers]
    ids = tuple(dict.fromkeys(chain(found.own, *bylines)))
    number = {id: at for at, id in enumerate(ids)}
    return _Pages(
        ids=ids,
        names=tuple(found.own.values()),
        keys=tuple(found.by_key),
        holders=_numbers(number[id] for id in found.by_key.values()),
        lengths=_numbers(map(len, bylines)),
        authors=_numbers(map(number.__getitem__, chain.from_iterable(bylines))),
    )


def _read(pages: _Pages, papers: Sequence[Paper]) -> Identities:
    ids = pages.ids
    people = map(ids.__getitem__, _each(pages.authors))
    lengths = zip(papers, _each(pages.lengths), strict=True)
    return Identities(
        bylines={paper.id: tuple(islice(people, length)) for paper, length in lengths},
        own=dict(zip(ids, pages.names, strict=False)),
        by_key=dict(zip(pages.keys, map(ids.__getitem__, _each(pages.holders)), strict=True)),
    )


def _numbers(numbers: Iterable[int]) -> bytes:
    return array("I", numbers).tobytes()


def _each(numbers: bytes) -> memoryview:
    return memoryview(numbers).cast("I")


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(_Pages).decode
