"""Record files: read by several processes where they are many, and from the cache where nothing changed.

The cache is a catalogue (`.cache/records`), which is read whole, and the stacks (`.cache/works-1`, ...), of
which only what is asked for is read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from separata.files import (
    Listing,
    Project,
    Stamp,
    bytes_of,
    decoded,
    digest,
    is_followed,
    listing,
    names_below,
    stamp,
    write,
)
from separata.heap import Growing, heap_path
from separata.model import Paper, Person
from separata.problems import Problem, SeparataError
from separata.stages.sources import CATALOGUE, TICK
from separata.stages.stacks import Filed, Shelved, Stacks, shelved
from separata.stages.workers import cores, shared_out

Held = TypeVar("Held")

_WORKS = "works"  # the heap's name
_PER_PART = 32  # record files that a process reads at a time
_FEW_PARTS = 8  # parts up to which one process is quicker than several
_WASTE = 1 << 24  # bytes of works nobody asks for any more that are not worth copying the others for


class Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
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
    """The record files read before, by path, the program that read them, and the heap of their works.

    `faulty` are those that are not kept, as what is wrong with them has to be told each time.
    """

    program: bytes = b""
    kept: dict[str, Kept] = {}
    works: int = 0
    size: int = 0
    faulty: tuple[str, ...] = ()


class Records(NamedTuple):
    """All papers and people on record, in the order of their files."""

    papers: tuple[Paper, ...]
    people: tuple[Person, ...]


def read_records(
    project: Project,
    program: bytes,
    problems: list[Problem],
    told: Collection[str] | None = None,
    seen: Listing | None = None,
) -> Records:
    """Return all records, those that have not changed from the cache; many are read by several processes.

    `told` are the files that alone may have changed since the cache was written, by path from the root,
    where that is known. `seen` are the files of content, if they have been looked at.
    """
    before, written = _read_catalogue(project.cache, program)
    if told is None or not before.kept:
        stamps = _stamps(project, seen)
        kept = _unchanged(stamps, before, written)
        files, changed = [*stamps], [shown for shown in stamps if shown not in kept]
    else:
        kept = {shown: record for shown, record in before.kept.items() if shown not in told}
        changed = _among(project, {*told, *before.faulty})
        files = sorted([*kept, *changed])
    works = Growing(project.cache, _WORKS, before.works, before.size)
    for read in _read_anew(project, changed, before):
        problems += read.problems
        if read.encoded:
            kept[read.shown] = _with_works(_decoded(read.encoded), read.works, works)
    if changed or len(kept) < len(before.kept):
        kept = _packed(kept if before.kept else _laid_out(kept), works)
        wrong = {problem.place.path for problem in problems}
        sound = {shown: record for shown, record in kept.items() if shown not in wrong}
        faulty = tuple(shown for shown in files if shown not in sound)
        stacks = Stacks(works.heap())
        write(project.cache / CATALOGUE, _encoded(Catalogue(program, sound, works.number, works.size, faulty)))
        works.discard_others()
    else:
        stacks = Stacks(works.heap())
    # Papers are made in the order in which they were laid out.
    papers = [
        (shown, Shelved(filed, shown, stacks, one.start)) for shown, one in kept.items() for filed in one.papers
    ]
    people = [(shown, one.person) for shown, one in kept.items() if one.person]
    return Records(_in_order(papers), _in_order(people))


def _in_order(found: Iterable[tuple[str, Held]]) -> tuple[Held, ...]:
    """Return what was found in the order of the files that hold it."""
    return tuple([one for _, one in sorted(found, key=itemgetter(0))])


def _stamps(project: Project, seen: Listing | None) -> dict[str, tuple[int, int]]:
    """Return the record files of a project with their stamps, those of papers first."""
    folders = _folders(project)
    if seen is None or _are_links(folders):
        found = [(project.shown(folder), listing(folder, ".yaml").each()) for folder in folders]
        return {f"{top}/{name}": (size, changed) for top, files in found for name, size, changed in files}
    names = tuple(f"{folder.name}/" for folder in folders)
    top = project.shown(project.content)
    return {
        f"{top}/{name}": (size, changed)
        for name, size, changed in seen.each()
        if name.startswith(names) and name.endswith(".yaml")
    }


def no_records(project: Project, seen: Listing | None) -> Iterator[str]:
    """Yield the other files where records stand, by path from the root; `seen` is as in `read_records`."""
    folders = _folders(project)
    if seen is None or _are_links(folders):
        names: Iterable[str] = (f"{folder.name}/{name}" for folder in folders for name in names_below(folder))
    else:
        names = seen.names
    tops = tuple(f"{folder.name}/" for folder in folders)
    shown = project.shown(project.content)
    return (f"{shown}/{name}" for name in names if not name.endswith(".yaml") and name.startswith(tops))


def _are_links(folders: Iterable[Path]) -> bool:
    """Tell whether what is behind some folders is not below the one that they stand in."""
    return any(folder.is_symlink() for folder in folders)


def _folders(project: Project) -> tuple[Path, Path]:
    return project.content / "papers", project.content / "people"


def _among(project: Project, paths: Iterable[str]) -> list[str]:
    """Return those of some paths at which there are record files, sorted."""
    folders = tuple(f"{project.shown(folder)}/" for folder in _folders(project))
    records = (path for path in paths if path.startswith(folders) and path.endswith(".yaml"))
    return sorted(path for path in records if is_followed(path) and (project.root / path).is_file())


def _unchanged(stamps: Mapping[str, tuple[int, int]], before: Catalogue, written: int) -> dict[str, Kept]:
    """Return what is known of the files that have not changed."""
    return {
        shown: record
        for shown, record in before.kept.items()
        if record.changed < written - TICK and stamps.get(shown) == (record.size, record.changed)
    }


def _with_works(record: Kept, read: bytes, works: Growing) -> Kept:
    """Return a record with the place in the heap where the works read from it are added."""
    return msgspec.structs.replace(record, start=works.add(read), length=len(read)) if read else record


def _read_catalogue(cache: Path, program: bytes) -> tuple[Catalogue, int]:
    """Return the catalogue and when it was written; a missing or foreign one holds nothing."""
    store = cache / CATALOGUE
    now = stamp(store)
    if not now:
        return Catalogue(), 0
    try:
        found = msgspec.msgpack.decode(bytes_of(store, str(store)), type=Catalogue)
    except msgspec.DecodeError:
        return Catalogue(), 0
    works = stamp(heap_path(cache, _WORKS, found.works)) or Stamp(0, 0)
    return (found, now.changed) if found.program == program and works.size >= found.size else (Catalogue(), 0)


def _read_anew(project: Project, files: Sequence[str], before: Catalogue) -> Iterator[Read]:
    """Read some record files, in no order."""
    parts = [files[start : start + _PER_PART] for start in range(0, len(files), _PER_PART)]

    of_people = f"{project.shown(_folders(project)[1])}/"

    def read(part: Sequence[str]) -> list[Read]:
        return [
            _read(project, shown, before.kept.get(shown), person=shown.startswith(of_people)) for shown in part
        ]

    workers = cores() if len(parts) > _FEW_PARTS else 1
    return chain.from_iterable(shared_out(read, parts, workers=workers))


def _read(project: Project, shown: str, known: Kept | None, *, person: bool) -> Read:
    """Return what a record file holds: as remembered if its hash is, else read anew."""
    path = project.root / shown
    now = stamp(path) or Stamp(0, 0)
    try:
        data = bytes_of(path, shown)
        if known and digest(data) == known.hash:
            same = msgspec.structs.replace(known, size=now.size, changed=now.changed)
            return Read(shown, _encoded(same), b"", ())
        fresh = Kept(now.size, now.changed, digest(data))
        record, works, found = _parsed(fresh, shown, decoded(data, shown), person=person)
    except SeparataError as error:
        return Read(shown, b"", b"", error.problems)
    return Read(shown, _encoded(record), works, found)


def _parsed(fresh: Kept, shown: str, text: str, *, person: bool) -> tuple[Kept, bytes, tuple[Problem, ...]]:
    """Return what a record's text says: the record, its works for the stacks, and what is wrong with it."""
    from separata.records import read_papers, read_person

    if person:
        somebody, found = read_person(shown, text)
        return msgspec.structs.replace(fresh, person=somebody), b"", found
    papers, found = read_papers(shown, text)
    filed, works = shelved(papers)
    return msgspec.structs.replace(fresh, papers=filed), works, found


def _laid_out(kept: Mapping[str, Kept]) -> dict[str, Kept]:
    """Return records with those of newer papers first: what is looked at in turn stands side by side."""
    firsts = {shown: max((paper.card.first for paper in one.papers), default=0) for shown, one in kept.items()}
    return {shown: kept[shown] for shown in sorted(kept, key=lambda shown: (-firsts[shown], shown))}


def _packed(kept: dict[str, Kept], works: Growing) -> dict[str, Kept]:
    """Return records with their works in a heap without gaps, if it has many by now."""
    used = sum(record.length for record in kept.values())
    if works.size - used <= max(used, _WASTE):
        return kept
    old = works.heap()
    works.begin()
    return {
        shown: msgspec.structs.replace(
            record, start=works.add(old.part(record.start, record.start + record.length))
        )
        for shown, record in kept.items()
    }


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(Kept).decode
