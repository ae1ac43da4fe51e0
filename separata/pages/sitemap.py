"""What crawlers ask for: `sitemap.xml` and `robots.txt`.

Left out of the sitemap are the search page, which has nothing of its own, older parts of lists, which the lists
lead to, and what crawlers are asked not to keep: redirects, lists to frame, the page for missing addresses.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress, pairwise
from operator import gt
from typing import NamedTuple

from separata.crews import Crews
from separata.dates import date_from_digits
from separata.pages.addresses import paper_url, person_url, year_url
from separata.pages.cuts import cut_url, cuts
from separata.pages.edition import Edition
from separata.pages.head import address_of
from separata.pages.page import Page
from separata.rows import Papers
from separata.text import escaped

_WHOLE = 5_000  # addresses up to which one file has them all
_MOST = 40_000  # addresses in one of several; the protocol allows 50,000

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

# How the address of a page is made of what a range calls it.
_ADDRESSES: Mapping[str, Callable[[str], str]] = {"page": str, "paper": paper_url, "person": person_url}


class Range(NamedTuple):
    """Pages of one sort, a key of `_ADDRESSES`: their ids or addresses, and when the data of each last changed.

    They are told in columns, because a large site has a great many of them. Dates are in digits, 0 is none.
    """

    sort: str
    names: Sequence[str]
    changed: Sequence[int]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the sitemap and the robots file.

    A large site has a sitemap for each year's papers and for each letter of people's ids, so that a
    new paper changes few of them.
    """
    base = edition.site.base_url
    ranges = tuple(_ranges(edition))
    if sum(len(found.names) for _, found in ranges) <= _WHOLE:
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
    library, dates = edition.library, _dates(edition.library.papers)
    pages = tuple(_pages(edition, dates))
    yield "pages", Range("page", [url for url, _ in pages], [changed for _, changed in pages])
    for year, papers in library.by_year.items():
        yield f"papers-{year or 'undated'}", Range("paper", papers.ids, [*papers.each(dates.lasts)])
    newest, ids = dates.of_people(library.crews), sorted(library.people, reverse=True)
    start = 0
    while start < len(ids):
        letter = ids[start][0]
        stop = bisect_right(ids, -ord(letter), start, key=lambda id: -ord(id[0]))
        people = ids[start:stop]
        yield f"people-{letter}", Range("person", people, [newest.get(id, 0) for id in people])
        start = stop


def _pages(edition: Edition, dates: "_Dates") -> Iterator[tuple[str, int]]:
    """Yield the pages that are no single paper's or person's, each with when its data last changed."""
    library = edition.library
    newest = dates.of(library.papers)
    yield from ((url, newest) for url in ("index.html", "papers.html", "authors.html"))
    yield from ((f"{page.name}.html", 0) for page in edition.prose)
    lists = (
        ("topics.html", edition.topics),
        ("venues.html", edition.venues),
        ("statistics.html", edition.kinds),
        ("group.html", edition.has_members),
    )
    yield from ((url, newest) for url, there in lists if there)
    yield from (("news.html", news.date.digits) for news in edition.news[:1])
    yield from ((shelf.url, dates.of(shelf.papers)) for shelf in edition.shelves)
    yield from ((year_url(year), dates.of(papers)) for year, papers in library.by_year.items())


class _Dates(NamedTuple):
    """The latest date that each record states, by the position of its paper in the row.

    `late` are the positions of those that state a later date than the one by which papers stand newest first.
    Of all others among some papers the first has the latest date, so there is no need to look at each.
    """

    lasts: Sequence[int]
    late: frozenset[int]

    def of(self, papers: Papers) -> int:
        """Return the latest date that the records of some papers state."""
        some = (*papers.at[:1], *self.late.intersection(papers.at))
        return max(map(self.lasts.__getitem__, some), default=0)

    def of_people(self, crews: Crews) -> dict[str, int]:
        """Return the latest date that the records of each person's papers state."""
        ids, starts, authors, bounds, papers = crews.seating[:5]
        latest = [self.lasts[papers[start]] if start < stop else 0 for start, stop in pairwise(bounds)]
        for at in self.late:
            date = self.lasts[at]
            for person in authors[starts[at] : starts[at + 1]]:
                latest[person] = max(latest[person], date)
        return dict(zip(ids, latest, strict=True))


def _dates(papers: Papers) -> _Dates:
    columns = papers.row.columns
    late = compress(range(len(papers)), map(gt, columns.lasts, columns.firsts))
    return _Dates(columns.lasts, frozenset(late))


def sitemap(base: str, ranges: Sequence[Range]) -> str:
    """Write a sitemap."""
    dates = {date for _, _, changed in ranges for date in changed}
    told = {date: f"<lastmod>{date_from_digits(date)}</lastmod>" if date else "" for date in dates}
    sorts = ((_ADDRESSES[sort], names) for sort, names, _ in ranges)
    addresses = _escaped([base + address_of(url(name)) for url, names in sorts for name in names])
    changes = (told[date] for _, _, changed in ranges for date in changed)
    lines = [f"<url><loc>{one}</loc>{change}</url>\n" for one, change in zip(addresses, changes, strict=True)]
    return f"{_OPEN}<urlset {_NAMESPACE}>\n{''.join(lines)}</urlset>\n"


def _escaped(addresses: Sequence[str]) -> Sequence[str]:
    """Return addresses, which have no line ends, as XML has them: all escaped at once, because few need be."""
    return escaped("\n".join(addresses)).split("\n") if addresses else ()


def sitemap_index(base: str, urls: Sequence[str]) -> str:
    """Write the index of several sitemaps."""
    lines = (f"<sitemap><loc>{escaped(base + address_of(url))}</loc></sitemap>\n" for url in urls)
    return f"{_OPEN}<sitemapindex {_NAMESPACE}>\n{''.join(lines)}</sitemapindex>\n"


def robots(base: str) -> str:
    """Write the robots file: everything may be read, and the sitemap tells what there is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"
