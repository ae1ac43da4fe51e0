"""Cards of a profile page, between lines that only the page had a use for.

Above the first card stand the owner's name and its buttons. A card has a title, the day of the version
last seen (in UTC), all authors, `Figure n for` lines (thumbnails, never more than a few: no count of
figures), the abstract, perhaps a comment behind a star, and a closing line:

    Alert button
    Picture for Ada Lovelace

    Ada Lovelace

    Alert button

    We Count the Petals of Roses

    May 03, 2018
    Ada Lovelace, Mary Somerville

    Figure 1 for We Count the Petals of Roses

    We count the petals of roses.

    * 12 pages, 3 figures
    Viaarxiv icon
"""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise

import msgspec

from separata.dates import date_from_english
from separata.model import Author, Claim, DateStatement, Work
from separata.problems import Problem
from separata.readers.comments import with_comment
from separata.readers.reader import Known, Reader
from separata.readers.seed import Line, Seed, quoted, raw_text
from separata.text import squeezed

_END = "Viaarxiv icon"
_ENDS = re.compile(rf"^{_END}\s*$", re.MULTILINE)
_PICTURE = "Picture for "
_NOISE = re.compile(rf"Alert button|{_PICTURE}.+|Figure \d+ for .+")
_DATE = re.compile(r"[A-Z][a-z]+\.? \d{1,2}, \d{4}", re.ASCII)
_STAR = "* "


def detect(text: str) -> bool:
    """Tell whether a line closes a card."""
    return bool(_ENDS.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per card; a card without its closing line is an error, for it may be cut short."""
    owners = {line.text.strip().removeprefix(_PICTURE) for line in seed.lines if line.text.startswith(_PICTURE)}
    profile = min(owners) if len(owners) == 1 else ""
    for item in _items(seed, _lines(seed, owners)):
        yield msgspec.structs.replace(item, profile=profile) if isinstance(item, Claim) else item


def _items(seed: Seed, lines: Sequence[Line]) -> Iterator[Claim | Problem]:
    start = 0
    for at, line in enumerate(lines, start=1):
        if line.text.strip() == _END:
            yield from _cards(seed, lines[start : at - 1], closing=line)
            start = at
    yield from _cards(seed, lines[start:])


def _lines(seed: Seed, owners: set[str]) -> tuple[Line, ...]:
    """Return the lines that belong to cards; the owner's name above the first card does not."""
    lines = (line for line in seed.lines if not _NOISE.fullmatch(line.text.strip()))
    return tuple(dropwhile(lambda line: line.text.strip() in owners, lines))


def _cards(seed: Seed, lines: Sequence[Line], closing: Line | None = None) -> Iterator[Claim | Problem]:
    """Read the lines up to a closing line, or to the end of the file; a date tells each card there."""
    starts = [max(at - 1, 0) for at, line in enumerate(lines) if _DATE.fullmatch(line.text.strip())]
    if closing and not starts:
        yield Problem(seed.place([*lines, closing][0]), "the record has no date such as 'May 03, 2018'")
        return
    yield from seed.strays(lines[: starts[0]] if starts else lines)
    for start, end in pairwise([*starts, len(lines)]):
        if closing and end == len(lines):
            yield from _card(seed, lines[start:end])
        else:
            yield Problem(seed.place(lines[start]), f"the record has no '{_END}' line at its end")


def _card(seed: Seed, lines: Sequence[Line]) -> Iterator[Claim | Problem]:
    """Read a card: title, date, authors, abstract and perhaps a comment."""
    place = seed.place(lines[0])
    texts = [squeezed(line.text) for line in lines]
    if len(texts) < 4 or _DATE.fullmatch(texts[0]) or texts[3].startswith(_STAR):
        yield Problem(place, "the record must have a title, a date, authors and an abstract")
        return
    if not (date := date_from_english(texts[1])):
        yield Problem(seed.place(lines[1]), f"no date can be read from {quoted(texts[1])}")
        return
    work = Work(
        title=texts[0],
        authors=tuple(Author(name.strip()) for name in texts[2].split(",") if name.strip()),
        abstract=texts[3],
        dates=(DateStatement(date, "seen-version", "UTC", seed.path),),
    )
    size = 5 if texts[4:] and texts[4].startswith(_STAR) else 4
    if size == 5:
        work = with_comment(work, texts[4].removeprefix(_STAR))
    yield Claim(place, work, raw_text(lines[:size]))
    yield from seed.strays(lines[size:])


READER = Reader("figure_cards", detect, read)
