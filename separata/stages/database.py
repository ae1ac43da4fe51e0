"""SQLite files in `.cache/`: opened, or made anew. What is lost with one is found again."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from separata.files import folder_at, remove

_PATIENCE = 10.0  # seconds to wait for another build that writes the same file

# What a killed process has written stays; only with the whole machine could it be lost.
_UNHURRIED = "PRAGMA synchronous = OFF"


def opened(path: Path) -> sqlite3.Connection:
    """Return a connection to a file.

    Raises:
        sqlite3.Error: when that cannot be read or is another sort of file.
    """
    return _prepared(path, [_UNHURRIED])


def emptied(path: Path, tables: Iterable[str]) -> sqlite3.Connection:
    """Return a connection to a new file in place of the one that may be there, which nobody else may write.

    It has the tables that some statements create. The old file goes before its journal: a journal without its
    file says nothing, but a file without its journal may be half written.

    Raises:
        sqlite3.Error: when it cannot be written.
    """
    folder_at(path.parent)
    for name in (path.name, f"{path.name}-journal"):
        tuple(remove(path.parent, [name]))
    return _prepared(path, [_UNHURRIED, "BEGIN IMMEDIATE", *tables])


def _prepared(path: Path, statements: Iterable[str]) -> sqlite3.Connection:
    found = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        for statement in statements:
            found.execute(statement)
    except sqlite3.Error:
        found.close()
        raise
    return found
