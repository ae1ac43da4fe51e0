"""A year's papers, cut into pages that are filled from the oldest."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import msgspec

from separata.pages import metadata
from separata.pages.addresses import year_url
from separata.pages.bibliographies import exports_of, older_files
from separata.pages.cuts import cut_url, cuts
from separata.pages.edition import Edition
from separata.pages.entry import Entry
from separata.pages.feed import feeds_of
from separata.pages.head import Head, Link, address_of
from separata.pages.page import Page
from separata.pages.pictures import papers_of
from separata.pages.sheet import Sheet, entries
from separata.pages.words import opening


class YearPage(msgspec.Struct, frozen=True):
    """What `year.html` sees as `page`. An older part knows nothing of the newer ones, so it never changes."""

    head: Annotated[Head, "the head of the page"]
    year: Annotated[str, "the year, or `undated`"]
    count: Annotated[str, "how many papers the year has, in words; empty on an older part"]
    part: Annotated[int, "number of an older part, from the oldest; 0 on the year's own page"]
    newest: Annotated[str, "on an older part: the year's own page, from the top of the site"]
    parts: Annotated[tuple[Link, ...], "the parts older than this one, newest first"]
    around: Annotated[tuple[Link, ...], "on the year's own page: the years before and after that have papers"]
    entries: Annotated[tuple[Entry, ...], "the papers, newest first"]
    older_files: Annotated[tuple[Link, ...], "files of the year's older papers, from the top of the site"]


class Whole(NamedTuple):
    """What the year's own page says besides: how many papers it has, and the years around; a part has none."""

    total: int = 0
    around: tuple[int, ...] = ()


def plan(edition: Edition) -> Iterator[Page]:
    """Plan a page for each year, and one for each full part of it."""
    imprint = metadata.imprint_of(edition.site)
    years = tuple(edition.library.by_year)
    for at, year in enumerate(years):
        papers = edition.library.by_year[year]
        around = (*years[at + 1 : at + 2], *years[max(at - 1, 0) : at])
        every = cuts(len(papers))
        for cut in every:
            sheets = tuple(edition.sheet(paper) for paper in papers[cut.start : cut.stop])
            whole = Whole() if cut.number else Whole(len(papers), around)
            inputs = (year, cut.number, sheets, (cut.number or len(every)) - 1, whole, imprint)
            yield Page(cut_url(year_url(year), cut.number), "year.html", inputs, make)


def make(
    year: int, part: int, sheets: tuple[Sheet, ...], older: int, whole: Whole, imprint: metadata.Imprint
) -> YearPage:
    """Return the context of a year's page or of an older part of it."""
    name = str(year) if year else "Undated papers"
    url = year_url(year)
    return YearPage(
        head=Head(
            title=f"{name}, part {part}" if part else name,
            address=address_of(cut_url(url, part)),
            section="papers.html",
            description="" if part else f"{opening(papers_of(whole.total))} of {name}.",
            alternates=() if part else (*exports_of(url), *feeds_of(url)),
            metadata=metadata.of_list(name, url, Link("Papers", "papers.html"), imprint),
        ),
        year=name,
        count=opening(papers_of(whole.total)) if whole.total else "",
        part=part,
        newest=url if part else "",
        parts=tuple(Link(f"part {number}", cut_url(url, number)) for number in range(older, 0, -1)),
        around=tuple(Link(str(near) if near else "undated", year_url(near)) for near in whole.around),
        entries=entries(sheets, in_year=True),
        older_files=older_files(url, whole.total),
    )
