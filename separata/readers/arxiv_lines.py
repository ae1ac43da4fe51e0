"""arXiv records on lines, where each id is glued to the abstract that follows it.

An abstract is one line. A comment may follow on a line of its own; it is known by that position alone,
for it may be a sentence like any other. Then comes the id, and behind it, on the same line, the next
record begins:

    We count the petals of roses.
    12 pages, 3 figures
    arXiv:1805.01234We count the petals of tulips.
    arXiv:1412.04321
"""

import re
from collections.abc import Iterator, Sequence

from separata.model import Claim
from separata.problems import Problem
from separata.readers.arxiv import PREFIX, arxiv_record, leading_id
from separata.readers.reader import Known, Reader
from separata.readers.seed import Line, Seed, quoted, raw_text

_ID_LINE = re.compile(rf"^{PREFIX}\S", re.MULTILINE)
_CREATED = re.compile(r"^Created:", re.MULTILINE)


def detect(text: str) -> bool:
    """Tell whether a line begins with an id and none with a date of creation."""
    return bool(_ID_LINE.search(text)) and not _CREATED.search(text)


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per record.

    After an id that cannot be read nobody can tell where the next abstract begins: the next record is
    read without its abstract.
    """
    lines: list[Line] = []
    for line in seed.lines:
        if not line.text.startswith(PREFIX):
            lines.append(line)
            continue
        number = leading_id(line.text.removeprefix(PREFIX))
        head = PREFIX + number
        if number:
            yield _record(seed, lines, Line(line.number, head))
        else:
            yield Problem(seed.place(line), f"no arXiv id can be read from {quoted(line.text)}")
        rest = Line(line.number, line.text.removeprefix(head).strip() if number else "", len(head) + 1)
        lines = [rest] if rest.text or not number else []
    if any(line.text for line in lines):
        yield Problem(seed.place(lines[0]), "the record has no arXiv id before the file ends")


def _record(seed: Seed, lines: Sequence[Line], end: Line) -> Claim | Problem:
    """Read the lines of one record and its id."""
    raw = raw_text([*lines, end])
    number = end.text.removeprefix(PREFIX)
    return arxiv_record(seed.place([*lines, end][0]), [line.text for line in lines], number, raw=raw)


READER = Reader("arxiv_lines", detect, read)
