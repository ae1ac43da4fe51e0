"""The page for addresses at which there is nothing."""

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from separata.pages.edition import Edition
from separata.pages.head import Head
from separata.pages.page import Page

_RESERVED = (".example", ".invalid", ".localhost", ".test", "example.com", "example.net", "example.org")


class NotFoundPage(msgspec.Struct, frozen=True):
    """What `notfound.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    base: Annotated[str, "path of the site's top folder on its host; empty where the host is only an example"]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the page."""
    yield Page("404.html", "notfound.html", (edition.site.base_url,), make)


def make(base_url: str) -> NotFoundPage:
    """Return the context of the page.

    Hosts show this page at any depth, where relative links would break, so it says where the site's
    top folder is. An example host is nowhere, and a site without a real one is looked at from disk or
    under a path unknown; there the page serves the top folder alone.
    """
    parts = urlsplit(base_url)
    reserved = f".{parts.hostname}".endswith(_RESERVED)
    head = Head(title="Not found", address="404.html", section="")
    return NotFoundPage(head, "" if reserved else parts.path)
