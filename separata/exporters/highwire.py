"""Highwire Press tags, `citation_*`, as Google Scholar and Zotero read them from a paper's page."""

from collections.abc import Iterator, Mapping, Sequence

from separata.exporters.citation import Citation, citation
from separata.model import Author
from separata.names import family_first, parse_name
from separata.paper import Paper
from separata.tex import one_line
from separata.text import pattern

# The tag of a container, from which Zotero takes the item's type.
_CONTAINERS: Mapping[str, str] = {
    "article-journal": "citation_journal_title",
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}

# Zotero's own names of types, said outright where no container tells.
ITEM_TYPES: Mapping[str, str] = {
    "preprint": "preprint",
    "article-journal": "journalArticle",
    "paper-conference": "conferencePaper",
    "chapter": "bookSection",
    "book": "book",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "software": "computerProgram",
    "document": "document",
}

# A language tag as BCP 47 (RFC 5646) has it: two or three letters, then parts such as a script or a region.
_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SPAN = pattern(r"([\w.:]+)–([\w.:]+)")


def tags(paper: Paper, *, page: str, pdf: str, orcids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return names and contents of the tags in order; what is not stated is left out.

    `page` and `pdf` are absolute addresses, the latter may be empty. `orcids` has one or an empty text for
    each author to name; there may be fewer than authors. The date is the leading version's.
    """
    cited = citation(paper)
    stated = (
        ("citation_title", cited.plain_title),
        *_authors(paper.work.authors, orcids),
        ("citation_publication_date", str(cited.issued).replace("-", "/") if cited.issued else ""),
        *_container(cited),
        *_pages(cited.pages),
        ("citation_volume", cited.volume),
        ("citation_issue", cited.issue),
        ("citation_doi", cited.doi),
        ("citation_issn", cited.issn),
        ("citation_isbn", cited.isbn),
        ("citation_arxiv_id", cited.arxiv),
        ("citation_keywords", "; ".join(cited.topics)),
        ("citation_language", _language(paper)),
        ("citation_abstract", cited.abstract),
        ("citation_abstract_html_url", page),
        ("citation_pdf_url", pdf),
    )
    return tuple([(name, content) for name, content in stated if content])


def _authors(authors: Sequence[Author], orcids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each author, followed by the ORCID iD; a program takes it for that of the author before."""
    for author, orcid in zip(authors, orcids, strict=False):
        if name := one_line(author.name):
            yield "citation_author", _name(name, literal=author.literal, sole=len(authors) == 1)
            yield "citation_author_orcid", f"https://orcid.org/{orcid}" if orcid else ""


def _name(name: str, *, literal: bool, sole: bool) -> str:
    """Return `Family, Given`.

    Zotero takes a sole author with blanks on both sides of the comma for two, unless a semicolon ends it.
    """
    if literal:
        return name
    if sole and " " in (parts := parse_name(name)).full_family and " " in parts.given:
        return f"{parts.family_first};"
    return family_first(name)


def _container(cited: Citation) -> Iterator[tuple[str, str]]:
    """Yield where a work stands. Zotero ignores `citation_arxiv_id`, so it is told in its own words."""
    name = cited.container or (cited.publisher if cited.type in ("thesis", "report") else "")
    tag = _CONTAINERS.get(cited.type, "")
    if tag and name:
        yield tag, name
    else:
        yield "z:itemType", ITEM_TYPES[cited.type]
    if cited.type == "preprint":
        yield "z:repository", "arXiv" if cited.arxiv else cited.container or cited.publisher
        yield "z:archiveID", f"arXiv:{cited.arxiv}" if cited.arxiv else ""
    elif cited.arxiv:
        yield "z:extra", f"arXiv: {cited.arxiv}"
    yield "citation_publisher", "" if name == cited.publisher else cited.publisher


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    """Yield first and last page; what is not one range stands whole in the first."""
    if not pages:
        return
    span = _SPAN.fullmatch(pages)
    first, last = span.groups() if span else (pages, "")
    yield "citation_firstpage", first
    yield "citation_lastpage", last


def _language(paper: Paper) -> str:
    """Return the language tag that the record states among its further details; none is taken for granted."""
    stated = paper.work.extra.get("language", "")
    return stated if isinstance(stated, str) and _LANGUAGE.fullmatch(stated) else ""
