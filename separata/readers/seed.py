"""A seed: one raw source as text, in lines that have places."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from separata.problems import Place, Problem
from separata.text import printable

_SHOWN = 50  # letters of a line that a message quotes


# What somebody took Windows' letters for who did not know whose they were: an en dash came out as U+0096.
_CONTROLS = re.compile(r"[\x80-\x9f]")
_OF_WINDOWS = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}


class Line(NamedTuple):
    """A line of a seed without its line end, or the rest of one from a column (from 1; 0: all of it)."""

    number: int
    text: str
    column: int = 0


class Seed(msgspec.Struct, frozen=True):
    """A source as received: its path as users type it (`seeds/000.txt`) and its text."""

    path: str
    text: str

    @property
    def lines(self) -> Iterator[Line]:
        """The lines that are not blank.

        Only a line feed ends a line, as editors count; `str.splitlines` also cuts at U+2028 and others.
        """
        numbered = enumerate(self.text.split("\n"), start=1)
        return (Line(number, text) for number, text in numbered if text.strip())

    def place(self, line: Line) -> Place:
        """Return where a line stands."""
        return Place(self.path, line.number, line.column)

    def place_at(self, at: int) -> Place:
        """Return the place of a character, given by its number; where it begins a line, no column is told."""
        start = self.text.rfind("\n", 0, at) + 1
        column = at - start + 1 if self.text[start:at].strip() else 0
        return Place(self.path, bisect_right(_line_starts(self.text), at), column)

    def passage(self, first: int, end: int) -> str:
        """Return the lines from a number up to another, which is not among them, without line feeds behind."""
        starts = _line_starts(self.text)
        stop = starts[end - 1] if end <= len(starts) else len(self.text)
        return self.text[starts[first - 1] : stop].rstrip("\n")

    def strays(self, lines: Iterable[Line]) -> Iterator[Problem]:
        """Yield a problem for each line that stands where no record has one."""
        for line in lines:
            yield Problem(self.place(line), f"the line belongs to no record: {quoted(line.text)}")


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    """Return the number of the first character of each line."""
    return (0, *(end.end() for end in re.finditer("\n", text)))


def seed_from_bytes(path: str, content: bytes, encoding: str = "") -> Seed | Problem:
    """Decode a source.

    Without the name of another encoding, UTF-8 with or without a byte order mark. Line ends become line
    feeds, controls in the places of Windows' quotes and dashes become these, as in HTML, and characters that
    no page can hold are left out. A byte that is not UTF-8, or a zero byte, is a
    problem with its line.
    """
    if encoding:
        try:
            content = content.decode(encoding).encode()
        except UnicodeError:
            return Problem(Place(path), f"not text in {encoding}", "name its encoding in seeds.yaml")
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    at = content.find(b"\0")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The mark is cut off before decoding, so the position counts from behind it.
        at = error.start + len(content) - len(error.object)
    if at < 0:
        return Seed(path, printable(text.translate(_OF_WINDOWS) if _CONTROLS.search(text) else text))
    line = content.count(b"\n", 0, at) + 1
    message = f"not text in UTF-8: has the byte 0x{content[at]:02X}"
    return Problem(Place(path, line), message, "name its encoding in seeds.yaml")


def raw_text(lines: Iterable[Line]) -> str:
    """Return the text of a record's lines as printed."""
    return "\n".join(line.text for line in lines)


def quoted(text: str) -> str:
    """Return the beginning of a text in quotes, for a message."""
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN].rstrip()}...'"
