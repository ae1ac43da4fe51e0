"""A year's papers, cut into pages that are filled from the oldest."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import msgspec

from separata.pages import metadata
from separata.pages.addresses import year_url
from separata.pages.batch import Batch
from separata.pages.bibliographies import exports_of, older_files
from separata.pages.cuts import cut_url, older_parts
from separata.pages.feed import feeds_of
from separata.pages.head import Head, Link, address_of
from separata.pages.holding import PAPERS, Annual, Label
from separata.pages.page import Page
from separata.pages.pictures import papers_of
from separata.pages.sheet import Line, lines
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
    entries: Annotated[tuple[Line, ...], "the papers, newest first"]
    older_files: Annotated[tuple[Link, ...], "files of the year's older papers, from the top of the site"]


class Cover(NamedTuple):
    """What a year's own page says besides its newest papers: of how many in all, in how many older parts."""

    label: Label
    imprint: metadata.Imprint
    total: int
    parts: int
    around: tuple[int, ...]


def plan(annual: Annual) -> Iterator[Page]:
    """Plan the page of a year, and one for each full part of it."""
    label, ((_, newest), *full) = annual.label, annual.parts
    cover = Cover(label, annual.imprint, len(annual.papers), len(full), annual.around)
    yield Page(label.url, "year.html", (cover, newest), make)
    for number, batch in full:
        yield Page(cut_url(label.url, number), "year.html", (label, number, batch, annual.imprint), make_part)


def make(cover: Cover, newest: Batch) -> YearPage:
    """Return the context of a year's own page."""
    name, url, total = cover.label.name, cover.label.url, cover.total
    return YearPage(
        head=Head(
            title=name,
            address=address_of(url),
            section=PAPERS.url,
            description=f"{opening(papers_of(total))} of {name}.",
            alternates=(*exports_of(url), *feeds_of(url)),
            metadata=metadata.of_list(name, url, PAPERS, cover.imprint),
        ),
        year=name,
        count=opening(papers_of(total)),
        part=0,
        newest="",
        parts=older_parts(url, cover.parts),
        around=tuple(Link(str(near) if near else "undated", year_url(near)) for near in cover.around),
        entries=lines(newest.sheets, in_year=True),
        older_files=older_files(url, total),
    )


def make_part(label: Label, part: int, batch: Batch, imprint: metadata.Imprint) -> YearPage:
    """Return the context of an older part of a year; it knows nothing that newer papers change."""
    name, url = label.name, label.url
    return YearPage(
        head=Head(
            title=f"{name}, part {part}",
            address=address_of(cut_url(url, part)),
            section=PAPERS.url,
            metadata=metadata.of_list(name, url, PAPERS, imprint),
        ),
        year=name,
        count="",
        part=part,
        newest=url,
        parts=older_parts(url, part - 1),
        around=(),
        entries=lines(batch.sheets, in_year=True),
        older_files=(),
    )
