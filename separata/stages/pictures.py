"""Reading the pictures that records show: measured once, then known by their stamps."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from separata.drawing.pictures import Original, original
from separata.files import Project, bytes_of, digest, stamp, walk, write
from separata.model import Person
from separata.problems import Place, Problem, SeparataError, did_you_mean, warning
from separata.rows import Papers
from separata.stages.program import drawing_digest
from separata.stages.sources import TICK


class Measured(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of a picture: its stamp and its measures."""

    size: int
    changed: int
    picture: Original


class Cache(msgspec.Struct, frozen=True, array_like=True):
    """The pictures measured before, by file, and the program that measured them."""

    program: bytes
    measured: dict[str, Measured]


def read_pictures(
    project: Project, papers: Papers, people: Sequence[Person]
) -> tuple[Mapping[str, Original], tuple[Problem, ...]]:
    """Return the pictures that records show, by their names there, and what is wrong with them."""
    shown = {
        **{one.file: one.place for one in papers.each(papers.row.columns.teasers) if one},
        **{person.photo.file: person.photo.place for person in people if person.photo},
    }
    store = project.cache / "pictures"
    before, written = _read_cache(store) if shown else ({}, 0)
    measured: dict[str, Measured] = {}
    problems = [*_unused(project, frozenset(shown))]
    for file, place in sorted(shown.items()):
        try:
            measured[file] = _measured(project, file, place, known=before.get(file), written=written)
        except SeparataError as error:
            problems += error.problems
    if measured != before:
        write(store, msgspec.msgpack.encode(Cache(drawing_digest(), measured)))
    return {file: known.picture for file, known in measured.items()}, tuple(problems)


def _read_cache(store: Path) -> tuple[dict[str, Measured], int]:
    """Return what the cache holds and when it was written; a missing or foreign cache holds nothing."""
    now = stamp(store)
    if not now:
        return {}, 0
    try:
        cache = msgspec.msgpack.decode(bytes_of(store, str(store)), type=Cache)
    except msgspec.DecodeError:
        return {}, 0
    return (cache.measured, now.changed) if cache.program == drawing_digest() else ({}, 0)


def _measured(project: Project, file: str, place: Place, *, known: Measured | None, written: int) -> Measured:
    """Return a picture's measures: as remembered if its stamp or its hash is, else read anew."""
    path = project.pictures / file
    now = stamp(path)
    if not now or not path.is_file():
        message = f"there is no picture '{project.shown(path)}'"
        raise SeparataError(Problem(place, message, _near(project, file)))
    # A project that was moved has its pictures elsewhere.
    if known and known.picture.path != str(path):
        known = None
    if known and now == (known.size, known.changed) and known.changed + TICK < written:
        return known
    data = bytes_of(path, project.shown(path))
    if known and digest(data) == known.picture.digest:
        return Measured(now.size, now.changed, known.picture)
    return Measured(now.size, now.changed, original(path, data, Place(project.shown(path))))


def _near(project: Project, file: str) -> str:
    return did_you_mean(
        file, (path.relative_to(project.pictures).as_posix() for path in walk(project.pictures))
    )


def _unused(project: Project, used: frozenset[str]) -> Iterator[Problem]:
    """Tell of pictures that no page will show."""
    for path in walk(project.pictures):
        if path.relative_to(project.pictures).as_posix() not in used:
            hint = "name it in a paper's 'teaser' or a person's 'photo'"
            yield warning(Place(project.shown(path)), "no record shows this picture", hint)
