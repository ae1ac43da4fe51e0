"""Reading `seeds/`: every source there, in the format that `seeds.yaml` names or that its text shows."""

from collections.abc import Mapping

import msgspec

from separata.files import Project, bytes_of, text_if_there, walk, well_named
from separata.model import Author, Claim
from separata.problems import Problem, SeparataError
from separata.readers import Seed, SeedNote, note_of, read_all, seed_from_bytes, seed_list

_LIST = "seeds.yaml"


def read_claims(project: Project) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Return every claim of every seed, sorted by place, and the problems met on the way.

    Raises:
        SeparataError: when `seeds.yaml` has an error: without it sources would be read as if they said
            something else.
    """
    notes = _notes(project)
    problems: list[Problem] = []
    sources: list[tuple[Seed, str]] = []
    told: dict[str, SeedNote] = {}
    for shown in well_named(map(project.shown, walk(project.seeds)), problems):
        name = shown.removeprefix(f"{project.shown(project.seeds)}/")
        if name == _LIST:
            continue
        note = note_of(notes, name)
        seed = _seed(project, shown, note.encoding)
        if isinstance(seed, Seed):
            sources.append((seed, note.format))
            told[shown] = note
        else:
            problems += seed
    claims, found = read_all(sources)
    return tuple(_told(claim, told[claim.place.path]) for claim in claims), (*problems, *found)


def _seed(project: Project, shown: str, encoding: str) -> Seed | tuple[Problem, ...]:
    """Return a source by its path from the root, or why it cannot be read."""
    try:
        seed = seed_from_bytes(shown, bytes_of(project.root / shown, shown), encoding)
    except SeparataError as error:
        return error.problems
    return seed if isinstance(seed, Seed) else (seed,)


def _notes(project: Project) -> Mapping[str, SeedNote]:
    path = project.seeds / _LIST
    shown = project.shown(path)
    notes, problems = seed_list(shown, text_if_there(path, shown) or "")
    if problems:
        raise SeparataError(*problems)
    return notes


def _told(claim: Claim, note: SeedNote) -> Claim:
    """Return a claim with what the list of seeds says of its file."""
    named = _named(claim, note.handles)
    return msgspec.structs.replace(named, profile=note.profile) if note.profile else named


def _named(claim: Claim, handles: Mapping[str, str]) -> Claim:
    """Return a claim with the names of those for whom its file has another word, such as `admin`."""
    if not any(author.name in handles for author in claim.work.authors):
        return claim

    def author_of(author: Author) -> Author:
        return msgspec.structs.replace(author, name=handles.get(author.name, author.name))

    authors = tuple(map(author_of, claim.work.authors))
    return msgspec.structs.replace(claim, work=msgspec.structs.replace(claim.work, authors=authors))
