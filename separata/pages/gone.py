"""The page at the address of a paper whose record has been taken out.

It says so and leads nowhere by itself: a link to one paper that ends in a list of all would tell less.
"""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from separata.pages.addresses import paper_url
from separata.pages.edition import Edition
from separata.pages.head import Head
from separata.pages.page import Page


class GonePage(msgspec.Struct, frozen=True):
    """What `gone.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan a page for each paper that the site has had and that is not on record under any id."""
    for id in edition.library.gone:
        yield Page(paper_url(id), "gone.html", (paper_url(id),), make)


def make(url: str) -> GonePage:
    """Return the context of the page; of the paper nothing is told."""
    return GonePage(Head(title="No longer listed", address=url, section="papers.html"))
