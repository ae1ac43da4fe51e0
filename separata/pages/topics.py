"""The list of all topics."""

from collections.abc import Iterator

from separata.pages import shelflist
from separata.pages.edition import Edition
from separata.pages.holding import TOPICS
from separata.pages.page import Page


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the list; there is none where no paper has a topic."""
    if edition.topics:
        inputs = ("Topics", TOPICS.url, "topic", shelflist.told(edition.topics.values()))
        yield Page(TOPICS.url, "shelves.html", inputs, shelflist.make)
