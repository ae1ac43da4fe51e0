"""`seeds/seeds.yaml`: what the sources cannot say themselves."""

from collections.abc import Mapping

import msgspec

from separata import located
from separata.located import Field, Problems
from separata.problems import Problem, SeparataError


class SeedNote(msgspec.Struct, frozen=True):
    """What we know of a source beside its text; empty means "not known"."""

    format: str = ""
    profile: str = ""
    retrieved: str = ""
    note: str = ""


SEED_FIELDS = (
    Field("format", located.text, "name of the reader; without it the text itself has to tell"),
    Field("profile", located.text, "whose page it is, where the file does not say so"),
    Field("retrieved", located.text, "when it was fetched"),
    Field("note", located.text, "a remark for people"),
)

_note = located.record(SEED_FIELDS)


def seed_list(path: str, text: str) -> tuple[Mapping[str, SeedNote], tuple[Problem, ...]]:
    """Read the list of seeds: a mapping from file name to `SEED_FIELDS`, in the order of the file.

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
