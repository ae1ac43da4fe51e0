"""The page of a topic, a venue, a kind of works or a selection: its papers by year, cut where they are many."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

import msgspec

from separata.model import Paper
from separata.pages import metadata
from separata.pages.addresses import person_url
from separata.pages.bibliographies import exports_of, files_beside, older_files
from separata.pages.cuts import cut_url, cuts
from separata.pages.edition import Edition
from separata.pages.feed import feeds_beside, feeds_of
from separata.pages.groups import YearGroup, Years, year_groups, years_with_sheets
from separata.pages.head import Head, Link, address_of
from separata.pages.page import Page
from separata.pages.person import CoAuthor
from separata.pages.pictures import papers_of
from separata.pages.shelves import Shelf
from separata.pages.words import opening, span

_PEOPLE = 12

# File names of shelves have hyphens but no dots, so a part's address is never that of another shelf.
_JOINT = "."


class SelectionPage(msgspec.Struct, frozen=True):
    """What `selection.html` sees as `page`. An older part of a long list has a name and papers only."""

    head: Annotated[Head, "the head of the page"]
    name: Annotated[str, "the topic, the venue, the kind or the selection"]
    span: Annotated[str, "years of the first and last paper; may be empty"]
    up: Annotated[Link, "the list in which this page stands, from the top of the site"]
    groups: Annotated[tuple[YearGroup, ...], "papers by year, newest first"]
    parts: Annotated[tuple[Link, ...], "the parts older than this one, newest first"]
    part: Annotated[int, "number of an older part, from the oldest; 0 on the shelf's own page"] = 0
    newest: Annotated[str, "on an older part: the shelf's own page, from the top of the site"] = ""
    older_files: Annotated[tuple[Link, ...], "files of older papers, from the top of the site"] = ()
    count: Annotated[str, "how many papers, in words; empty on an older part"] = ""
    words: Annotated[str, "a description, or full names; may be empty"] = ""
    people: Annotated[tuple[CoAuthor, ...], "who wrote most of the papers, with how many of them"] = ()


class Whole(NamedTuple):
    """What the shelf's own page says of all its papers: how many, the years, who wrote most; and the site."""

    total: int
    years: tuple[int, int]
    words: str
    people: tuple[CoAuthor, ...]
    imprint: metadata.Imprint


def plan(edition: Edition, shelf: Shelf, up: Link) -> Iterator[Page]:
    """Plan the page of a shelf, and one for each full part of it; `up` is the list in which it stands."""
    newest, *full = cuts(len(shelf.papers))
    years = years_with_sheets(edition, shelf.papers[newest.start : newest.stop])
    whole = Whole(
        total=len(shelf.papers),
        years=span_of(shelf.papers),
        words=shelf.words,
        people=_people(edition, shelf.papers),
        imprint=metadata.imprint_of(edition.site),
    )
    yield Page(shelf.url, "selection.html", (shelf.name, shelf.url, up, years, whole, len(full)), make)
    for cut in full:
        years = years_with_sheets(edition, shelf.papers[cut.start : cut.stop])
        inputs = (shelf.name, shelf.url, up, years, cut.number)
        yield Page(cut_url(shelf.url, cut.number, _JOINT), "selection.html", inputs, make_part)


def plan_files(edition: Edition) -> Iterator[Page]:
    """Plan what stands beside the page of each shelf: its files for reference managers, and its feeds."""
    for shelf in edition.shelves:
        yield from files_beside(edition, shelf.url, shelf.papers)
        yield from feeds_beside(edition, shelf.url, shelf.papers, name=shelf.name)


def span_of(papers: Sequence[Paper]) -> tuple[int, int]:
    """Return the years of the first and the last paper; two zeros where none is dated."""
    years = [paper.card.year for paper in papers if paper.card.year]
    return (min(years), max(years)) if years else (0, 0)


def _people(edition: Edition, papers: Sequence[Paper]) -> tuple[CoAuthor, ...]:
    """Return who wrote most of some papers; of people with one paper there is nothing to tell."""
    bylines = edition.library.bylines
    counts = Counter(person for paper in papers for person in dict.fromkeys(bylines[paper.id]))
    frequent = sorted((item for item in counts.items() if item[1] > 1), key=lambda item: (-item[1], item[0]))
    people = edition.library.people
    return tuple(CoAuthor(people[id].name, person_url(id), count) for id, count in frequent[:_PEOPLE])


def make(name: str, url: str, up: Link, years: Years, whole: Whole, older: int) -> SelectionPage:
    """Return the context of a shelf's own page."""
    first, last = whole.years
    count = opening(papers_of(whole.total))
    within = f", {span(first, last)}" if first else ""
    return SelectionPage(
        head=Head(
            title=opening(name),
            address=address_of(url),
            section=up.url,
            description=f"{opening(name)}: {papers_of(whole.total)}{within}.",
            alternates=(*exports_of(url), *feeds_of(url)),
            metadata=metadata.of_list(opening(name), url, up, whole.imprint),
        ),
        name=opening(name),
        span=span(first, last) if first else "",
        up=up,
        groups=year_groups(years),
        parts=_older(url, older),
        older_files=older_files(url, whole.total),
        count=count,
        words=whole.words,
        people=whole.people,
    )


def make_part(name: str, url: str, up: Link, years: Years, part: int) -> SelectionPage:
    """Return the context of an older part of a shelf; it knows nothing that newer papers change."""
    dated = [year for year, _ in years if year]
    address = address_of(cut_url(url, part, _JOINT))
    return SelectionPage(
        head=Head(title=f"{opening(name)}, part {part}", address=address, section=up.url),
        name=opening(name),
        span=span(dated[-1], dated[0]) if dated else "",
        up=up,
        groups=year_groups(years),
        parts=_older(url, part - 1),
        part=part,
        newest=url,
    )


def _older(url: str, count: int) -> tuple[Link, ...]:
    return tuple(Link(f"part {part}", cut_url(url, part, _JOINT)) for part in range(count, 0, -1))
