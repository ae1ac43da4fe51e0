"""The list of seeds: `seeds/seeds.yaml`, what the sources cannot say themselves."""

from collections.abc import Mapping

import msgspec

from separata import located
from separata.located import Field, Problems
from separata.problems import Problem, SeparataError

# What lists were saved in before UTF-8; the first is what most programs of Windows wrote.
ENCODINGS = ("windows-1252", "utf-16", "latin-1", "latin-2", "mac-roman")


class SeedNote(msgspec.Struct, frozen=True):
    """What we know of a source beside its text; empty means "not known"."""

    format: str = ""
    profile: str = ""
    retrieved: str = ""
    note: str = ""
    encoding: str = ""
    handles: Mapping[str, str] = {}


SEED_FIELDS = (
    Field("format", located.text, "name of the reader; without it the text itself has to tell"),
    Field("profile", located.text, "whose page it is, where the file does not say so"),
    Field("retrieved", located.text, "when it was fetched"),
    Field("note", located.text, "a remark for people"),
    Field("encoding", located.one_of(ENCODINGS), "how its bytes are letters, where that is not UTF-8"),
    Field("handles", located.mapping(located.text), "the names of people for whom the file has other words"),
)

_note = located.record(SEED_FIELDS)


def seed_list(path: str, text: str) -> tuple[Mapping[str, SeedNote], tuple[Problem, ...]]:
    """Read the list of seeds: a mapping from file name to `SEED_FIELDS`, in the order of the file.

    A name that ends in a slash is a folder's, and speaks of every file below it that has no entry.

    An entry with a problem is left out of the mapping and told among the problems.
    """
    try:
        root = located.parse(path, text)
    except SeparataError as error:
        return {}, error.problems
    problems: Problems = []
    if not isinstance(root, located.Table):
        located.refuse(root, problems, "must be a mapping from file names")
        return {}, tuple(problems)
    notes: dict[str, SeedNote] = {}
    for name, node in root.pairs:
        found: Problems = []
        values = _note(node, found)
        problems += found
        if not found:
            notes[name.text] = SeedNote(**values)
    return notes, tuple(problems)


def note_of(notes: Mapping[str, SeedNote], name: str) -> SeedNote:
    """Return what the list says of a file: its own entry, else that of the nearest folder it lies in."""
    if name in notes:
        return notes[name]
    folder = name
    while "/" in folder:
        folder = folder.rpartition("/")[0]
        if f"{folder}/" in notes:
            return notes[f"{folder}/"]
    return SeedNote()
