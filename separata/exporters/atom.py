"""Atom feeds (RFC 4287), whose every date is the data's: the same papers give the same bytes."""

from collections.abc import Iterable

import msgspec

from separata.dates import Date
from separata.exporters.citation import Citation, in_list
from separata.text import escaped, escaped_each, printable, squeezed

MEDIA_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"  # Atom demands a date where the data has none


class FeedEntry(msgspec.Struct, frozen=True):
    """One entry of a feed, in lines of plain text; `url` is its page's absolute and lasting address."""

    url: str
    title: str
    authors: tuple[str, ...] = ()
    published: Date | None = None
    updated: Date | None = None
    summary: str = ""
    categories: tuple[str, ...] = ()


def feed_entry(cited: Citation, url: str) -> FeedEntry:
    """Return a paper as an entry: published when the work was, updated with the latest of its versions."""
    return FeedEntry(
        url=url,
        title=cited.plain_title,
        authors=tuple(map(in_list, cited.authors)),
        published=cited.first_issued,
        updated=cited.last_issued,
        summary=cited.abstract,
        categories=tuple(dict.fromkeys(cited.topics + cited.categories)),
    )


def whole(entries: Iterable[bytes], updated: str, *, title: str, feed_url: str, site_url: str) -> bytes:
    """Return an Atom 1.0 document of entries that `written` wrote; `updated` is the latest of their times.

    `feed_url` is the feed's own absolute address and its id, `site_url` that of the page it belongs to.
    """
    title, feed_url = _text(title), _text(feed_url)
    opening = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="{_NAMESPACE}">\n'
        f" <title>{title}</title>\n"
        f" <id>{feed_url}</id>\n"
        f' <link rel="self" type="{MEDIA_TYPE}" href="{feed_url}"/>\n'
        f' <link rel="alternate" type="text/html" href="{_text(site_url)}"/>\n'
        f" <updated>{updated or _NEVER}</updated>\n"
        # For entries whose authors are not stated.
        f" <author><name>{title}</name></author>\n"
    )
    return b"".join((opening.encode(), *entries, b"</feed>\n"))


def written(entry: FeedEntry) -> bytes:
    """Write the element of an entry."""
    url = _text(entry.url)
    published = f" <published>{entry.published.timestamp}</published>\n" if entry.published else ""
    authors = [f" <author><name>{name}</name></author>\n" for name in escaped_each(entry.authors)]
    categories = [f' <category term="{term}"/>\n' for term in escaped_each(entry.categories)]
    summary = f" <summary>{escaped(entry.summary)}</summary>\n" if entry.summary else ""
    return (
        " <entry>\n"
        f" <title>{escaped(entry.title)}</title>\n"
        f" <id>{url}</id>\n"
        f' <link rel="alternate" type="text/html" href="{url}"/>\n'
        f"{published}"
        f" <updated>{updated_of(entry) or _NEVER}</updated>\n"
        f"{''.join(authors)}{''.join(categories)}{summary}"
        " </entry>\n"
    ).encode()


def updated_of(entry: FeedEntry) -> str:
    """Return when an entry was updated; empty where no date is known. Later times sort behind earlier ones."""
    date = entry.updated or entry.published
    return date.timestamp if date else ""


def _text(text: str) -> str:
    return escaped(squeezed(printable(text)))
