"""Absorbing: two records that a ruling has made one become one, and nothing a person wrote is lost unsaid."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from separata.files import Project
from separata.ledger import Row
from separata.model import Person
from separata.paper import Paper
from separata.records import PAPER_FIELDS, PERSON_FIELDS, patched, read_papers, read_person, stated
from separata.stages.reconcile import shown
from separata.stages.updates import Update, is_by_hand, text_before, values_of

Rows = Mapping[tuple[str, str], Row]


def absorbing(project: Project, update: Update, gone: Sequence[Paper] | Sequence[Person], rows: Rows) -> Update:
    """Return an update that takes in other records of the same paper or person.

    Their ids become former ids, their files are to go. What a person wrote there is taken over where
    this record says nothing, and told where it says something else.
    """
    if not gone:
        return update
    if awkward := [record.place for record in gone if not _is_alone(record)]:
        lines = (f"{place}: is the same as {update.row.id} by ruling: take it out by hand" for place in awkward)
        return update._replace(report=(*update.report, *lines))
    text = text_before(project, update.path) if update.text is None else update.text
    record = _record_in(update, text)
    former = dict.fromkeys((*record.former_ids, *(id for each in gone for id in (each.id, *each.former_ids))))
    changes: dict[str, Any] = {"former_ids": tuple(former)}
    lines_told = list(update.report)
    held = _values(record)
    for each in gone:
        lines_told.append(f"{each.place.path}: is now part of {update.row.id}, as was ruled")
        for name, value in _written_by_hand(each, rows):
            if name not in held:
                held[name] = changes[name] = value
            elif stated(held[name]) != stated(value):
                lines_told.append(f"{each.place.path}: {name}: {shown(stated(value))} was not taken over")
    files = {each.id: each.place.path for each in gone}
    return update._replace(
        text=patched(text, changes, update.row.id),
        report=tuple(lines_told),
        absorbed=files,
        changes={**update.changes, **changes},
    )


def _is_alone(record: Paper | Person) -> bool:
    """Tell whether a record has a file of its own, which its id names."""
    return record.place.path.endswith(f"/{record.id}.yaml")


def _record_in(update: Update, text: str) -> Paper | Person:
    person = None
    if update.row.kind == "person":
        person, problems = read_person(update.path, text)
    papers, problems = ((), ()) if person else read_papers(update.path, text)
    assert not problems, f"ingest wrote a record that cannot be read: {problems}"
    return person or next(paper for paper in papers if paper.id == update.row.id)


def _values(record: Paper | Person) -> dict[str, Any]:
    if isinstance(record, Paper):
        return values_of(record.work, PAPER_FIELDS)
    own = tuple(field for field in PERSON_FIELDS if field.name != "former_ids")
    return values_of(record, own)


def _written_by_hand(record: Paper | Person, rows: Rows) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a record that ingest has not written, or a person has edited since."""
    row = rows.get(("paper" if isinstance(record, Paper) else "person", record.id))
    for name, value in _values(record).items():
        if is_by_hand(row, name, value):
            yield name, value
