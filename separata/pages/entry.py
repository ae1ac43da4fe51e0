"""The entry: a paper as one item of a list, in three quiet lines."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Annotated

import msgspec

from separata.exporters.coins import coins_of
from separata.identifiers import SCHEMES
from separata.markup.inline import plain_inline
from separata.model import LINKS, Version, Work
from separata.pages.head import Link
from separata.pages.words import cropped
from separata.worktypes import TYPES, leading_version, work_type

_WHOLE = 8  # authors of a list that is never cut
_FIRST = 3  # authors that stand before the cut
_MEMBERS = 9  # members that stand behind it
_OPENING = 48  # letters of a title's opening
_SAVED = 3  # a cut that would save fewer is not worth it

# Identifiers as pages list them: the archive's first.
_ORDER = ("arxiv", *(name for name in SCHEMES if name != "arxiv"))

# What an entry offers of a paper's identifiers; the paper's own page has them all.
_IN_LISTS = ("arxiv", "doi")

LINK_WORDS: Mapping[str, str] = {
    "pdf": "PDF",
    "code": "Code",
    "data": "Data",
    "html": "HTML",
    "slides": "Slides",
    "poster": "Poster",
    "video": "Video",
    "project": "Project",
}


class Author(msgspec.Struct, frozen=True):
    """An author as a byline prints them."""

    name: Annotated[str, "name as printed on the paper"]
    url: Annotated[str, "the person's page, from the top of the site"]
    us: Annotated[bool, "whether a member of the group"]
    after: Annotated[str, "what stands behind the name: a comma, an ellipsis, or nothing"] = ""


class Byline(msgspec.Struct, frozen=True):
    """The authors that a list shows, and how many it leaves out."""

    authors: Annotated[tuple[Author, ...], "the authors shown, in order"]
    others: Annotated[int, "how many authors are left out"] = 0


class Dateline(msgspec.Struct, frozen=True):
    """Where and when a paper appeared: `COLM 2024; preprint 28 June`."""

    venue: Annotated[str, "short name of the venue with its own year, or `Preprint`; may be empty"]
    joint: Annotated[str, "what stands between venue and date"]
    words: Annotated[str, "first public date in words; empty where the venue's year says it all"]
    iso: Annotated[str, "the same date as ISO 8601"]
    url: Annotated[str, "the venue's page, from the top of the site; empty in lists"] = ""


class Entry(msgspec.Struct, frozen=True):
    """A paper in a list."""

    title: Annotated[str, "title, for the filters `inline` and `plain`"]
    opening: Annotated[str, "the title's first words in plain text, which tell links apart"]
    url: Annotated[str, "the paper's page, from the top of the site"]
    byline: Annotated[Byline, "authors, cut where they are many"]
    dateline: Annotated[Dateline, "venue and date"]
    identifier: Annotated[str, "the leading identifier, which takes the place of links in print"]
    links: Annotated[tuple[Link, ...], "addresses outside the site: PDF, arXiv, DOI, code, ..."]
    status: Annotated[str, "`retracted`, `withdrawn`, `corrected` or empty"]
    awards: Annotated[tuple[str, ...], "prizes in words, as plain text"]
    coins: Annotated[str, "the same for reference managers, as the `title` of a COinS span"]


def entry_of(work: Work, authors: Sequence[Author], *, url: str, dateline: Dateline) -> Entry:
    """Return the entry of a paper with an address; `authors` are all of them, as `Author`s without `after`."""
    known = identifiers_of(work)
    return Entry(
        title=work.title,
        opening=cropped(plain_inline(work.title), _OPENING),
        url=url,
        byline=byline_of(authors),
        dateline=dateline,
        identifier=_identifier(known),
        links=links_of(work, known, schemes=_IN_LISTS),
        status=work.status,
        awards=work.awards,
        coins=coins_of(work, known),
    )


def byline_of(authors: Sequence[Author]) -> Byline:
    """Cut a list of authors: all up to eight, else three, an ellipsis, up to nine members, "and 43 others".

    A list is never cut to save fewer than three names.
    """
    members = [author for author in authors[_FIRST:] if author.us][:_MEMBERS]
    others = len(authors) - _FIRST - len(members)
    if len(authors) <= _WHOLE or others < _SAVED:
        return Byline(separated(authors))
    gap = ", …\N{NO-BREAK SPACE}" if members else ", …"
    first = separated(authors[:_FIRST])
    first = (*first[:-1], msgspec.structs.replace(first[-1], after=gap))
    return Byline((*first, *separated(members)), others)


def separated(authors: Sequence[Author]) -> tuple[Author, ...]:
    """Return authors, behind whom nothing stands yet, with a comma behind each but the last."""
    return (*[Author(author.name, author.url, author.us, ", ") for author in authors[:-1]], *authors[-1:])


def dateline_of(work: Work, short: Callable[[str], str], *, in_year: bool) -> Dateline:
    """Say where and when a work appeared.

    Lists stand by the first public date, so the venue carries its own year; where a preprint came
    first, its date is named as such.
    """
    leading = leading_version(work)
    venue = _venue(work, leading, short)
    issued = work.issued
    if not issued:
        return Dateline(venue, "", "", "")
    published = leading if leading and leading.type != "preprint" else None
    later = published is not None and published.issued != issued
    in_venue = published is not None and not later and venue.endswith(str(issued.year))
    words = issued.words.removesuffix(str(issued.year)).rstrip() if in_year or in_venue else issued.words
    if not words or not venue:
        return Dateline(venue, "", words, str(issued))
    return Dateline(venue, "; preprint " if later and has_preprint(work) else ", ", words, str(issued))


def has_preprint(work: Work) -> bool:
    """Tell whether a work is known to have a preprint."""
    return "arxiv" in work.ids or any(version.type == "preprint" for version in work.versions)


def _venue(work: Work, leading: Version | None, short: Callable[[str], str]) -> str:
    """Return the venue in short with its own year; a work without one goes by its type."""
    type = work_type(work)
    kind = "" if type == "document" else TYPES[type].words
    if not leading:
        return kind
    name = short(leading.container or leading.publisher) or kind
    if leading.type == "preprint" or not leading.issued or str(leading.issued.year) in name:
        return name
    return f"{name} {leading.issued.year}".lstrip()


def identifiers_of(work: Work) -> Mapping[str, str]:
    """Return a work's identifiers, the archive's first; of its versions' the leading one's count most."""
    leading = leading_version(work)
    known: dict[str, str] = {}
    for version in (*work.versions, leading, work):
        if version and version.ids:
            known |= version.ids
    return {name: known[name] for name in _ORDER if name in known} if known else known


def _identifier(known: Mapping[str, str]) -> str:
    if "doi" in known:
        return f"doi:{known['doi']}"
    return f"arXiv:{known['arxiv']}" if "arxiv" in known else ""


def pdf_of(work: Work) -> str:
    """Return the address of a work's PDF: its own, else the one on arXiv, else nothing."""
    return work.links.get("pdf") or _pdf(work, identifiers_of(work))


def _pdf(work: Work, known: Mapping[str, str]) -> str:
    return work.links.get("pdf") or (f"https://arxiv.org/pdf/{known['arxiv']}" if "arxiv" in known else "")


def links_of(
    work: Work, known: Mapping[str, str], *, schemes: Collection[str], with_ids: bool = False
) -> tuple[Link, ...]:
    """Return the addresses of a work outside the site: its PDF, its identifiers, then what else it has.

    `known` are its identifiers, `schemes` the kinds wanted; `with_ids` prints each behind its scheme's name.
    A work on arXiv has its PDF there if no other is known.
    """
    pdf = _pdf(work, known)
    links = [Link("PDF", pdf)] if pdf else []
    for name in (name for name in known if name in schemes):
        scheme = SCHEMES[name]
        words = f"{scheme.words} {known[name]}" if with_ids else scheme.words
        links.append(Link(words, scheme.url(known[name])))
    rest = (name for name in LINKS if name in work.links and name != "pdf")
    return (*links, *(Link(LINK_WORDS[name], work.links[name]) for name in rest))
