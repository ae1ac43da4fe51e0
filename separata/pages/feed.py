"""Feeds of the newest papers: of all, of each person, of each year."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from separata.config import SiteConfig
from separata.exporters import atom, jsonfeed
from separata.model import Paper
from separata.pages.bibliographies import Cited, cited_of
from separata.pages.edition import Edition, paper_url, person_url, twin_url, year_url
from separata.pages.head import Alternate, address_of
from separata.pages.page import Page

_NEWEST = 30  # papers in a feed


class Channel(msgspec.Struct, frozen=True):
    """A feed without its entries: its title, its own address, its page's, and what the site says."""

    title: str
    url: str
    page: str
    base_url: str
    language: str

    def absolute(self, url: str) -> str:
        """Return the whole address of a page or a file of the site."""
        return self.base_url + address_of(url)


class Format(NamedTuple):
    """A format of feeds: its words, the suffix and media type of its files, and their maker."""

    words: str
    suffix: str
    media_type: str
    make: Callable[[Channel, Cited], str]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the feeds; a person's former address keeps its own, which name the present page."""
    library, site = edition.library, edition.site
    yield from _feeds(WHOLE, library.papers, site=site, title=site.title, page="index.html")
    for person in library.people.values():
        papers = library.by_person.get(person.id, ())
        for known in (person.id, *person.former_ids) if papers else ():
            title = f"{person.name} · {site.title}"
            own = feeds_of(person_url(known))
            yield from _feeds(own, papers, site=site, title=title, page=person_url(person.id))
    for year, papers in library.by_year.items():
        yield from feeds_beside(year_url(year), papers, site=site, name=str(year or "Undated papers"))


def feeds_beside(url: str, papers: Sequence[Paper], *, site: SiteConfig, name: str) -> Iterator[Page]:
    """Plan the feeds of a list of papers, newest first, beside its page; `name` is the list's."""
    return _feeds(feeds_of(url), papers, site=site, title=f"{name} · {site.title}", page=url)


def _feeds(
    own: Sequence[Alternate], papers: Sequence[Paper], *, site: SiteConfig, title: str, page: str
) -> Iterator[Page]:
    newest = cited_of(papers[:_NEWEST])
    for form, feed in zip(FORMATS, own, strict=True):
        channel = Channel(title, feed.url, page, site.base_url, site.language)
        yield Page(feed.url, "", (channel, newest), form.make)


def feeds_of(url: str) -> tuple[Alternate, ...]:
    """Return the feeds that stand beside a page."""
    return tuple(Alternate(form.words, twin_url(url, form.suffix), form.media_type) for form in FORMATS)


def make_atom(channel: Channel, newest: Cited) -> str:
    """Write an Atom feed."""
    own, page = channel.absolute(channel.url), channel.absolute(channel.page)
    return atom.feed(_entries(channel, newest), title=channel.title, feed_url=own, site_url=page)


def make_json(channel: Channel, newest: Cited) -> str:
    """Write a JSON Feed."""
    return jsonfeed.feed(
        _entries(channel, newest),
        title=channel.title,
        feed_url=channel.absolute(channel.url),
        site_url=channel.absolute(channel.page),
        language=channel.language,
    )


def _entries(channel: Channel, newest: Cited) -> tuple[atom.FeedEntry, ...]:
    return tuple(atom.feed_entry(Paper(id, work), channel.absolute(paper_url(id))) for id, work in newest)


# `.json` alone is the bibliography, so the feed has a name of its own.
FORMATS = (
    Format("Atom", ".atom", atom.MEDIA_TYPE, make_atom),
    Format("JSON Feed", ".feed.json", jsonfeed.MEDIA_TYPE, make_json),
)

# The feeds of all papers, which every page names.
WHOLE = tuple(
    Alternate(form.words, f"feed{form.suffix.removeprefix('.feed')}", form.media_type) for form in FORMATS
)
