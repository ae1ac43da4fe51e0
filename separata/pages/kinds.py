"""Kinds of works: preprints, articles, papers in proceedings, each kind with a page."""

from collections.abc import Iterator

from separata.pages import selection
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.page import Page


def plan(edition: Edition) -> Iterator[Page]:
    """Plan a page for each kind that has papers."""
    for shelf in edition.kinds.values():
        yield from selection.plan(edition, shelf, Link("Papers", "papers.html"))
