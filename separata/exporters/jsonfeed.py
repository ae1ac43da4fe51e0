"""JSON Feed 1.1 (jsonfeed.org), with the entries of the Atom feed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from separata.exporters.atom import FeedEntry
from separata.text import printable

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE = "application/feed+json"


def feed(entries: Sequence[FeedEntry], *, title: str, feed_url: str, site_url: str, language: str) -> str:
    """Return a feed with the entries in the order given; the addresses are absolute."""
    stated = {
        "version": VERSION,
        "title": printable(title),
        "home_page_url": printable(site_url),
        "feed_url": printable(feed_url),
        "language": printable(language),
        "items": [_item(entry) for entry in entries],
    }
    return json.dumps(stated, ensure_ascii=False, indent=1) + "\n"


def _item(entry: FeedEntry) -> Mapping[str, Any]:
    """Return an item; the format wants a text in each, so one without an abstract has its title there."""
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
    return {name: value for name, value in stated.items() if value or name == "content_text"}
