"""The page of a topic, a venue, a kind of works or a selection: its papers by year, cut where they are many."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import msgspec

from separata.pages import metadata
from separata.pages.batch import Batch
from separata.pages.bibliographies import exports_of, older_files
from separata.pages.cuts import cut_url, older_parts
from separata.pages.feed import feeds_of
from separata.pages.groups import YearGroup, by_year, year_groups
from separata.pages.head import Head, Link, address_of
from separata.pages.holding import Holding, Label
from separata.pages.page import Page
from separata.pages.person import CoAuthor
from separata.pages.pictures import papers_of
from separata.pages.shelves import span_of
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


class Cover(NamedTuple):
    """What a shelf's own page says besides its newest papers, of which alone it lists more than this.

    `total` is the number of all papers, `span` the years of the first and the last, `parts` how many older
    parts there are; `people` wrote most of the papers: name, page, papers.
    """

    label: Label
    imprint: metadata.Imprint
    total: int
    span: tuple[int, int]
    parts: int
    people: tuple[tuple[str, str, int], ...]


def plan(holding: Holding) -> Iterator[Page]:
    """Plan the page of a shelf, and one for each full part of it."""
    label, ((_, newest), *full) = holding.label, holding.parts
    total, people = len(holding.papers), holding.frequent(_PEOPLE)
    cover = Cover(label, holding.imprint, total, holding.span, len(full), people)
    yield Page(label.url, "selection.html", (cover, newest), make)
    for number, batch in full:
        inputs = (label.name, label.url, label.up, batch, number)
        yield Page(cut_url(label.url, number, _JOINT), "selection.html", inputs, make_part)


def make(cover: Cover, newest: Batch) -> SelectionPage:
    """Return the context of a shelf's own page."""
    label, total = cover.label, cover.total
    first, last = cover.span
    count = opening(papers_of(total))
    within = f", {span(first, last)}" if first else ""
    name, url = opening(label.name), label.url
    return SelectionPage(
        head=Head(
            title=name,
            address=address_of(url),
            section=label.up.url,
            description=f"{name}: {papers_of(total)}{within}.",
            alternates=(*exports_of(url), *feeds_of(url)),
            metadata=metadata.of_list(name, url, label.up, cover.imprint),
        ),
        name=name,
        span=span(first, last) if first else "",
        up=label.up,
        groups=year_groups(by_year(newest.sheets)),
        parts=older_parts(url, cover.parts, _JOINT),
        older_files=older_files(url, total),
        count=count,
        words=label.words,
        people=tuple(CoAuthor(*one) for one in cover.people),
    )


def make_part(name: str, url: str, up: Link, batch: Batch, part: int) -> SelectionPage:
    """Return the context of an older part of a shelf; it knows nothing that newer papers change."""
    first, last = span_of(batch.papers)
    address = address_of(cut_url(url, part, _JOINT))
    return SelectionPage(
        head=Head(title=f"{opening(name)}, part {part}", address=address, section=up.url),
        name=opening(name),
        span=span(first, last) if first else "",
        up=up,
        groups=year_groups(by_year(batch.sheets)),
        parts=older_parts(url, part - 1, _JOINT),
        part=part,
        newest=url,
    )
