"""A paper's own page."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from markupsafe import Markup

from separata.exporters import reference, styles
from separata.identifiers import SCHEMES
from separata.markup.inline import plain_inline
from separata.markup.prose import emphasised
from separata.model import Work
from separata.pages import metadata
from separata.pages.addresses import paper_url, year_url
from separata.pages.bibliographies import exports_of
from separata.pages.entry import (
    Author,
    Byline,
    Dateline,
    byline_of,
    identifiers_of,
    links_of,
    separated,
)
from separata.pages.head import Alternate, Head, Link, address_of
from separata.pages.offprint import Offprint
from separata.pages.page import Page
from separata.pages.plaintext import markdown_of
from separata.pages.record import (
    Fact,
    Meaning,
    Provenance,
    Stop,
    Variant,
    dates,
    details,
    provenance,
    stops,
    variants,
)
from separata.pages.related import Related
from separata.pages.sheet import Cited, export_of
from separata.pages.shelves import AWARDS
from separata.pages.teasers import Teaser
from separata.pages.words import cropped, listed
from separata.paper import Paper
from separata.worktypes import leading_version

_OPEN = 30  # authors up to which all stand in the open
_COLUMNS = 120  # authors up to which the folded list stands in columns
_SET = 500  # authors up to which the BibTeX entry stands on the page; the file beside it has all
_DESCRIPTION = 200  # letters of the abstract in the head


class Authors(msgspec.Struct, frozen=True):
    """All authors of a paper; many are folded behind a line that shows some."""

    cut: Annotated[Byline | None, "the line shown above a folded list; nothing where all stand in the open"]
    all: Annotated[tuple[Author, ...], "all authors, in order"]
    summary: Annotated[str, "words of the fold"]
    columns: Annotated[bool, "whether the folded list stands in columns"]
    incomplete: Annotated[bool, "whether the list is known to be cut"]


class Notice(msgspec.Struct, frozen=True):
    """A notice on the standing of a paper."""

    grave: Annotated[bool, "whether the paper is retracted or withdrawn"]
    opens: Annotated[str, "the word that opens it"]
    words: Annotated[str, "what it says, and where that stands"]


class BibtexField(msgspec.Struct, frozen=True):
    """A field of a BibTeX entry."""

    name: Annotated[str, "name of the field"]
    value: Annotated[str, "its value as BibTeX writes it"]


class Bibtex(msgspec.Struct, frozen=True):
    """A BibTeX entry in parts, so that a page can set it."""

    opens: Annotated[str, "the entry's first line"]
    fields: Annotated[tuple[BibtexField, ...], "its fields in order"]


class PaperPage(msgspec.Struct, frozen=True):
    """What `paper.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    title: Annotated[str, "title, for the filters `inline` and `plain`"]
    year: Annotated[str, "year of the first public date; empty where there is none"]
    year_url: Annotated[str, "the year's page, from the top of the site"]
    dateline: Annotated[Dateline, "venue and date"]
    authors: Annotated[Authors, "the authors"]
    links: Annotated[tuple[Link, ...], "addresses outside the site, with identifiers"]
    awards: Annotated[tuple[str, ...], "prizes in words"]
    all_awards: Annotated[str, "the page of papers with awards, from the top of the site"]
    notice: Annotated[Notice | None, "where the paper is retracted, withdrawn or corrected"]
    unconfirmed: Annotated[str, "what no public listing confirms; empty where all is"]
    abstract: Annotated[str, "abstract, for the filter `paragraphs`"]
    teaser: Annotated[Teaser | None, "a picture of what the paper is about"]
    reference: Annotated[str, "the paper as a reference list gives it"]
    bibtex: Annotated[Bibtex | None, "the paper as BibTeX; nothing where authors would fill the page once more"]
    exports: Annotated[tuple[Alternate, ...], "its files for reference managers, BibTeX first"]
    stops: Annotated[tuple[Stop, ...], "its versions, oldest first; empty where there is only one"]
    joined: Annotated[str, "the evidence that versions are of one work, where only that joins them"]
    topics: Annotated[tuple[Link, ...], "its topics, each with its page from the top of the site"]
    related: Annotated[tuple[Related, ...], "papers near this one, nearest first"]
    details: Annotated[tuple[Fact, ...], "comment, length, categories and the like"]
    provenance: Annotated[tuple[Provenance, ...], "which fields come from which sources"]
    variants: Annotated[tuple[Variant, ...], "what sources say where they differ from what is shown"]
    dates: Annotated[tuple[Meaning, ...], "every date that a source gives, with its meaning"]
    correction: Annotated[Link | None, "where to tell of an error"]


def plan(offprint: Offprint) -> Iterator[Page]:
    """Plan a paper's page."""
    yield Page(paper_url(offprint.sheet.id), "paper.html", (offprint,), make)


def make(offprint: Offprint) -> PaperPage:
    """Return the context of a paper's page."""
    cited, work, authorship = offprint.sheet.cited.paper, offprint.sheet.work, offprint.authorship
    url = paper_url(cited.id)
    year = offprint.sheet.year
    exports = exports_of(url)
    versions = stops(work.versions, leading_version(work))
    description = cropped(plain_inline(work.abstract), _DESCRIPTION)
    return PaperPage(
        head=Head(
            title=plain_inline(work.title),
            address=address_of(url),
            section="papers.html",
            description=description,
            alternates=(*exports, markdown_of(url)),
            metadata=metadata.of_paper(cited, authorship, offprint.imprint, description=description),
        ),
        title=work.title,
        year=str(year or ""),
        year_url=year_url(year),
        dateline=offprint.dateline,
        authors=_authors(offprint.sheet.byline, incomplete=work.authors_incomplete),
        links=links_of(work, identifiers_of(work), schemes=SCHEMES, with_ids=True),
        awards=work.awards,
        all_awards=AWARDS,
        notice=_notice(work),
        unconfirmed=listed([name.replace("_", " ") for name in work.unconfirmed]),
        abstract=work.abstract,
        teaser=offprint.teaser,
        reference=_reference(cited, offprint),
        bibtex=_bibtex(offprint.sheet.cited) if len(work.authors) <= _SET else None,
        exports=exports,
        stops=versions,
        joined=listed(offprint.joined) if versions else "",
        details=details(work),
        provenance=tuple(provenance(offprint.sources)),
        variants=tuple(variants(offprint.sources)),
        dates=dates(work.dates),
        correction=offprint.correction,
        topics=offprint.topics,
        related=offprint.nearest.rows,
    )


def _authors(authors: tuple[Author, ...], *, incomplete: bool) -> Authors:
    many = len(authors) > _OPEN
    return Authors(
        cut=byline_of(authors) if many else None,
        all=separated(authors),
        summary=f"All {len(authors):,} authors{' that are known' if incomplete else ''}",
        columns=len(authors) <= _COLUMNS,
        incomplete=incomplete,
    )


def _notice(work: Work) -> Notice | None:
    if not work.status:
        return None
    words = work.status_note or f"This paper has been {work.status}."
    return Notice(work.status in ("retracted", "withdrawn"), work.status.capitalize(), words)


def _reference(paper: Paper, offprint: Offprint) -> str | Markup:
    """Return the reference in the site's style: ours as plain text, any other's as HTML."""
    if not offprint.style:
        return reference.reference(paper)
    return emphasised(styles.formatted(paper, offprint.style, offprint.imprint.language))


def _bibtex(cited: Cited) -> Bibtex:
    """Take the entry apart as the file beside the page has it: `  name = value,` is a field, in one line."""
    opens, *lines, _, _ = export_of(cited, "BibTeX").decode().split("\n")
    parts = (line[2:-1].partition(" = ") for line in lines)
    return Bibtex(opens, tuple(BibtexField(name, value) for name, _, value in parts))
