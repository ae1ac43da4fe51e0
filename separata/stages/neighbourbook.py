"""The file of related papers: who stands under which people, topics and words, and what each page shows.

It is an SQLite file, of which an edit reads and writes only what is around the papers that changed. Each
value is sealed with its checksum, so that what is damaged is never taken for what was written.
"""

import sqlite3
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from separata.stages.database import emptied, opened

# A book that is damaged, locked for too long or cannot be written: in either case there is no book.
BookError = sqlite3.Error

_TABLES = (
    "CREATE TABLE state (name BLOB, program BLOB, hashes BLOB, places BLOB, shown BLOB)",
    "CREATE TABLE paper (place INTEGER PRIMARY KEY, id TEXT, traits BLOB, headline BLOB, near BLOB, rows BLOB)",
    "CREATE TABLE under (key TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID",
)


class State(NamedTuple):
    """What a book is of: a name for all that follows, the program, each paper's hash, place, and rows' hash.

    Hashes and places stand one behind the other, in the order of the papers.
    """

    name: bytes
    program: bytes
    hashes: bytes
    places: bytes
    shown: bytes


class Entry(NamedTuple):
    """What a book holds of a paper; all but place and id is encoded."""

    place: int
    id: str
    traits: bytes
    headline: bytes
    near: bytes
    rows: bytes


class Book:
    """An open book. What is written comes to be all at once, with `finish`, or not at all."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def name(self) -> bytes:
        """Return the name of the book's state."""
        return _unsealed(self._one("SELECT name FROM state")[0])

    def shown(self, name: bytes) -> bytes:
        """Return the hashes of all rows, if the book still has that name."""
        return _unsealed(self._one("SELECT shown FROM state WHERE name = ?", _sealed(name))[0])

    def take(self) -> State:
        """Return the state of a book that is going to be changed, here alone."""
        self._db.execute("BEGIN IMMEDIATE")
        return State(*map(_unsealed, self._one("SELECT name, program, hashes, places, shown FROM state")))

    def finish(self, state: State) -> None:
        """Make all changes at once."""
        self._db.execute("DELETE FROM state")
        self._db.execute("INSERT INTO state VALUES (?, ?, ?, ?, ?)", [*map(_sealed, state)])
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Let the book go; what is not finished has never been."""
        self._db.close()

    def rows(self, id: str, name: bytes, count: int) -> dict[str, bytes]:
        """Return the encoded rows of a paper and of those that stand next, by id, if it has that name."""
        first = "SELECT place FROM paper, state WHERE id = ? AND name = ?"
        (place,) = self._one(first, id, _sealed(name))
        row = "SELECT id, rows FROM paper WHERE place >= ? ORDER BY place LIMIT ?"
        return {one: _unsealed(rows) for one, rows in self._db.execute(row, (place, count))}

    def id(self, place: int) -> str:
        """Return the id of the paper at a place."""
        return str(self._one("SELECT id FROM paper WHERE place = ?", place)[0])

    def traits(self, place: int) -> bytes:
        """Return the traits of the paper at a place."""
        return _unsealed(self._one("SELECT traits FROM paper WHERE place = ?", place)[0])

    def headline(self, place: int) -> bytes:
        """Return the headline of the paper at a place."""
        return _unsealed(self._one("SELECT headline FROM paper WHERE place = ?", place)[0])

    def near(self, place: int) -> bytes:
        """Return those with whom the paper at a place is compared."""
        return _unsealed(self._one("SELECT near FROM paper WHERE place = ?", place)[0])

    def under(self, key: str) -> bytes:
        """Return the places of those who have a key; none if nobody has."""
        found = self._db.execute("SELECT places FROM under WHERE key = ?", (key,)).fetchone()
        return _unsealed(found[0]) if found else b""

    def write(self, entries: Iterable[Entry]) -> None:
        """Write what there is of papers, in place of what there was."""
        sealed = ((entry.place, entry.id, *map(_sealed, entry[2:])) for entry in entries)
        self._db.executemany("INSERT OR REPLACE INTO paper VALUES (?, ?, ?, ?, ?, ?)", sealed)

    def turn(self, place: int, near: bytes, rows: bytes) -> None:
        """Write whom a paper is compared with and what its page shows."""
        found = (_sealed(near), _sealed(rows), place)
        self._db.execute("UPDATE paper SET near = ?, rows = ? WHERE place = ?", found)

    def meet(self, place: int, near: bytes) -> None:
        """Write whom a paper is compared with, where its page stays as it is."""
        self._db.execute("UPDATE paper SET near = ? WHERE place = ?", (_sealed(near), place))

    def strike(self, place: int) -> None:
        """Take a paper out."""
        self._db.execute("DELETE FROM paper WHERE place = ?", (place,))

    def file(self, under: Iterable[tuple[str, Iterable[int]]]) -> None:
        """Write the places of those who have each of some keys."""
        sealed = ((key, _sealed(array("q", places).tobytes())) for key, places in under)
        self._db.executemany("INSERT OR REPLACE INTO under VALUES (?, ?)", sealed)

    def index(self) -> None:
        """Let papers be found by their ids: quicker done when all are there."""
        self._db.execute("CREATE UNIQUE INDEX id ON paper (id)")

    def _one(self, question: str, *values: int | str | bytes) -> tuple[Any, ...]:
        """Return the one answer, without which the book is damaged."""
        found = self._db.execute(question, values).fetchone()
        if not found:
            raise sqlite3.DatabaseError(f"nothing found: {question}")
        return tuple(found)


def book_at(path: Path) -> Book:
    """Return the book that is there.

    Raises:
        BookError: when there is none that could be read.
    """
    return Book(opened(path))


def new_book(path: Path) -> Book:
    """Return an empty book in place of the one that may be there.

    Raises:
        BookError: when it cannot be written.
    """
    return Book(emptied(path, _TABLES))


def _sealed(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4) + data


def _unsealed(data: Any) -> bytes:
    if not isinstance(data, bytes) or _sealed(data[4:]) != data:
        raise sqlite3.DatabaseError("a value is not what was written")
    return data[4:]
