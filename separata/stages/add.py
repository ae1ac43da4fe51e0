"""Adding: what an id, a file or pasted text says of works, saved under `seeds/` and ingested."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from separata.fetch import Network
from separata.files import Project, bytes_of, digest, named_in_utf8
from separata.model import Claim
from separata.problems import Problem
from separata.readers import SeedNote, recognised, seed_from_bytes
from separata.services import questions_for
from separata.stages.changes import Ingest, changes, doubts, ingested, kept
from separata.stages.incoming import Incoming, answered, claims_of, in_place, whole_claims_of


class Added(NamedTuple):
    """What an addition did: lines that tell it, and problems that did not stop it."""

    report: tuple[str, ...]
    problems: tuple[Problem, ...]


def add(project: Project, wanted: Sequence[str], *, network: Network, pasted: bytes | None = None) -> Added:
    """Save what each of `wanted` (an id, an address, a file) and `pasted` say under `seeds/`, and ingest it.

    Raises:
        SeparataError: when one of them gives nothing; `seeds/` and `content/` are as they were then.
    """
    sources: list[Incoming] = []
    claims: list[Claim] = []
    for text in wanted:
        if Path(text).is_file():
            sources.append(_file(project, Path(text)))
            claims += claims_of(project, sources[-1])[0]
        else:
            answers = answered(network, text, questions_for(text))
            sources += answers
            claims += [claim for answer in answers for claim in whole_claims_of(project, answer)]
    if pasted is not None:
        name = f"pasted-{digest(pasted).hex()[:8]}.txt"
        sources.append(Incoming(name, pasted, _note(name, pasted)))
        claims += claims_of(project, sources[-1])[0]
    with in_place(project, sources):
        run = ingested(project)
    places = {project.shown(project.seeds / source.file) for source in sources}
    moved = [source.moved for source in sources if source.moved]
    return Added((*moved, *_report(run, claims)), tuple(p for p in run.done.problems if p.place.path in places))


def _file(project: Project, path: Path) -> Incoming:
    """Take a file under its own name, or under another one where that name is taken by other text."""
    data = bytes_of(path, str(path))
    taken = project.seeds / named_in_utf8(path.name)
    same = not taken.is_file() or bytes_of(taken, project.shown(taken)) == data
    name = path.name if same else f"{path.stem}-{digest(data).hex()[:8]}{path.suffix}"
    return Incoming(name, data, _note(name, data))


def _note(name: str, data: bytes) -> SeedNote:
    """Return a note that names the format that the text shows, if it shows one."""
    seed = seed_from_bytes(name, data)
    reader = seed if isinstance(seed, Problem) else recognised(seed)
    return SeedNote() if isinstance(reader, Problem) else SeedNote(format=reader.name)


def _report(run: Ingest, claims: Iterable[Claim]) -> Iterator[str]:
    """Yield what was done, a line for each paper that the claims are of, and what a person should decide."""
    homes = run.homes
    papers = dict.fromkeys(homes[str(claim.place)] for claim in claims if str(claim.place) in homes)
    changed = {change.paper.id: change for change in changes(run)}
    for paper in papers:
        yield changed[paper].words if paper in changed else _unchanged(run, paper)
    yield from (change.words for known, change in changed.items() if known not in papers)
    yield from kept(run)
    if found := doubts(run, papers):
        number = f"{len(found)} possible duplicate{'' if len(found) == 1 else 's'}"
        yield f"{number}, to be ruled on in content/decisions.yaml:"
        yield from (f"  {doubt}" for doubt in found)


def _unchanged(run: Ingest, paper: str) -> str:
    if any(held.id == paper for held in run.after.papers):
        return f"{paper} is known, and this says nothing new of it"
    return f"{paper} was deleted by hand, stays so"
