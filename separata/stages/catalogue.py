"""The catalogue: what every record file held when it was last read, in columns that are quick to read back."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar
from zlib import crc32

import msgspec

from separata.files import bytes_of, stamp, write
from separata.heap import Growing
from separata.model import Person, Teaser
from separata.paper import Seat
from separata.rows import (
    WIDTH,
    Columns,
    Piece,
    Sketch,
    columns_of,
    pieces_of,
    spliced,
    spliced_column,
    usual_id,
)
from separata.stages.stacks import SPAN, Filed

T = TypeVar("T")
N = TypeVar("N")

_SEAL = 4  # bytes of the checksum before all else


class Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is remembered of a record file that was read: its stamp, its hash, what it holds.

    It holds what it did before where `papers` is None.
    """

    size: int
    changed: int
    hash: bytes
    papers: tuple[Filed, ...] | None = ()
    person: Person | None = None


class Catalogue(NamedTuple):
    """The record files read before, by path, and their papers, newest first.

    `stamps` has size and time of change of each file, `hashes` 16 bytes. `spans` are as in `Shelving`; `works`
    and `size` tell the heap that they are in. `faulty` are files that are not kept, as what is wrong with them
    has to be told each time; `foreign` are those that nobody reads.
    """

    columns: Columns
    spans: "array[int]" = array("q")
    files: Sequence[str] = ()
    stamps: "array[int]" = array("q")
    hashes: bytes = b""
    people: Mapping[str, Person] = {}
    works: int = 0
    size: int = 0
    faulty: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def each_stamp(self) -> Iterator[tuple[int, int]]:
        """Yield size and time of change of each file."""
        return zip(self.stamps[::2], self.stamps[1::2], strict=True)

    def with_files(self, read: Mapping[str, Kept], gone: Collection[str]) -> "Catalogue":
        """Return the catalogue with what some files hold that were read, and without some that are gone.

        The spans of papers that were read are taken to be those in the heap.
        """
        same = {file for file, kept in read.items() if kept.papers is None}
        left = {*gone, *read} - same
        fresh = sorted(
            ((file, filed) for file, kept in read.items() for filed in kept.papers or ()),
            key=lambda one: (-one[1].card.first, one[1].id),
        )
        columns = columns_of(_sketch(*one) for one in fresh)
        spans = array("q", chain.from_iterable(map(_span, (filed for _, filed in fresh))))
        pieces = tuple(_pieces(self.columns, columns, left))
        people = {file: one for file, one in self.people.items() if file not in left}
        people |= {file: kept.person for file, kept in read.items() if kept.person}
        return self._with_table(read, gone)._replace(
            columns=spliced(self.columns, columns, pieces),
            spans=spliced_column(self.spans, spans, [piece.times(SPAN) for piece in pieces]),
            people=people,
        )

    def _with_table(self, read: Mapping[str, Kept], gone: Collection[str]) -> "Catalogue":
        """Return the catalogue with other stamps and hashes of files."""
        files = sorted(read)
        places = [bisect_left(self.files, file) for file in files]
        left = [
            at for file in {*read, *gone} for at in [bisect_left(self.files, file)] if self._is_at(at, file)
        ]
        pieces = tuple(pieces_of(len(self.files), left, places))
        stamps = array("q", chain.from_iterable((read[file].size, read[file].changed) for file in files))
        hashes = b"".join([read[file].hash for file in files])
        return self._replace(
            files=spliced_column([*self.files], files, pieces),
            stamps=spliced_column(self.stamps, stamps, [piece.times(2) for piece in pieces]),
            hashes=spliced_column(self.hashes, hashes, [piece.times(WIDTH) for piece in pieces]),
        )

    def _is_at(self, at: int, file: str) -> bool:
        return at < len(self.files) and self.files[at] == file

    def hash(self, file: str) -> bytes:
        """Return the hash of a file; nothing where it is not known."""
        at = bisect_left(self.files, file)
        return self.hashes[at * WIDTH : (at + 1) * WIDTH] if self._is_at(at, file) else b""

    def packed(self, works: Growing) -> "Catalogue":
        """Return the catalogue with the works of its papers in a new heap, without gaps."""
        old = works.heap()
        works.begin()
        spans = array("q", self.spans)
        for at in range(0, len(spans), SPAN):
            data = old.part(spans[at], spans[at + 1])
            spans[at] = works.add(data)
            spans[at + 1] = spans[at] + len(data)
        return self._replace(spans=spans)

    @property
    def used(self) -> int:
        """How many bytes of the heap are of use."""
        return sum(self.spans[1::SPAN]) - sum(self.spans[::SPAN])


def _sketch(file: str, filed: Filed) -> Sketch:
    return Sketch(filed.id, filed.card, filed.former_ids, filed.teaser, file)


def _span(filed: Filed) -> tuple[int, ...]:
    return filed.start, filed.stop, filed.line, filed.column


def _pieces(before: Columns, fresh: Columns, left: Collection[str]) -> Iterator[Piece]:
    """Yield the pieces of a row in which fresh papers stand among those before, less those of some files."""
    count = range(len(before.ids))
    ids = frozenset(map(usual_id, left))
    own = zip(before.ids, before.paths, strict=True) if left else ()
    leave = [at for at, (id, path) in enumerate(own) if (path in left if path else id in ids)]
    come = [bisect_left(count, fresh.newest_first(at), key=before.newest_first) for at in range(len(fresh.ids))]
    return pieces_of(len(count), leave, come)


def read_catalogue(path: Path, program: bytes) -> tuple[Catalogue, int]:
    """Read the catalogue that a program has written, and tell when; a missing or foreign one holds nothing."""
    none = Catalogue(columns_of(())), 0
    now = stamp(path)
    data = bytes_of(path, str(path)) if now else b""
    if not now or data[:_SEAL] != crc32(data[_SEAL:]).to_bytes(_SEAL):
        return none
    try:
        found = _decoded(memoryview(data)[_SEAL:])
    except msgspec.DecodeError:
        return none
    return (_opened(found), now.changed) if found.program == program else none


def write_catalogue(path: Path, program: bytes, catalogue: Catalogue) -> None:
    """Keep a catalogue for later."""
    data = _encoded(_closed(program, catalogue))
    write(path, crc32(data).to_bytes(_SEAL) + data)


class _Coded(msgspec.Struct, frozen=True, array_like=True):
    """A column of few different values: these, and for each place the number of its value."""

    values: list[str]
    numbers: bytes


class _Pages(msgspec.Struct, frozen=True, array_like=True):
    """A catalogue as it stands on disk; what most papers do not have, by the positions of those that do."""

    program: bytes
    works: int
    size: int
    faulty: tuple[str, ...]
    foreign: tuple[str, ...]
    files: list[str]
    stamps: bytes
    hashes: bytes
    people: dict[str, Person]
    ids: list[str]
    digests: bytes
    outlines: bytes
    printed: list[str]
    said: dict[int, tuple[Seat, ...]]
    firsts: bytes
    lasts: bytes
    listed: _Coded
    types: _Coded
    venues: _Coded
    selected: bytes
    awarded: bytes
    former_ids: dict[int, tuple[str, ...]]
    teasers: dict[int, Teaser]
    paths: dict[int, str]
    spans: bytes


def _closed(program: bytes, catalogue: Catalogue) -> _Pages:
    columns = catalogue.columns
    return _Pages(
        program=program,
        works=catalogue.works,
        size=catalogue.size,
        faulty=catalogue.faulty,
        foreign=catalogue.foreign,
        files=[*catalogue.files],
        stamps=catalogue.stamps.tobytes(),
        hashes=catalogue.hashes,
        people={**catalogue.people},
        ids=[*columns.ids],
        digests=columns.digests,
        outlines=columns.outlines,
        printed=[*columns.printed],
        said=_few(columns.said),
        firsts=columns.firsts.tobytes(),
        lasts=columns.lasts.tobytes(),
        listed=_coded(columns.listed),
        types=_coded(columns.types),
        venues=_coded(columns.venues),
        selected=columns.selected,
        awarded=columns.awarded,
        former_ids=_few(columns.former_ids),
        teasers=_few(columns.teasers),
        paths=_few(columns.paths),
        spans=catalogue.spans.tobytes(),
    )


def _opened(pages: _Pages) -> Catalogue:
    count = len(pages.ids)
    columns = Columns(
        ids=pages.ids,
        digests=pages.digests,
        outlines=pages.outlines,
        printed=pages.printed,
        said=_all(pages.said, count, ()),
        firsts=array("q", pages.firsts),
        lasts=array("q", pages.lasts),
        listed=_column(pages.listed),
        types=_column(pages.types),
        venues=_column(pages.venues),
        selected=pages.selected,
        awarded=pages.awarded,
        former_ids=_all(pages.former_ids, count, ()),
        teasers=_all(pages.teasers, count, None),
        paths=_all(pages.paths, count, ""),
    )
    return Catalogue(
        columns,
        spans=array("q", pages.spans),
        files=pages.files,
        stamps=array("q", pages.stamps),
        hashes=pages.hashes,
        people=pages.people,
        works=pages.works,
        size=pages.size,
        faulty=pages.faulty,
        foreign=pages.foreign,
    )


def _coded(column: Sequence[str]) -> _Coded:
    values = [*dict.fromkeys(column)]
    return _Coded(values, _numbered(column, values))


def _column(coded: _Coded) -> list[str]:
    return _valued(coded.numbers, coded.values)


def _numbered(column: Sequence[str], values: Sequence[str]) -> bytes:
    number = dict(zip(values, range(len(values)), strict=True))
    return array("I", map(number.__getitem__, column)).tobytes()


def _valued(numbers: bytes, values: Sequence[str]) -> list[str]:
    return [*map(values.__getitem__, memoryview(numbers).cast("I"))]


def _few(column: Sequence[T | None]) -> dict[int, T]:
    return {at: value for at, value in enumerate(column) if value}


def _all(few: Mapping[int, T], count: int, none: N) -> list[T | N]:
    column: list[T | N] = [none] * count
    for at, value in few.items():
        column[at] = value
    return column


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(_Pages).decode
