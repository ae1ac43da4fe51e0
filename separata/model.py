"""The nouns: work, claim, paper, author, person. Plain frozen values; empty means "not stated"."""

from collections.abc import Mapping
from typing import Any

import msgspec

from separata.dates import Date
from separata.problems import Place


class Author(msgspec.Struct, frozen=True):
    """A name as printed on one work, with what that work says of its bearer.

    `person` names a person's id where the name alone does not say who it is. `literal` marks a
    corporate author, whose name has no family and given parts.
    """

    name: str
    person: str = ""
    orcid: str = ""
    affiliation: str = ""
    literal: bool = False
    equal: bool = False
    corresponding: bool = False


class Version(msgspec.Struct, frozen=True):
    """One public form of a work: a preprint version, a proceedings paper, a journal article.

    `type` is a key of `TYPES`; `label` tells versions of one type apart (`v1`). `issn` is the
    container's, and so no identifier of the version.
    """

    type: str
    label: str = ""
    issued: Date | None = None
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    ids: Mapping[str, str] = {}
    url: str = ""
    issn: str = ""


class DateStatement(msgspec.Struct, frozen=True):
    """A date with its meaning (`of`, one of `MEANINGS`), its calendar and the source that says so."""

    date: Date
    of: str
    zone: str = ""
    source: str = ""


class Work(msgspec.Struct, frozen=True):
    """The bibliographic fields, in the order in which a record lists them."""

    title: str = ""
    authors: tuple[Author, ...] = ()
    authors_incomplete: bool = False
    issued: Date | None = None
    ids: Mapping[str, str] = {}
    categories: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    abstract: str = ""
    topics: tuple[str, ...] = ()
    selected: bool = False
    awards: tuple[str, ...] = ()
    links: Mapping[str, str] = {}
    comment: str = ""
    page_count: str = ""
    figure_count: str = ""
    dates: tuple[DateStatement, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    status: str = ""
    status_note: str = ""
    extra: Mapping[str, Any] = {}


class Claim(msgspec.Struct, frozen=True):
    """What one source says of one work.

    `abstract_opens` is the beginning of an abstract, where a source ties itself to a work by that.
    """

    place: Place
    work: Work
    raw: str = ""
    abstract_opens: str = ""


class Teaser(msgspec.Struct, frozen=True):
    """A picture that shows what a paper is about: a file of `content/pictures`, and words that stand for it."""

    file: str
    alt: str
    caption: str = ""
    place: Place = Place("")


class Photo(msgspec.Struct, frozen=True):
    """A picture of a person: a file of `content/pictures`, and words where its name says too little."""

    file: str
    alt: str = ""
    place: Place = Place("")


class Paper(msgspec.Struct, frozen=True):
    """What we hold: a work under an id that is given once and is its address for good.

    The teaser is the group's own choice, which no source states, so it is not part of the work.
    """

    id: str
    work: Work
    former_ids: tuple[str, ...] = ()
    place: Place = Place("")
    teaser: Teaser | None = None


class Person(msgspec.Struct, frozen=True):
    """A human being: an id given once, the name to show, and every name published under.

    `because` is the evidence for each join of names, in words. `verified` says that a human agreed.
    `former_names` find a person's papers and are shown nowhere but, unless these are
    renamed (`rename_papers`), on the papers that print them.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    rename_papers: bool = False
    give_up_addresses: bool = False
    family: str = ""
    orcid: str = ""
    member: str = ""
    role: str = ""
    photo: Photo | None = None
    links: Mapping[str, str] = {}
    note: str = ""
    verified: bool = False
    because: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    place: Place = Place("")


class Address(msgspec.Struct, frozen=True, omit_defaults=True):
    """An id that a person's page has had, for as long as the site lives.

    `names` are those the person had then, the one shown first; `paper` and `position` (from 0) are
    the oldest paper's and the person's place among its authors.
    """

    id: str
    names: tuple[str, ...]
    paper: str = ""
    position: int = 0


class WorkType(msgspec.Struct, frozen=True):
    """How a type of version is called elsewhere: in CSL 1.0.2, in BibTeX, in RIS, and in words."""

    csl: str
    bibtex: str
    ris: str
    words: str


# Source of the CSL names: the CSL 1.0.2 specification, appendix III. BibTeX has no type for a
# preprint, a data set or a program that old programs keep, so these are @misc.
TYPES: Mapping[str, WorkType] = {
    "preprint": WorkType("article", "misc", "UNPB", "Preprint"),
    "article-journal": WorkType("article-journal", "article", "JOUR", "Article"),
    "paper-conference": WorkType("paper-conference", "inproceedings", "CPAPER", "Proceedings"),
    "chapter": WorkType("chapter", "incollection", "CHAP", "Chapter"),
    "book": WorkType("book", "book", "BOOK", "Book"),
    "thesis": WorkType("thesis", "phdthesis", "THES", "Thesis"),
    "report": WorkType("report", "techreport", "RPRT", "Report"),
    "dataset": WorkType("dataset", "misc", "DATA", "Data set"),
    "software": WorkType("software", "misc", "COMP", "Software"),
    "document": WorkType("document", "misc", "GEN", "Document"),
}

MEANINGS = ("first-version", "seen-version", "published")

PICTURES = (".png", ".jpg", ".jpeg", ".webp")

STATUSES = ("retracted", "withdrawn", "corrected")

LINKS = ("pdf", "code", "data", "html", "slides", "poster", "video", "project")


def leading_version(work: Work) -> Version | None:
    """Return the version that stands for the work: the last published one, else the last of all."""
    published = tuple(version for version in work.versions if version.type != "preprint")
    return (published or work.versions)[-1] if work.versions else None


def work_type(work: Work) -> str:
    """Return the key of `TYPES` that a work goes by: its leading version's, else by its identifiers."""
    if version := leading_version(work):
        return version.type
    return "preprint" if "arxiv" in work.ids else "document"
