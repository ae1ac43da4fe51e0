"""The ledger: which source gave which field, what it said, and what ingest wrote.

`content/ledger.jsonl` has a line for each paper and person that ingest has written, sorted. A
field's `wrote` is the hash of the value that ingest wrote: while the record still holds that value
the field is the machine's, and once it differs a person has edited it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from separata.files import digest
from separata.problems import Place, SeparataError, damaged

Line = TypeVar("Line")


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
    """A line of the ledger: a paper or a person, its fields, the claims it rests on, the joins.

    `claims` are hashes of their words by their places. `parts` are the places of those that were the claims of
    other papers until a ruling made these part of this one, by the ids that they had.
    """

    kind: str
    id: str
    claims: Mapping[str, str] = {}
    fields: Mapping[str, Entry] = {}
    joins: tuple[Joined, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = {}


def value_digest(value: Any) -> str:
    """Return the hash of a field's value, in 16 hexadecimal digits."""
    return digest(msgspec.json.encode(value, order="sorted")).hex()[:16]


class _Head(msgspec.Struct, frozen=True):
    """How a line begins."""

    kind: str
    id: str


class Ledger:
    """The rows of a ledger, of which each is read when it is asked for: a build asks for few.

    Whatever asks for one raises a SeparataError with its line if that is not a ledger's.
    """

    def __init__(self, path: str = "", data: bytes = b"") -> None:
        """Find the lines of a ledger; `path` is shown in problems.

        Raises:
            SeparataError: with a line that does not begin as one of a ledger.
        """
        self._path = path
        self._lines: list[bytes] = data.splitlines()
        heads = (self._read(_head, number) for number in range(len(self._lines)))
        self._numbers = {(head.kind, head.id): number for number, head in enumerate(heads)}

    def __iter__(self) -> Iterator[Row]:
        """Yield all rows in their order."""
        return (self._read(_row, number) for number in range(len(self._lines)))

    def ids(self, kind: str) -> Iterator[str]:
        """Yield the ids of all papers or all people that have a row."""
        return (id for each, id in self._numbers if each == kind)

    def row(self, kind: str, id: str) -> Row | None:
        """Return the row of a paper or a person; None where there is none."""
        number = self._numbers.get((kind, id))
        return None if number is None else self._read(_row, number)

    def line(self, kind: str, id: str) -> bytes:
        """Return the line of a paper or a person as it stands; nothing where there is none."""
        number = self._numbers.get((kind, id))
        return b"" if number is None else self._lines[number]

    def _read(self, decoder: "msgspec.json.Decoder[Line]", number: int) -> Line:
        try:
            return decoder.decode(self._lines[number])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            place = Place(self._path, number + 1)
            raise SeparataError(damaged(place, self._lines[number], "a ledger", error)) from None


def written_ledger(rows: Iterable[Row]) -> bytes:
    """Write a ledger, papers first, sorted by id, one line each."""
    ordered = sorted(rows, key=lambda row: (row.kind != "paper", row.id))
    return b"".join(msgspec.json.encode(row, order="deterministic") + b"\n" for row in ordered)


_head = msgspec.json.Decoder(_Head)
_row = msgspec.json.Decoder(Row)
