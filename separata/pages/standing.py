"""Standing: the pages that are no single paper's or person's, and where they lead once they are gone.

Such a page goes when the last paper on it does, and the older parts of a list go as it gets shorter.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from separata.model import Published
from separata.pages import people
from separata.pages.addresses import person_url, year_url
from separata.pages.cuts import PER_PAGE, cut_url, cuts
from separata.pages.edition import Edition
from separata.pages.embed import embed_url
from separata.pages.words import opening

_HOME = "index.html"
_PAPERS = "papers.html"
_PEOPLE = "authors.html"

# Where a page leads that is gone itself, by its folder or, at the top, its name; any other leads home.
_ABOVE: Mapping[str, str] = {
    "topics": "topics.html",
    "venues": "venues.html",
    "years": _PAPERS,
    "kinds": _PAPERS,
    "selections": _PAPERS,
    "people": _PEOPLE,
    "topics.html": _PAPERS,
    "venues.html": _PAPERS,
    "statistics.html": _PAPERS,
    "group.html": _PEOPLE,
}


class Former(NamedTuple):
    """An address at which there is no page any more, and the page that it leads to with its name."""

    url: str
    heir: str
    name: str


def standing(edition: Edition) -> dict[str, int]:
    """Return every page that is no single paper's or person's, with the number of its older parts.

    Of people these are the pages of those whose list has parts, and the lists that others may frame.
    """
    library = edition.library
    found = dict.fromkeys((_HOME, "search.html", _PAPERS), 0)
    found |= dict.fromkeys((page.url for page in people.plan(edition)), 0)
    found |= dict.fromkeys((f"{page.name}.html" for page in edition.prose), 0)
    lists = {
        "topics.html": edition.topics,
        "venues.html": edition.venues,
        "statistics.html": library.papers,
        "group.html": edition.has_members,
        "news.html": edition.news,
    }
    found |= {url: 0 for url, there in lists.items() if there}
    found |= {year_url(year): _parts(len(papers)) for year, papers in library.by_year.items()}
    for shelf in edition.shelves:
        found |= {shelf.url: _parts(len(shelf.papers)), **dict.fromkeys(shelf.former, 0)}
    for id, count in library.by_person.counts.items():
        if count > PER_PAGE:
            found[person_url(id)] = _parts(count)
        if person := library.people.on_record.get(id):
            found |= dict.fromkeys(map(embed_url, (id, *person.former_ids)), 0)
    return found


def _parts(papers: int) -> int:
    return len(cuts(papers)) - 1


def formers(edition: Edition) -> Iterator[Former]:
    """Yield the pages, and the parts of lists, that the site has had and has no more."""
    noted = [one for one in edition.published if one.page]
    if not noted:
        return
    there = standing(edition)
    leads = _leads(edition)
    names = {shelf.url: shelf.name for shelf in edition.shelves}
    for one in noted:
        heir = (
            _person(one.page, leads, edition) if _is_of_person(one.page) else _nearest(one.page, leads, there)
        )
        # The address of a person who has given it up leads nowhere.
        for url in _missing(one, there) if heir else ():
            if url not in edition.redirects:
                yield Former(url, heir, names.get(heir) or _name(heir, edition))


def _leads(edition: Edition) -> dict[str, str]:
    """Return where former addresses of shelves and of people lead."""
    library = edition.library
    leads = {former: shelf.url for shelf in edition.shelves for former in shelf.former}
    leads |= dict.fromkeys(map(person_url, library.vacant), _PEOPLE)
    for id, ids in library.people.former.items():
        leads |= dict.fromkeys(map(person_url, ids), person_url(id))
    return leads


def _person(page: str, leads: Mapping[str, str], edition: Edition) -> str:
    """Return where the page of a person leads now, by that or by the list for framing."""
    url = _own(page)
    return url if _id(url) in edition.library.people else leads.get(url, "")


def _id(url: str) -> str:
    return url.rpartition("/")[2].removesuffix(".html")


def _is_of_person(page: str) -> bool:
    return page.startswith("authors/")


def _own(page: str) -> str:
    """Return the person's page to which a list for framing belongs."""
    return page.replace(".embed.html", ".html")


def _missing(one: Published, there: Mapping[str, int]) -> Iterator[str]:
    """Yield what is no more of a page and its parts; where a person's own page leads is told elsewhere."""
    if one.page not in there and (_own(one.page) != one.page or not _is_of_person(one.page)):
        yield one.page
    joint = "-" if one.page.startswith("years/") else "."
    for part in range(there.get(one.page, 0) + 1, one.parts + 1):
        yield cut_url(one.page, part, joint)


def _nearest(page: str, leads: Mapping[str, str], there: Mapping[str, int]) -> str:
    """Return where a page stands now, or else the nearest one above it."""
    if page in leads:
        return leads[page]
    if page in there:
        return page
    above = _ABOVE.get(page.partition("/")[0], _HOME)
    return above if above in there else _ABOVE.get(above, _HOME)


def _name(url: str, edition: Edition) -> str:
    """Return what a redirect calls the page that it leads to."""
    if _is_of_person(url):
        return edition.library.people[_id(url)].name
    return {_HOME: edition.site.title, _PEOPLE: "People"}.get(url, opening(_id(url)))
