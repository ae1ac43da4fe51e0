"""What becomes of one record when its sources have spoken: its new text and its row of the ledger."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from separata.files import Project, text_of
from separata.ledger import Row, Saying, value_digest
from separata.located import Field
from separata.model import Person
from separata.paper import Paper
from separata.problems import Place
from separata.records import (
    PAPER_FIELDS,
    PERSON_FIELDS,
    patched,
    read_papers,
    read_person,
    stated,
    written_fields,
)
from separata.stages.reconcile import reconciled


class Update(NamedTuple):
    """What becomes of one record: its file's new text (None: as it is), its ledger row, lines to tell.

    `absorbed` are records that a ruling has made one with it: by id, the file, which is to go. `changes` are
    the fields that the text has anew. `renamed` are ids that the ledger has for the record under other names.
    """

    path: str
    text: str | None
    row: Row
    report: tuple[str, ...]
    absorbed: Mapping[str, str] = {}
    changes: Mapping[str, Any] = {}
    renamed: tuple[str, ...] = ()


def values_of(record: Any, fields: Sequence[Field]) -> dict[str, Any]:
    """Return the fields of a work or a person that state something."""
    values = ((field.name, getattr(record, field.name)) for field in fields)
    return {name: value for name, value in values if stated(value) is not None}


def sayings_of(said: Sequence[tuple[Place, Any]], written: Any) -> tuple[Saying, ...]:
    """Return what each source says of a field, without the value where it is the one written."""
    plain = stated(written)
    return tuple(Saying(str(place), None if stated(value) == plain else stated(value)) for place, value in said)


def update_of(
    project: Project,
    row: Row,
    values: Mapping[str, Any],
    says: Mapping[str, tuple[Saying, ...]],
    *,
    before: Row | None,
    held: Paper | Person | None,
) -> Update:
    """Reconcile a record with its sources and return what becomes of it."""
    folder, fields = ("papers", PAPER_FIELDS) if row.kind == "paper" else ("people", PERSON_FIELDS)
    path = held.place.path if held else f"content/{folder}/{row.id}.yaml"
    if before and not held:
        gone = msgspec.structs.replace(row, fields=before.fields)
        return Update(path, None, gone, (f"{path}: was deleted by hand, stays so",))
    holder = held.work if isinstance(held, Paper) else held
    now = {name: stated(value) for name, value in values_of(holder, fields).items()} if holder else {}
    sourced = {name: stated(value) or False for name, value in values.items()}
    found = reconciled(now, sourced, says=says, before=before.fields if before else {})
    changes = {name: values[name] for name in found.changes}
    row = msgspec.structs.replace(row, fields=found.fields)
    if not held:
        return Update(path, written_fields(changes), row, (f"{path}: new",))
    lines = tuple(f"{path}: {line}" for line in found.report)
    if not changes:
        return Update(path, None, row, lines)
    text = patched(text_before(project, path), changes, row.id)
    return Update(path, text, row, lines, changes=changes)


def text_before(project: Project, path: str) -> str:
    """Return the text of a record's file as it is on the disk."""
    return text_of(project.root / path, path)


def in_one_text(project: Project, updates: Sequence[Update]) -> list[Update]:
    """Return updates in which those of records that share a file have the text with the changes of all."""
    shared = Counter(update.path for update in updates if update.changes)
    texts = {path: text_before(project, path) for path, count in shared.items() if count > 1}
    for update in updates:
        if update.path in texts:
            texts[update.path] = patched(texts[update.path], update.changes, update.row.id)
    return [
        update._replace(text=texts[update.path]) if update.changes and update.path in texts else update
        for update in updates
    ]


def is_by_hand(row: Row | None, field: str, value: Any) -> bool:
    """Tell whether somebody wrote a field's value, or has edited what ingest wrote."""
    entry = row.fields.get(field) if row else None
    return stated(value) is not None and (entry is None or entry.wrote != value_digest(stated(value)))


def papers_after(papers: Sequence[Paper], updates: Sequence[Update]) -> tuple[Paper, ...]:
    """Return all papers as they will stand once the updates are written, sorted by id."""
    after = {paper.id: paper for paper in papers}
    for update in _written(updates, "paper"):
        found, problems = read_papers(update.path, update.text or "")
        assert not problems, f"ingest wrote a record that cannot be read: {problems}"
        after |= {paper.id: paper for paper in found}
    gone = {id for update in updates for id in update.absorbed if update.row.kind == "paper"}
    return tuple(paper for _, paper in sorted(after.items()) if paper.id not in gone)


def people_after(people: Sequence[Person], updates: Sequence[Update]) -> tuple[Person, ...]:
    """Return all people on record as they will stand once the updates are written, sorted by id."""
    after = {person.id: person for person in people}
    for update in _written(updates, "person"):
        person, problems = read_person(update.path, update.text or "")
        assert person, f"ingest wrote a record that cannot be read: {problems}"
        after[person.id] = person
    gone = {id for update in updates for id in update.absorbed if update.row.kind == "person"}
    return tuple(person for _, person in sorted(after.items()) if person.id not in gone)


def _written(updates: Sequence[Update], kind: str) -> Iterator[Update]:
    return (update for update in updates if update.text is not None and update.row.kind == kind)
