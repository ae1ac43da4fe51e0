"""Dates as lists print them: `2020-05-03`, `May 3, 2020`, `3 may 2020`, `2020/05//`, `2020`."""

import re
from calendar import monthrange

from separata.dates import MONTHS, Date
from separata.readers.fields import Fields

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_NUMERIC = re.compile(r"((?:1[5-9]|2[01])\d\d)(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)")
_MONTH = re.compile(rf"\b({'|'.join(month[:3] for month in MONTHS)})[a-z]*\b", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d:])([0-3]?\d)(?:st|nd|rd|th)?(?![\d:])")


def date_in_words(text: str) -> Date | None:
    """Return the first date in a text as far as it is known; None when there is no year from 1500 to 2199.

    What is not in the calendar is left out: `2020-13` is 2020. A month may be a word or, before its year, a
    number; of a span of days (`May 3-5`) the first counts.
    """
    text = text.strip()
    if numeric := _NUMERIC.match(text):
        return date_of(*(int(part or 0) for part in numeric.groups()))
    if not (year := _YEAR.search(text)):
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    if not (month := _MONTH.search(rest)):
        number = re.match(r"\D*?(?:([0-3]?\d)\s+)?(\d{1,2})\D*$", rest)
        return date_of(int(year[1]), int(number[2]), int(number[1] or 0)) if number else Date(int(year[1]))
    day = _DAY.search(rest)
    names = [each[:3].lower() for each in MONTHS]
    return date_of(int(year[1]), names.index(month[1].lower()) + 1, int(day[1]) if day else 0)


def names_month(text: str) -> bool:
    """Tell whether a text names a month, with a day or without, of a year that stands elsewhere."""
    date = date_in_words(f"{text} 2000")
    return bool(date and date.month)


def date_stated(fields: Fields, year: str, month: str) -> Date | None:
    """Read the date of two fields that hold lists of texts; what cannot be read stays among the fields."""
    known = fields.take(lambda said: said[0] if date_in_words(said[0]) else None, year)
    within = fields.take(lambda said: said[0] if names_month(said[0]) else None, month) if known else None
    return date_in_words(f"{within or ''} {known or ''}")


def date_of(year: int = 0, month: int = 0, day: int = 0) -> Date | None:
    """Return a date as far as it is in the calendar; None without a year from 1000 to 2999."""
    if not 1000 <= year <= 2999:
        return None
    if not 1 <= month <= 12:
        return Date(year)
    return Date(year, month, day if 1 <= day <= monthrange(year, month)[1] else 0)
