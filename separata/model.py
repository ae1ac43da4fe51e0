"""The nouns: work, claim, paper, author, person. Plain frozen values; empty means "not stated"."""

from collections.abc import Mapping, Sequence
from copy import copy
from hashlib import blake2b
from typing import Any

import msgspec

from separata.dates import Date
from separata.problems import Place

_NOWHERE = Place("")


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


class Paper:
    """What we hold: a work under an id that is given once and is its address for good. It never changes.

    The teaser is the group's own choice, which no source states, so it is not part of the work.
    A large library keeps its works elsewhere, and has the cards at hand (`stages/stacks.py`).
    """

    __slots__ = ("_card", "_place", "_work", "former_ids", "id", "teaser")

    def __init__(
        self,
        id: str,
        work: Work,
        former_ids: tuple[str, ...] = (),
        place: Place = _NOWHERE,
        teaser: Teaser | None = None,
    ) -> None:
        self.id = id
        self.former_ids = former_ids
        self.teaser = teaser
        self._place = place
        self._work = work
        self._card: Card | None = None

    @property
    def place(self) -> Place:
        """Where its record stands."""
        return self._place

    @property
    def path(self) -> str:
        """The file of its record."""
        return self._place.path

    @property
    def work(self) -> Work:
        """The work, with all that its record says."""
        return self._work

    @property
    def title(self) -> str:
        """The title of the work."""
        return self.work.title

    @property
    def identifiers(self) -> tuple[Mapping[str, str], ...]:
        """The identifiers of the work, then those of each of its versions, by the names of their schemes."""
        return (self.work.ids, *(version.ids for version in self.work.versions))

    @property
    def card(self) -> "Card":
        """What indexes and lists need to know of the work."""
        if not self._card:
            self._card = card_of(self.id, self.work)
        return self._card

    def with_work(self, work: Work) -> "Paper":
        """Return the paper with another work."""
        return Paper(self.id, work, self.former_ids, self.place, self.teaser)

    def with_former_ids(self, former_ids: tuple[str, ...]) -> "Paper":
        """Return the paper with other former ids; its work stays where it is."""
        other = copy(self)
        other.former_ids = former_ids
        return other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Paper) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Paper{self._all()!r}"

    def _all(self) -> tuple[Any, ...]:
        return self.id, self.work, self.former_ids, self.place, self.teaser


class Seat(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What tells who an author is: the name as printed, and what the record says besides."""

    name: str
    person: str = ""
    orcid: str = ""
    literal: bool = False


class Card(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A paper as a catalogue has it: what indexes and lists need to know of all papers at once.

    A large library has very many, so a card is made of few values. `digest` speaks for the id and the work,
    `outline` for the id and all else that is said here. `printed` are the names of the authors, one a line;
    instead of them `said` has their seats where the record says more of any of them, or a line cannot. `first`
    and `last` are the work's own date and the latest that the record states, in digits; 0 is none. `venue` is
    the container or the publisher of the version that stands for the work. `listed` are the topics, one a line.
    """

    digest: bytes
    outline: bytes
    printed: str
    said: tuple[Seat, ...]
    first: int
    last: int
    listed: str
    type: str
    venue: str
    selected: bool
    awarded: bool

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The authors in order."""
        return seats_of(self.printed, self.said)

    @property
    def names(self) -> Sequence[str]:
        """The names of the authors in order, as printed."""
        return names_of(self.printed, self.said)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that the record names."""
        return tuple(_lines(self.listed))

    @property
    def year(self) -> int:
        """The year of the first public date; 0 where there is none."""
        return self.first // 10000


def seats_of(printed: str, said: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """Return the authors of whom a card has names and seats."""
    return said or tuple(map(Seat, _lines(printed)))


def names_of(printed: str, said: tuple[Seat, ...]) -> Sequence[str]:
    """Return their names."""
    return [seat.name for seat in said] if said else _lines(printed)


def _lines(text: str) -> Sequence[str]:
    return text.split("\n") if text else ()


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

# How much a version of a type stands for its work; types that are not named here stand between.
_STANDING = {
    "article-journal": 3, "paper-conference": 3, "chapter": 3, "book": 3, "preprint": 1, "dataset": 0,
    "software": 0,
}  # fmt: skip

MEANINGS = ("first-version", "seen-version", "published")
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
STATUSES = ("retracted", "withdrawn", "corrected")
LINKS = ("pdf", "code", "data", "html", "slides", "poster", "video", "project")


def card_of(id: str, work: Work) -> Card:
    """Return a paper's card."""
    leading = leading_version(work)
    dates = (work.issued, *(version.issued for version in work.versions), *(said.date for said in work.dates))
    authors = work.authors
    more = any(one.person or one.orcid or one.literal or not one.name or "\n" in one.name for one in authors)
    card = Card(
        digest=b"",
        outline=b"",
        printed="" if more else "\n".join([one.name for one in authors]),
        said=tuple([Seat(one.name, one.person, one.orcid, one.literal) for one in authors]) if more else (),
        first=work.issued.digits if work.issued else 0,
        last=max((date.digits for date in dates if date), default=0),
        listed="\n".join(work.topics),
        type=work_type(work),
        venue=(leading.container or leading.publisher) if leading else "",
        selected=work.selected,
        awarded=bool(work.awards),
    )
    return msgspec.structs.replace(card, digest=_hash((id, work)), outline=_hash((id, card)))


def _hash(value: object) -> bytes:
    return blake2b(_encoded(value), digest_size=16).digest()


_encoded = msgspec.msgpack.Encoder().encode


def leading_version(work: Work) -> Version | None:
    """Return the version that stands for the work: of those that count most, the last.

    An article, talk, chapter or book goes before a thesis, a report and what has no type; these go before
    a preprint; last come deposits of data and software, which may well be younger than the paper.
    """
    if len(work.versions) < 2:
        return work.versions[0] if work.versions else None
    return max(reversed(work.versions), key=lambda version: _STANDING.get(version.type, 2))


def work_type(work: Work) -> str:
    """Return the key of `TYPES` that a work goes by: its leading version's, else by its identifiers."""
    if version := leading_version(work):
        return version.type
    return "preprint" if "arxiv" in work.ids else "document"
