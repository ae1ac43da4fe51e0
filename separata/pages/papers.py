"""The list of all papers, by year; in a large library the newest ones and a way to each year."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec

from separata.pages import feed
from separata.pages.addresses import year_url
from separata.pages.bibliographies import exports_of, older_files
from separata.pages.choices import Filter, filters_of
from separata.pages.edition import Edition
from separata.pages.groups import UNDATED, YearGroup, Years, year_groups, years_with_sheets
from separata.pages.head import Head, Link
from separata.pages.page import Page
from separata.pages.pictures import Histogram, YearLink, histogram, papers_of
from separata.pages.words import opening, span

_ALL = 300  # papers up to which the page lists all
_NEWEST = 100  # papers that it lists of more


class Way(msgspec.Struct, frozen=True):
    """Another list of the papers."""

    words: Annotated[str, "what it is called"]
    url: Annotated[str, "its page, from the top of the site"]
    count: Annotated[int, "how many it lists; 0 where that says nothing"] = 0


class PapersPage(msgspec.Struct, frozen=True):
    """What `papers.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    span: Annotated[str, "first and last year"]
    histogram: Annotated[Histogram | None, "papers per year; nothing where there is only one year"]
    count: Annotated[str, "how many papers there are, in words"]
    newest: Annotated[int, "how many of them the page lists; 0 where it lists all"]
    years: Annotated[tuple[YearLink, ...], "the years in words, where the histogram does not lead to them all"]
    ways: Annotated[tuple[Way, ...], "other lists of the papers: kinds, topics, venues, selections"]
    older_files: Annotated[tuple[Link, ...], "files of older papers, from the top of the site"]
    groups: Annotated[tuple[YearGroup, ...], "papers by year, newest first"]
    filters: Annotated[tuple[Filter, ...], "what narrows the list down besides words"]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the list of all papers."""
    papers = edition.library.papers
    whole = lists_all(len(papers))
    shown = papers if whole else papers[:_NEWEST]
    undated = len(edition.library.by_year.get(0, ()))
    filters = filters_of(edition, people=whole)
    inputs = (years_with_sheets(edition, shown), edition.years, undated, _ways(edition), filters)
    yield Page("papers.html", "papers.html", inputs, make)


def lists_all(count: int) -> bool:
    """Tell whether so many papers stand on the page all together."""
    return count <= _ALL


def _ways(edition: Edition) -> tuple[Way, ...]:
    """Return the other ways to the papers: kinds if several, topics, venues, selections, statistics."""
    kinds = [Way(shelf.name, shelf.url, len(shelf.papers)) for shelf in edition.kinds.values()]
    lists = (
        Way("Topics", "topics.html", len(edition.topics)),
        Way("Venues", "venues.html", len(edition.venues)),
    )
    there = [way for way in lists if way.count]
    there += [Way(shelf.name, shelf.url, len(shelf.papers)) for shelf in edition.selections.values()]
    whole = [Way("Statistics", "statistics.html")] if edition.library.papers else []
    return (*(kinds if len(kinds) > 1 else ()), *there, *whole)


def make(
    listed: Years,
    years: tuple[tuple[int, int], ...],
    undated: int,
    ways: tuple[Way, ...],
    filters: tuple[Filter, ...],
) -> PapersPage:
    """Return the context of the list; a bar of the histogram leads down the page where its year is there."""
    shown = sum(len(sheets) for _, sheets in listed)
    totals = {**dict(years), 0: undated}
    count = sum(totals.values())
    whole = shown == count
    picture = histogram(years, _anchor if whole else year_url, tallest=84)
    return PapersPage(
        head=Head(
            title="Papers",
            address="papers.html",
            section="papers.html",
            description=f"{opening(papers_of(count))} by year.",
            alternates=(*exports_of("papers.html"), *feed.WHOLE),
        ),
        span=span(years[0][0], years[-1][0]) if years else "",
        histogram=picture,
        count=opening(papers_of(count)),
        newest=0 if whole else shown,
        years=_links(totals, whole=whole, picture=picture),
        ways=ways,
        older_files=older_files("papers.html", count, joint="-"),
        groups=year_groups(listed, totals),
        filters=filters,
    )


def _anchor(year: int) -> str:
    return f"#y{year or UNDATED}"


def _links(totals: Mapping[int, int], *, whole: bool, picture: Histogram | None) -> tuple[YearLink, ...]:
    """Return a link to each year that has papers, where pictures do not label them all or cannot."""
    if picture and not picture.years and (whole or not totals[0]):
        return ()
    if whole and not picture:
        return ()
    url_of = _anchor if whole else year_url
    years = (year for year in sorted(totals, key=lambda year: -year) if totals[year])
    return tuple(YearLink(str(year or UNDATED), url_of(year), totals[year]) for year in years)
