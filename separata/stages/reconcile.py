"""Reconciling what sources say with what a record holds: hand edits always win.

A field whose value is still what ingest last wrote is the machine's and follows the sources; a
field that differs was edited by a person (taking it out is an edit too) and is kept.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from separata.ledger import Entry, Saying, value_digest

# So many of the texts that a list has lost are told.
_MOST_LOST = 5

# So many entries of a list or a mapping are told one by one.
_MOST_SHOWN = 3


class Reconciled(NamedTuple):
    """What comes of one record: names of fields to set, the ledger's entries, lines for the report."""

    changes: tuple[str, ...]
    fields: Mapping[str, Entry]
    report: tuple[str, ...]


def reconciled(
    held: Mapping[str, Any],
    sourced: Mapping[str, Any],
    *,
    says: Mapping[str, tuple[Saying, ...]],
    before: Mapping[str, Entry],
) -> Reconciled:
    """Compare a record with its sources, field by field.

    Args:
        held: the record's fields in plain values, without those that state nothing.
        sourced: the fields that the sources give now, in plain values.
        says: for each field what each source says of it.
        before: the ledger's entries of the last ingest.

    """
    changes: list[str] = []
    fields: dict[str, Entry] = {}
    report: list[str] = []
    for name in dict.fromkeys((*sourced, *before)):
        new = sourced.get(name)
        # A record states what is true and leaves out what is false.
        now = held.get(name, False if isinstance(new, bool) else None)
        wrote = before[name].wrote if name in before else ""
        ours = value_digest(now) == wrote if wrote else name not in held or now == new
        if new is None:
            # What no source says any more is still known: nothing is lost because a seed is.
            fields[name] = before[name]
            if ours:
                report.append(f"{name}: no source says this any more, kept")
            continue
        if not ours:
            overruled = new if now != new and new is not False else None
            fields[name] = Entry(wrote or value_digest(None), says.get(name, ()), overruled)
            if now != new:
                report.append(f"{name}: source now says {shown(new)}, kept yours")
            continue
        fields[name] = Entry(value_digest(new), says.get(name, ()))
        if now != new:
            changes.append(name)
            report.append(f"{name}: {_change(now, new)}")
    return Reconciled(tuple(changes), fields, tuple(report))


def _change(now: Any, new: Any) -> str:
    """Return in words what becomes of a value; of lists and mappings, what is no longer in them."""
    if not (isinstance(now, dict | list) and isinstance(new, dict | list)):
        return f"{shown(now)} becomes {shown(new)}"
    kept = set(_leaves(new))
    lost = [shown(leaf) for leaf in dict.fromkeys(_leaves(now)) if leaf not in kept]
    more = [f"{len(lost) - _MOST_LOST} more"] if len(lost) > _MOST_LOST else []
    return f"brought up to date{', without ' if lost else ''}{', '.join(lost[:_MOST_LOST] + more)}"


def _leaves(value: Any) -> Iterator[str]:
    """Yield the texts in a plain value, in order."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    else:
        yield str(value)


def shown(value: Any) -> str:
    """Return a value in a few words for the report."""
    if value is None or value is False:
        return "nothing"
    if value is True:
        return "true"
    if isinstance(value, tuple | list | dict) and len(value) > _MOST_SHOWN:
        return f"{len(value)} entries"
    if isinstance(value, dict):
        return ", ".join(f"{name} {shown(each)}" for name, each in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(map(shown, value))
    text = str(value)
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
