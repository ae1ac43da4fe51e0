"""Keeping the words of the search index from build to build: an SQLite file for each block and roll.

An edit reads and writes only the files of words that come or go. What is missing, foreign or damaged is
found anew.
"""

import sqlite3
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from separata.files import digest
from separata.search.concordance import KEY, Concordance, Corpus, brought_up, concordance_of
from separata.stages.database import emptied, opened

_WORTH = 32  # papers that are sooner posted than a book of them is opened
_HASH = 16  # bytes of a hash
_TABLES = (
    "CREATE TABLE state (program BLOB, keys BLOB, digests BLOB, seals BLOB, seal BLOB)",
    "CREATE TABLE text (number INTEGER PRIMARY KEY, value BLOB)",
    "CREATE TABLE sheaf (number INTEGER PRIMARY KEY, value BLOB)",
)

T = TypeVar("T")


class _State(NamedTuple):
    """What a book is of: the program, the keys of papers, the hashes of texts and of sheaves in their order."""

    program: bytes
    keys: bytes
    digests: bytes
    seals: bytes


class _Book:
    """An open book. What is written comes to be all at once, with `finish`, or not at all."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.close = db.close

    def begin(self) -> None:
        """Keep others from writing it."""
        self._db.execute("BEGIN IMMEDIATE")

    def state(self) -> _State:
        """Return what it is of."""
        *state, seal = self._one("SELECT program, keys, digests, seals, seal FROM state")
        if digest(b"".join(state)) != seal:
            raise sqlite3.DatabaseError("the state is not what was written")
        return _State(*state)

    def value(self, table: str, number: int, known: bytes) -> bytes:
        """Return a text or a sheaf that has a hash."""
        (value,) = self._one(f"SELECT value FROM {table} WHERE number = ?", number)
        if digest(value) != known:
            raise sqlite3.DatabaseError("a value is not what was written")
        return value

    def put(self, table: str, values: Iterable[tuple[int, bytes]]) -> None:
        """Write texts or sheaves in place of others."""
        self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", values)

    def finish(self, state: _State, texts: Mapping[int, str], sheaves: Mapping[int, bytes]) -> None:
        """Write texts and sheaves in place of others, and what the book is of."""
        self.put("text", ((file, text.encode()) for file, text in texts.items()))
        self.put("sheaf", sheaves.items())
        self._db.execute("DELETE FROM state")
        self._db.execute("INSERT INTO state VALUES (?, ?, ?, ?, ?)", (*state, digest(b"".join(state))))
        self._db.execute("COMMIT")

    def _one(self, question: str, *values: int) -> Sequence[bytes]:
        """Return the one answer, without which the book is damaged."""
        found = self._db.execute(question, values).fetchone()
        if not found or not all(isinstance(value, bytes) for value in found):
            raise sqlite3.DatabaseError(f"nothing found: {question}")
        return tuple(found)


class _Rows(dict[int, T]):
    """What is looked up when it is asked for."""

    def __init__(self, look: Callable[[int], T]) -> None:
        self._look = look

    def __missing__(self, number: int) -> T:
        return self._look(number)


class _Sheaves(dict[int, bytes]):
    """The sheaves of a new book, which are written when they come: held until the last they would take much."""

    def __init__(self, book: _Book) -> None:
        self._book = book
        self.seals: list[bytes] = []

    def __setitem__(self, at: int, sheaf: bytes) -> None:
        self._book.put("sheaf", [(at, sheaf)])
        self.seals.append(digest(sheaf))

    def __missing__(self, at: int) -> bytes:
        return self._book.value("sheaf", at, self.seals[at])


class Concordances:
    """The concordances in a folder that one program has made."""

    def __init__(self, folder: Path, program: bytes) -> None:
        self._folder = folder
        self._program = program

    def of(self, name: str, corpus: Corpus) -> Concordance:
        """Return the concordance of a corpus; if that is large, it is kept under its name for the next one."""
        if len(corpus.keys) // KEY < _WORTH:
            return concordance_of(corpus)
        path = self._folder / f"concordance-{name.replace('/', '-')}"
        if path.is_file():
            with suppress(sqlite3.Error), closing(_Book(opened(path))) as book:
                if found := _brought_up(book, self._program, corpus, path):
                    return found
        # What cannot be kept is found anew the next time.
        with suppress(sqlite3.Error), closing(_Book(emptied(path, _TABLES))) as book:
            return _kept(book, self._program, corpus)
        return concordance_of(corpus)


def _brought_up(book: _Book, program: bytes, corpus: Corpus, path: Path) -> Concordance | None:
    """Bring a book up to a corpus, and return the concordance; None where another program made it."""
    book.begin()
    state = book.state()
    if state.program != program:
        return None
    digests, seals = _hashes(state.digests), _hashes(state.seals)
    before = Concordance(
        state.keys,
        digests,
        _Rows(lambda file: book.value("text", file, digests[file]).decode()),
        _Rows(lambda at: book.value("sheaf", at, seals[at])),
    )
    found = brought_up(before, corpus)
    texts, sheaves = _fresh(found.texts, before.texts), _fresh(found.sheaves, before.sheaves)
    if found is not before:
        _keep(book, program, found, texts, sheaves, seals)
    return found._replace(texts=ChainMap(dict(texts), _Rows(_later(path, found.digests, corpus))))


def _kept(book: _Book, program: bytes, corpus: Corpus) -> Concordance:
    """Return the concordance of a corpus, written into an empty book."""
    sheaves = _Sheaves(book)
    found = concordance_of(corpus, sheaves)
    book.finish(_State(program, found.keys, b"".join(found.digests), b"".join(sheaves.seals)), found.texts, {})
    return found


def _keep(
    book: _Book,
    program: bytes,
    found: Concordance,
    texts: Mapping[int, str],
    sheaves: Mapping[int, bytes],
    seals: Sequence[bytes],
) -> None:
    """Write what is other in a concordance than in its book, in which sheaves have some hashes."""
    sealed = {**dict(enumerate(seals)), **{at: digest(sheaf) for at, sheaf in sheaves.items()}}
    state = _State(program, found.keys, b"".join(found.digests), b"".join(sealed[at] for at in sorted(sealed)))
    book.finish(state, texts, sheaves)


def _fresh(now: Mapping[int, T], before: Mapping[int, T]) -> Mapping[int, T]:
    """Return what of some values is not taken from those before."""
    if now is before:
        return {}
    return ChainMap(*now.maps[:-1]) if isinstance(now, ChainMap) and now.maps[-1] is before else now


def _later(path: Path, digests: Sequence[bytes], corpus: Corpus) -> Callable[[int], str]:
    """Return what looks texts up in a book; in another build's hands it may not have them any more."""

    @cache
    def texts() -> Mapping[int, str]:
        with suppress(sqlite3.Error), closing(_Book(opened(path))) as book:
            return {file: book.value("text", file, known).decode() for file, known in enumerate(digests)}
        return concordance_of(corpus).texts

    return lambda file: texts()[file]


def _hashes(row: bytes) -> list[bytes]:
    return [row[start : start + _HASH] for start in range(0, len(row), _HASH)]
