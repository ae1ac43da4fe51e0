"""Ingest: seeds to content. What sources say becomes records; what people wrote stays."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from separata.addresses import written_addresses, written_published
from separata.files import Project, has, remove, write
from separata.ledger import Joined, Row, value_digest, written_ledger
from separata.library import library_of
from separata.matching.decisions import Decisions
from separata.matching.ids import paper_id
from separata.matching.merge import merged
from separata.matching.papers import Join, Matching, matched
from separata.matching.traits import CHANGED, FORMER, RECORD, entry_of, source_of
from separata.model import Claim, Work
from separata.pages.standing import standing
from separata.pages.words import counted
from separata.paper import Paper
from separata.problems import Problem, SeparataError, errors_of
from separata.records import PAPER_FIELDS, stated
from separata.stages.absorbing import absorbing
from separata.stages.content import Content, edition_with, read_content
from separata.stages.parting import parting, revived
from separata.stages.persons import Sourced, persons_of
from separata.stages.pledges import PLEDGED, Pledges, mark_of, pledges_of, with_pledges
from separata.stages.program import program_digest
from separata.stages.registering import published, registered
from separata.stages.review import paper_pairs, person_pairs, write_pairs
from separata.stages.rulings import contradicting, idle, open_pairs, read_rulings, ruled_out, without_ids
from separata.stages.seeds import read_claims
from separata.stages.updates import (
    Update,
    in_one_text,
    papers_after,
    people_after,
    sayings_of,
    update_of,
    values_of,
)

# By what a claim is known to have gone into a paper: its mark, or hashes of what was written of it.
_Trace = tuple[str, ...]


class Ingested(NamedTuple):
    """What an ingest did: lines that tell it, the problems of the seeds, pairs for a person to decide."""

    report: tuple[str, ...]
    problems: tuple[Problem, ...]
    uncertain: tuple[Join, ...] = ()


def ingest(project: Project) -> Ingested:
    """Read every seed and bring content up to date; running it again changes nothing.

    A seed with a problem does not hold up the others, and takes nothing out of content.

    Raises:
        SeparataError: when content itself has an error, or rulings contradict each other; nothing is
            written then.
    """
    content = read_content(project, program_digest())
    if errors_of(content.problems):
        raise SeparataError(*content.problems)
    decisions = read_rulings(project)
    if found := contradicting(project):
        raise SeparataError(*found)
    claims, problems = read_claims(project)
    rows = {(row.kind, row.id): row for row in content.ledger}

    pledges = pledges_of(rows, claims)
    decisions, parted = parting(decisions, content.papers, content.published, claims, pledges)
    matching = matched(
        [*claims, *_records_as_claims(content, decisions, rows, claims)], with_pledges(decisions, pledges.homes)
    )
    updates = list(_paper_updates(project, content, rows, matching, parted, pledges))
    updates = in_one_text(project, [*revived(project, updates, content.papers, parted.values())])
    papers = papers_after(content.papers, updates)
    persons = persons_of(
        project,
        _sourced(papers, claims, updates),
        content.people,
        addresses=content.addresses,
        rows=rows,
        decisions=decisions,
    )
    homes = _homes(papers, updates)
    updates += persons.updates
    people = people_after(content.people, updates)
    library, _ = library_of(papers, people, content.addresses, content.published)

    _write_records(project, updates)
    write_pairs(
        project,
        [*paper_pairs(matching.uncertain, homes), *person_pairs(persons.matching.uncertain, persons.ids)],
    )
    _write(
        project, "addresses.jsonl", written_addresses(registered(library, papers, people, content.addresses))
    )
    there = standing(edition_with(content, library))
    _write(project, "published.jsonl", written_published(published(papers, there, content.published)))
    unsourced = _unsourced(rows, updates)
    spoken = (update.row for update in updates if update.row.claims or update.row.kind == "person")
    _write(project, "ledger.jsonl", written_ledger([*spoken, *unsourced]))
    nameless = tuple(_nameless(group) for group in matching.groups if _is_nameless(group))
    silent = tuple(_files_of(unsourced, content))
    report = tuple(_report(updates, silent, len(claims), len(open_pairs(project))))
    return Ingested(report, (*problems, *nameless, *idle(project, papers, people, claims)), matching.uncertain)


def _sourced(papers: Sequence[Paper], claims: Sequence[Claim], updates: Sequence[Update]) -> list[Sourced]:
    """Return each paper with the claims that speak of it."""
    homes = {place: update.row.id for update in updates for place in update.row.claims}
    found = defaultdict[str, list[Claim]](list)
    for claim in claims:
        found[homes.get(str(claim.place), "")].append(claim)
    return [(paper, found[paper.id]) for paper in papers]


def _homes(papers: Sequence[Paper], updates: Sequence[Update]) -> dict[str, str]:
    """Return for each place, a claim's or a record's, the paper on record that it speaks of."""
    held = {paper.id for paper in papers}
    homes = {str(paper.place): paper.id for paper in papers}
    for update in updates:
        if update.row.id in held:
            homes |= dict.fromkeys((*update.row.claims, *update.absorbed.values()), update.row.id)
    return homes


def _unsourced(rows: Mapping[tuple[str, str], Row], updates: Sequence[Update]) -> list[Row]:
    """Return the rows of records that no source speaks of any more and that are not part of another."""
    spoken = {
        (update.row.kind, id) for update in updates for id in (update.row.id, *update.absorbed, *update.renamed)
    }
    return [row for key, row in rows.items() if key not in spoken]


def _files_of(rows: Sequence[Row], content: Content) -> Iterator[str]:
    """Yield the files of the records that rows of the ledger are about; somebody may have deleted some."""
    papers = {("paper", paper.id): paper.place.path for paper in content.papers}
    files = papers | {("person", person.id): person.place.path for person in content.people}
    yield from (files[row.kind, row.id] for row in rows if (row.kind, row.id) in files)


def _records_as_claims(
    content: Content, decisions: Decisions, rows: Mapping[tuple[str, str], Row], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Yield each record as a claim, so that sources find the paper that we hold already."""
    marks = frozenset(map(mark_of, claims))
    for paper in content.papers:
        work = without_ids(paper.work, ruled_out(paper, decisions.papers))
        row = rows.get(("paper", paper.id))
        changed = tuple(_changed(paper, row, marks)) if row else ()
        extra = {RECORD: paper.id, FORMER: paper.former_ids, CHANGED: changed}
        yield Claim(paper.place, msgspec.structs.replace(work, extra=extra))


def _changed(paper: Paper, row: Row, marks: Container[str]) -> Iterator[str]:
    """Yield the entries that a paper was ingested from and of which the words stand in no source any more."""
    gone = [place for place, mark in row.claims.items() if mark not in marks]
    said = {saying.at: saying.value for saying in row.fields["extra"].says} if "extra" in row.fields else {}
    for place in gone:
        told = said[place] or paper.work.extra if place in said else {}
        yield entry_of(place, told)


def _paper_updates(
    project: Project,
    content: Content,
    rows: Mapping[tuple[str, str], Row],
    matching: Matching,
    parted: Mapping[str, str],
    pledges: Pledges,
) -> Iterator[Update]:
    """Yield what becomes of each paper that a source speaks of; `parted` gives claims their paper's id back."""
    held = {paper.id: paper for paper in content.papers}
    taken = {*held, *(known for paper in held.values() for known in paper.former_ids)}
    taken |= {row.id for row in rows.values() if row.kind == "paper"}
    taken |= {one.paper for one in content.published}
    deleted = _deleted(rows, held)
    joins = defaultdict[str, list[Join]](list)
    for join in matching.joins:
        joins[str(join.a)].append(join)
        joins[str(join.b)].append(join)
    given = set[str]()
    for group in sorted(matching.groups, key=_first_public):
        claims = [claim for claim in group if RECORD not in claim.work.extra]
        records = [str(claim.work.extra[RECORD]) for claim in group if RECORD in claim.work.extra]
        if not claims:
            yield from _ruled_one(project, records, held, rows)
            continue
        if _is_nameless(group):
            continue
        found = merged(claims)
        gone = _went_into(deleted, claims, found.work)
        # Of claims that are not of one paper after all, the first get the id that it had.
        own = [parted[str(claim.place)] for claim in claims if str(claim.place) in parted]
        own = [id for id in own if id not in given]
        paper = next(iter((*records, *gone, *own)), "") or paper_id(found.work, taken)
        taken.add(paper)
        given.add(paper)
        former = {*records, *(held[paper].former_ids if paper in held else ())}
        row = Row(
            kind="paper",
            id=paper,
            claims={str(claim.place): mark_of(claim) for claim in claims},
            parts=pledges.parts(claims, former - {paper}),
        )
        # A record that somebody has renamed is still the one in which a field was edited or taken out.
        renamed = gone if records and ("paper", paper) not in rows else ()
        before = next((rows["paper", id] for id in (paper, *renamed) if ("paper", id) in rows), None)
        row = msgspec.structs.replace(row, joins=_joins(row, joins, before))
        values = values_of(found.work, PAPER_FIELDS)
        if before and "authors_incomplete" in before.fields:
            values.setdefault("authors_incomplete", False)
        says = {name: sayings_of(said, values.get(name)) for name, said in found.said.items()}
        update = update_of(project, row, values, says, before=before, held=held.get(paper))
        silent = tuple(f"{update.path}: {line}" for line in _silent(before, row)) if before else ()
        update = update._replace(renamed=renamed, report=(*silent, *update.report))
        yield absorbing(project, update, [held[id] for id in records if id != paper], rows)


def _ruled_one(
    project: Project, records: Sequence[str], held: Mapping[str, Paper], rows: Mapping[tuple[str, str], Row]
) -> Iterator[Update]:
    """Yield what becomes of records that no source speaks of and that a ruling has made one."""
    first, *others = records
    if others:
        row = rows.get(("paper", first)) or Row(kind="paper", id=first)
        update = Update(held[first].place.path, None, row, ())
        yield absorbing(project, update, [held[id] for id in others], rows)


def _is_nameless(group: Sequence[Claim]) -> bool:
    """Tell whether neither a source nor a record says a work's title."""
    return not any(claim.work.title for claim in group)


def _nameless(group: Sequence[Claim]) -> Problem:
    place, ids = group[0].place, [each for claim in group for each in claim.work.ids.values()]
    of = f" of {ids[0]}" if ids else ""
    return Problem(place, f"no source says the title{of}, so it is not in content", "add a source that does")


def _first_public(group: Sequence[Claim]) -> tuple[Any, ...]:
    """Return the key by which new papers get their ids: the oldest first, whatever the order of seeds."""
    dates = sorted(said.date for claim in group for said in claim.work.dates)
    return dates[:1], sorted(claim.place for claim in group)


def _deleted(rows: Mapping[tuple[str, str], Row], held: Mapping[str, Paper]) -> Mapping[_Trace, set[str]]:
    """Return the papers whose record a person has deleted, by what was ingested into them.

    A source that has changed is known by that: the same claim, the same identifiers, or title and authors.
    """
    found: dict[_Trace, set[str]] = defaultdict(set)
    for row in rows.values():
        if row.kind == "paper" and row.id not in held:
            wrote = {name: entry.wrote for name, entry in row.fields.items()}
            traces: list[_Trace] = [(mark,) for mark in row.claims.values()]
            traces += [("ids", wrote["ids"])] if "ids" in wrote else []
            traces += [("names", wrote.get("title", ""), wrote.get("authors", ""))]
            for trace in traces:
                found[trace].add(row.id)
    return found


def _went_into(deleted: Mapping[_Trace, set[str]], claims: Sequence[Claim], work: Work) -> tuple[str, ...]:
    """Return the deleted papers that some claims were ingested into."""
    if not deleted:
        return ()
    ids, title, authors = (value_digest(stated(getattr(work, name))) for name in ("ids", "title", "authors"))
    traces: list[_Trace] = [*((mark_of(claim),) for claim in claims), ("names", title, authors)]
    traces += [("ids", ids)] if work.ids else []
    return tuple(sorted({id for trace in traces for id in deleted.get(trace, ())}))


def _silent(before: Row, row: Row) -> Iterator[str]:
    """Yield what to tell of files that spoke of a paper at the last ingest and do not any more."""
    earlier, now = (dict.fromkeys(map(source_of, each.claims)) for each in (before, row))
    yield from (f"{source} says nothing of it any more" for source in sorted(earlier.keys() - now.keys()))


def _joins(row: Row, by_place: Mapping[str, Sequence[Join]], before: Row | None) -> tuple[Joined, ...]:
    """Return the joins that made one paper of a row's claims, in order of place.

    A record stands under its id, since its place does not outlast an edit. What joined a claim to it is said
    once, and then kept: from then on the claim stays because the ledger has it.
    """
    found = {(join.a, join.b): join for join in (_joins_to_record(before, row) if before else ())}
    pledged = set(before.claims.values()) if before else set[str]()
    for join in (join for place in row.claims for join in by_place.get(place, ())):
        a, b = sorted(place if place in row.claims else row.id for place in map(str, (join.a, join.b)))
        claim = ({a, b} - {row.id}).pop()
        is_known = row.id in (a, b) and row.claims[claim] in pledged
        if not is_known and PLEDGED not in " ".join(join.words):
            found[a, b] = Joined(a, b, join.weight, join.words)
    return tuple(found[names] for names in sorted(found))


def _joins_to_record(before: Row, row: Row) -> Iterator[Joined]:
    """Yield the joins of claims that are still there to the record that was there before them."""
    places = defaultdict[str, list[str]](list)
    for place, mark in row.claims.items():
        places[mark].append(place)
    for join in before.joins:
        claims = {join.a, join.b} - {row.id}
        known = min(claims)
        found = places[before.claims.get(known, "")] if len(claims) == 1 else ()
        if found:
            # Two sources may have the same words.
            a, b = sorted((known if known in found else found[0], row.id))
            yield Joined(a, b, join.weight, join.because)


def _write_records(project: Project, updates: Sequence[Update]) -> None:
    """Write records, then take out those that have become part of another.

    The ledger is written last of all: a run cut short is taken up by the next one.
    """
    for update in updates:
        if update.text is not None:
            write(project.root / update.path, update.text.encode())
    for update in updates:
        tuple(remove(project.root, update.absorbed.values()))


def _write(project: Project, name: str, data: bytes) -> None:
    path = project.content / name
    if not has(path, data):
        write(path, data)


def _report(updates: Sequence[Update], unsourced: Sequence[str], claims: int, open_pairs: int) -> Iterator[str]:
    """Yield what was done, line by line, and the counts at the end; `unsourced` are files of records."""
    for update in updates:
        yield from update.report
    for path in unsourced:
        yield f"{path}: no source speaks of it any more, kept"
    if open_pairs:
        pairs = f"{open_pairs} pair{'s wait' if open_pairs > 1 else ' waits'}"
        yield f"content/review.yaml: {pairs} for a decision, which the command 'review' asks for"
    papers = sum(update.row.kind == "paper" for update in updates)
    changed = sum(update.text is not None for update in updates)
    read = f"{counted(claims, 'claim')}, {counted(papers, 'paper')}"
    yield f"{read}; {counted(changed, 'record')} written"
