"""What every export says of a paper: the facts of the version that stands for it, in plain text."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from separata.dates import Date
from separata.identifiers import SCHEMES
from separata.model import Author, Version, Work
from separata.names import read_out
from separata.paper import Paper
from separata.tex import one_line
from separata.text import pattern, printable, squeezed
from separata.worktypes import TYPES, WorkType, leading_version, work_type

# arXiv gives every paper a DOI too; it names the preprint, not what was published later.
ARXIV_DOI = "10.48550/"

# BibLaTeX's own words for kinds of theses and reports.
_GENRES = {
    "mathesis": "Master's thesis", "mastersthesis": "Master's thesis", "phdthesis": "PhD thesis",
    "candthesis": "Candidate thesis", "resreport": "Research report", "techreport": "Technical report",
}  # fmt: skip
_WORDS = pattern(r"[^\W\d][^\d/:]*")

_RANGE = pattern(r"(?<=\w)\s*[-‐‑‒–—]+\s*(?=\w)")
_ADDRESS = pattern(r"https?://[^\s{}\\\"<>^`|]+")


class Citation(NamedTuple):
    """A paper as other programs cite it: empty text and None mean "not stated".

    `title` keeps its TeX and tags; all else is plain text in one line. `issued` is the leading version's
    date, `first_issued` the work's, `last_issued` the latest of any version. `pages` has an en dash between
    first and last. `genre` says of what kind a thesis or a report is: `Master's thesis`. `url` is an `http`
    or `https` address: the version's own, else its DOI's, else arXiv's.
    """

    key: str
    type: str
    title: str
    plain_title: str
    authors: tuple[Author, ...]
    authors_incomplete: bool
    issued: Date | None
    container: str
    volume: str
    issue: str
    pages: str
    publisher: str
    genre: str
    doi: str
    arxiv: str
    isbn: str
    issn: str
    categories: tuple[str, ...]
    url: str
    abstract: str
    topics: tuple[str, ...]
    first_issued: Date | None
    last_issued: Date | None
    status: str
    status_note: str

    @property
    def forms(self) -> WorkType:
        """The names of the work's type in BibTeX, RIS and CSL."""
        return TYPES[self.type]

    @property
    def category(self) -> str:
        """What arXiv files a paper under, where it is there."""
        return self.categories[0] if self.arxiv and self.categories else ""

    @property
    def standing(self) -> str:
        """Whether the work is retracted, withdrawn or corrected, and what is said of it; empty for most."""
        return f"{self.status.capitalize()}. {self.status_note}".rstrip() if self.status else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """What has no place of its own in most formats: the standing, and that authors are missing."""
        cut = "The list of authors is incomplete." if self.authors_incomplete else ""
        return tuple(note for note in (self.standing, cut) if note)


# A paper's page and files are made one after the other and all cite it: the last answer is asked for again.
@lru_cache(maxsize=1)
def citation(paper: Paper) -> Citation:
    """Return the facts of a paper's leading version, completed by the work's own.

    The date is the published version's, so it may be later than the preprint's; a preprint's is its first.
    """
    work = paper.work
    title = squeezed(printable(work.title))
    version = leading_version(work) or Version(work_type(work))
    preprint = version.type == "preprint"
    doi, arxiv = _identifier(work, version, "doi"), _identifier(work, version, "arxiv")
    if doi.startswith(ARXIV_DOI) and not preprint:
        doi = ""
    return Citation(
        key=squeezed(printable(paper.id)),
        type=version.type if version.type in TYPES else "document",
        title=title,
        plain_title=one_line(title),
        authors=tuple([author for author in map(_cleaned, work.authors) if author.name]),
        authors_incomplete=work.authors_incomplete,
        issued=(preprint and work.issued) or version.issued or work.issued,
        container=one_line(version.container),
        volume=one_line(version.volume),
        issue=one_line(version.issue),
        pages=page_range(version.pages),
        publisher=one_line(version.publisher),
        genre=_genre(work, version.type),
        doi=doi,
        arxiv=arxiv,
        isbn=_identifier(work, version, "isbn"),
        issn=one_line(version.issn),
        categories=tuple(map(one_line, work.categories)),
        url=_address(version.url, doi, arxiv),
        abstract=one_line(work.abstract),
        topics=tuple(map(one_line, work.topics)),
        first_issued=work.issued,
        last_issued=max(filter(None, (work.issued, *(one.issued for one in work.versions))), default=None),
        status=one_line(work.status),
        status_note=one_line(work.status_note),
    )


def in_list(author: Author) -> str:
    """Return an author's name as a list of names gives it, where a comma would part two names."""
    return author.name if author.literal else read_out(author.name)


def page_range(pages: str) -> str:
    """Return pages in one line, with an en dash for what stands between two numbers: `12--19` is `12–19`."""
    return _RANGE.sub("–", one_line(pages))


def _genre(work: Work, type: str) -> str:
    """Return what sources call a thesis or a report; each format has a field of its own for that."""
    if type not in ("thesis", "report") or not work.extra:
        return ""
    said = (work.extra.get(name) for name in ("genre", "type", "work_type", "work-type", "entry_type"))
    words = (one_line(each) for each in said if isinstance(each, str))
    telling = (each for each in words if _WORDS.fullmatch(each) and each.lower() != type)
    found = next(telling, "")
    return _GENRES.get(found.lower(), found)


def _cleaned(author: Author) -> Author:
    name = one_line(author.name)
    return author if name == author.name else Author(name, literal=author.literal)


def _identifier(work: Work, version: Version, scheme: str) -> str:
    """Return the identifier of the leading version, else the work's.

    An arXiv id may be any version's. A DOI or an ISBN may not: it would lead to something else than is cited.
    """
    others = reversed(work.versions) if scheme == "arxiv" else ()
    places: Iterable[Version | Work] = (version, work, *others)
    for place in places:
        if known := place.ids.get(scheme):
            return squeezed(printable(known))
    return ""


def _address(url: str, doi: str, arxiv: str) -> str:
    if _ADDRESS.fullmatch(url):
        return url
    if doi:
        return SCHEMES["doi"].url(doi)
    return SCHEMES["arxiv"].url(arxiv) if arxiv else ""
