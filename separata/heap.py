"""Heaps: numbered files in the cache to which bytes are added at the end, and of which any part can be read.

Whoever keeps a heap remembers its number and its size; what stands behind that size was added by somebody who
never came to tell of it, and is written over.
"""

import os
from collections.abc import Iterator
from errno import EFBIG, ENOSPC
from io import FileIO
from pathlib import Path
from typing import BinaryIO
from weakref import finalize
from zlib import crc32

_LENGTH, _SUM = 4, 4  # bytes of the length and of the checksum before a part of a pile
_LONGEST = 1 << 28  # bytes that no part of a pile has; places of 8 bytes are enough for 30 GB of them


class Heap:
    """A file that is read in parts; one without bytes need not be there. Forked processes may read it, too.

    A part is read with a call of its own and not through memory, where what is read once would stay.
    """

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        if size:
            self._file = os.open(path, os.O_RDONLY)
            finalize(self, os.close, self._file)

    def part(self, start: int, stop: int) -> bytes:
        """Return the bytes from one place to another."""
        return os.pread(self._file, stop - start, start) if stop > start else b""

    def discard(self) -> None:
        """Delete the file."""
        self.path.unlink(missing_ok=True)


class Growing:
    """The heap of a name in a folder while it grows, from where it was remembered; 0 and 0 is a new one."""

    def __init__(self, folder: Path, name: str, number: int, size: int) -> None:
        self.number = number
        self.size = size
        self._folder = folder
        self._name = name
        self._file: BinaryIO | None = None

    def add(self, data: bytes) -> int:
        """Add bytes and return where they stand."""
        start = self.size
        if data:
            self._file = self._file or self._opened()
            self._file.write(data)
            self.size += len(data)
        return start

    def begin(self) -> None:
        """Leave the file as it is and go on in a new one."""
        self._close()
        self.size = 0

    def heap(self) -> Heap:
        """Open all that was added for reading."""
        self._close()
        return Heap(self._path(self.number), self.size)

    def discard_others(self) -> None:
        """Delete the files of other numbers."""
        for number in self._numbers():
            if number != self.number:
                self._path(number).unlink(missing_ok=True)

    def _opened(self) -> BinaryIO:
        if not self.size:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.number = 1 + max(self._numbers(), default=0)
            return self._path(self.number).open("wb")
        file = self._path(self.number).open("r+b")
        file.seek(self.size)
        return file

    def _close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _path(self, number: int) -> Path:
        return heap_path(self._folder, self._name, number)

    def _numbers(self) -> list[int]:
        return _numbers(self._folder, self._name)


class Pile:
    """The heap of a name in a folder to which processes add that were forked from one another.

    Each part stands behind its checksum, and both behind their length. A place is one number that tells where a
    part starts and how long it is. Parts are read with a call of their own and not through memory, as what is
    read once, of a file that may be large, should not stay there. The checksum is looked at of those that were
    there before, which somebody may have changed.
    """

    def __init__(self, folder: Path, name: str, number: int) -> None:
        self.number = number
        self._folder = folder
        self._name = name
        self._file: tuple[int, FileIO] | None = None
        self._before = self.size

    @property
    def size(self) -> int:
        """How many bytes the file has; 0 where there is none."""
        path = heap_path(self._folder, self._name, self.number)
        return path.stat().st_size if path.is_file() else 0

    def begin(self) -> None:
        """Leave the file as it is and go on in a new one."""
        self.number = 1 + max(_numbers(self._folder, self._name), default=0)
        self._before = 0

    def add(self, data: bytes) -> int:
        """Add a part, of less than `_LONGEST` bytes, and return where it stands."""
        if len(data) >= _LONGEST:
            raise OSError(EFBIG, os.strerror(EFBIG))
        file = self._opened()
        part = (_SUM + len(data)).to_bytes(_LENGTH, "little") + _sum(data) + data
        if file.write(part) < len(part):
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        # What this process added last ends here, whatever others have added since.
        return (file.tell() - len(data)) * _LONGEST + len(data)

    def part(self, place: int) -> bytes | None:
        """Return the part at a place; None if it is not what was added."""
        start, length = divmod(place, _LONGEST)
        file = self._opened().fileno()
        if start >= self._before:
            return os.pread(file, length, start)
        return _whole(os.pread(file, _SUM + length, start - _SUM))

    def parts(self) -> Iterator[bytes]:
        """Yield the parts that are what was added, in their order, up to one of which the end is missing."""
        path = heap_path(self._folder, self._name, self.number)
        data = path.read_bytes() if path.is_file() else b""
        start = _LENGTH
        while (stop := start + int.from_bytes(data[start - _LENGTH : start], "little")) <= len(data):
            if (part := _whole(data[start:stop])) is not None:
                yield part
            start = stop + _LENGTH

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file[1].close()
            self._file = None

    def discard_others(self) -> None:
        """Delete the files of other numbers."""
        for number in _numbers(self._folder, self._name):
            if number != self.number:
                heap_path(self._folder, self._name, number).unlink(missing_ok=True)

    def _opened(self) -> FileIO:
        """Return the file as this process has opened it, for where it was last is each one's own to know."""
        if not self._file or self._file[0] != os.getpid():
            self._folder.mkdir(parents=True, exist_ok=True)
            path = heap_path(self._folder, self._name, self.number)
            self._file = (os.getpid(), path.open("a+b", buffering=0))
        return self._file[1]


def _sum(data: bytes) -> bytes:
    return crc32(data).to_bytes(_SUM, "little")


def _whole(part: bytes) -> bytes | None:
    """Return a part from behind its checksum, if it has that."""
    data = part[_SUM:]
    return data if part[:_SUM] == _sum(data) else None


def _numbers(folder: Path, name: str) -> list[int]:
    found = (path.name.rpartition("-")[2] for path in folder.glob(f"{name}-*"))
    return [int(number) for number in found if number.isdecimal()]


def heap_path(folder: Path, name: str, number: int) -> Path:
    """Return where the heap of a name and a number is."""
    return folder / f"{name}-{number}"
