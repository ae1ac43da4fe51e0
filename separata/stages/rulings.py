"""Rulings on disk: `content/decisions.yaml`, and what `content/review.yaml` still asks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from separata import layout, located
from separata.bearers import names_ever
from separata.config import read_decisions
from separata.contradictions import contradictions, strays
from separata.files import Project, text_if_there, write
from separata.matching.decisions import Decisions, Rulings
from separata.matching.kinds import identifiers_of
from separata.model import Claim, Person, Work
from separata.names import name_key
from separata.paper import Paper
from separata.problems import Problem
from separata.review import Pair, read_review

_NAME = "decisions.yaml"
REVIEW = "review.yaml"


class Ruling(NamedTuple):
    """What a person has ruled: `kind` is `papers` or `people`, `word` is `same` or `different`."""

    kind: str
    word: str
    sides: tuple[str, ...]
    because: str = ""


def read_rulings(project: Project) -> Decisions:
    """Read `content/decisions.yaml`; without the file nothing has been ruled.

    Raises:
        SeparataError: with every problem of the file.
    """
    found = read_decisions(*_list(project, _NAME))
    return Decisions(papers=_rulings(found.get("papers", ())), people=_rulings(found.get("people", ())))


def _list(project: Project, name: str) -> tuple[str, str]:
    """Return where a list of content is and its text, which is empty where there is no such file."""
    path = project.content / name
    shown = project.shown(path)
    return shown, text_if_there(path, shown) or ""


def contradicting(project: Project) -> tuple[Problem, ...]:
    """Return a problem for each ruling that others contradict, all at once."""
    return tuple(contradictions(*_list(project, _NAME)))


def idle(
    project: Project, papers: Sequence[Paper], people: Sequence[Person], claims: Sequence[Claim]
) -> tuple[Problem, ...]:
    """Return a warning for each ruling that says nothing of what there is, sorted by place."""
    shown, text = _list(project, _NAME)
    if not text:
        return ()
    known = {
        "papers": frozenset(_of_papers(papers, claims)),
        "people": frozenset(_of_people(papers, people, claims)),
    }
    former = {id: paper.id for paper in papers for id in paper.former_ids}
    return tuple(sorted(set(strays(shown, text, known, former))))


def _of_papers(papers: Sequence[Paper], claims: Sequence[Claim]) -> Iterator[str]:
    """Yield the names by which a ruling can mean a paper, as `traits.Traits.handles` has them."""
    for paper in papers:
        yield from (paper.id, *paper.former_ids, str(paper.place))
    yield from (str(claim.place) for claim in claims)
    for work in (*(paper.work for paper in papers), *(claim.work for claim in claims)):
        yield from (f"{scheme}:{value}" for scheme, value in identifiers_of(work))


def _of_people(papers: Sequence[Paper], people: Sequence[Person], claims: Sequence[Claim]) -> Iterator[str]:
    """Yield the names by which a ruling can mean a person, as `signatures.Signature.handles` has them."""
    works = (*(paper.work for paper in papers), *(claim.work for claim in claims))
    printed = {author.name for work in works for author in work.authors if not author.literal}
    for name in printed | {name for person in people for name in names_ever(person)}:
        yield from (name, name_key(name))
    yield from (person.id for person in people)


def _rulings(entries: Sequence[Mapping[str, Any]]) -> Rulings:
    """Spread lists of what is the same, or not, into pairs."""
    pairs: dict[str, dict[frozenset[str], str]] = {"same": {}, "different": {}}
    for entry in entries:
        for word, found in pairs.items():
            names = entry.get(word, ())
            for at, one in enumerate(names):
                found |= {frozenset((one, other)): str(entry.get("because", "")) for other in names[at + 1 :]}
    return Rulings(**pairs)


def open_pairs(project: Project) -> tuple[Pair, ...]:
    """Return the pairs of the review list that nobody has decided yet.

    Raises:
        SeparataError: with every problem of the list or of the rulings.
    """
    shown, text = _list(project, REVIEW)
    if not text:
        return ()
    decisions = read_rulings(project)
    rulings = {"papers": decisions.papers, "people": decisions.people}
    return tuple(
        pair
        for pair in read_review(shown, text)
        if pair.sides not in rulings[pair.kind].same and pair.sides not in rulings[pair.kind].different
    )


def add_ruling(project: Project, ruling: Ruling) -> None:
    """Add a ruling to `content/decisions.yaml`; every other line stays as it is.

    Raises:
        SeparataError: when the file cannot be read; it is not changed then.
    """
    shown, text = _list(project, _NAME)
    before = read_decisions(shown, text)
    write(project.content / _NAME, with_ruling(text, before, ruling).encode())


def with_ruling(text: str, before: Mapping[str, Sequence[Mapping[str, Any]]], ruling: Ruling) -> str:
    """Return the text of `decisions.yaml` with a ruling behind the others of its kind.

    `before` is what the text says. A list written on one line is written anew, one ruling a line.
    """
    entry = {ruling.word: ruling.sides, **({"because": ruling.because} if ruling.because else {})}
    parts = list(layout.blocks(text))
    at = next((at for at, part in enumerate(parts) if part.name == ruling.kind), None)
    if at is None:
        return _ended(text) + located.written({ruling.kind: [entry]})
    held = parts[at]
    marks = [line for line in held.lines[1:] if line.lstrip().startswith("- ")]
    if marks:
        end = _end_of_list(held.lines)
        margin = len(marks[0]) - len(marks[0].lstrip())
        fresh = [" " * margin + line[2:] for line in located.written({ruling.kind: [entry]}).splitlines()[1:]]
        lines = (*held.lines[:end], *fresh, *held.lines[end:])
    else:
        everything = [*before.get(ruling.kind, ()), entry]
        lines = tuple(located.written({ruling.kind: everything}).splitlines())
    parts[at] = held._replace(lines=lines)
    return "".join(f"{line}\n" for part in parts for line in (*part.above, *part.lines))


def _end_of_list(lines: Sequence[str]) -> int:
    """Return the number of lines up to the last that is neither blank nor a comment at the margin."""
    return max(at for at, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#"))


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def ruled_out(paper: Paper, rulings: Rulings) -> frozenset[str]:
    """Return the identifiers (`scheme:value`) in a paper's record that a ruling has made another paper's.

    Of two that are ruled different the one that comes first in the record stays, and the paper's id
    comes before both.
    """
    work = paper.work
    stated = [*work.ids.items(), *(item for version in work.versions for item in version.ids.items())]
    handles = [paper.id, *(f"{scheme}:{value}" for scheme, value in stated)]
    held = set(handles)
    pairs = (pair for pair in rulings.different if pair <= held)
    return frozenset(max(pair, key=handles.index) for pair in pairs)


def without_ids(work: Work, handles: frozenset[str]) -> Work:
    """Return a work without some identifiers, its own or its versions'."""
    if not handles:
        return work
    versions = tuple(
        msgspec.structs.replace(version, ids=_without(version.ids, handles)) for version in work.versions
    )
    return msgspec.structs.replace(work, ids=_without(work.ids, handles), versions=versions)


def _without(ids: Mapping[str, str], handles: frozenset[str]) -> dict[str, str]:
    return {scheme: value for scheme, value in ids.items() if f"{scheme}:{value}" not in handles}
