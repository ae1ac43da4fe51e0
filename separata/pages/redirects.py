"""Former addresses of papers, people and lists, which lead to the present ones."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from separata.markup.inline import plain_inline
from separata.pages.addresses import paper_url, person_url
from separata.pages.edition import Edition
from separata.pages.head import Head, address_of
from separata.pages.offprint import Offprint
from separata.pages.page import Page
from separata.pages.profile import Profile
from separata.pages.standing import formers

_EVERYBODY = "authors.html"


class RedirectPage(msgspec.Struct, frozen=True):
    """What `redirect.html` sees as `page`."""

    head: Annotated[Head, "the head of the page, as that of the page it leads to"]
    url: Annotated[str, "the page it leads to, from the top of the site"]


def plan_paper(offprint: Offprint) -> Iterator[Page]:
    """Plan a page for each former id of a paper."""
    for former in offprint.former_ids:
        inputs = (paper_url(offprint.sheet.id), offprint.sheet.work.title)
        yield Page(paper_url(former), "redirect.html", inputs, make_paper)


def plan_person(profile: Profile) -> Iterator[Page]:
    """Plan a page for each former id of a person."""
    for former in profile.person.former_ids:
        inputs = (person_url(profile.person.id), profile.person.name)
        yield Page(person_url(former), "redirect.html", inputs, make_person)


def plan(edition: Edition) -> Iterator[Page]:
    """Plan a page for each address of a former site, of a person of whom nobody is left, of a list that moved.

    The second lead to the index of people; a list that is gone leads to the one above it.
    """
    for former, url in edition.redirects.items():
        yield Page(former, "redirect.html", (url, edition.site.title), make_former)
    for vacant in edition.library.vacant:
        yield Page(person_url(vacant), "redirect.html", (_EVERYBODY, "People"), make_person)
    for shelf in (*edition.topics.values(), *edition.venues.values()):
        for former in shelf.former:
            yield Page(former, "redirect.html", (shelf.url, shelf.name), make_list)
    for url, heir, name in formers(edition):
        yield Page(url, "redirect.html", (heir, name), make_list)


def make_paper(url: str, title: str) -> RedirectPage:
    """Return the context of the page at a paper's former address."""
    return RedirectPage(Head(plain_inline(title), address_of(url), "papers.html"), url)


def make_person(url: str, name: str) -> RedirectPage:
    """Return the context of the page at a person's former address."""
    return RedirectPage(Head(name, address_of(url), _EVERYBODY), url)


def make_list(url: str, name: str) -> RedirectPage:
    """Return the context of the page at a former address of a list, or of a part of one."""
    return RedirectPage(Head(name, address_of(url), f"{url.partition('/')[0].removesuffix('.html')}.html"), url)


def make_former(url: str, title: str) -> RedirectPage:
    """Return the context of the page at an address of a former site."""
    return RedirectPage(Head(title, address_of(url), "papers.html"), url)
