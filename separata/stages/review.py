"""Reviewing: the pairs that evidence leaves open, each put before a person, whose answer is a ruling."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from separata.files import Project, has, remove, write
from separata.library import Library
from separata.matching.evidence import JOIN as PAPERS_JOIN
from separata.matching.evidence import PART as PAPERS_PART
from separata.matching.papers import Join
from separata.matching.people import Doubt
from separata.matching.sameness import JOIN as PEOPLE_JOIN
from separata.matching.sameness import ON_RECORD
from separata.matching.sameness import PART as PEOPLE_PART
from separata.matching.signatures import Mention
from separata.model import Person
from separata.names import name_key
from separata.pages.words import counted, span
from separata.paper import Paper
from separata.review import Pair, written_review
from separata.stages.content import library_from, read_content
from separata.stages.program import program_digest
from separata.stages.rulings import REVIEW, Ruling, add_ruling, contradicting, open_pairs

# Below the first weight two are taken for two, from the second on for one.
_THRESHOLDS = {"papers": (PAPERS_PART, PAPERS_JOIN), "people": (PEOPLE_PART, PEOPLE_JOIN)}

Ask = Callable[[str], str | None]

_ANSWERS = {"s": "same", "d": "different", "k": "skip", "q": "quit"}


class Question(NamedTuple):
    """A pair to decide on: where it stands among how many, and what to know of it, line by line."""

    pair: Pair
    number: int
    of: int
    lines: tuple[str, ...]


def paper_pairs(uncertain: Iterable[Join], homes: Mapping[str, str]) -> Iterator[Pair]:
    """Yield the pairs of papers to ask about; `homes` gives the paper on record of each claim's place.

    Of claims whose record somebody has deleted nothing is asked.
    """
    for join in uncertain:
        sides = sorted({homes.get(str(join.a), ""), homes.get(str(join.b), "")})
        if len(sides) == 2 and all(sides):
            yield Pair("papers", sides[0], sides[1], join.weight, join.words)


def person_pairs(uncertain: Iterable[Doubt], ids: Mapping[Mention, str]) -> Iterator[Pair]:
    """Yield the pairs of people to ask about; `ids` gives the person on record behind each mention.

    A name that only its bearers' papers could tell apart can be asked about nowhere but there.
    """
    for doubt in uncertain:
        named = zip(doubt.seats, (doubt.a, doubt.b), strict=True)
        one, other = sorted(ids.get(mention) or name for mention, name in named)
        if name_key(doubt.a) != name_key(doubt.b) and one != other:
            words = tuple(word for word in doubt.words if not word.startswith(ON_RECORD))
            yield Pair("people", one, other, doubt.weight, words)


def write_pairs(project: Project, pairs: Iterable[Pair]) -> None:
    """Write the review list; where nothing is open there is no such file."""
    path = project.content / REVIEW
    strongest: dict[tuple[str, str, str], Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.weight, pair)):
        strongest.setdefault((pair.kind, pair.one, pair.other), pair)
    data = written_review(strongest.values()).encode()
    if not strongest:
        tuple(remove(project.content, [REVIEW]))
    elif not has(path, data):
        write(path, data)


def questions(project: Project) -> tuple[Question, ...]:
    """Return what there is to decide, with all that helps to decide it.

    Raises:
        SeparataError: when content cannot be read.
    """
    pairs = open_pairs(project)
    library = library_from(read_content(project, program_digest())) if pairs else None
    return tuple(
        Question(pair, number, len(pairs), tuple(_lines(pair, library)) if library else ())
        for number, pair in enumerate(pairs, start=1)
    )


def _lines(pair: Pair, library: Library) -> Iterator[str]:
    papers = {paper.id: paper for paper in library.papers}
    for side in (pair.one, pair.other):
        if pair.kind == "papers":
            yield from _paper(side, papers.get(side))
        else:
            yield from _person(side, library)
    part, join = _THRESHOLDS[pair.kind]
    yield f"evidence, {pair.weight:g} bits (below {part:g} it is two, from {join:g} on one):"
    yield from (f"  {words}" for words in pair.because)


def _paper(id: str, paper: Paper | None) -> Iterator[str]:
    if paper is None:
        yield f"{id}: not on record any more"
        return
    work = paper.work
    names = [author.name for author in work.authors]
    more = f" and {counted(len(names) - 3, 'other')}" if len(names) > 4 else ""
    yield f"{id}: {work.title}"
    yield f"  {', '.join(names[: 3 if more else 4])}{more}"
    versions = [" ".join(filter(None, (v.type, v.label, v.container))) for v in work.versions]
    ids = [f"{scheme}:{value}" for scheme, value in work.ids.items()]
    yield f"  {'; '.join([str(work.issued or 'undated'), *ids, *versions])}"


def _person(side: str, library: Library) -> Iterator[str]:
    """Yield lines on a person: by id on record, else by printed name."""
    held = library.people.get(side)
    papers = library.by_person.get(side, ()) if held else _printing(side, library)
    yield f"{side}: {_counted(papers)}{f', {held.name}' if held else ''}{_orcid(held)}"
    for paper in papers[:3]:
        yield f"  {paper.work.title} ({paper.work.issued.year if paper.work.issued else 'undated'})"
    together = _coauthors(papers, side, library)
    more = f" and {counted(len(together) - 6, 'other')}" if len(together) > 6 else ""
    if together:
        yield f"  with {', '.join(together[:6])}{more}"


def _printing(name: str, library: Library) -> tuple[Paper, ...]:
    key = name_key(name)
    return tuple(
        paper for paper in library.papers if any(name_key(author.name) == key for author in paper.work.authors)
    )


def _coauthors(papers: Sequence[Paper], side: str, library: Library) -> list[str]:
    """Return the names of co-authors, the most frequent first."""
    counts = Counter(id for paper in papers for id in library.bylines[paper.id] if id != side)
    names = (library.people[id].name for id in sorted(counts, key=lambda id: (-counts[id], id)))
    return [name for name in names if name_key(name) != name_key(side)]


def _counted(papers: Sequence[Paper]) -> str:
    years = sorted(paper.work.issued.year for paper in papers if paper.work.issued)
    return ", ".join([counted(len(papers), "paper"), *([span(years[0], years[-1])] if years else [])])


def _orcid(person: Person | None) -> str:
    return f", ORCID {person.orcid}" if person and person.orcid else ""


def walk_through(project: Project, asked: Sequence[Question], *, ask: Ask, say: Callable[[str], None]) -> int:
    """Ask about each pair and note the answers in `decisions.yaml`; return how many were decided.

    `ask` shows a question and returns what was typed, None once there is no more to come. An answer
    is on disk before the next question.
    """
    decided = 0
    for question in asked:
        pair = question.pair
        noun = "paper" if pair.kind == "papers" else "person"
        say(f"\n{question.number} of {question.of}: one {noun} or two?")
        for line in question.lines:
            say(f"  {line}")
        answer = _answer(ask)
        if answer == "quit":
            break
        if answer != "skip":
            because = (ask("because (may be empty): ") or "").strip()
            add_ruling(project, Ruling(pair.kind, answer, (pair.one, pair.other), because))
            decided += 1
            for problem in contradicting(project):
                say(str(problem))
    return decided


def _answer(ask: Ask) -> str:
    """Ask until an answer is one of those there are."""
    while (typed := ask("[s]ame, [d]ifferent, s[k]ip or [q]uit? ")) is not None:
        word = typed.strip().lower()
        if word in _ANSWERS.values():
            return word
        if word in _ANSWERS:
            return _ANSWERS[word]
    return "quit"
