"""Atom feeds (RFC 4287), whose every date is the data's: the same papers give the same bytes."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import msgspec

from separata.dates import Date
from separata.exporters.citation import one_line
from separata.model import Paper
from separata.text import printable, squeezed

MEDIA_TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"  # Atom demands a date where the data has none


class FeedEntry(msgspec.Struct, frozen=True):
    """One entry of a feed, in plain text; `url` is the page's absolute and lasting address, and its id."""

    url: str
    title: str
    authors: tuple[str, ...] = ()
    published: Date | None = None
    updated: Date | None = None
    summary: str = ""
    categories: tuple[str, ...] = ()


def feed_entry(paper: Paper, url: str) -> FeedEntry:
    """Return a paper as an entry: published when the work was, updated with the latest of its versions."""
    work = paper.work
    dates = [date for date in (work.issued, *(version.issued for version in work.versions)) if date]
    return FeedEntry(
        url=url,
        title=one_line(work.title),
        authors=tuple(name for author in work.authors if (name := one_line(author.name))),
        published=work.issued,
        updated=max(dates, default=None),
        summary=one_line(work.abstract),
        categories=tuple(dict.fromkeys(map(one_line, work.topics + work.categories))),
    )


def feed(entries: Sequence[FeedEntry], *, title: str, feed_url: str, site_url: str) -> str:
    """Return an Atom 1.0 document with the entries in the order given.

    `feed_url` is the feed's own absolute address and its id, `site_url` that of the page it belongs to.
    The feed was updated when its latest entry was.
    """
    root = Element("feed", xmlns=_NAMESPACE)
    _add(root, "title", title)
    _add(root, "id", feed_url)
    SubElement(root, "link", rel="self", type=MEDIA_TYPE, href=printable(feed_url))
    SubElement(root, "link", rel="alternate", type="text/html", href=printable(site_url))
    _add(root, "updated", _time(max((entry.updated for entry in entries if entry.updated), default=None)))
    _add(SubElement(root, "author"), "name", title)  # for entries whose authors are not stated
    for entry in entries:
        _add_entry(root, entry)
    indent(root, space=" ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add_entry(root: Element, entry: FeedEntry) -> None:
    element = SubElement(root, "entry")
    _add(element, "title", entry.title)
    _add(element, "id", entry.url)
    SubElement(element, "link", rel="alternate", type="text/html", href=printable(entry.url))
    if entry.published:
        _add(element, "published", _time(entry.published))
    _add(element, "updated", _time(entry.updated or entry.published))
    for author in entry.authors:
        _add(SubElement(element, "author"), "name", author)
    for category in entry.categories:
        SubElement(element, "category", term=printable(category))
    if entry.summary:
        _add(element, "summary", entry.summary)


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = squeezed(printable(text))


def _time(date: Date | None) -> str:
    return date.timestamp if date else _NEVER
