"""What every page says of itself in its head, and the links that pages share."""

import re
from functools import lru_cache
from typing import Annotated
from urllib.parse import quote

import msgspec
from markupsafe import Markup

_PLAIN = re.compile(r"[\w./~-]*", re.ASCII)  # what `quote` leaves as it is


class Link(msgspec.Struct, frozen=True):
    """A link, ready to print."""

    words: Annotated[str, "words of the link"]
    url: Annotated[str, "where it leads, as seen from the page"]


class Alternate(msgspec.Struct, frozen=True):
    """A file that says what a page says, in another format."""

    words: Annotated[str, "name of the format"]
    url: Annotated[str, "the file, from the top of the site"]
    type: Annotated[str, "its media type"]


class Metadata(msgspec.Struct, frozen=True):
    """What a page says to machines."""

    kind: Annotated[str, "Open Graph's type of the page: `article`, `profile`, `website`"] = "website"
    card: Annotated[
        str, "picture for links that are shared, from the top of the site; empty: the site's own"
    ] = ""
    tags: Annotated[Markup, "Highwire tags as `meta` elements, on pages of papers only"] = Markup()
    relations: Annotated[Markup, "FAIR Signposting's typed links as `link` elements, there only"] = Markup()
    json_ld: Annotated[Markup, "schema.org's JSON-LD, safe within a script element; may be empty"] = Markup()


class Head(msgspec.Struct, frozen=True):
    """What the head of a page is made of."""

    title: Annotated[str, "title of the page as plain text; empty on the home page"]
    address: Annotated[str, "the page from the top of the site, percent-encoded; empty for the home page"]
    section: Annotated[str, "the page of the running head under which this one stands"]
    description: Annotated[str, "a sentence or two for search engines; may be empty"] = ""
    alternates: Annotated[tuple[Alternate, ...], "files that say the same in other formats"] = ()
    metadata: Annotated[Metadata, "what the page says to machines"] = Metadata()


@lru_cache(maxsize=1 << 11)
def address_of(url: str) -> str:
    """Return a page's address for use behind `base_url`: percent-encoded, the home page's is empty."""
    if url == "index.html":
        return ""
    return url if _PLAIN.fullmatch(url) else quote(url)
