"""Record files: read by several processes where they are many, and from the cache where nothing changed.

The cache is a catalogue (`.cache/records`), which is read whole, and the stacks (`.cache/works-1`, ...), of
which only what is asked for is read.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from separata.files import Project, Stamp, bytes_of, decoded, digest, names_below, stamp, stamp_at, write
from separata.model import Paper, Person
from separata.problems import Problem, SeparataError
from separata.stages.sources import TICK
from separata.stages.stacks import Filed, Shelved, Stacks, shelved
from separata.stages.workers import cores, shared_out

_PER_PART = 32  # record files that a process reads at a time
_FEW_PARTS = 8  # parts up to which one process is quicker than several
_WASTE = 1 << 24  # bytes of works nobody asks for any more that are not worth copying the others for


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of a record file: its stamp, its hash, what it holds, where its works stand."""

    size: int
    changed: int
    hash: bytes
    papers: tuple[Filed, ...] = ()
    person: Person | None = None
    start: int = 0
    length: int = 0


class Read(NamedTuple):
    """A record file as it was read: its path, a `Kept` as bytes (none if it could not be), works, problems."""

    shown: str
    encoded: bytes
    works: bytes
    problems: tuple[Problem, ...]


class Catalogue(msgspec.Struct, frozen=True, array_like=True):
    """The record files read before, by path, the program that read them, and the file of their works."""

    program: bytes = b""
    kept: dict[str, Kept] = {}
    works: int = 0
    size: int = 0


class Records(NamedTuple):
    """All papers and people on record, in the order of their files."""

    papers: tuple[Paper, ...]
    people: tuple[Person, ...]


def read_records(project: Project, program: bytes, problems: list[Problem]) -> Records:
    """Return all records, those that have not changed from the cache; many are read by several processes."""
    before, written = _read_catalogue(project.cache, program)
    content = project.shown(project.content)
    files = [
        (folder, f"{content}/{folder}/{name}")
        for folder in ("papers", "people")
        for name in names_below(project.content / folder, ".yaml")
    ]
    kept: dict[str, Kept] = {}
    changed: list[tuple[str, str]] = []
    for folder, shown in files:
        known, now = before.kept.get(shown), stamp_at(f"{project.root}/{shown}")
        if known and now == (known.size, known.changed) and known.changed + TICK < written:
            kept[shown] = known
        else:
            changed.append((folder, shown))
    works = Works(project.cache, before)
    for read in _read_anew(project, changed, before):
        problems += read.problems
        if read.encoded:
            kept[read.shown] = works.added(_decoded(read.encoded), read.works)
    if changed or len(kept) < len(before.kept):
        kept = works.packed(kept)
        faulty = {problem.place.path for problem in problems}
        works.keep({shown: record for shown, record in kept.items() if shown not in faulty}, program)
    stacks = works.stacks()
    held = [(shown, kept[shown]) for _, shown in files if shown in kept]
    return Records(
        tuple(Shelved(filed, shown, stacks, one.start) for shown, one in held for filed in one.papers),
        tuple(one.person for _, one in held if one.person),
    )


def _read_catalogue(cache: Path, program: bytes) -> tuple[Catalogue, int]:
    """Return the catalogue and when it was written; a missing or foreign one holds nothing."""
    store = cache / "records"
    now = stamp(store)
    if not now:
        return Catalogue(), 0
    try:
        found = msgspec.msgpack.decode(bytes_of(store, str(store)), type=Catalogue)
    except msgspec.DecodeError:
        return Catalogue(), 0
    works = stamp(_works_path(cache, found.works)) or Stamp(0, 0)
    return (found, now.changed) if found.program == program and works.size >= found.size else (Catalogue(), 0)


def _read_anew(project: Project, files: Sequence[tuple[str, str]], before: Catalogue) -> Iterator[Read]:
    """Read some record files, each with its folder, in no order."""
    parts = [files[start : start + _PER_PART] for start in range(0, len(files), _PER_PART)]

    def read(part: Sequence[tuple[str, str]]) -> list[Read]:
        return [_read(project, folder, shown, before.kept.get(shown)) for folder, shown in part]

    workers = cores() if len(parts) > _FEW_PARTS else 1
    return chain.from_iterable(shared_out(read, parts, workers=workers))


def _read(project: Project, folder: str, shown: str, known: Kept | None) -> Read:
    """Return what a record file holds: as remembered if its hash is, else read anew."""
    path = project.root / shown
    now = stamp(path) or Stamp(0, 0)
    try:
        data = bytes_of(path, shown)
        if known and digest(data) == known.hash:
            same = msgspec.structs.replace(known, size=now.size, changed=now.changed)
            return Read(shown, _encoded(same), b"", ())
        fresh = Kept(now.size, now.changed, digest(data))
        record, works, found = _parsed(fresh, folder, shown, decoded(data, shown))
    except SeparataError as error:
        return Read(shown, b"", b"", error.problems)
    return Read(shown, _encoded(record), works, found)


def _parsed(fresh: Kept, folder: str, shown: str, text: str) -> tuple[Kept, bytes, tuple[Problem, ...]]:
    """Return what a record's text says: the record, its works for the stacks, and what is wrong with it."""
    from separata.records import read_papers, read_person

    if folder == "people":
        person, found = read_person(shown, text)
        return msgspec.structs.replace(fresh, person=person), b"", found
    papers, found = read_papers(shown, text)
    filed, works = shelved(papers)
    return msgspec.structs.replace(fresh, papers=filed), works, found


class Works:
    """The file of works that goes with a catalogue, while works are added to it."""

    def __init__(self, cache: Path, before: Catalogue) -> None:
        self._cache = cache
        self._number = before.works
        self._size = before.size
        self._file: BinaryIO | None = None

    def added(self, record: Kept, works: bytes) -> Kept:
        """Add the works of a record that was read anew, and return it with the place where they stand."""
        if not works:
            return record
        if not self._file:
            self._file = self._opened()
        self._file.write(works)
        self._size += len(works)
        return msgspec.structs.replace(record, start=self._size - len(works), length=len(works))

    def _opened(self) -> BinaryIO:
        """Open the file where it ends for the catalogue; what stands behind was never told of."""
        if not self._size:
            self._cache.mkdir(parents=True, exist_ok=True)
            self._number = 1 + max(_numbers(self._cache), default=0)
            return _works_path(self._cache, self._number).open("wb")
        file = _works_path(self._cache, self._number).open("r+b")
        file.seek(self._size)
        return file

    def packed(self, kept: dict[str, Kept]) -> dict[str, Kept]:
        """Return records with their works in a file without gaps, if the file has many by now."""
        used = sum(record.length for record in kept.values())
        if self._size - used <= max(used, _WASTE):
            return kept
        old = self.stacks()
        self._size = 0
        return {
            shown: self.added(record, old.part(record.start, record.start + record.length))
            for shown, record in kept.items()
        }

    def keep(self, kept: dict[str, Kept], program: bytes) -> None:
        """Write the catalogue of some records, and delete works that it has no more use for."""
        self._close()
        write(self._cache / "records", _encoded(Catalogue(program, kept, self._number, self._size)))
        for number in _numbers(self._cache):
            if number != self._number:
                _works_path(self._cache, number).unlink(missing_ok=True)

    def stacks(self) -> Stacks:
        """Open what there is for reading."""
        self._close()
        return Stacks(_works_path(self._cache, self._number), self._size)

    def _close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


def _works_path(cache: Path, number: int) -> Path:
    return cache / f"works-{number}"


def _numbers(cache: Path) -> list[int]:
    names = (path.name.removeprefix("works-") for path in cache.glob("works-*"))
    return [int(name) for name in names if name.isdecimal()]


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(Kept).decode
