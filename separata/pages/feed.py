"""Feeds of the newest papers: of all, of each person, of each year."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from separata.exporters import atom, jsonfeed
from separata.exporters.citation import citation
from separata.pages.addresses import paper_url, person_url, twin_url
from separata.pages.edition import Edition
from separata.pages.head import Alternate, address_of
from separata.pages.metadata import Imprint, imprint_of
from separata.pages.page import Page
from separata.pages.sheet import Cited

if TYPE_CHECKING:
    from separata.pages.holding import Holding
    from separata.pages.profile import Profile

_NEWEST = 30  # papers in a feed


class Channel(msgspec.Struct, frozen=True):
    """A feed without its entries: its title, its own address, its page's, and what the site says."""

    title: str
    url: str
    page: str
    base_url: str
    language: str

    def absolute(self, url: str) -> str:
        """Return the whole address of a page or a file of the site."""
        return self.base_url + address_of(url)


class Format(NamedTuple):
    """A format of feeds: its words, the suffix and media type of its files, and their maker."""

    words: str
    suffix: str
    media_type: str
    make: Callable[[Channel, tuple[Cited, ...]], bytes]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the feeds of all papers."""
    imprint = imprint_of(edition.site)
    newest = edition.cited(edition.library.papers[:_NEWEST])
    return _feeds(WHOLE, newest, imprint, title=imprint.title, page="index.html")


def plan_person(profile: "Profile") -> Iterator[Page]:
    """Plan the feeds of a person; a former address keeps its own, which name the present page."""
    person, imprint = profile.person, profile.imprint
    newest = tuple(sheet.cited for sheet in profile.sheets[:_NEWEST])
    title = f"{person.name} · {imprint.title}"
    for known in (person.id, *person.former_ids) if newest else ():
        yield from _feeds(feeds_of(person_url(known)), newest, imprint, title=title, page=person_url(person.id))


def plan_holding(holding: "Holding") -> Iterator[Page]:
    """Plan the feeds of a shelf or a year."""
    name, url = holding.label.name, holding.label.url
    newest = holding.cited(0, _NEWEST).cited
    return _feeds(feeds_of(url), newest, holding.imprint, title=f"{name} · {holding.imprint.title}", page=url)


def _feeds(
    own: Sequence[Alternate], newest: tuple[Cited, ...], imprint: Imprint, *, title: str, page: str
) -> Iterator[Page]:
    for form, feed in zip(FORMATS, own, strict=True):
        channel = Channel(title, feed.url, page, imprint.base_url, imprint.language)
        yield Page(feed.url, "", (channel, newest), form.make)


def feeds_of(url: str) -> tuple[Alternate, ...]:
    """Return the feeds that stand beside a page."""
    return tuple(Alternate(form.words, twin_url(url, form.suffix), form.media_type) for form in FORMATS)


def make_atom(channel: Channel, newest: tuple[Cited, ...]) -> bytes:
    """Write an Atom feed."""
    entries = [atom_of(one, channel.base_url) for one in newest]
    return atom.whole(
        (text for text, _ in entries),
        max((updated for _, updated in entries), default=""),
        title=channel.title,
        feed_url=channel.absolute(channel.url),
        site_url=channel.absolute(channel.page),
    )


def make_json(channel: Channel, newest: tuple[Cited, ...]) -> bytes:
    """Write a JSON Feed."""
    return jsonfeed.whole(
        (item_of(one, channel.base_url) for one in newest),
        title=channel.title,
        feed_url=channel.absolute(channel.url),
        site_url=channel.absolute(channel.page),
        language=channel.language,
    )


def atom_of(cited: Cited, base_url: str) -> tuple[bytes, str]:
    """Return the element of a paper in an Atom feed, and when it was updated, from its slip if there is one."""
    if slip := cited.slip:
        return slip.atom, slip.updated
    entry = entry_of(cited, base_url)
    return atom.written(entry), atom.updated_of(entry)


def item_of(cited: Cited, base_url: str) -> bytes:
    """Return the item of a paper in a JSON Feed in the same way."""
    slip = cited.slip
    return slip.item if slip else jsonfeed.written(entry_of(cited, base_url))


def entry_of(cited: Cited, base_url: str) -> atom.FeedEntry:
    """Return what feeds say of a paper."""
    return atom.feed_entry(citation(cited.paper), base_url + address_of(paper_url(cited.paper.id)))


# `.json` alone is the bibliography, so the feed has a name of its own.
FORMATS = (
    Format("Atom", ".atom", atom.MEDIA_TYPE, make_atom),
    Format("JSON Feed", ".feed.json", jsonfeed.MEDIA_TYPE, make_json),
)

# The feeds of all papers, which every page names.
WHOLE = tuple(
    Alternate(form.words, f"feed{form.suffix.removeprefix('.feed')}", form.media_type) for form in FORMATS
)
