"""Records of tagged lines: what RIS and the export of Web of Science share."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from separata.names import parse_name, without_marks
from separata.problems import Place, Problem, warning
from separata.readers.reference import clean, printed_name
from separata.readers.seed import Line, Seed, raw_text

_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


class Layout(NamedTuple):
    """How a format writes its lines: tag and value of a line, the tags of a record's first and last line."""

    line: re.Pattern[str]
    first: str
    last: str


class TaggedRecord(NamedTuple):
    """A record: the values of each tag in order, where it begins, its text."""

    values: Mapping[str, tuple[str, ...]]
    place: Place
    raw: str


def tagged_records(seed: Seed, layout: Layout) -> Iterator[TaggedRecord | Problem]:
    """Yield every record, the lines between records passed over.

    A line without a tag goes on with the value above it. A record that the next one interrupts is read,
    with a warning; one that the end of the file interrupts may be cut short, so it is a problem.
    """
    lines, line = list[Line](), Line(0, "")
    for line in seed.lines:
        match = layout.line.match(line.text)
        tag = match[1] if match else ""
        if tag == layout.first:
            if lines:
                message = f"the record has no {layout.last} line before the next one"
                yield warning(seed.place(lines[0]), message)
                yield _record(seed, lines, layout)
            lines = [line]
        elif lines:
            lines.append(line)
        if lines and tag == layout.last:
            yield _record(seed, lines, layout)
            lines = []
    if lines or line.text.strip() in {layout.first, layout.first[0]}:
        start = lines[0] if lines else line
        yield Problem(seed.place(start), f"the record has no {layout.last} line before the file ends")


def _record(seed: Seed, lines: list[Line], layout: Layout) -> TaggedRecord:
    values = dict[str, list[str]]()
    tag = ""
    for line in lines:
        if match := layout.line.match(line.text):
            tag = match[1]
            values.setdefault(tag, []).append(match[2] or "")
        else:
            values[tag][-1] += f"\n{line.text.strip()}"
    stated = {tag: tuple(each for each in said if each.strip()) for tag, said in values.items()}
    return TaggedRecord(stated, seed.place(lines[0]), raw_text(lines))


def family_first_name(text: str) -> str:
    """Return a name as printed, read from `Lovelace, Ada`; a suffix may stand second or last."""
    name = without_marks(clean(text))
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 3 and parts[2].strip(".").lower() in _SUFFIXES:
        name = f"{parts[0]}, {parts[2]}, {parts[1]}"
    return printed_name(parse_name(name)) or name if "," in name else name
