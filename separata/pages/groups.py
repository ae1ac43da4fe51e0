"""Papers grouped by year, as several kinds of pages list them."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Annotated

import msgspec

from separata.pages.addresses import year_url
from separata.pages.edition import Edition
from separata.pages.pictures import papers_of
from separata.pages.sheet import Line, Sheet, lines
from separata.paper import Paper

UNDATED = "undated"


class YearGroup(msgspec.Struct, frozen=True):
    """The papers of one year, newest first."""

    year: Annotated[str, "the year, or `undated`"]
    anchor: Annotated[str, "id of the group on the page"]
    url: Annotated[str, "the year's page, from the top of the site"]
    count: Annotated[str, "how many papers stand here, in words"]
    entries: Annotated[tuple[Line, ...], "the papers"]


# A year (0 for undated papers) with its papers: what a page that lists papers is a function of.
Years = tuple[tuple[int, tuple[Sheet, ...]], ...]


def years_with_sheets(edition: Edition, papers: Iterable[Paper]) -> Years:
    """Group papers that stand newest first by their year."""
    return by_year(edition.sheet(paper) for paper in papers)


def by_year(sheets: Iterable[Sheet]) -> Years:
    """Group sheets of papers that stand newest first by their year."""
    return tuple([(year, tuple(found)) for year, found in groupby(sheets, key=attrgetter("year"))])


def year_groups(years: Years, totals: Mapping[int, int] | None = None) -> tuple[YearGroup, ...]:
    """Return the groups ready to print; `totals` are the papers of each year, where not all may stand here."""
    known = totals or {}
    return tuple(
        [
            YearGroup(
                year=str(year or UNDATED),
                anchor=f"y{year or UNDATED}",
                url=year_url(year),
                count=_count(len(sheets), known.get(year, len(sheets))),
                entries=lines(sheets, in_year=True),
            )
            for year, sheets in years
        ]
    )


def _count(shown: int, total: int) -> str:
    return papers_of(total) if shown == total else f"{shown} of {papers_of(total)}"
