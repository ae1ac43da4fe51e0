"""Dates as sources give them: a year, a year and a month, or a day."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORTEST = 28  # days that every month has

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ENGLISH = re.compile(r"([A-Z][a-z]+)\.? (\d{1,2}), (\d{4})")


class Date(NamedTuple):
    """A calendar date known to the year (month 0), the month (day 0) or the day.

    Dates order by what is known: 2022 comes before 2022-01, which comes before 2022-01-01.
    """

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Write ISO 8601 as far as the date is known: `2022`, `2022-12` or `2022-12-15`."""
        return _iso(self)

    @property
    def digits(self) -> int:
        """The date as one number, 20221215, by which dates order as they do by themselves."""
        return (self.year * 100 + self.month) * 100 + self.day

    @property
    def words(self) -> str:
        """The date in words: `2022`, `December 2022` or `15 December 2022`."""
        return _words(self)

    @property
    def timestamp(self) -> str:
        """The date as an RFC 3339 time for feeds: midnight UTC of its first day."""
        return _timestamp(self)


# There are few dates to very many papers, and each is printed many times.
@lru_cache(maxsize=1 << 12)
def _iso(date: Date) -> str:
    year, month, day = date
    if not month:
        return f"{year:04}"
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


@lru_cache(maxsize=1 << 12)
def _words(date: Date) -> str:
    day = [str(date.day)] if date.day else []
    return " ".join([*day, *([MONTHS[date.month - 1]] if date.month else []), str(date.year)])


@lru_cache(maxsize=1 << 12)
def _timestamp(date: Date) -> str:
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00Z"


@lru_cache(maxsize=1 << 12)
def date_from_digits(digits: int) -> Date | None:
    """Return the date that gives a number; None for 0."""
    return Date(digits // 10000, digits // 100 % 100, digits % 100) if digits else None


@lru_cache(maxsize=1 << 12)
def date_from_iso(text: str) -> Date | None:
    """Read `2022`, `2022-12` or `2022-12-15` (years 1000 to 2999); None when it is no such date."""
    if not (match := _ISO.fullmatch(text)):
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    return _checked(year, month, day, match.group(2), match.group(3))


def date_from_english(text: str) -> Date | None:
    """Read `Dec 15, 2022` or `December 15, 2022`; None when it is no such date."""
    if not (match := _ENGLISH.fullmatch(text)):
        return None
    name, day, year = match.groups()
    months = [n for n, month in enumerate(MONTHS, start=1) if month.startswith(name)]
    if len(name) < 3 or len(months) != 1:
        return None
    return _checked(int(year), months[0], int(day), name, day)


def date_from_parts(parts: Sequence[object]) -> Date | None:
    """Read `[2022, 12, 15]` up to the first part that is missing, None or ""; None when it is no such date.

    So Crossref, ORCID and PubMed give dates, as numbers or as text.
    """
    known = [str(part) for part in takewhile(lambda part: part not in (None, ""), parts)]
    if not known or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in known):
        return None
    return date_from_iso("-".join([known[0].zfill(4), *(part.zfill(2) for part in known[1:3])]))


def date_from_mail(text: str) -> Date | None:
    """Read the day of `Thu, 15 Dec 2022 06:19:23 GMT`, as mail and HTTP give it; None when it is none."""
    from email.utils import parsedate

    parts = parsedate(text)
    return date_from_parts(parts[:3]) if parts else None


def _last_day(year: int, month: int) -> int:
    # Most days are below the last ones, and a calendar takes long to load.
    from calendar import monthrange

    return monthrange(year, month)[1]


def _checked(year: int, month: int, day: int, has_month: str, has_day: str) -> Date | None:
    """Return the date if it is in the calendar; `2022-00` and `2022-02-30` are not."""
    if not 1000 <= year <= 2999 or (has_month and not 1 <= month <= 12):
        return None
    if has_day and not (1 <= day <= _SHORTEST or _SHORTEST < day <= _last_day(year, month)):
        return None
    return Date(year, month, day)
