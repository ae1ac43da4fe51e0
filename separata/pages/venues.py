"""The list of all venues."""

from collections.abc import Iterator

from separata.pages import shelflist
from separata.pages.edition import Edition
from separata.pages.holding import VENUES
from separata.pages.page import Page


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the list; there is none where no paper has a venue."""
    if edition.venues:
        inputs = ("Venues", VENUES.url, "venue", shelflist.told(edition.venues.values()))
        yield Page(VENUES.url, "shelves.html", inputs, shelflist.make)
