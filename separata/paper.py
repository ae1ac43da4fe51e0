"""A paper: a work under its id; and its card, what lists and indexes need to know of it."""

from collections.abc import Mapping, Sequence
from copy import copy
from hashlib import blake2b
from typing import Any

import msgspec

from separata.model import Teaser, Work
from separata.problems import Place
from separata.worktypes import leading_version, work_type

_NOWHERE = Place("")


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
