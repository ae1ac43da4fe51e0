"""The ledger: which source gave which field, what it said, and what ingest wrote.

`content/ledger.jsonl` has a line for each paper and person that ingest has written, sorted. A
field's `wrote` is the hash of the value that ingest wrote: while the record still holds that value
the field is the machine's, and once it differs a person has edited it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from separata.files import digest
from separata.problems import Place, Problem, SeparataError


class Saying(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one source says of a field: its place, and its value where that is not the one written."""

    at: str
    value: Any = None


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the ledger holds of one field; `overruled` is what ingest would write, had nobody edited it.

    Pages may show what a source says, but not what a person has overruled: it may have been taken out.
    """

    wrote: str = ""
    says: tuple[Saying, ...] = ()
    overruled: Any = None


class Joined(msgspec.Struct, frozen=True, omit_defaults=True):
    """A join that was made: what with what, the weight of the evidence in bits, and its words."""

    a: str
    b: str
    weight: float = 0.0
    because: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the ledger: a paper or a person, its fields, the claims it rests on, the joins."""

    kind: str
    id: str
    claims: Mapping[str, str] = {}
    fields: Mapping[str, Entry] = {}
    joins: tuple[Joined, ...] = ()


def value_digest(value: Any) -> str:
    """Return the hash of a field's value, in 16 hexadecimal digits."""
    return digest(msgspec.json.encode(value, order="sorted")).hex()[:16]


def read_ledger(path: str, data: bytes) -> tuple[Row, ...]:
    """Read a ledger.

    Raises:
        SeparataError: with the line that is not a ledger's.
    """
    rows = []
    decoder = msgspec.json.Decoder(Row)
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            rows.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            hint = "restore the file from the repository's history; ingest writes it, people do not"
            raise SeparataError(
                Problem(Place(path, number), f"not a line of a ledger: {error}", hint)
            ) from None
    return tuple(rows)


def written_ledger(rows: Iterable[Row]) -> bytes:
    """Write a ledger, papers first, sorted by id, one line each."""
    ordered = sorted(rows, key=lambda row: (row.kind != "paper", row.id))
    return b"".join(msgspec.json.encode(row, order="deterministic") + b"\n" for row in ordered)
