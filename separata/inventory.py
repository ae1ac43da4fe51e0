"""The inventory: all files of a site, each with its address, and the size and time that the disk told of it.

It can tell whether a site stands as it was left. So it knows nothing of what reads and plans, which takes
longer to load than to look at a site that is not large.

It comes in parts, each with two sections in a heap: its files in columns, ready to be compared with the
disk, and what else the manifest has to say of them. Parts that changed are added at the heap's end. Where
each part stands, and the marks of all (see `Columns`), are written last and in one step; until then what
was there holds.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from separata.files import bytes_of, digest, stamp, write
from separata.heap import Growing, Heap, heap_path

_FORMAT = 9
_SUM = 16  # bytes of the hash before all else
_NUMBER = 8  # bytes of a number
_LEAD = 6  # numbers that come first
_STAMP, _MARK = 16, 4  # bytes of these
PARTED = "\0"  # stands in no file's name


class DamagedError(OSError):
    """What is kept is not what was written. It is as good as none, and all is built anew."""


class Part(NamedTuple):
    """Where in the heap a part starts, how long its sections are, their checksums, how much there is in it."""

    start: int = 0
    columns: int = 0
    rest: int = 0
    columns_sum: int = 0
    rest_sum: int = 0
    subjects: int = 0
    files: int = 0
    marks: int = 0


class Columns(NamedTuple):
    """Files in columns: addresses with a zero between each two; stamps; marks of places, each once.

    A stamp is two numbers of 8 bytes, size and time of change. A mark is one of 4: files that could clash
    have the same.
    """

    urls: str = ""
    stamps: bytes = b""
    marks: bytes = b""

    @property
    def files(self) -> int:
        """How many files there are."""
        return len(self.stamps) // _STAMP

    def each_url(self) -> Sequence[str]:
        """Return the addresses one by one."""
        return self.urls.split(PARTED) if self.stamps else ()

    def each_stamp(self) -> Iterator[tuple[int, int]]:
        """Yield size and time of change of each file."""
        numbers = array("q", self.stamps)
        return zip(numbers[::2], numbers[1::2], strict=True)

    def each_mark(self) -> frozenset[int]:
        """Return the marks."""
        return frozenset(array("I", self.marks))

    @property
    def has_one_twice(self) -> bool:
        """Whether an address stands here twice; capitals do not tell two apart."""
        urls = self.urls.casefold().split(PARTED)
        return len(set(urls)) < len(urls)


class Inventory(NamedTuple):
    """What was written of a site: its parts, in which heap they are and up to where, and what else there is.

    `marks` are those of all parts, one part behind the other, so that all can be looked through at once.
    `sources` is the hash of the stamps of all that the build read; empty where they cannot be trusted.
    """

    path: Path
    parts: tuple[Part, ...] = ()
    number: int = 0
    size: int = 0
    marks: bytes = b""
    sources: bytes = b""
    rest: bytes = b""

    @property
    def files(self) -> int:
        """How many files the site has."""
        return sum(part.files for part in self.parts)

    @property
    def used(self) -> int:
        """How many bytes of the heap are of use."""
        return sum(part.columns + part.rest for part in self.parts)

    def each_marks(self) -> Iterator[bytes]:
        """Yield the marks of each part."""
        start = 0
        for part in self.parts:
            stop = start + part.marks * _MARK
            yield self.marks[start:stop]
            start = stop

    def heap(self) -> Heap:
        """Open the heap for reading."""
        return Heap(heap_path(self.path.parent, self.path.name, self.number), self.size)

    def growing(self) -> Growing:
        """Open the heap for adding to it."""
        return Growing(self.path.parent, self.path.name, self.number, self.size)


def columns_of(urls: Sequence[str], stamps: Iterable[tuple[int, int]]) -> Columns:
    """Return files in columns: their addresses; size and time of change of each."""
    numbers = array("q", chain.from_iterable(stamps))
    return Columns(PARTED.join(urls), numbers.tobytes(), _bytes_of(frozenset(map(_mark, urls))))


def together(columns: Sequence[Columns]) -> Columns:
    """Return several columns as one."""
    return Columns(
        PARTED.join(each.urls for each in columns if each.stamps),
        b"".join(each.stamps for each in columns),
        _bytes_of(frozenset(chain.from_iterable(each.each_mark() for each in columns))),
    )


def _bytes_of(marks: Iterable[int]) -> bytes:
    return array("I", sorted(marks)).tobytes()


def _mark(url: str) -> int:
    """Return the mark of an address: of what stands before its first dot, in lower case."""
    return _sum(url.partition(".")[0])


@lru_cache(maxsize=8)
def _sum(stem: str) -> int:
    # Files that belong together mostly have the same stem, and stand one behind the other.
    return crc32(stem.casefold().encode())


def inventory_path(cache: Path, out: Path) -> Path:
    """Return where the inventory of an output folder is kept: each folder has its own."""
    return cache / f"manifest-{digest(str(out.resolve()).encode(errors='surrogateescape')).hex()[:12]}"


def read_inventory(path: Path) -> Inventory:
    """Read an inventory; one that is missing, foreign or damaged is as good as none: all is built anew."""
    none = Inventory(path)
    data = bytes_of(path, str(path)) if path.is_file() else b""
    if data[:_SUM] != digest(data[_SUM:]):
        return none
    lead, after = _numbers(data, _SUM, _LEAD)
    if lead[0] != _FORMAT:
        return none
    _, number, size, sources, parts, marks = lead
    heap = stamp(heap_path(path.parent, path.name, number))
    if size and (not heap or heap.size < size):
        return none
    width = len(Part._fields)
    found, rest = _numbers(data, after + sources, parts * width)
    rows = tuple(Part(*found[start : start + width]) for start in range(0, len(found), width))
    hashed, marked = data[after : after + sources], data[rest : rest + marks]
    return Inventory(path, rows, number, size, marked, hashed, data[rest + marks :])


def write_inventory(inventory: Inventory) -> None:
    """Keep an inventory, of which the parts stand in the heap, for the next build."""
    sizes = len(inventory.sources), len(inventory.parts), len(inventory.marks)
    lead = (_FORMAT, inventory.number, inventory.size, *sizes)
    parts = array("q", chain.from_iterable(inventory.parts))
    data = b"".join((array("q", lead), inventory.sources, parts, inventory.marks, inventory.rest))
    write(inventory.path, digest(data) + data)


def columns_in(heap: Heap, part: Part) -> Columns:
    """Return the files of a part, without their marks.

    Raises:
        DamagedError: when they are not what was written.
    """
    data = _sealed(heap, part.start, part.columns, part.columns_sum)
    stamps = part.files * _STAMP
    return Columns(data[stamps:].decode(), data[:stamps])


def rest_in(heap: Heap, part: Part) -> bytes:
    """Return what else there is of a part; raise as `columns_in`."""
    return _sealed(heap, part.start + part.columns, part.rest, part.rest_sum)


def added(heap: Growing, columns: Columns, rest: bytes, *, subjects: int) -> Part:
    """Add a part to a heap, but for its marks."""
    data = columns.stamps + columns.urls.encode()
    start = heap.add(data)
    heap.add(rest)
    marks = len(columns.marks) // _MARK
    return Part(start, len(data), len(rest), crc32(data), crc32(rest), subjects, columns.files, marks)


def copied(source: Heap, part: Part, heap: Growing) -> Part:
    """Add a part that stands in another heap as it is."""
    start = heap.add(source.part(part.start, part.start + part.columns + part.rest))
    return part._replace(start=start)


def _sealed(heap: Heap, start: int, length: int, seal: int) -> bytes:
    data = heap.part(start, start + length)
    if crc32(data) != seal:
        raise DamagedError
    return data


def _numbers(data: bytes, start: int, count: int) -> tuple["array[int]", int]:
    """Return some numbers that stand in bytes, and where they end."""
    stop = start + count * _NUMBER
    return array("q", data[start:stop]), stop
