"""Lists in JSON: an array of objects, or one object."""

import json
import re
from collections.abc import Iterator
from typing import Any

from separata.problems import Problem
from separata.readers.seed import Seed, quoted
from separata.readers.yaml_lists import ListEntry

_BETWEEN = re.compile(r"[\s,]*")
_OPENING = re.compile(r"\s*\[?\s*")
_NEXT = re.compile(r"^\s*\{", re.MULTILINE)


def first_object(text: str) -> dict[str, Any]:
    """Return the first object of an array, or the object that a text is; empty when there is none."""
    found = _object(text, _past(_OPENING, text, 0))
    return found[0] if found else {}


def json_entries(seed: Seed) -> Iterator[ListEntry | Problem]:
    """Yield every object of an array; one that is no JSON is a problem, and those on later lines are read."""
    text, at = seed.text, _past(_OPENING, seed.text, 0)
    while (at := _past(_BETWEEN, text, at)) < len(text):
        if text[at] == "]":
            if rest := text[at + 1 :].strip():
                yield Problem(seed.place_at(text.find(rest, at)), f"the list has ended before {quoted(rest)}")
            return
        place, found = seed.place_at(at), _object(text, at)
        if found:
            yield ListEntry(found[0], place, text[at : found[1]])
            at = found[1]
            continue
        yield Problem(place, f"no entry of the list can be read from {quoted(text[at:].split(chr(10))[0])}")
        behind = _NEXT.search(text, at + 1)
        at = behind.end() - 1 if behind else len(text)


def _object(text: str, at: int) -> tuple[dict[str, Any], int] | None:
    """Return the object that begins here, and where the text behind it begins."""
    try:
        found, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):  # no JSON, a number of thousands of digits, thousands of brackets
        return None
    return (found, end) if isinstance(found, dict) else None


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
