"""Explaining: what a paper or a person rests on, and why a page would be made anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any

from separata.bearers import names_ever
from separata.files import Project
from separata.ledger import Entry, Row, value_digest
from separata.library import Library
from separata.matching.clusters import is_ruling, is_stated
from separata.matching.decisions import Rulings
from separata.matching.kinds import identifiers_of
from separata.matching.people import in_words
from separata.model import Person
from separata.names import name_key
from separata.pages.addresses import paper_url, person_url
from separata.pages.batch import Batch
from separata.pages.holding import Holding
from separata.pages.page import Page
from separata.pages.sheet import Cited, Sheet
from separata.paper import Paper
from separata.problems import Place, Problem, SeparataError, did_you_mean
from separata.records import PAPER_FIELDS, PERSON_FIELDS, stated
from separata.review import Pair
from separata.stages.build import staleness
from separata.stages.content import Content, edition_of, library_from, read_content
from separata.stages.program import program_digest
from separata.stages.rulings import read_rulings
from separata.stages.tables import pages_of
from separata.stages.updates import is_by_hand

# Folders of pages and files that are named by the id of a paper or a person.
_OF_RECORDS = ("papers", "authors", "cards")


def explain(project: Project, name: str) -> Iterator[str]:
    """Yield lines on the paper, the person or the page (such as `papers/x.html`) of that name.

    A former id is explained by what it leads to, a page by what it is made of, and the page or a file of a
    paper or a person by these as well. A page may be named as browsers show it, or as a file of the site.

    Raises:
        SeparataError: when there is none, with the nearest name that there is.
    """
    content = read_content(project, program_digest())
    library = library_from(content)
    known = {
        **{id: paper.id for paper in library.papers for id in (paper.id, *paper.former_ids)},
        **{id: person.id for person in library.people.values() for id in (person.id, *person.former_ids)},
    }
    gone = {**dict.fromkeys(library.gone, paper_url), **dict.fromkeys(library.vacant, person_url)}
    if name in known:
        return _leading(name, known[name], _explained(known[name], project, content, library))
    if name in gone:
        return _gone(name, gone[name](name), content)
    url = _url(name, content.site.base_url, project)
    pages = {page.url: (kind, page) for kind, page in pages_of(edition_of(content, content.site))}
    if url in pages:
        lines = _page(*pages[url], staleness(project).get(url, ""))
        folder, _, file = url.rpartition("/")
        id = file.partition(".")[0] if folder in _OF_RECORDS else ""
        if id in known:
            return chain(lines, _leading(id, known[id], _explained(known[id], project, content, library)))
        return chain(lines, _gone(id, url, content)) if id in gone else lines
    hint = did_you_mean(name, [*known, *gone, *pages])
    raise SeparataError(Problem(Place("content"), f"there is no paper, person or page '{name}'", hint))


def _url(name: str, base_url: str, project: Project) -> str:
    """Return a page's address from the top of the site; a folder's is that of its index."""
    here = f"{project.shown(project.site)}/"
    plain = name.partition("#")[0].removeprefix(base_url).removeprefix(here).lstrip("/")
    return f"{plain}index.html" if not plain or plain.endswith("/") else plain


def _page(kind: str, page: Page, why: str) -> Iterator[str]:
    """Yield what a page is: whether it is up to date, its kind, where it leads, the papers on it."""
    yield f"{page.url}: {why or 'is up to date'}"
    by = f", made by templates/{page.template}" if page.template else ""
    yield f"  kind: {kind}{by}"
    if page.template == "redirect.html":
        yield f"  leads to {page.inputs[0]}"
    papers = tuple(dict.fromkeys(_papers_in(page.inputs)))
    if papers and not page.url.startswith("papers/"):
        yield f"  shows {_papers(len(papers))}: {', '.join(papers)}"


def _papers_in(inputs: Any) -> Iterator[str]:
    """Yield the ids of the papers that a page is made of, in order, each as often as it comes."""
    if isinstance(inputs, Sheet):
        yield inputs.id
    elif isinstance(inputs, Cited):
        yield inputs.paper.id
    elif isinstance(inputs, Batch | Holding):
        yield from (paper.id for paper in inputs.papers)
    elif isinstance(inputs, tuple):
        for each in inputs:
            yield from _papers_in(each)


def _gone(id: str, url: str, content: Content) -> Iterator[str]:
    """Yield what is known of a paper or a person of whom no record and no name is left."""
    yield f"{id}: not on record any more; its address stays at {url}"
    for row in content.ledger:
        if row.id == id and row.claims:
            yield f"  deleted by hand; sources speak of it: {', '.join(row.claims)}"


def _leading(name: str, id: str, lines: Iterator[str]) -> Iterator[str]:
    if name != id:
        yield f"{name}: leads to {id}"
    yield from lines


def _explained(id: str, project: Project, content: Content, library: Library) -> Iterator[str]:
    """Yield lines on a paper or a person, last what people have ruled or have still to decide."""
    rows = {(row.kind, row.id): row for row in content.ledger}
    decisions = read_rulings(project)
    paper = next((paper for paper in content.papers if paper.id == id), None)
    if paper:
        row = rows.get(("paper", id)) or Row("paper", id)
        yield from _paper(paper, rows.get(("paper", id)))
        stated_ids = (f"{scheme}:{value}" for scheme, value in identifiers_of(paper.work))
        handles = {id, *paper.former_ids, *stated_ids, *row.claims}
        joins = [(join.a, join.b) for join in row.joins]
        yield from _unaccounted({place: place for place in row.claims}, joins, handles, decisions.papers)
        yield from _ruled(handles, decisions.papers)
        yield from _asked(handles, content.open_pairs, "papers")
        return
    shown = library.people[id]
    held = next((person for person in content.people if person.id == id), shown)
    row = rows.get(("person", id)) or Row("person", id)
    own = {paper.id for paper in library.by_person.get(id, ())}
    papers = [paper for paper in content.papers if paper.id in own]
    yield from _person(held, library, rows.get(("person", id)), papers)
    names = {} if is_by_hand(row, "names", held.names) else {name_key(name): name for name in held.names}
    joins = [(name_key(join.a), name_key(join.b)) for join in row.joins]
    yield from _unaccounted(names, joins, {id, *names_ever(held)}, decisions.people)
    yield from (f"  also found at: authors/{former}.html" for former in shown.former_ids)
    handles = {id, *names_ever(held)}
    yield from _ruled(handles, decisions.people)
    yield from _asked(handles, content.open_pairs, "people")


def _ruled(handles: set[str], rulings: Rulings) -> Iterator[str]:
    """Yield the rulings that name something by one of its handles."""
    for word, pairs in (("the same", rulings.same), ("different", rulings.different)):
        for pair, because in sorted(pairs.items(), key=lambda item: sorted(item[0])):
            if pair & handles:
                yield f"  ruled {word}: {' and '.join(sorted(pair))}{f', because {because}' if because else ''}"


def _unaccounted(
    members: Mapping[str, str], joins: Sequence[tuple[str, str]], handles: AbstractSet[str], rulings: Rulings
) -> Iterator[str]:
    """Yield what is one though no join or ruling says so any more; `members` are keys with words for them."""
    group = {key: frozenset({key}) for key in members}
    for pair in joins:
        union = frozenset(pair).union(*(group.get(key, frozenset()) for key in pair))
        group |= dict.fromkeys(union, union)
    apart = dict.fromkeys(group[key] for key in members)
    if len(apart) - 1 > sum(pair <= handles for pair in rulings.same):
        first = (next(words for key, words in members.items() if key in keys) for keys in apart)
        yield f"  joined at an earlier ingest, and no ruling or evidence says so now: {' and '.join(first)}"


def _asked(handles: set[str], pairs: Iterable[Pair], kind: str) -> Iterator[str]:
    for pair in pairs:
        if pair.kind == kind and pair.sides & handles:
            words = "; ".join(pair.because)
            yield f"  not decided: {pair.one} and {pair.other}, weight {pair.weight:g}: {words}"


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
        by = "by ruling" if any(map(is_ruling, join.because)) else "by rule, not verified by a person"
        by = "as sources state" if any(map(is_stated, join.because)) else by
        yield f"  joined {by}: {join.a} and {join.b}, weight {join.weight:g}: {'; '.join(join.because)}"


def _field(name: str, entry: Entry, value: object) -> Iterator[str]:
    """Yield where a field comes from, what was overruled, and which sources say otherwise."""
    # What states nothing any more was written as such.
    edited = entry.wrote not in {value_digest(stated(value)), value_digest(stated(value) or False)}
    by_hand = "taken out by hand" if stated(value) is None else "edited by hand"
    yield f"  {name}: {f'{by_hand}; ' if edited else ''}{_sources(entry)}"
    if entry.overruled is not None:
        yield f"    overruled: {_cropped(_on_one_line(entry.overruled))}"
    for saying in entry.says:
        if saying.value is not None:
            yield f"    {saying.at} says {_cropped(_on_one_line(saying.value))}"


def _cropped(text: str) -> str:
    return text if len(text) < 100 else f"{text[:97]}..."


def _on_one_line(value: Any) -> str:
    """Return a plain value as one line: `type: preprint, label: v1`, the entries of a list set apart."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_on_one_line(item)}" for name, item in value.items())
    return "; ".join(map(_on_one_line, value)) if isinstance(value, list | tuple) else str(value)


def _sources(entry: Entry) -> str:
    agreeing = [saying.at for saying in entry.says if saying.value is None]
    if agreeing:
        return f"from {', '.join(agreeing)}"
    return "gathered from what these say" if entry.says else "worked out by ingest"


def _person(person: Person, library: Library, row: Row | None, papers: Sequence[Paper]) -> Iterator[str]:
    """Yield what a person on record or a name rests on; `papers` are the records of the person's papers."""
    yield f"{person.id}: {person.name}, {_papers(len(papers))}"
    yield f"  record: {person.place.path or 'none; the name alone makes the person'}"
    if person.place.path and row is None:
        yield "  written by hand: ingest adds nothing to it"
    for name in person.names:
        key = name_key(name)
        count = sum(any(name_key(author.name) == key for author in paper.work.authors) for paper in papers)
        yield f"  published as {name}: {_papers(count)}"
    yield from (f"  formerly, for matching only: {name}" for name in person.former_names)
    weights = {in_words(join.a, join.b, join.because): join.weight for join in row.joins} if row else {}
    for reason in person.because:
        yield f"  joined{f', weight {weights[reason]:g}' if reason in weights else ''}: {reason}"
    if person.because:
        yield f"  {'agreed to by a person' if person.verified else 'not verified by a person'}"
    for field in PERSON_FIELDS if row else ():
        if row and (entry := row.fields.get(field.name)):
            yield from _field(field.name, entry, getattr(person, field.name))
    for id in library.namesakes.get(person.id, ()):
        yield f"  the same name: {id}"


def _papers(count: int) -> str:
    return f"{count} paper{'' if count == 1 else 's'}"
