"""The home page: the newest papers, the years, what the group selected, its members."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import msgspec

from separata.markup.inline import plain_inline
from separata.pages import metadata
from separata.pages.addresses import person_url, year_url
from separata.pages.edition import Edition
from separata.pages.head import Head, Link
from separata.pages.news import Headline, headline
from separata.pages.page import Page
from separata.pages.pictures import Histogram, histogram, papers_of
from separata.pages.sheet import Line, Sheet, lines
from separata.pages.teasers import Teaser, teaser_of
from separata.pages.words import cropped, first_sentence, opening

_SELECTED = 12
_NEWS = 3
_SNIPPET = 240  # letters of an abstract's first sentence


class Selected(msgspec.Struct, frozen=True):
    """A paper that the group puts forward."""

    line: Annotated[Line, "the paper"]
    snippet: Annotated[str, "the first sentence of its abstract, as plain text; may be empty"]
    teaser: Annotated[Teaser | None, "a picture of what it is about"]


class Member(msgspec.Struct, frozen=True):
    """A present member of the group."""

    name: Annotated[str, "name"]
    url: Annotated[str, "the person's page, from the top of the site"]
    papers: Annotated[str, "how many papers, in words"]


class HomePage(msgspec.Struct, frozen=True):
    """What `home.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    newest: Annotated[tuple[Line, ...], "the newest papers"]
    histogram: Annotated[Histogram | None, "papers per year; nothing where there is only one year"]
    everything: Annotated[str, "words of the link to all papers"]
    selected: Annotated[tuple[Selected, ...], "papers that the group puts forward, newest first"]
    selections: Annotated[tuple[Link, ...], "pages of selected and of awarded papers, from the top of the site"]
    news: Annotated[tuple[Headline, ...], "the newest news, newest first"]
    members: Annotated[tuple[Member, ...], "present members of the group, by family name"]


class Group(NamedTuple):
    """What the page says of the group: members with pages and numbers of papers, selections, news."""

    members: tuple[tuple[str, str, int], ...]
    selections: tuple[Link, ...]
    news: tuple[Headline, ...]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the home page."""
    library = edition.library
    newest = tuple(edition.sheet(paper) for paper in library.papers[: edition.site.newest])
    shelf = edition.selections.get("selected")
    chosen = shelf.papers[:_SELECTED] if shelf else ()
    selected = tuple((edition.sheet(paper), teaser_of(edition, paper)) for paper in chosen)
    current = {person_url(one.id): one.name for one in edition.members_on_record if one.member == "current"}
    members = tuple((current[one.url], one.url, one.count) for one in edition.members if one.url in current)
    group = Group(
        members,
        selections=tuple(Link(shelf.name, shelf.url) for shelf in edition.selections.values()),
        news=tuple(headline(one.name, one.date, one.text) for one in edition.news[:_NEWS]),
    )
    inputs = (newest, selected, group, edition.years, len(library.papers), metadata.imprint_of(edition.site))
    yield Page("index.html", "home.html", inputs, make)


def make(
    newest: tuple[Sheet, ...],
    selected: tuple[tuple[Sheet, Teaser | None], ...],
    group: Group,
    years: tuple[tuple[int, int], ...],
    count: int,
    imprint: metadata.Imprint,
) -> HomePage:
    """Return the context of the home page."""
    return HomePage(
        head=Head(title="", address="", section="", metadata=metadata.of_home(imprint)),
        newest=lines(newest, in_year=False),
        histogram=histogram(years, year_url, tallest=72),
        everything=f"All {papers_of(count)}" if count > 1 else opening(papers_of(count)),
        selected=tuple(
            Selected(Line(sheet, in_year=False), _snippet(sheet.work.abstract), teaser)
            for sheet, teaser in selected
        ),
        members=tuple(
            Member(name, url, f"{papers or 'no'} {'paper' if papers == 1 else 'papers'}")
            for name, url, papers in group.members
        ),
        selections=group.selections,
        news=group.news,
    )


def _snippet(abstract: str) -> str:
    return cropped(first_sentence(plain_inline(abstract)), _SNIPPET)
