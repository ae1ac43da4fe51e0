"""The files of pictures: teasers and portraits in their widths, the cards of papers and of the site."""

from collections.abc import Iterator

from separata.drawing.cards import Card, card
from separata.drawing.pictures import scaled, squared
from separata.markup.inline import plain_inline
from separata.pages.addresses import card_url
from separata.pages.edition import Edition
from separata.pages.offprint import Offprint
from separata.pages.page import Page
from separata.pages.profile import Profile
from separata.pages.words import cropped

SITE_CARD = "card.png"
# More than fits on a card: authors, and letters of one text.
_NAMED, _LETTERS = 12, 400


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the card of the site, where it asks for cards."""
    site = edition.site
    if site.cards:
        name, words = cropped(site.title, _LETTERS), cropped(site.description or site.lede, _LETTERS)
        own = Card(name, name, words=words)
        yield Page(SITE_CARD, "", (own, edition.faces), card, drawn=True)


def plan_paper(offprint: Offprint) -> Iterator[Page]:
    """Plan a paper's teaser in each of its widths, and its card."""
    if offprint.teaser:
        for size in offprint.teaser.sizes:
            yield Page(size.url, "", (offprint.picture, size.width), scaled, drawn=True)
    if offprint.faces:
        yield Page(card_url(offprint.sheet.id), "", (_card_of(offprint), offprint.faces), card, drawn=True)


def plan_person(profile: Profile) -> Iterator[Page]:
    """Plan a person's portrait in each of its widths."""
    if profile.portrait:
        for size in profile.portrait.sizes:
            yield Page(size.url, "", (profile.picture, size.width), squared, drawn=True)


def _card_of(offprint: Offprint) -> Card:
    work, authors = offprint.sheet.work, offprint.sheet.byline
    return Card(
        site=cropped(offprint.imprint.title, _LETTERS),
        title=cropped(plain_inline(work.title), _LETTERS),
        authors=tuple(cropped(author.name, _LETTERS) for author in authors[:_NAMED]),
        others=max(0, len(authors) - _NAMED),
        incomplete=work.authors_incomplete,
        words=cropped(_place(offprint), _LETTERS),
    )


def _place(offprint: Offprint) -> str:
    """Return where and in which year a paper appeared, behind what became of it: `Retracted · COLM 2024`."""
    venue, year = offprint.dateline.venue, str(offprint.sheet.year or "")
    place = venue if venue[-4:].isdigit() else ", ".join(filter(None, (venue, year)))
    return " · ".join(filter(None, (offprint.sheet.work.status.capitalize(), place)))
