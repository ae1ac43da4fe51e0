"""Selections: the papers that the group puts forward, and those with awards, each with a page."""

from collections.abc import Iterator

from separata.pages import selection
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.page import Page


def plan(edition: Edition) -> Iterator[Page]:
    """Plan a page for each selection that has papers."""
    for shelf in edition.selections.values():
        yield from selection.plan(edition, shelf, Link("Papers", "papers.html"))
