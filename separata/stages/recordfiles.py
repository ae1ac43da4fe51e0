"""Record files: read by several processes where they are many, and from the cache where nothing changed.

The cache is a catalogue (`.cache/records`), which is read whole, and the stacks (`.cache/works-1`, ...), of
which only what is asked for is read.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from separata.files import (
    Listing,
    Project,
    Stamp,
    bytes_and_stamp,
    decoded,
    digest,
    is_followed,
    listing,
    stamp,
    well_named,
)
from separata.heap import Growing, heap_path
from separata.model import Person
from separata.problems import Problem, SeparataError
from separata.rows import Papers
from separata.stages.catalogue import Catalogue, Kept, read_catalogue, write_catalogue
from separata.stages.sources import CATALOGUE, TICK
from separata.stages.stacks import Shelving, Stacks, shelved
from separata.stages.workers import cores, shared_out

_PEOPLE = "people/"
_TOPS = ("papers/", _PEOPLE)  # the folders of content in which records stand
_WORKS = "works"  # the heap's name
_PER_PART = 32  # record files that a process reads at a time
_FEW_PARTS = 8  # parts up to which one process is quicker than several
_WASTE = 1 << 24  # bytes of works nobody asks for any more that are not worth copying the others for


class Read(msgspec.Struct, frozen=True, array_like=True):
    """A record file as it was read: its path, what is kept of it (None if it could not be), works, problems."""

    shown: str
    kept: Kept | None
    works: bytes = b""
    problems: tuple[Problem, ...] = ()


class Records(NamedTuple):
    """All papers on record, newest first, and all people, in the order of their files.

    `foreign` are the files where records stand that are none, by path from the root.
    """

    papers: Papers
    people: tuple[Person, ...]
    foreign: tuple[str, ...]


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
    before, written = _catalogue(project.cache, program)
    if told is None or not before.files:
        there, foreign = _record_files(project, seen or listing(project.content))
        changed = _changed(there, before, written)
        gone = {*before.files}.difference(there.names)
    else:
        changed = _among(project, {*told, *before.faulty}, records=True)
        gone = {*told}.difference(changed).intersection(before.files)
        foreign = tuple(_among(project, {*told, *before.foreign}, records=False))
    changed, foreign = well_named(changed, problems), tuple(well_named(foreign, problems))
    works = Growing(project.cache, _WORKS, before.works, before.size)
    read: dict[str, Kept] = {}
    for one in _read_anew(project, changed, before):
        problems += one.problems
        if one.kept:
            read[one.shown] = _with_works(one.kept, works.add(one.works))
    now = before
    if changed or gone or foreign != before.foreign:
        # What could not be read holds nothing.
        now = before.with_files(read, {*gone, *changed}.difference(read))._replace(foreign=foreign)
        now = now.packed(works) if works.size - now.used > max(now.used, _WASTE) else now
    stacks = Stacks(works.heap())
    if now is not before:
        kept = _without(now, {problem.place.path for problem in problems}, changed)
        kept = kept._replace(works=works.number, size=works.size)
        write_catalogue(project.cache / CATALOGUE, program, kept)
        works.discard_others()
    people = tuple(now.people[file] for file in sorted(now.people))
    return Records(Shelving(now.columns, now.spans, stacks).row.papers, people, foreign)


def _without(catalogue: Catalogue, wrong: Collection[str], changed: Collection[str]) -> Catalogue:
    """Return a catalogue as it is kept: without the files with which something is wrong, which are noted."""
    faulty = {*changed, *catalogue.files}.intersection(wrong)
    return (catalogue.with_files({}, faulty) if faulty else catalogue)._replace(faulty=tuple(sorted(faulty)))


def _catalogue(cache: Path, program: bytes) -> tuple[Catalogue, int]:
    """Return the catalogue and when it was written, if its works stand as well."""
    found, written = read_catalogue(cache / CATALOGUE, program)
    works = stamp(heap_path(cache, _WORKS, found.works)) or Stamp(0, 0)
    return (found, written) if works.size >= found.size else read_catalogue(cache / CATALOGUE, b"")


def _changed(there: Listing, before: Catalogue, written: int) -> list[str]:
    """Return those files that are new or may have changed since the catalogue was written."""
    known = dict(zip(before.files, before.each_stamp(), strict=True))
    settled = written - TICK
    return [
        file for file, size, changed in there.each() if (size, changed) != known.get(file) or changed >= settled
    ]


def _record_files(project: Project, seen: Listing) -> tuple[Listing, tuple[str, ...]]:
    """Return the record files among those of content, then others that stand where these do; from the root."""
    top, names, stamps = project.shown(project.content), list[str](), array("q")
    for folder in _TOPS:
        # Names are sorted, so all that stand in a folder are one piece, which ends before the next sign.
        start, stop = (bisect_left(seen.names, end) for end in (folder, f"{folder[:-1]}0"))
        names += [f"{top}/{name}" for name in seen.names[start:stop]]
        stamps += seen.stamps[2 * start : 2 * stop]
    foreign = tuple(name for name in names if not _is_record(name))
    there = Listing(tuple(names), stamps)
    if not foreign:
        return there, ()
    records = [one for one in there.each() if _is_record(one[0])]
    told = array("q", chain.from_iterable((size, changed) for _, size, changed in records))
    return Listing(tuple(name for name, _, _ in records), told), foreign


def _is_record(path: str) -> bool:
    return path.endswith(".yaml")


def _among(project: Project, paths: Iterable[str], *, records: bool) -> list[str]:
    """Return those of some paths at which there are record files, or else others beside these; sorted."""
    tops = tuple(f"{project.shown(project.content)}/{top}" for top in _TOPS)
    files = (path for path in paths if path.startswith(tops) and _is_record(path) == records)
    return sorted(path for path in files if is_followed(path) and (project.root / path).is_file())


def _with_works(kept: Kept, start: int) -> Kept:
    """Return what was read of a file with the places of its works from the start of the heap."""
    if not start or not kept.papers:
        return kept
    moved = (
        msgspec.structs.replace(filed, start=start + filed.start, stop=start + filed.stop)
        for filed in kept.papers
    )
    return msgspec.structs.replace(kept, papers=tuple(moved))


def _read_anew(project: Project, files: Sequence[str], before: Catalogue) -> Iterator[Read]:
    """Read some record files, in no order."""
    parts = [files[start : start + _PER_PART] for start in range(0, len(files), _PER_PART)]

    of_people = f"{project.shown(project.content)}/{_PEOPLE}"

    def read(part: Sequence[str]) -> bytes:
        each = [_read(project, shown, before.hash(shown), person=shown.startswith(of_people)) for shown in part]
        return _encoded(each)

    workers = cores() if len(parts) > _FEW_PARTS else 1
    return chain.from_iterable(map(_decoded, shared_out(read, parts, workers=workers)))


def _read(project: Project, shown: str, known: bytes, *, person: bool) -> Read:
    """Return what a record file holds; that it is as before if its hash is the one that is known."""
    try:
        data, now = bytes_and_stamp(f"{project.root}/{shown}", shown)
        hash = digest(data)
        if hash == known:
            return Read(shown, Kept(now.size, now.changed, hash, None))
        record, works, found = _parsed(
            Kept(now.size, now.changed, hash), shown, decoded(data, shown), person=person
        )
    except SeparataError as error:
        return Read(shown, None, problems=error.problems)
    return Read(shown, record, works, found)


def _parsed(fresh: Kept, shown: str, text: str, *, person: bool) -> tuple[Kept, bytes, tuple[Problem, ...]]:
    """Return what a record's text says: the record, its works for the stacks, and what is wrong with it."""
    from separata.records import read_papers, read_person

    if person:
        somebody, found = read_person(shown, text)
        return msgspec.structs.replace(fresh, person=somebody), b"", found
    papers, found = read_papers(shown, text)
    filed, works = shelved(papers)
    return msgspec.structs.replace(fresh, papers=filed), works, found


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(tuple[Read, ...]).decode
