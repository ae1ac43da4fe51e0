"""Records of tagged lines: what RIS and the export of Web of Science share."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from separata.problems import Place, Problem, warning
from separata.readers.seed import Line, Seed, raw_text


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
