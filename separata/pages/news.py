"""News of the group, newest first; the day stands in each file's name."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from markupsafe import Markup

from separata.dates import Date
from separata.markup.prose import prose
from separata.pages.edition import Edition, News
from separata.pages.head import Head
from separata.pages.page import Page
from separata.text import slug

_URL = "news.html"


class NewsItem(msgspec.Struct, frozen=True):
    """One item of news."""

    title: Annotated[str, "its title as plain text"]
    anchor: Annotated[str, "id of the item on the page"]
    day: Annotated[str, "its day in words"]
    iso: Annotated[str, "the same day as ISO 8601"]
    html: Annotated[Markup, "its text as safe HTML, without the title"]


class Headline(msgspec.Struct, frozen=True):
    """An item of news as the home page lists it."""

    title: Annotated[str, "its title as plain text"]
    url: Annotated[str, "the item, from the top of the site"]
    day: Annotated[str, "its day in words"]
    iso: Annotated[str, "the same day as ISO 8601"]


class NewsPage(msgspec.Struct, frozen=True):
    """What `news.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    items: Annotated[tuple[NewsItem, ...], "the news, newest first"]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the page; there is none without news."""
    if edition.news:
        yield Page(_URL, "news.html", (edition.news,), make)


def make(news: tuple[News, ...]) -> NewsPage:
    """Return the context of the page."""
    head = Head(title="News", address=_URL, section=_URL, description="News of the group, newest first.")
    return NewsPage(head, tuple(_item(one) for one in news))


def _item(news: News) -> NewsItem:
    line = headline(news.name, news.date, news.text)
    return NewsItem(line.title, _anchor(news.name), line.day, line.iso, prose(news.text).html)


def headline(name: str, date: Date, text: str) -> Headline:
    """Return an item as a line; a text without a title goes by its file's name."""
    title = prose(text).title or name[10:].strip("-").replace("-", " ").capitalize() or date.words
    return Headline(title, f"{_URL}#{_anchor(name)}", date.words, str(date))


def _anchor(name: str) -> str:
    return f"n{slug(name)}"
