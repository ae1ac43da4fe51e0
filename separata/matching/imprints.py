"""Imprints: where and when a version was printed, and whether two imprints are of one publication."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from separata.matching.finding import Evidence
from separata.matching.series import same_series, series_of
from separata.model import Version, Work
from separata.text import words_of

_NUMBER = re.compile(r"[a-z]?\d+")

# Digits of what may be a page; more are no number that anything is printed on.
_LONGEST = 10

# What weighs as much against is another publication, whatever else agrees.
_ANOTHER = -14.0


class Imprint(NamedTuple):
    """A version's place in print, folded; what is not known is empty or 0.

    `series` is the container without small words and numbers, `numbers` are these numbers: the 28th or
    the one of 2019. `volume`, `issue`, `first` and `last` (pages or an article number) are as printed.
    """

    type: str
    year: int
    series: str = ""
    numbers: frozenset[str] = frozenset()
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""


def imprints_of(work: Work) -> tuple[Imprint, ...]:
    """Return the imprints of what has been published of a work; a preprint has none."""
    return tuple(imprint_of(version) for version in work.versions if version.type != "preprint")


def imprint_of(version: Version) -> Imprint:
    """Fold where a version was printed."""
    series, numbers = series_of(words_of(version.container))
    first, last = _pages(version.pages)
    volume, issue = _volume(version.volume)
    return Imprint(
        type=version.type,
        year=version.issued.year if version.issued else 0,
        series=series,
        numbers=numbers,
        volume=volume,
        issue=version.issue or issue,
        first=first,
        last=last,
    )


def agreement(ours: tuple[Imprint, ...], theirs: tuple[Imprint, ...]) -> Evidence | None:
    """Weigh the strongest agreement of two sides' imprints; failing that, the strongest contradiction."""
    found = [found for a, b in product(ours, theirs) for found in _compared(*sorted((a, b), key=_order))]
    for_it = max((each for each in found if each.weight > 0), default=None)
    return for_it or min(found, default=None)


def _order(imprint: Imprint) -> tuple[object, ...]:
    return (*imprint[:3], sorted(imprint.numbers), *imprint[4:])


def _compared(a: Imprint, b: Imprint) -> Iterator[Evidence]:
    """Yield what two imprints say of each other; each volume of a series has a page 10."""
    contradictions = tuple(_contradiction(a, b)) if a.type == b.type else ()
    yield from contradictions
    if any(each.weight <= _ANOTHER for each in contradictions) or _differ(a.volume, b.volume):
        return
    if not a.first or a.first != b.first:
        return
    whole = a.last == b.last and a.last != a.first
    if a.first != "1":
        pages = f"both on pages {a.first}-{a.last}" if whole else f"both from page {a.first}"
        yield Evidence(8.0 if whole else 4.0, pages)
    elif whole and not contradictions and _may_be_one(a.series, b.series):
        yield Evidence(3.0, f"both on pages 1-{a.last}")


def _contradiction(a: Imprint, b: Imprint) -> Iterator[Evidence]:
    """Yield what makes two imprints of one type two publications."""
    if a.series and b.series and same_series(a.series, b.series):
        if _differ(a.volume, b.volume):
            yield Evidence(-20.0, f"volumes {a.volume} and {b.volume} of one series")
        elif len(a.numbers) == len(b.numbers) == 1 and not _same_number(a.numbers, b.numbers):
            yield Evidence(-20.0, f"numbers {min(a.numbers)} and {min(b.numbers)} of one series")
        elif _differ(a.issue, b.issue) and a.volume:
            yield Evidence(-20.0, f"issues {a.issue} and {b.issue} of volume {a.volume}")
        elif (a.volume or a.year == b.year) and _apart(a, b):
            yield Evidence(_ANOTHER, f"pages {a.first} and {b.first} of one volume")
    if _differ(a.year, b.year):
        weight = -18.0 if a.type == "report" else -6.0
        yield Evidence(weight, f"one published in {a.year}, the other in {b.year}")


def _may_be_one(series: str, other: str) -> bool:
    """Tell whether two containers may be one; every book has an introduction that begins on page 1."""
    return not (series and other) or same_series(series, other)


def _differ(one: str | int, other: str | int) -> bool:
    return bool(one and other and one != other)


def _same_number(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two numbers are one; `93` is short for `1993`."""
    one, other = min(ours), min(theirs)
    return one.endswith(other) or other.endswith(one)


def _apart(a: Imprint, b: Imprint) -> bool:
    """Tell whether two ranges of pages have no page in common; letters in numbers make them incomparable."""
    numbers = (a.first, a.last, b.first, b.last)
    if not all(number.isdecimal() and len(number) < _LONGEST for number in numbers):
        return False
    begin, end, other_begin, other_end = map(int, numbers)
    return end < other_begin or other_end < begin


def _volume(text: str) -> tuple[str, str]:
    """Return volume and issue (`5(2)`) or ""; a year is no volume, since many print it in its place."""
    volume, issue, *_ = (*_NUMBER.findall(text.lower()), "", "")
    return ("", "") if re.fullmatch(r"(?:19|20)\d\d", volume) else (volume, issue if "(" in text else "")


def _pages(text: str) -> tuple[str, str]:
    """Return first and last page: `1564-73` ends on 1573, an article number ends where it begins."""
    first, last, *_ = (*_NUMBER.findall(text.lower()), "", "")
    if len(last) < len(first):
        last = f"{first[: len(first) - len(last)]}{last}"
    return first, last
