"""Exporting: any choice of papers as a file that other programs read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from separata.exporters import EXPORTERS, Exporter
from separata.files import Project
from separata.library import Library
from separata.names import name_key
from separata.paper import Paper
from separata.problems import Place, Problem, SeparataError, did_you_mean
from separata.stages.content import library_from, read_content
from separata.stages.program import program_digest
from separata.tex import plain
from separata.text import folded, words_of

# By the words that users type: the suffix, except for a format in JSON, of which there are many.
FORMATS: dict[str, Exporter] = {
    "csl" if exporter.suffix == ".json" else exporter.suffix.removeprefix("."): exporter
    for exporter in EXPORTERS
}


class Choice(NamedTuple):
    """Which papers are wanted: those that fit everything that is stated.

    `person` is an id, a name or an ORCID iD; `year` is one year, or two with a hyphen between; every word
    of `query` has to begin a word of the paper. What is None is not stated; an empty text is, and is refused.
    """

    person: str | None = None
    year: str | None = None
    topic: str | None = None
    query: str | None = None


def export(project: Project, format: str, choice: Choice) -> str:
    """Return the file of the papers that fit, newest first.

    Raises:
        SeparataError: when content has an error, the choice cannot be understood, or no paper fits.
    """
    papers = chosen(library_from(read_content(project, program_digest())), choice)
    if not papers:
        hint = "ask for less: every condition has to hold"
        raise SeparataError(Problem(Place("export"), "no paper fits", hint))
    return FORMATS[format].write(papers)


def chosen(library: Library, choice: Choice) -> tuple[Paper, ...]:
    """Return the papers that fit a choice, newest first.

    Raises:
        SeparataError: when it names a person or topic that no paper has, no year, or no word.
    """
    papers: Sequence[Paper] = library.papers
    if choice.person is not None:
        people = _people(library, choice.person)
        papers = tuple(paper for paper in papers if people & set(library.bylines[paper.id]))
    if choice.year is not None:
        first, last = _years(choice.year)
        papers = tuple(
            paper for paper in papers if paper.work.issued and first <= paper.work.issued.year <= last
        )
    if choice.topic is not None:
        topic = _topic(library, choice.topic)
        papers = tuple(paper for paper in papers if topic in map(folded, paper.work.topics))
    if choice.query is not None:
        words = _words(choice.query)
        papers = tuple(paper for paper in papers if _says(paper, words))
    return tuple(papers)


def _people(library: Library, person: str) -> frozenset[str]:
    """Return the ids of those who have an id, an ORCID iD or a name."""
    if person in library.people:
        return frozenset({person})
    key = name_key(person)
    people = library.people.values()
    found = frozenset(
        each.id
        for each in people
        if (person and each.orcid == person) or key in map(name_key, (each.name, *each.names))
    )
    if not found:
        hint = did_you_mean(person, {*library.people, *(each.name for each in people)})
        raise SeparataError(Problem(Place("--person"), f"nobody here is '{person}'", hint))
    return found


def _years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not all(year.isascii() and year.isdigit() and len(year) == 4 for year in (first, last or first)):
        wanted = "must be a year or two, such as 2020 or 2018-2020"
        raise SeparataError(Problem(Place("--year"), f"{wanted}, got '{text}'"))
    return int(first), int(last or first)


def _topic(library: Library, topic: str) -> str:
    known = {folded(each): each for paper in library.papers for each in paper.work.topics}
    if folded(topic) not in known:
        hint = did_you_mean(topic, known.values())
        raise SeparataError(Problem(Place("--topic"), f"no paper has the topic '{topic}'", hint))
    return folded(topic)


def _words(query: str) -> tuple[str, ...]:
    if not (words := words_of(query)):
        raise SeparataError(Problem(Place("--query"), f"must be words or beginnings of words, got '{query}'"))
    return words


def _says(paper: Paper, wanted: Iterable[str]) -> bool:
    """Tell whether every wanted word begins a word of a paper's title, abstract, names, topics or venues."""
    work = paper.work
    texts = (
        plain(work.title),
        plain(work.abstract),
        *(author.name for author in work.authors),
        *work.topics,
        *(version.container for version in work.versions),
    )
    words = {word for text in texts for word in words_of(text)}
    return all(any(word.startswith(each) for word in words) for each in wanted)
