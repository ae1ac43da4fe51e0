"""Papers grouped by year, as several kinds of pages list them."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Annotated

import msgspec

from separata.model import Paper
from separata.pages.edition import Edition, year_url
from separata.pages.entry import Entry
from separata.pages.pictures import papers_of

UNDATED = "undated"


class YearGroup(msgspec.Struct, frozen=True):
    """The papers of one year, newest first."""

    year: Annotated[str, "the year, or `undated`"]
    anchor: Annotated[str, "id of the group on the page"]
    url: Annotated[str, "the year's page, from the top of the site"]
    count: Annotated[str, "how many papers stand here, in words"]
    entries: Annotated[tuple[Entry, ...], "the papers"]


# A year (0 for undated papers) with its entries: what a page that lists papers is a function of.
Years = tuple[tuple[int, tuple[Entry, ...]], ...]


def years_with_entries(edition: Edition, papers: Sequence[Paper]) -> Years:
    """Group papers that stand newest first by their year."""
    return tuple(
        (year, edition.entries(tuple(found)))
        for year, found in groupby(papers, key=lambda paper: paper.work.issued.year if paper.work.issued else 0)
    )


def year_groups(years: Years, totals: Mapping[int, int] | None = None) -> tuple[YearGroup, ...]:
    """Return the groups ready to print; `totals` are the papers of each year, where not all may stand here."""
    known = totals or {}
    return tuple(
        YearGroup(
            year=str(year or UNDATED),
            anchor=f"y{year or UNDATED}",
            url=year_url(year),
            count=_count(len(entries), known.get(year, len(entries))),
            entries=entries,
        )
        for year, entries in years
    )


def _count(shown: int, total: int) -> str:
    return papers_of(total) if shown == total else f"{shown} of {papers_of(total)}"
