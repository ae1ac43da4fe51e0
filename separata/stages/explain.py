"""Explaining: what a paper or a person rests on, and why a page would be made anew."""

from collections.abc import Iterator

from separata.files import Project
from separata.ledger import Entry, Row, value_digest
from separata.library import Library
from separata.model import Paper, Person
from separata.names import name_key
from separata.problems import Place, Problem, SeparataError, did_you_mean
from separata.records import PAPER_FIELDS, PERSON_FIELDS, stated
from separata.stages.content import library_from, read_content
from separata.stages.plan import staleness
from separata.stages.program import program_digest


def explain(project: Project, name: str) -> Iterator[str]:
    """Yield lines on the paper, the person or the page (such as `papers/x.html`) of that name.

    Raises:
        SeparataError: when there is none, with the nearest name that there is.
    """
    content = read_content(project, program_digest())
    library = library_from(content)
    rows = {(row.kind, row.id): row for row in content.ledger}
    papers = {paper.id: paper for paper in library.papers}
    if name in papers:
        return _paper(papers[name], rows.get(("paper", name)))
    if name in library.people:
        return _person(library.people[name], library, rows.get(("person", name)))
    reasons = staleness(project)
    if name in reasons:
        return iter([f"{name}: {reasons[name] or 'is up to date'}"])
    hint = did_you_mean(name, [*papers, *library.people, *reasons])
    raise SeparataError(Problem(Place("content"), f"there is no paper, person or page '{name}'", hint))


def _paper(paper: Paper, row: Row | None) -> Iterator[str]:
    yield f"{paper.id}: {paper.work.title}"
    yield f"  record: {paper.place.path}"
    for said in paper.work.dates:
        calendar = f" ({said.zone})" if said.zone else ""
        yield f"  date: {said.date} {said.of}{calendar}, says {said.source or 'the record'}"
    yield from (f"  not confirmed: {what}" for what in paper.work.unconfirmed)
    if row is None:
        yield "  written by hand: no source speaks of it"
        return
    for field in PAPER_FIELDS:
        if entry := row.fields.get(field.name):
            yield from _field(field.name, entry, getattr(paper.work, field.name))
    for join in row.joins:
        yield f"  joined: {join.a} and {join.b}, weight {join.weight:g}: {'; '.join(join.because)}"


def _field(name: str, entry: Entry, value: object) -> Iterator[str]:
    """Yield where a field comes from, and which sources say otherwise."""
    edited = value_digest(stated(value)) != entry.wrote and not (value is False and stated(value) is None)
    yield f"  {name}: {'edited by hand; ' if edited else ''}{_sources(entry)}"
    for saying in entry.says:
        if saying.value is not None:
            text = str(saying.value)
            yield f"    {saying.at} says {text if len(text) < 100 else f'{text[:97]}...'}"


def _sources(entry: Entry) -> str:
    agreeing = [saying.at for saying in entry.says if saying.value is None]
    return f"from {', '.join(agreeing)}" if agreeing else "gathered from what these say"


def _person(person: Person, library: Library, row: Row | None) -> Iterator[str]:
    papers = library.by_person.get(person.id, ())
    yield f"{person.id}: {person.name}, {_papers(len(papers))}"
    yield f"  record: {person.place.path or 'none; the name alone makes the person'}"
    for name in person.names:
        key = name_key(name)
        count = sum(any(name_key(author.name) == key for author in paper.work.authors) for paper in papers)
        yield f"  published as {name}: {_papers(count)}"
    yield from (f"  joined: {reason}" for reason in person.because)
    if person.because:
        yield f"  {'agreed to by a person' if person.verified else 'not verified by a person'}"
    for field in PERSON_FIELDS if row else ():
        if row and (entry := row.fields.get(field.name)):
            edited = value_digest(stated(getattr(person, field.name))) != entry.wrote
            yield f"  {field.name}: {'edited by hand' if edited else 'written by ingest'}"


def _papers(count: int) -> str:
    return f"{count} paper{'' if count == 1 else 's'}"
