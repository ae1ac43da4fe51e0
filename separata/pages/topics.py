"""Topics: the list of them, and a page for each."""

from collections.abc import Iterator

from separata.pages import selection, shelflist
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.page import Page

_URL = "topics.html"


def plan_list(edition: Edition) -> Iterator[Page]:
    """Plan the list; there is none where no paper has a topic."""
    if edition.topics:
        inputs = ("Topics", _URL, "topic", shelflist.told(edition.topics.values()))
        yield Page(_URL, "shelves.html", inputs, shelflist.make)


def plan(edition: Edition) -> Iterator[Page]:
    """Plan a page for each topic."""
    for shelf in edition.topics.values():
        yield from selection.plan(edition, shelf, Link("Topics", _URL))
