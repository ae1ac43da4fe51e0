"""The Atom feed of the newest papers."""

from collections.abc import Iterator

from separata.exporters import atom
from separata.model import Paper
from separata.pages.bibliographies import Cited
from separata.pages.edition import Edition, paper_url
from separata.pages.head import address_of
from separata.pages.page import Page

_URL = "feed.atom"
_NEWEST = 30


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the feed."""
    newest = tuple((paper.id, paper.work) for paper in edition.library.papers[:_NEWEST])
    yield Page(_URL, "", (edition.site.title, edition.site.base_url, newest), make)


def make(title: str, base_url: str, newest: Cited) -> str:
    """Write the feed."""
    entries = [atom.feed_entry(Paper(id, work), base_url + address_of(paper_url(id))) for id, work in newest]
    return atom.feed(entries, title=title, feed_url=base_url + _URL, site_url=base_url)
