"""Cards of a list of search results, three lines each, that print little and glue it together.

First the category without its archive and the day of the first version (in UTC; the abstract may be a
later version's); then the title, up to three authors, and tags of institutions, which are guesses of
the list's maker; then the abstract:

    CLMay 3, 2018
    We Count the Petals of RosesAda Lovelace, Mary Somerville, Sophie Germain et al. · london, paris
    We count the petals of roses.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from separata.dates import MONTHS, date_from_english
from separata.model import Author, Claim, DateStatement, Work
from separata.problems import Problem, warning
from separata.readers.bylines import Byline, parse_byline
from separata.readers.categories import category
from separata.readers.reader import Known, Reader
from separata.readers.seed import Line, Seed, quoted, raw_text
from separata.text import squeezed

_MONTH = "|".join(month[:3] for month in MONTHS)
_HEAD = re.compile(r"(?P<word>\S+) (?P<day>\d{1,2}, \d{4})", re.ASCII)
_WORD = re.compile(rf"(?P<category>.*?)(?P<month>(?:{_MONTH})[a-z]*\.?)")
_CARD = re.compile(rf"^\S+?(?:{_MONTH})[a-z]*\.? \d{{1,2}}, \d{{4}}\s*$", re.MULTILINE)


def detect(text: str) -> bool:
    """Tell whether a line is a date with a category glued to it."""
    return bool(_CARD.search(text))


def read(seed: Seed, known: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per card, and a warning beside it where title and first author are not certain."""
    card: list[Line] = []
    for line in seed.lines:
        if _HEAD.fullmatch(line.text.strip()):
            yield from _card(seed, card, known)
            card = []
        card.append(line)
    yield from _card(seed, card, known)


def _card(seed: Seed, lines: Sequence[Line], known: Known) -> Iterator[Claim | Problem]:
    """Read the lines from one date to the next; before the first date only strays can stand."""
    if not lines or not (head := _HEAD.fullmatch(lines[0].text.strip())):
        yield from seed.strays(lines)
        return
    place = seed.place(lines[0])
    word = _WORD.fullmatch(head["word"])
    date = date_from_english(f"{word['month']} {head['day']}") if word else None
    if not word or not date:
        yield Problem(place, f"no date can be read from {quoted(lines[0].text)}")
    elif len(lines) < 3:
        yield Problem(place, "the record ends before its abstract")
    else:
        byline = parse_byline(lines[1].text, known)
        work = Work(
            title=byline.title,
            authors=tuple(Author(name) for name in byline.names),
            authors_incomplete=byline.incomplete,
            categories=tuple(filter(None, [category(word["category"])])),
            abstract=squeezed(lines[2].text),
            dates=(DateStatement(date, "first-version", "UTC", seed.path),),
            extra=_extra(byline, lines[1].text, word["category"]),
        )
        yield Claim(place, work, raw_text(lines[:3]))
        yield from _doubts(seed, lines[1], byline)
    yield from seed.strays(lines[3:])


def _extra(byline: Byline, printed: str, code: str) -> dict[str, Any]:
    """Return what a card says that has no field, or that could not be put into one."""
    extra: dict[str, Any] = {"institutions": byline.tags} if byline.tags else {}
    if not byline.title:
        extra["byline"] = squeezed(printed)
    if code and not category(code):
        extra["category"] = code
    return extra


def _doubts(seed: Seed, line: Line, byline: Byline) -> Iterator[Problem]:
    """Yield a warning for a cut that nothing but letter case speaks for, or that was not found."""
    if byline.guessed:
        yield warning(
            seed.place(line),
            f"title and first author were parted by letter case alone: '{byline.title}', '{byline.names[0]}'",
        )
    elif not byline.title:
        yield warning(seed.place(line), f"title and first author cannot be told apart in {quoted(line.text)}")


READER = Reader("etal_cards", detect, read, needs_known=True)
