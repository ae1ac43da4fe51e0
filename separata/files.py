"""The disk: where a project keeps things, reading with a problem for what cannot be read, safe writing."""

import errno
import os
from array import array
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from separata.problems import Place, Problem, SeparataError

_HIDDEN = "."
_EDITORS = (".", "#")  # how hidden files, and those that editors keep for themselves, begin

_telling = attrgetter("st_size", "st_mtime_ns")  # what a stamp is made of
_NOWHERE = (-1, -1)
_NONE: Mapping[str, str] = {}
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)


class Project(NamedTuple):
    """The folders of one group's repository."""

    root: Path

    @property
    def content(self) -> Path:
        """The records that people edit."""
        return self.root / "content"

    @property
    def pictures(self) -> Path:
        """The pictures that records show."""
        return self.content / "pictures"

    @property
    def seeds(self) -> Path:
        """The raw sources, exactly as received."""
        return self.root / "seeds"

    @property
    def templates(self) -> Path:
        """The group's own templates."""
        return self.root / "templates"

    @property
    def site(self) -> Path:
        """The output, unless another folder is asked for."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """What is only kept to save work; it may be deleted at any time."""
        return self.root / ".cache"

    def shown(self, path: Path) -> str:
        """Return a path as the user would type it from the project's root, with slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


class Stamp(NamedTuple):
    """What the disk says of a file without reading it: size in bytes, time of change in nanoseconds."""

    size: int
    changed: int


class Listing(NamedTuple):
    """The files below a folder: their names from there on, sorted; size and time of change of each.

    A link that leads nowhere has -1 for both.
    """

    names: tuple[str, ...]
    stamps: "array[int]"

    @property
    def digest(self) -> bytes:
        """The hash of names and stamps."""
        return digest("\0".join(self.names).encode(errors="surrogateescape") + b"\0\0" + self.stamps.tobytes())

    @property
    def newest(self) -> int:
        """The time of the newest change, 0 if there is no file."""
        return max(self.stamps[1::2], default=0)

    def each(self) -> Iterator[tuple[str, int, int]]:
        """Yield each file's name, size and time of change."""
        return zip(self.names, self.stamps[::2], self.stamps[1::2], strict=True)


def digest(data: bytes | memoryview) -> bytes:
    """Return a 16-byte hash: enough to tell any two contents apart."""
    return blake2b(data, digest_size=16).digest()


def stamp(path: Path) -> Stamp | None:
    """Return a file's stamp; None when there is no such file, or a link that leads to itself."""
    return stamp_at(str(path))


def stamp_at(path: str) -> Stamp | None:
    """Return the stamp of the file at a path, as `stamp` does; a path in letters is found sooner."""
    try:
        status = os.stat(path)
    except OSError as error:
        if error.errno not in _NOT_THERE:
            raise
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


def unlike(folder: str, names: Sequence[str], stamps: bytes) -> Iterator[str]:
    """Yield those names, from a folder on, of which `stamps_at` gives other stamps than are told."""
    found = stamps_at(folder, names)
    if found.tobytes() != stamps:
        held = array("q", stamps)
        pairs = zip(found[::2], found[1::2], strict=True), zip(held[::2], held[1::2], strict=True)
        yield from (name for name, now, then in zip(names, *pairs, strict=True) if now != then)


def stamps_at(folder: str, names: Sequence[str]) -> "array[int]":
    """Return size and time of change of each file, by name from a folder on; twice -1 if it is not there."""
    with _looking_from(folder) as status_of:
        try:
            # As long as all are there Python itself has nothing to do for one of them.
            return array("q", chain.from_iterable(map(_telling, map(status_of, names))))
        except OSError:
            stamps = (stamp_at(f"{folder}/{name}") or _NOWHERE for name in names)
            return array("q", chain.from_iterable(stamps))


@contextmanager
def _looking_from(folder: str) -> Iterator[Callable[[str], os.stat_result]]:
    """Give the function that asks for a file by its name from a folder on; an open folder makes it quicker."""
    if os.stat not in os.supports_dir_fd or not os.path.isdir(folder):
        yield lambda name: os.stat(f"{folder}/{name}")
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield partial(os.stat, dir_fd=opened)
    finally:
        os.close(opened)


def walk(folder: Path, suffix: str = "") -> tuple[Path, ...]:
    """Return the files below a folder with a suffix, sorted by path; hidden ones and editors' left out."""
    return tuple(Path(folder, name) for name in names_below(folder, suffix))


def listing(folder: Path, suffix: str = "") -> Listing:
    """Return the files that `walk` gives with their stamps."""
    names = names_below(folder, suffix)
    return Listing(names, stamps_at(str(folder), names))


def contents_below(folder: Path, suffix: str) -> Iterator[bytes]:
    """Yield what is in each of the files that `walk` gives."""
    for name in names_below(folder, suffix):
        with open(f"{folder}/{name}", "rb", buffering=0) as file:
            yield file.read()


def names_below(folder: Path, suffix: str = "") -> tuple[str, ...]:
    """Return what `walk` does as names from the folder on, with slashes; where files are many it is quicker.

    What is behind a link counts as standing in its place, but for one to a folder that the link itself is in.

    Raises:
        SeparataError: when a folder cannot be read.
    """
    found = []
    for parent, folders, names in os.walk(folder, onerror=_refuse, followlinks=True):
        folders[:] = [
            name for name in folders if not name.startswith(_HIDDEN) and not _leads_back(parent, name)
        ]
        inner = parent[len(str(folder)) + 1 :].replace(os.sep, "/")
        beginning = f"{inner}/" if inner else ""
        found += [beginning + name for name in names if name.endswith(suffix) and not name.startswith(_EDITORS)]
    return tuple(sorted(found))


def _refuse(error: OSError) -> None:
    """Raise what a folder is told with that cannot be read; one that is not there has no files."""
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        raise SeparataError(Problem(Place(str(error.filename)), f"cannot be read: {error.strerror}")) from None


def _leads_back(parent: str, name: str) -> bool:
    """Tell whether a folder is a link to one that it stands in: who followed it would never come to an end."""
    if not os.path.islink(f"{parent}/{name}"):
        return False
    path = Path(parent, name)
    return any(path.samefile(above) for above in path.parents)


def named_in_utf8(name: str) -> str:
    """Return the name of a file.

    Raises:
        SeparataError: when it is not UTF-8, so that no page and no list can hold it.
    """
    shown = name if name.isascii() else name.encode(errors="surrogateescape").decode(errors="replace")
    if shown == name:
        return name
    raise SeparataError(Problem(Place(shown), "the file's name is not UTF-8", "rename the file"))


def well_named(files: Iterable[str], problems: list[Problem]) -> list[str]:
    """Return the files that have a name in UTF-8, and tell of the others."""
    found = []
    for file in files:
        try:
            found.append(named_in_utf8(file))
        except SeparataError as error:
            problems += error.problems
    return found


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the files and folders in a folder, sorted; hidden ones and editors' left out."""
    names = os.listdir(folder) if folder.is_dir() else ()
    return tuple(sorted(name for name in names if not name.startswith(_EDITORS)))


def is_followed(name: str) -> bool:
    """Tell whether `names_below` would give a name, which goes on from the folder, of a file that is there."""
    *folders, last = name.split("/")
    return not last.startswith(_EDITORS) and not any(folder.startswith(_HIDDEN) for folder in folders)


def text_of(path: Path, shown: str) -> str:
    """Read a UTF-8 text file; every line end becomes a line feed, a byte-order mark is dropped.

    Raises:
        SeparataError: when the file cannot be read or is not UTF-8, with the line of the first bad byte.
    """
    return decoded(bytes_of(path, shown), shown)


def bytes_of(path: Path, shown: str) -> bytes:
    """Read a file.

    Raises:
        SeparataError: when it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise SeparataError(Problem(Place(shown), f"cannot be read: {error.strerror}")) from None


def text_if_there(path: Path, shown: str) -> str | None:
    """Read a text file that need not be there, as `text_of` does; None where nothing has its name."""
    data = bytes_if_there(path, shown)
    return None if data is None else decoded(data, shown)


def bytes_if_there(path: Path, shown: str) -> bytes | None:
    """Read a file that need not be there; None where nothing has its name.

    Raises:
        SeparataError: when it cannot be read, as a folder or a link that leads nowhere cannot.
    """
    return bytes_of(path, shown) if os.path.lexists(path) else None


def bytes_and_stamp(path: str, shown: str) -> tuple[bytes, Stamp]:
    """Read a file, asking for its stamp first; records are so many that this is done in the fewest calls.

    Raises:
        SeparataError: when it cannot be read.
    """
    try:
        file = os.open(path, os.O_RDONLY)
        try:
            status = os.fstat(file)
            # One byte more than there should be, so that what comes is the whole if it has the length of it.
            data = os.read(file, status.st_size + 1)
        finally:
            os.close(file)
    except OSError as error:
        raise SeparataError(Problem(Place(shown), f"cannot be read: {error.strerror}")) from None
    whole = data if len(data) == status.st_size else bytes_of(Path(path), shown)
    return whole, Stamp(status.st_size, status.st_mtime_ns)


def decoded(data: bytes, shown: str) -> str:
    """Read UTF-8 bytes as `text_of` does."""
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02x}"
        raise SeparataError(Problem(Place(shown, line), message, "save the file as UTF-8")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write(path: Path, data: bytes, *, alone: bool = True) -> None:
    """Write a file so that a reader, or a kill, finds the old bytes or the new ones, never a part.

    Who is not `alone` may be one of several processes that write the file at the same time.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # One name, so that what a kill has left is written over the next time.
    fresh = path.with_name(f".{path.name}.new" if alone else f".{path.name}.{os.getpid()}.new")
    fresh.write_bytes(data)
    fresh.replace(path)


def folder_at(path: Path) -> Path:
    """Return a folder, which is made if it is not there."""
    path.mkdir(parents=True, exist_ok=True)
    return path


def version_folder(cache: Path, name: str, version: bytes) -> Path:
    """Return where a version of something keeps what it made; what other versions left there is deleted."""
    folder = cache / f"{name}-{version.hex()}"
    for other in set(cache.glob(f"{name}-*")) - {folder}:
        discard(other)
    return folder


def has(path: Path, data: bytes) -> bool:
    """Tell whether a file is there and holds just these bytes."""
    return path.is_file() and path.read_bytes() == data


def discard(folder: Path | str) -> None:
    """Delete a folder and all that it holds, if it is there."""
    # It takes long to load, and most builds have nothing to delete.
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def remove(folder: Path, urls: Iterable[str], respelt: Mapping[str, str] = _NONE) -> Iterator[str]:
    """Delete files below a folder, then the folders left empty; yield what was there.

    `respelt` gives of some the file that is called so now but for small and capital letters: a disk that takes
    both for one has one file, which stays, under the name that it has now.
    """
    for url in urls:
        path = folder / url
        if url in respelt and _are_one(path, folder / respelt[url]):
            path.replace(folder / respelt[url])
            continue
        if path.is_file() or path.is_symlink():
            path.unlink()
            yield url
        for parent in path.parents:
            if parent == folder or not _is_gone(parent):
                break


def _are_one(path: Path, other: Path) -> bool:
    try:
        return os.path.samestat(path.lstat(), other.lstat())
    except (FileNotFoundError, NotADirectoryError):
        return False


def _is_gone(folder: Path) -> bool:
    """Delete a folder if it is empty, which the disk tells without listing what is in it."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
