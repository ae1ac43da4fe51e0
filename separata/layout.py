"""Layout: where fields and records stand in a YAML text, so that some change and every other line stays."""

from collections.abc import Sequence
from io import StringIO
from typing import Any, NamedTuple

from separata import located


class Block(NamedTuple):
    """The lines of one top-level field, and the comment and blank lines above it."""

    name: str
    above: tuple[str, ...]
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Cut a document that can be parsed into its top-level fields; their lines in order are the document."""
    root = located.composed(text)
    lines = tuple(line.rstrip("\n") for line in StringIO(text, newline=None))
    keys = [(key.value, key.start_mark.line) for key, _ in root.value] if root is not None else []
    above = [_comment_start(lines, at) for _, at in keys]
    ends = [*above[1:], len(lines)]
    return tuple(
        Block(name, lines[start:at], lines[at:end])
        for (name, at), start, end in zip(keys, [0, *above[1:]], ends, strict=False)
    )


def _comment_start(lines: Sequence[str], at: int) -> int:
    """Return where the comment above line `at` begins: a comment speaks of the field below it."""
    while at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    return at


class Extent(NamedTuple):
    """A record cut out of its file: as a text of its own without a margin, and what stands around it."""

    before: str
    record: str
    after: str
    margin: int

    def around(self, record: str) -> str:
        """Return the file's text with another text of the record."""
        first, *others = record.rstrip("\n").split("\n")
        inset = [f"{' ' * self.margin}{line}" if line else "" for line in others]
        return f"{self.before}{chr(10).join((first, *inset))}{self.after}"


def extent(text: str, id: str) -> Extent:
    """Return where a record stands in the text of its file, which can be parsed.

    The file is the record, or a list in which the record has that id. A record within braces is written
    anew, one field a line.
    """
    root = located.composed(text)
    items = root.value if root.id == "sequence" else [root]
    node = next(item for item in items if item is root or _plain(item).get("id") == id)
    start, end, margin = node.start_mark.index, node.end_mark.index, node.start_mark.column
    if node.flow_style:
        rest = text[end:].lstrip(" ")
        after = rest if rest.startswith("\n") else f"\n{rest}"
        return Extent(text[:start], located.written(_plain(node)), after, margin)
    lines, tail = text[start:end].split("\n"), list[str]()
    while len(lines) > 1 and _is_beyond(lines[-1], margin):
        tail.insert(0, lines.pop())
    record = "\n".join((lines[0], *(line[margin:] if line[:margin].isspace() else line for line in lines[1:])))
    after = "\n".join(("", *tail)) + text[end:] if tail else f"\n{text[end:]}"
    return Extent(text[:start], f"{record}\n", after, margin)


def _is_beyond(line: str, margin: int) -> bool:
    """Tell whether a line behind a record speaks of what comes next: it is blank, or a comment further left."""
    text = line.lstrip(" ")
    return not text or (text.startswith("#") and len(line) - len(text) < margin)


def _plain(node: Any) -> Any:
    """Return a node of YAML as plain values, every scalar as its text."""
    if node.id == "mapping":
        return {key.value: _plain(value) for key, value in node.value}
    return node.value if node.id == "scalar" else tuple(_plain(item) for item in node.value)
