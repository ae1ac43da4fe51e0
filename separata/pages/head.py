"""What every page says of itself in its head, and the links that pages share."""

from typing import Annotated
from urllib.parse import quote

import msgspec


class Link(msgspec.Struct, frozen=True):
    """A link, ready to print."""

    words: Annotated[str, "words of the link"]
    url: Annotated[str, "where it leads, as seen from the page"]


class Head(msgspec.Struct, frozen=True):
    """What the head of a page is made of."""

    title: Annotated[str, "title of the page as plain text; empty on the home page"]
    address: Annotated[str, "the page from the top of the site, percent-encoded; empty for the home page"]
    section: Annotated[str, "the page of the running head under which this one stands"]
    description: Annotated[str, "a sentence or two for search engines; may be empty"] = ""
    bibtex: Annotated[str, "the same as BibTeX, from the top of the site; may be empty"] = ""


def address_of(url: str) -> str:
    """Return a page's address for use behind `base_url`: percent-encoded, the home page's is empty."""
    return "" if url == "index.html" else quote(url)
