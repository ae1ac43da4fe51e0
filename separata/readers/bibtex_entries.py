r"""The syntax of BibTeX files: entries with their fields, macros put in, and the place of each.

    @string{jog = "Journal of Gardens"}
    @article{lovelace1843roses,
      title   = {We Count the {P}etals},
      journal = jog # { B},
      year    = 1843,
    }

Source: "Designing BibTeX Styles" and "BibTeXing" (O. Patashnik, 1988): braces count even behind a
backslash, a quote ends a value only outside braces, and text between entries is a comment.
"""

import re
from collections.abc import Generator, Iterator, Mapping
from typing import NamedTuple

from separata.problems import Place, Problem, warning
from separata.readers.seed import Seed, quoted
from separata.text import squeezed

# What would be an entry if a brace followed.
_STRAY = re.compile(
    r"^[ \t]*@[ \t]*(?:(?:article|book|in\w+|misc|\w+thesis|techreport|unpublished|proceedings)\b(?!\s*[{(])"
    r"|\w*\s*\Z).*",
    re.MULTILINE | re.IGNORECASE,
)
_START = re.compile(r"@[ \t]*([A-Za-z]\w*)\s*([{(])")

# An entry that begins a line inside another one tells that the other one was never closed.
_NEXT = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(][ \t]*[^,{}()=\"#\n]*(?:,|=|$)", re.MULTILINE)
_KEY = re.compile(r"\s*+([^,{}=\"#\n]*?)\s*+(?=[,})]|$)")
_NAME = re.compile(r"[A-Za-z_][\w:.+/-]*")
_BARE = re.compile(r"[^\s,#{}()\"=@]+")
_BLANK = re.compile(r"(?:\s+|%[^\n]*)*")
_SEPARATORS = re.compile(r"(?:\s+|,|%[^\n]*)*")
_BRACES = re.compile(r"[{}]")
_QUOTE_OR_BRACE = re.compile(r'["{}]')

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

Macros = dict[str, str]


class Field(NamedTuple):
    """A field of an entry: its name in lower case, its value as TeX, and its line."""

    name: str
    value: str
    line: int


class Entry(NamedTuple):
    """An entry: its type in lower case, its key, its fields in order, where it begins, its text."""

    type: str
    key: str
    fields: tuple[Field, ...]
    place: Place
    raw: str

    @property
    def values(self) -> Mapping[str, str]:
        """The fields by name; of a field that stands twice, the first."""
        return {field.name: field.value for field in reversed(self.fields)}


class _Broken(Exception):
    """An entry cannot be read on: where, and what is wrong."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


def entries(seed: Seed) -> Iterator[Entry | Problem]:
    """Yield every entry, and a problem for each that cannot be read; the next one is read all the same.

    `@string`, `@preamble` and `@comment` are no entries. An unknown macro stands for its own name, with
    a warning, and so does a field that stands twice.
    """
    macros: Macros = {month: month for month in _MONTHS}
    at = 0
    while start := _START.search(seed.text, at):
        yield from _strays(seed, at, start.start())
        behind = _NEXT.search(seed.text, start.end())
        limit = behind.start() if behind else len(seed.text)
        scan = _Scan(seed, macros, limit)
        try:
            at = yield from scan.block(start)
        except _Broken as broken:
            yield Problem(seed.place_at(broken.at), broken.message, "mend the entry; the others are read")
            at = limit
    yield from _strays(seed, at, len(seed.text))


def _strays(seed: Seed, at: int, end: int) -> Iterator[Problem]:
    """Yield a problem for each line between two entries that begins like one."""
    for stray in _STRAY.finditer(seed.text, at, end):
        message = f"no brace follows the beginning of an entry: {quoted(stray[0].strip())}"
        yield Problem(seed.place_at(stray.start()), message)


class _Scan:
    """One block of a file, up to where the next one must begin."""

    def __init__(self, seed: Seed, macros: Macros, limit: int) -> None:
        self.seed = seed
        self.text = seed.text
        self.macros = macros
        self.limit = limit
        self.unknown: list[Problem] = []

    def block(self, start: re.Match[str]) -> Generator[Entry | Problem, None, int]:
        """Read the block that begins here; return where the text behind it begins."""
        kind, close = start[1].lower(), "}" if start[2] == "{" else ")"
        if kind in {"comment", "preamble"}:
            # What is commented out may be entries, so the next entry is no limit here.
            end = self.closing(start.end(), len(self.text)) if close == "}" else -1
            return end if end >= 0 else start.end()
        if kind == "string":
            fields, end = self.fields(start.end(), close, "the @string")
            self.macros.update({field.name: field.value for field in fields})
            yield from self.unknown
            return end
        match = _KEY.match(self.text, start.end(), self.limit)
        key, at = (match[1], match.end()) if match else ("", start.end())
        fields, end = self.fields(at, close, f"the entry {quoted(key)}")
        entry = Entry(kind, key, fields, self.seed.place_at(start.start()), self.text[start.start() : end])
        yield entry
        yield from self.unknown
        yield from _repeated(entry)
        return end

    def fields(self, at: int, close: str, opening: str) -> tuple[tuple[Field, ...], int]:
        """Read fields up to the closing brace; return them and where the text behind it begins."""
        start, found = at, list[Field]()
        while True:
            at = self.past(_SEPARATORS, at)
            if at >= self.limit:
                raise _Broken(start, f"{opening} is not closed before the {self.next_words()}")
            if self.text[at] == close:
                return tuple(found), at + 1
            if not (name := _NAME.match(self.text, at, self.limit)):
                raise _Broken(at, f"{opening} has {quoted(self.line_from(at))} where a field must begin")
            equals = self.past(_BLANK, name.end())
            if equals >= self.limit or self.text[equals] != "=":
                raise _Broken(at, f"{opening} has no '=' behind {quoted(name[0])}")
            value, end = self.value(equals + 1, name[0])
            found.append(Field(name[0].lower(), value, self.seed.place_at(at).line))
            at = end

    def value(self, at: int, name: str) -> tuple[str, int]:
        """Read a value: pieces in braces, in quotes, numbers and macros, joined by `#`."""
        pieces = list[str]()
        while True:
            at = self.past(_BLANK, at)
            piece, at = self.piece(at, name)
            pieces.append(piece)
            joint = self.past(_BLANK, at)
            if joint >= self.limit or self.text[joint] != "#":
                return "".join(pieces), at
            at = joint + 1

    def piece(self, at: int, name: str) -> tuple[str, int]:
        """Read one piece of a value; return it and where the text behind it begins."""
        sign = self.text[at] if at < self.limit else ""
        if sign in {"{", '"'}:
            end = self.closing(at + 1, self.limit) if sign == "{" else self.closing_quote(at + 1)
            if end < 0:
                raise _Broken(at, f"the field '{name}' is not closed before the {self.next_words()}")
            return self.text[at + 1 : end - 1], end
        if not (bare := _BARE.match(self.text, at, self.limit)):
            raise _Broken(min(at, self.limit - 1), f"the field '{name}' has no value")
        word = bare[0]
        if not word[0].isdigit() and word.lower() not in self.macros:
            message = f"'{word}' in the field '{name}' is no @string of this file; it is kept as text"
            self.unknown.append(warning(self.seed.place_at(at), message))
        return self.macros.get(word.lower(), word), bare.end()

    def closing(self, at: int, limit: int) -> int:
        """Return where the text behind the closing brace begins, or -1; `at` is behind the opening one."""
        depth = 1
        for brace in _BRACES.finditer(self.text, at, limit):
            depth += 1 if brace[0] == "{" else -1
            if not depth:
                return brace.end()
        return -1

    def closing_quote(self, at: int) -> int:
        """Return where the text behind the closing quote begins, or -1; `at` is behind the opening one."""
        depth = 0
        for sign in _QUOTE_OR_BRACE.finditer(self.text, at, self.limit):
            if sign[0] == '"' and depth <= 0:
                return sign.end()
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
        return -1

    def past(self, pattern: re.Pattern[str], at: int) -> int:
        """Return where the text behind a pattern that matches anything begins."""
        match = pattern.match(self.text, at, self.limit)
        return match.end() if match else at

    def line_from(self, at: int) -> str:
        """Return the rest of a line."""
        return self.text[at : self.limit].partition("\n")[0]

    def next_words(self) -> str:
        return "next one begins" if self.limit < len(self.text) else "file ends"


def _repeated(entry: Entry) -> Iterator[Problem]:
    """Yield a warning for each field that stands twice and says two things."""
    first = entry.values
    for field in entry.fields:
        if field.value != first[field.name]:
            message = f"'{field.name}' stands here a second time; passed over: {quoted(squeezed(field.value))}"
            yield warning(Place(entry.place.path, field.line), message)
