"""The group's own Markdown pages."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from markupsafe import Markup

from separata.markup.prose import prose
from separata.pages.edition import Edition
from separata.pages.head import Head, address_of
from separata.pages.page import Page


class ProsePage(msgspec.Struct, frozen=True):
    """What `prose.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    title: Annotated[str, "title as plain text"]
    html: Annotated[Markup, "the text as safe HTML, without its title"]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan a page for each file of `content/pages`."""
    for page in edition.prose:
        yield Page(f"{page.name}.html", "prose.html", (page.name, page.text), make)


def make(name: str, text: str) -> ProsePage:
    """Return the context of a prose page; a text without a title goes by its name."""
    read = prose(text)
    title = read.title or name.replace("-", " ").capitalize()
    url = f"{name}.html"
    head = Head(title=title, address=address_of(url), section=url)
    return ProsePage(head=head, title=title, html=read.html)
