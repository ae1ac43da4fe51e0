"""The nouns: author, version, work, claim, person. Plain frozen values; empty means "not stated"."""

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
    `author_ids` are the ids, such as `dblp:65/9612`, under which a source knows who the authors are: one
    for each author, empty for whom it has none; they tell people apart and stand in no record. `profile`
    is the name of the person whose page the source is.
    """

    place: Place
    work: Work
    raw: str = ""
    abstract_opens: str = ""
    author_ids: tuple[str, ...] = ()
    profile: str = ""


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


class Published(msgspec.Struct, frozen=True, omit_defaults=True):
    """An address that the site has had besides those of people: a paper's id, or a page of another kind.

    `ids` (`doi:10.1000/182`) and `mark`, the hash of title and authors, tell a paper under another id for
    the same. `parts` is how many older parts a list has had beside its page.
    """

    paper: str = ""
    page: str = ""
    ids: tuple[str, ...] = ()
    mark: str = ""
    parts: int = 0


# What a date of a work, a picture, the standing of a paper and a link may be called in a record.
MEANINGS = ("first-version", "seen-version", "published")
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
STATUSES = ("retracted", "withdrawn", "corrected")
LINKS = ("pdf", "code", "data", "html", "slides", "poster", "video", "project")
