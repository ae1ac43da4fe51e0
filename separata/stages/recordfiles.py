"""Record files: read by several processes where they are many, and from the cache where nothing changed."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from separata.files import Project, Stamp, bytes_of, decoded, digest, names_below, stamp, stamp_at, write
from separata.model import Paper, Person
from separata.problems import Problem, SeparataError
from separata.search.told import Told, told
from separata.stages.sources import TICK
from separata.stages.workers import cores, shared_out

_PER_PART = 32  # record files that a process reads at a time
_FEW_PARTS = 8  # parts up to which one process is quicker than several


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of a record file: its stamp, its hash, what it holds, each paper's words."""

    size: int
    changed: int
    hash: bytes
    papers: tuple[Paper, ...] = ()
    words: tuple[Told, ...] = ()
    person: Person | None = None


class Read(NamedTuple):
    """A record file as it was read: its path, a `Kept` as bytes (none where it could not be read), problems."""

    shown: str
    encoded: bytes
    problems: tuple[Problem, ...]


class Cache(msgspec.Struct, frozen=True, array_like=True):
    """The record files read before, by path, and the program that read them."""

    program: bytes
    kept: dict[str, Kept]


def read_records(project: Project, program: bytes, problems: list[Problem]) -> Iterator[Kept]:
    """Yield all records, those that have not changed from the cache; many are read by several processes."""
    store = project.cache / "records"
    before, written = _read_cache(store, program)
    content = project.shown(project.content)
    files = [
        (folder, f"{content}/{folder}/{name}")
        for folder in ("papers", "people")
        for name in names_below(project.content / folder, ".yaml")
    ]
    kept: dict[str, Kept] = {}
    changed: list[tuple[str, str]] = []
    for folder, shown in files:
        known, now = before.get(shown), stamp_at(f"{project.root}/{shown}")
        if known and now == (known.size, known.changed) and known.changed + TICK < written:
            kept[shown] = known
        else:
            changed.append((folder, shown))
    parts = [changed[start : start + _PER_PART] for start in range(0, len(changed), _PER_PART)]

    def read(part: Sequence[tuple[str, str]]) -> list[Read]:
        return [_read(project, folder, shown, before.get(shown)) for folder, shown in part]

    for shown, encoded, found in chain.from_iterable(
        shared_out(read, parts, workers=cores() if len(parts) > _FEW_PARTS else 1)
    ):
        problems += found
        if encoded:
            kept[shown] = _decoded(encoded)
    faulty = {problem.place.path for problem in problems}
    sound = {shown: record for shown, record in kept.items() if shown not in faulty}
    if sound != before:
        write(store, msgspec.msgpack.encode(Cache(program, sound)))
    return (kept[shown] for _, shown in files if shown in kept)


def _read_cache(store: Path, program: bytes) -> tuple[dict[str, Kept], int]:
    """Return what the cache holds and when it was written; a missing or foreign cache holds nothing."""
    now = stamp(store)
    if not now:
        return {}, 0
    try:
        cache = msgspec.msgpack.decode(bytes_of(store, str(store)), type=Cache)
    except msgspec.DecodeError:
        return {}, 0
    return (cache.kept, now.changed) if cache.program == program else ({}, 0)


def _read(project: Project, folder: str, shown: str, known: Kept | None) -> Read:
    """Return what a record file holds: as remembered if its hash is, else read anew."""
    path = project.root / shown
    now = stamp(path) or Stamp(0, 0)
    try:
        data = bytes_of(path, shown)
        if known and digest(data) == known.hash:
            same = msgspec.structs.replace(known, size=now.size, changed=now.changed)
            return Read(shown, msgspec.msgpack.encode(same), ())
        fresh = Kept(now.size, now.changed, digest(data))
        record, found = _parsed(fresh, folder, shown, decoded(data, shown))
    except SeparataError as error:
        return Read(shown, b"", error.problems)
    return Read(shown, msgspec.msgpack.encode(record), found)


def _parsed(fresh: Kept, folder: str, shown: str, text: str) -> tuple[Kept, tuple[Problem, ...]]:
    from separata.records import read_papers, read_person

    if folder == "people":
        person, found = read_person(shown, text)
        return msgspec.structs.replace(fresh, person=person), found
    papers, found = read_papers(shown, text)
    words = tuple(told(paper.work.title, paper.work.abstract) for paper in papers)
    return msgspec.structs.replace(fresh, papers=papers, words=words), found


_decoded = msgspec.msgpack.Decoder(Kept).decode
