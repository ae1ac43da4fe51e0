"""arXiv records in paragraphs, each with the day its first version was submitted.

Blank lines part an abstract, a comment if there is one (known by its position alone), and the id with
the date, which is in the calendar of the eastern United States, where arXiv is:

    We count the petals of roses.

    12 pages, 3 figures

    arXiv:1805.01234
    Created: 2018-05-03
"""

import re
from collections.abc import Iterator, Sequence

from separata.dates import Date, date_from_iso
from separata.model import Claim, DateStatement
from separata.problems import Problem, warning
from separata.readers.arxiv import PREFIX, arxiv_record, leading_id
from separata.readers.reader import Known, Reader
from separata.readers.seed import Line, Seed, quoted, raw_text

_CREATED = "Created:"
_END = re.compile(rf"^{PREFIX}\S+[ \t]*\n{_CREATED}", re.MULTILINE)

Paragraph = tuple[Line, ...]


def detect(text: str) -> bool:
    """Tell whether an id on a line of its own is followed by a date of creation."""
    return bool(_END.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per record; a record without a date is a claim and a warning."""
    parts: list[Paragraph] = []
    for paragraph in _paragraphs(seed):
        if paragraph[0].text.startswith((PREFIX, _CREATED)):
            yield from _record(seed, parts, paragraph)
            parts = []
        else:
            parts.append(paragraph)
    if parts:
        yield Problem(seed.place(parts[0][0]), "the record has no arXiv id before the file ends")


def _paragraphs(seed: Seed) -> Iterator[Paragraph]:
    """Yield runs of lines without a blank line between; an id begins a paragraph in any case."""
    lines: list[Line] = []
    for line in seed.lines:
        if lines and (line.number > lines[-1].number + 1 or line.text.startswith(PREFIX)):
            yield tuple(lines)
            lines = []
        lines.append(line)
    if lines:
        yield tuple(lines)


def _record(seed: Seed, parts: Sequence[Paragraph], end: Paragraph) -> Iterator[Claim | Problem]:
    """Read a record; `end` is the paragraph with its id and its date."""
    number = end[0].text.removeprefix(PREFIX).strip()
    if not number or leading_id(number) != number:
        yield Problem(seed.place(end[0]), f"no arXiv id can be read from {quoted(end[0].text)}")
        return
    days = [_day(line.text) for line in end[1:]]
    if len(days) > 1 or None in days:
        yield Problem(seed.place(end[-1]), f"must be '{_CREATED} YYYY-MM-DD', got {quoted(end[-1].text)}")
        return
    lines = [line for paragraph in (*parts, end) for line in paragraph]
    texts = [raw_text(paragraph) for paragraph in parts]
    dates = tuple(DateStatement(day, "first-version", "US-Eastern", seed.path) for day in days if day)
    yield arxiv_record(seed.place(lines[0]), texts, number, raw=raw_text(lines), dates=dates)
    if not dates:
        yield warning(seed.place(end[0]), f"the record has no '{_CREATED}' line")


def _day(text: str) -> Date | None:
    """Read `Created: 2018-05-03`; a month or a year alone is a date cut short."""
    date = date_from_iso(text.removeprefix(_CREATED).strip()) if text.startswith(_CREATED) else None
    return date if date and date.day else None


READER = Reader("arxiv_paragraphs", detect, read)
