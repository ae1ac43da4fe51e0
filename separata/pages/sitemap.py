"""What crawlers ask for: `sitemap.xml` and `robots.txt`.

Left out of the sitemap are the search page, which has nothing of its own, older parts of lists, which the lists
lead to, and what crawlers are asked not to keep: redirects, lists to frame, the page for missing addresses.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import NamedTuple

from separata.dates import Date
from separata.model import Paper
from separata.pages.addresses import paper_url, person_url, year_url
from separata.pages.cuts import cut_url, cuts
from separata.pages.edition import Edition
from separata.pages.head import address_of
from separata.pages.page import Page

# The protocol allows 50,000 addresses in a file.
_MOST = 40_000

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

# How the address of a page is made of what a range calls it.
_ADDRESSES: Mapping[str, Callable[[str], str]] = {"page": str, "paper": paper_url, "person": person_url}


class Range(NamedTuple):
    """Pages of one sort, a key of `_ADDRESSES`: their ids or addresses, and when the data of each last changed.

    They are told in columns, because a large site has a great many of them.
    """

    sort: str
    names: Sequence[str]
    changed: Sequence[Date | None]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the sitemap and the robots file.

    A large site has a sitemap for each year's papers and for each letter of people's ids, so that a
    new paper changes few of them.
    """
    base = edition.site.base_url
    ranges = tuple(_ranges(edition))
    if sum(len(found.names) for _, found in ranges) <= _MOST:
        yield Page("sitemap.xml", "", (base, tuple(found for _, found in ranges)), sitemap)
    else:
        files = {
            cut_url(f"sitemaps/{name}.xml", number): Range(sort, names[start:stop], changed[start:stop])
            for name, (sort, names, changed) in ranges
            for number, start, stop in cuts(len(names), _MOST)
        }
        yield Page("sitemap.xml", "", (base, tuple(files)), sitemap_index)
        for url, found in files.items():
            yield Page(url, "", (base, (found,)), sitemap)
    yield Page("robots.txt", "", (base,), robots)


def _ranges(edition: Edition) -> Iterator[tuple[str, Range]]:
    """Yield the pages that crawlers should know, in fixed ranges, each with its name."""
    library, changes = edition.library, Changes(edition)
    pages = tuple(_pages(edition, changes))
    yield "pages", Range("page", [url for url, _ in pages], [changed for _, changed in pages])
    for year, papers in library.by_year.items():
        dates = [paper.card.latest for paper in papers]
        yield f"papers-{year or 'undated'}", Range("paper", [paper.id for paper in papers], dates)
    newest = changes.of_people()
    for letter, found in groupby(sorted(library.people, reverse=True), key=itemgetter(0)):
        people = tuple(found)
        yield f"people-{letter}", Range("person", people, [*map(newest.get, people)])


def _pages(edition: Edition, changes: "Changes") -> Iterator[tuple[str, Date | None]]:
    """Yield the pages that are no single paper's or person's, each with when its data last changed."""
    library = edition.library
    newest = changes.of(library.papers)
    yield from ((url, newest) for url in ("index.html", "papers.html", "authors.html"))
    yield from ((f"{page.name}.html", None) for page in edition.prose)
    lists = (
        ("topics.html", edition.topics),
        ("venues.html", edition.venues),
        ("statistics.html", edition.kinds),
        ("group.html", edition.has_members),
    )
    yield from ((url, newest) for url, there in lists if there)
    yield from (("news.html", news.date) for news in edition.news[:1])
    yield from ((shelf.url, changes.of(shelf.papers)) for shelf in edition.shelves)
    yield from ((year_url(year), changes.of(papers)) for year, papers in library.by_year.items())


class Changes:
    """When the data of papers last changed: the latest dates that their records state."""

    def __init__(self, edition: Edition) -> None:
        self._papers = edition.library.papers
        self._bylines = edition.library.bylines
        latest = [card.latest for card in edition.cards]
        # The place of a date among all dates is sooner compared than the date.
        self._dates: Sequence[Date | None] = (None, *sorted(set(filter(None, latest))))
        places = {date: place for place, date in enumerate(self._dates)}
        self._places = {
            paper.id: place for paper, place in zip(self._papers, map(places.__getitem__, latest), strict=True)
        }

    def of(self, papers: Sequence[Paper]) -> Date | None:
        """Return the latest date of some papers; None where none states one."""
        return self._dates[max([self._places[paper.id] for paper in papers], default=0)]

    def of_people(self) -> dict[str, Date | None]:
        """Return the latest date of the papers of each person who has any."""
        ordered = sorted(self._places, key=self._places.__getitem__)
        bylines = [self._bylines[paper] for paper in ordered]
        dates = [self._dates[self._places[paper]] for paper in ordered]
        # Of the papers of a person the latest comes last, and stays.
        each = chain.from_iterable(map(repeat, dates, map(len, bylines)))
        return dict(zip(chain.from_iterable(bylines), each, strict=True))


def sitemap(base: str, ranges: Sequence[Range]) -> str:
    """Write a sitemap."""
    lines = (
        f"<url><loc>{escape(base + address_of(_ADDRESSES[sort](name)))}</loc>"
        f"{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for sort, names, dates in ranges
        for name, changed in zip(names, dates, strict=True)
    )
    return f"{_OPEN}<urlset {_NAMESPACE}>\n{''.join(lines)}</urlset>\n"


def sitemap_index(base: str, urls: Sequence[str]) -> str:
    """Write the index of several sitemaps."""
    lines = (f"<sitemap><loc>{escape(base + address_of(url))}</loc></sitemap>\n" for url in urls)
    return f"{_OPEN}<sitemapindex {_NAMESPACE}>\n{''.join(lines)}</sitemapindex>\n"


def robots(base: str) -> str:
    """Write the robots file: everything may be read, and the sitemap tells what there is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"
