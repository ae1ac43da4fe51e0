"""What crawlers ask for: `sitemap.xml` and `robots.txt`.

Left out of the sitemap are the search page, which has nothing of its own, older parts of lists, which the lists
lead to, and what crawlers are asked not to keep: redirects, lists to frame, the page for missing addresses.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from separata.library import Library
from separata.model import Paper
from separata.pages.addresses import paper_url, person_url, year_url
from separata.pages.cuts import cut_url, parts
from separata.pages.edition import Edition
from separata.pages.head import address_of
from separata.pages.page import Page

# The protocol allows 50,000 addresses in a file.
_MOST = 40_000

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

# A page's address from the top of the site, and when its data last changed; either may be empty.
Location = tuple[str, str]

# When the data of some papers last changed.
Changes = Callable[[Sequence[Paper]], str]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the sitemap and the robots file.

    A large site has a sitemap for each year's papers and for each letter of people's ids, so that a
    new paper changes few of them.
    """
    base = edition.site.base_url
    groups = _groups(edition)
    if sum(len(locations) for locations in groups.values()) <= _MOST:
        locations = tuple(location for group in groups.values() for location in group)
        yield Page("sitemap.xml", "", (base, locations), sitemap)
    else:
        files = {
            cut_url(f"sitemaps/{name}.xml", number): tuple(locations)
            for name, group in groups.items()
            for number, locations in parts(group, _MOST)
        }
        yield Page("sitemap.xml", "", (base, tuple(files)), sitemap_index)
        for url, locations in files.items():
            yield Page(url, "", (base, locations), sitemap)
    yield Page("robots.txt", "", (base,), robots)


def _groups(edition: Edition) -> Mapping[str, Sequence[Location]]:
    """Return the pages that crawlers should know, in fixed ranges."""
    library = edition.library
    changed = _changes(library)
    newest = changed(library.papers)
    groups: dict[str, list[Location]] = defaultdict(list)
    groups["pages"] = [("index.html", newest), ("papers.html", newest), ("authors.html", newest)]
    groups["pages"] += [(f"{page.name}.html", "") for page in edition.prose]
    groups["pages"] += _shelves(edition, changed)
    groups["pages"] += [(year_url(year), changed(papers)) for year, papers in library.by_year.items()]
    for year, papers in library.by_year.items():
        groups[f"papers-{year or 'undated'}"] += [(paper_url(paper.id), changed((paper,))) for paper in papers]
    for person in sorted(library.people, reverse=True):
        papers = library.by_person.get(person, ())
        groups[f"people-{person[0]}"].append((person_url(person), changed(papers)))
    return groups


def _shelves(edition: Edition, changed: Changes) -> list[Location]:
    """Return the pages of all shelves, the lists of them, and the group's own pages."""
    newest = changed(edition.library.papers)
    lists = (
        ("topics.html", edition.topics),
        ("venues.html", edition.venues),
        ("statistics.html", edition.kinds),
    )
    found = [(url, newest) for url, shelves in lists if shelves]
    found += [("group.html", newest)] if edition.has_members else []
    found += [("news.html", str(edition.news[0].date))] if edition.news else []
    return [*found, *((shelf.url, changed(shelf.papers)) for shelf in edition.shelves)]


def _changes(library: Library) -> Changes:
    """Return the function that gives the latest date which the records of some papers state."""
    # ISO dates sort as they read.
    latest = {paper.id: str(paper.card.latest or "") for paper in library.papers}
    return lambda papers: max([latest[paper.id] for paper in papers], default="")


def sitemap(base: str, locations: Sequence[Location]) -> str:
    """Write a sitemap."""
    lines = (
        f"<url><loc>{escape(base + address_of(url))}</loc>"
        f"{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for url, changed in locations
    )
    return f"{_OPEN}<urlset {_NAMESPACE}>\n{''.join(lines)}</urlset>\n"


def sitemap_index(base: str, urls: Sequence[str]) -> str:
    """Write the index of several sitemaps."""
    lines = (f"<sitemap><loc>{escape(base + address_of(url))}</loc></sitemap>\n" for url in urls)
    return f"{_OPEN}<sitemapindex {_NAMESPACE}>\n{''.join(lines)}</sitemapindex>\n"


def robots(base: str) -> str:
    """Write the robots file: everything may be read, and the sitemap tells what there is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"
