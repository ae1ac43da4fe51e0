"""JSON with places: the items of an answer one by one, so that a file cut short loses only its last one.

The values inside an item are read by `text_at`, `number_at` and `items_at`, which take whatever stands there:
an answer of another shape than it should be states less, and never makes a reader raise.
"""

from collections.abc import Generator, Iterator, Mapping
from json import JSONDecodeError, JSONDecoder
from typing import Any, NamedTuple

from separata.problems import Place, Problem
from separata.readers.seed import Seed
from separata.text import printable, squeezed

_DECODER = JSONDecoder(strict=False)
_HINT = "the answer was cut short or is not what was asked for; fetch it again"

Span = tuple[int, int, Any]


class Item(NamedTuple):
    """One record of an answer: where it stands, its text, and its fields."""

    place: Place
    raw: str
    fields: Mapping[str, Any]


def json_items(seed: Seed, *path: str) -> Iterator[Item | Problem]:
    """Yield the objects that stand at the end of a path: those of an array, or the one that is there.

    What is not readable as JSON ends the file with one problem, behind the items before it.
    """
    text, at, line = seed.text, 0, 1
    try:
        for start, end, value in _document(text, path):
            line += text.count("\n", at, start)
            at = start
            place = _place(seed, start, line)
            if isinstance(value, dict):
                yield Item(place, text[start:end], value)
            else:
                yield Problem(place, "a record must be an object of fields")
    except JSONDecodeError as error:
        words = error.msg.lower().removesuffix(" starting at")
        line += text.count("\n", at, error.pos)
        yield Problem(_place(seed, error.pos, line), f"not readable as JSON: {words}", _HINT)
    except (ValueError, RecursionError):
        # A number of thousands of digits, or thousands of brackets.
        yield Problem(_place(seed, at, line), "not readable as JSON: no record looks like this", _HINT)


def _place(seed: Seed, at: int, line: int) -> Place:
    column = at - seed.text.rfind("\n", 0, at)
    return Place(seed.path, line, column if column > 1 else 0)


def _document(text: str, path: tuple[str, ...]) -> Generator[Span, None, None]:
    end = yield from _values(text, _blank(text, 0), path)
    if _blank(text, end) < len(text):
        raise JSONDecodeError("something stands behind the end", text, _blank(text, end))


def _values(text: str, at: int, path: tuple[str, ...]) -> Generator[Span, None, int]:
    """Yield begin, end and value of what stands at the end of a path; return where the whole ends."""
    if path and text[at : at + 1] == "{":
        return (yield from _members(text, at, path))
    if not path and text[at : at + 1] == "[":
        return (yield from _elements(text, at))
    value, end = _DECODER.raw_decode(text, at)
    if not path:
        yield at, end, value
    return end


def _members(text: str, at: int, path: tuple[str, ...]) -> Generator[Span, None, int]:
    at = _blank(text, at + 1)
    while text[at : at + 1] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _blank(text, _expected(":", text, _blank(text, at)))
        if key == path[0]:
            at = yield from _values(text, at, path[1:])
        else:
            _, at = _DECODER.raw_decode(text, at)
        at = _next(text, at, "}")
    return at + 1


def _elements(text: str, at: int) -> Generator[Span, None, int]:
    at = _blank(text, at + 1)
    while text[at : at + 1] != "]":
        value, end = _DECODER.raw_decode(text, at)
        yield at, end, value
        at = _next(text, end, "]")
    return at + 1


def _next(text: str, at: int, closing: str) -> int:
    """Return where the next member begins, or where the closing bracket stands."""
    at = _blank(text, at)
    return at if text[at : at + 1] == closing else _blank(text, _expected(",", text, at))


def _expected(sign: str, text: str, at: int) -> int:
    if text[at : at + 1] != sign:
        raise JSONDecodeError(f"expecting '{sign}'", text, at)
    return at + 1


def _blank(text: str, at: int) -> int:
    """Return where the white space that begins at a position ends."""
    while text[at : at + 1] in (" ", "\t", "\n", "\r"):
        at += 1
    return at


def value_at(value: Any, *path: str | int) -> Any:
    """Return what stands at the end of a path of names and positions; None where there is nothing."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and -len(value) <= step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def text_at(value: Any, *path: str | int) -> str:
    """Return the text or number at the end of a path, in one line; empty where there is none."""
    found = value_at(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    return squeezed(printable(str(found)))


def items_at(value: Any, *path: str | int) -> tuple[Any, ...]:
    """Return the members of the array at the end of a path."""
    found = value_at(value, *path)
    return tuple(found) if isinstance(found, list) else ()
