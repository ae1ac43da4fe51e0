"""Lists in YAML: a mapping for each entry, below each other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from separata import located
from separata.located import Listing, Node, Scalar, Table
from separata.problems import Place, Problem, SeparataError
from separata.readers.seed import Seed

_ITEM = re.compile(r"^-(?=\s)", re.MULTILINE)


class ListEntry(NamedTuple):
    """One entry of a list: what it states by name, where it begins, its text."""

    values: Mapping[str, Any]
    place: Place
    raw: str


def list_entries(seed: Seed) -> Iterator[ListEntry | Problem]:
    """Yield every entry of a YAML list; one that is no YAML is a problem, and the others are read."""
    try:
        root = located.parse(seed.path, seed.text)
    except SeparataError as error:
        yield from _one_by_one(seed, error)
        return
    if isinstance(root, Listing):
        ends = [*(item.place.line for item in root.items[1:]), seed.text.count("\n") + 2]
        for node, end in zip(root.items, ends, strict=True):
            yield _entry(seed, node, end)
    elif not (isinstance(root, Table) and not root.pairs):
        yield Problem(root.place, "must be a list of entries")


def _one_by_one(seed: Seed, error: SeparataError) -> Iterator[ListEntry | Problem]:
    """Read each entry as a document of its own, on the lines where it stands."""
    starts = [item.start() for item in _ITEM.finditer(seed.text)]
    if not starts:
        yield from error.problems
        return
    above = seed.text.count("\n", 0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(seed.text)], strict=True):
        text, first = seed.text[start:end], above
        above += text.count("\n")
        try:
            root = located.parse(seed.path, text, first)
        except SeparataError as found:
            yield from found.problems
            continue
        if isinstance(root, Listing):
            yield from (_entry(seed, node, above + 1) for node in root.items)


def _entry(seed: Seed, node: Node, end: int) -> ListEntry | Problem:
    if not isinstance(node, Table):
        return Problem(node.place, "must be a mapping of fields")
    line = node.place.line
    raw = seed.passage(line, max(end, line + 1)).rstrip()
    return ListEntry(stated_values(node), Place(seed.path, line), raw)


def stated_values(node: Table) -> dict[str, Any]:
    """Return what a mapping states, as text, tuples and mappings."""
    return {key.text: _value(value) for key, value in node.pairs}


def _value(node: Node) -> Any:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return tuple(_value(item) for item in node.items)
        case Table():
            return stated_values(node)
