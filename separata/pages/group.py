"""The people of the group: members and former members, with roles, links and numbers of papers."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from separata.model import Person
from separata.pages.addresses import person_url
from separata.pages.edition import Edition
from separata.pages.head import Head, Link
from separata.pages.page import Page
from separata.pages.pictures import papers_of
from separata.pages.portraits import Portrait, portrait_of
from separata.pages.words import counted, link_words, listed, opening

_URL = "group.html"


class MemberLine(msgspec.Struct, frozen=True):
    """Somebody of the group."""

    name: Annotated[str, "name"]
    url: Annotated[str, "the person's page, from the top of the site"]
    words: Annotated[str, "role and number of papers, in words"]
    links: Annotated[tuple[Link, ...], "the person's addresses elsewhere"]
    portrait: Annotated[Portrait | None, "the person's photo"]


class GroupPage(msgspec.Struct, frozen=True):
    """What `group.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    count: Annotated[str, "how many people there are, in words"]
    members: Annotated[tuple[MemberLine, ...], "present members, by family name"]
    former: Annotated[tuple[MemberLine, ...], "former members, by family name"]


# Somebody as the page tells of them: name, page, role, links, photo, papers.
Told = tuple[str, str, str, tuple[Link, ...], Portrait | None, int]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the page; there is none where nobody on record is or was a member."""
    if edition.has_members:
        yield Page(_URL, "group.html", (_told(edition, "current"), _told(edition, "former")), make)


def _told(edition: Edition, member: str) -> tuple[Told, ...]:
    people = {person_url(one.id): one for one in edition.members_on_record if one.member == member}
    return tuple(
        (person.name, one.url, person.role, links_of(person), portrait_of(edition, person), one.count)
        for one in edition.members
        if (person := people.get(one.url))
    )


def links_of(person: Person) -> tuple[Link, ...]:
    """Return a person's addresses elsewhere, the ORCID record first."""
    orcid = (Link("ORCID", f"https://orcid.org/{person.orcid}"),) if person.orcid else ()
    return (*orcid, *(Link(link_words(words), url) for words, url in person.links.items()))


def make(members: tuple[Told, ...], former: tuple[Told, ...]) -> GroupPage:
    """Return the context of the page."""
    counts = [counted(len(members), "member")] if members else []
    counts += [counted(len(former), "former member")] if former else []
    count = opening(listed(counts))
    return GroupPage(
        head=Head(title="People", address=_URL, section=_URL, description=f"{count}."),
        count=count,
        members=tuple(_line(one) for one in members),
        former=tuple(_line(one) for one in former),
    )


def _line(told: Told) -> MemberLine:
    name, url, role, links, portrait, papers = told
    return MemberLine(name, url, ", ".join(filter(None, (role, papers_of(papers)))), links, portrait)
