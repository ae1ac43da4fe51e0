"""Reading `seeds/`: every source there, in the format that `seeds.yaml` names or that its text shows."""

from collections.abc import Mapping

from separata.files import Project, bytes_of, walk
from separata.model import Claim
from separata.problems import Problem
from separata.readers import Seed, SeedNote, read_all, seed_from_bytes, seed_list

_LIST = "seeds.yaml"


def read_claims(project: Project) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Return every claim of every seed, sorted by place, and the problems met on the way."""
    problems: list[Problem] = []
    sources: dict[str, Seed] = {}
    notes: Mapping[str, SeedNote] = {}
    for path in walk(project.seeds):
        shown = project.shown(path)
        seed = seed_from_bytes(shown, bytes_of(path, shown))
        if isinstance(seed, Problem):
            problems.append(seed)
        elif path == project.seeds / _LIST:
            notes, found = seed_list(shown, seed.text)
            problems += found
        else:
            sources[path.relative_to(project.seeds).as_posix()] = seed
    named = ((seed, notes[name].format if name in notes else "") for name, seed in sources.items())
    claims, found = read_all(named)
    return claims, (*problems, *found)
