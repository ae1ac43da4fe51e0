"""A person's list of papers as a small page that others frame in a page of their own."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from separata.pages.addresses import person_url, twin_url
from separata.pages.cuts import cuts
from separata.pages.groups import YearGroup, Years, by_year, year_groups
from separata.pages.head import Head, address_of
from separata.pages.page import Page
from separata.pages.pictures import papers_of
from separata.pages.profile import Profile
from separata.text import escaped


class EmbedPage(msgspec.Struct, frozen=True):
    """What `embed.html` sees as `page`: the newest papers of a person, without the site around them."""

    head: Annotated[Head, "the head of the page; its address is the person's own page"]
    url: Annotated[str, "the person's own page, from the top of the site"]
    groups: Annotated[tuple[YearGroup, ...], "papers by year, newest first"]
    more: Annotated[str, "words of the link to the papers that are left out; empty where all stand here"]


def is_offered(profile: Profile) -> bool:
    """Tell whether a person's list can be framed: of people on record, for everybody would be a file each."""
    return profile.on_record and bool(profile.sheets)


def plan(profile: Profile) -> Iterator[Page]:
    """Plan the list of somebody who has one; a former address keeps its own, as a frame is not led on."""
    if not is_offered(profile):
        return
    person, sheets = profile.person, profile.sheets
    newest = cuts(len(sheets))[0]
    years = by_year(sheets[newest.start : newest.stop])
    for known in (person.id, *person.former_ids):
        inputs = (person.name, person_url(person.id), len(sheets), years)
        yield Page(embed_url(known), "embed.html", inputs, make)


def embed_url(person: str) -> str:
    """Return the address of a person's list for framing; ids have no dots, so it is nobody's page."""
    return twin_url(person_url(person), ".embed.html")


def make(name: str, url: str, count: int, years: Years) -> EmbedPage:
    """Return the context of the page."""
    shown = sum(len(sheets) for _, sheets in years)
    return EmbedPage(
        head=Head(title=f"Papers by {name}", address=address_of(url), section=url),
        url=url,
        groups=year_groups(years),
        more=f"All {papers_of(count)}" if count > shown else "",
    )


def offer(profile: Profile) -> str:
    """Return the line of HTML that frames a person's list; empty where it cannot be framed."""
    if not is_offered(profile):
        return ""
    address = escaped(profile.imprint.absolute(embed_url(profile.person.id)))
    title = escaped(f"Papers by {profile.person.name}")
    style = "width: 100%; height: 40rem; border: 0"
    return f'<iframe src="{address}" title="{title}" style="{style}" loading="lazy"></iframe>'
