"""Venues: the list of them, and a page for each."""

from collections.abc import Iterator

from separata.pages import selection, shelflist
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.page import Page

_URL = "venues.html"


def plan_list(edition: Edition) -> Iterator[Page]:
    """Plan the list; there is none where no paper has a venue."""
    if edition.venues:
        inputs = ("Venues", _URL, "venue", shelflist.told(edition.venues.values()))
        yield Page(_URL, "shelves.html", inputs, shelflist.make)


def plan(edition: Edition) -> Iterator[Page]:
    """Plan a page for each venue."""
    for shelf in edition.venues.values():
        yield from selection.plan(edition, shelf, Link("Venues", _URL))
