"""JSON Feed 1.1 (jsonfeed.org), with the entries of the Atom feed."""

from collections.abc import Iterable

from separata.exporters.atom import FeedEntry
from separata.exporters.jsontext import spread
from separata.text import printable

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE = "application/feed+json"


def whole(items: Iterable[bytes], *, title: str, feed_url: str, site_url: str, language: str) -> bytes:
    """Return the feed of items that `written` wrote; the addresses are absolute."""
    stated = {
        "version": VERSION,
        "title": printable(title),
        "home_page_url": printable(site_url),
        "feed_url": printable(feed_url),
        "language": printable(language),
    }
    opening = spread(stated).removesuffix(b"}").rstrip()
    return b"".join((opening, b',\n "items": [\n', b",\n".join(items), b"\n]}\n"))


def written(entry: FeedEntry) -> bytes:
    """Write an item; the format wants a text in each, so one without an abstract has its title."""
    updated = entry.updated or entry.published
    stated = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published.timestamp if entry.published else "",
        "date_modified": updated.timestamp if updated else "",
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
    }
    told = {name: value for name, value in stated.items() if value or name == "content_text"}
    return spread(told)
