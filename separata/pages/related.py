"""Related papers, with the reason: people, topics and words that two papers share.

How near two papers are is a function of the two alone, and a paper is compared only with those that
stand near it under a shared person, topic or word. So a new paper changes the pages of its
neighbours and no others, and the work grows with the number of papers, not with its square.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Annotated, NamedTuple

import msgspec

from separata.files import digest
from separata.library import Library, newest_first
from separata.model import Paper
from separata.pages.addresses import paper_url
from separata.pages.words import counted, listed
from separata.search.told import Told

_MOST = 4  # related papers on a page
_NEAR = 0.5  # papers less near than this are not related
_AROUND = 10  # papers looked at on either side under one person, topic or word
_COMPARED = 12  # papers compared closely
_PEOPLE = 300  # authors by whom a paper is found; of more no one says much
_WORDS = 10  # words of an abstract by which a paper is found
_KEPT = 1 << 12  # papers whose traits are kept at a time


class Related(msgspec.Struct, frozen=True):
    """A paper that another leads to, and why."""

    title: Annotated[str, "title, for the filters `inline` and `plain`"]
    url: Annotated[str, "the paper's page, from the top of the site"]
    why: Annotated[str, "its year, and what the two papers share"]


class Traits(NamedTuple):
    """What a paper is compared by: its people, its topics, its long words, the words of its title."""

    people: frozenset[str]
    topics: frozenset[str]
    words: frozenset[str]
    title: frozenset[str]


class Kinship(NamedTuple):
    """How near two papers are, and what they share."""

    nearness: float
    people: int
    topics: tuple[str, ...]
    words: tuple[str, ...]


class Standing(msgspec.Struct, frozen=True, array_like=True):
    """What one build tells the next of a paper: where it stood, by what it was compared, what its page showed.

    `hash` is that of all by which it is compared and of what other pages show of it; `rows` are encoded.
    """

    id: str
    order: tuple[int, int, int, str]
    hash: bytes
    keys: tuple[str, ...]
    rows: bytes = b""


class Neighbourhood:
    """Papers that stand newest first, and under which people, topics and words each of them stands.

    `before` is how they stood in an earlier build: who has no neighbour that changed keeps the rows of then.
    """

    def __init__(
        self, library: Library, told: Callable[[Paper], Told], before: Iterable[Standing] = ()
    ) -> None:
        self._papers = library.papers
        self._bylines = library.bylines
        self._told = told
        self._traits = lru_cache(maxsize=_KEPT)(self._traits_at)
        known = {standing.id: standing for standing in before}
        self.standings = [self._standing(at, known) for at in range(len(self._papers))]
        self._under: dict[str, list[int]] = defaultdict(list)
        for at, standing in enumerate(self.standings):
            for key in standing.keys:
                self._under[key].append(at)
        self.stale = sorted(self._moved(known))

    @cached_property
    def _at(self) -> Mapping[str, int]:
        return {paper.id: at for at, paper in enumerate(self._papers)}

    def _standing(self, at: int, known: Mapping[str, Standing]) -> Standing:
        paper = self._papers[at]
        told = self._told(paper)
        compared = (self._bylines[paper.id], paper.card.topics, told.title_terms, told.terms, paper.work.title)
        order = newest_first(paper)
        hash = digest(_encode((compared, order)))
        before = known.get(paper.id)
        if before and before.hash == hash:
            return before
        return Standing(paper.id, order, hash, tuple(sorted(_keys(self._traits(at)))))

    def _moved(self, known: Mapping[str, Standing]) -> set[int]:
        """Return the positions of those whose neighbours may not be those of the earlier build.

        They stand around a paper that is new, changed or gone: around its place under its keys, then and now.
        """
        kept = {standing.id for standing in self.standings if known.get(standing.id) is standing}
        gone = [one for one in known.values() if one.id not in kept]
        new = [at for at, one in enumerate(self.standings) if one.id not in kept]
        orders = [standing.order for standing in self.standings]
        places = [(bisect_left(orders, one.order), one.keys) for one in gone]
        places += [(at, self.standings[at].keys) for at in new]
        found = set(new)
        for at, keys in places:
            for key in keys:
                found.update(self._around(at, self._under.get(key, [])))
        return found

    def settle(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Take in what `made` made of the stale ones, each with its position."""
        for at, encoded in rows:
            self.standings[at] = msgspec.structs.replace(self.standings[at], rows=encoded)
        self.stale = []

    def made(self, at: int) -> bytes:
        """Return the rows of the paper at a position, encoded."""
        return _encode(tuple(_row(other, kin) for other, kin in self.related(self._papers[at].id)))

    def rows(self, id: str) -> tuple[Related, ...]:
        """Return what a paper's page shows of the papers nearest to it."""
        at = self._at[id]
        return _decode(self.made(at) if self.stale else self.standings[at].rows)

    def related(self, id: str) -> tuple[tuple[Paper, Kinship], ...]:
        """Return the papers nearest to a paper, nearest first; of equals the newest stands first."""
        own = self._traits(self._at[id])
        near = {other: self._traits(other) for other in self._near(self._at[id])}
        ranked = sorted((-nearness_of(own, traits), other) for other, traits in near.items())
        return tuple(
            (self._papers[other], kinship(own, near[other])) for far, other in ranked[:_MOST] if -far >= _NEAR
        )

    def _traits_at(self, at: int) -> Traits:
        paper = self._papers[at]
        return traits_of(self._bylines[paper.id], paper.card.topics, self._told(paper))

    def _near(self, at: int) -> Iterator[int]:
        """Yield the positions of those that share most keys with a paper.

        Under a key that many papers have, a paper looks only at those that stand around it in time; so
        a paper that is added moves few others out of sight.
        """
        seen: list[int] = []
        for key in self.standings[at].keys:
            seen += self._around(at, self._under[key])
        counts = sorted((-count, other) for other, count in Counter(seen).items() if count > 1 and other != at)
        yield from (other for _, other in counts[:_COMPARED])

    def _around(self, at: int, positions: Sequence[int]) -> Sequence[int]:
        index = bisect_left(positions, at)
        return positions[max(index - _AROUND, 0) : index + 1 + _AROUND]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[Related, ...]).decode


def _row(paper: Paper, kin: Kinship) -> Related:
    year = paper.work.issued.year if paper.work.issued else 0
    return Related(paper.work.title, paper_url(paper.id), reason(year, kin))


def traits_of(people: Iterable[str], topics: Iterable[str], told: Told) -> Traits:
    """Return what a paper is compared by."""
    title = frozenset(told.title_terms.split())
    return Traits(frozenset(people), frozenset(topics), title.union(told.terms.split()), title)


def _keys(traits: Traits) -> Iterator[str]:
    """Yield what a paper is found by: people, topics, words of its title, the longest of its abstract.

    Papers must share two keys to be compared; a person or a topic is two, as one of them is enough.
    """
    if len(traits.people) <= _PEOPLE:
        yield from (f"{way} {person}" for person in traits.people for way in ("person", "by"))
    yield from (f"{way} {topic}" for topic in traits.topics for way in ("topic", "on"))
    yield from traits.title
    yield from sorted(traits.words - traits.title, key=lambda word: (-len(word), word))[:_WORDS]


def nearness_of(one: Traits, other: Traits) -> float:
    """Return how near two papers are, 0 for strangers; the same from either side.

    Each part is what two sets share over the root of the product of their sizes (Salton's cosine).
    """
    return (
        2.0 * _cosine(one.people, other.people)
        + 1.0 * _cosine(one.topics, other.topics)
        + 2.0 * _cosine(one.words, other.words)
        + 1.0 * _cosine(one.title, other.title)
    )


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) * len(other)) ** 0.5 if shared else 0.0


def kinship(one: Traits, other: Traits) -> Kinship:
    """Return how near two papers are and what they share, the words of titles and the longest ones first."""
    titles = one.title & other.title
    words = sorted(one.words & other.words, key=lambda word: (word not in titles, -len(word), word))
    topics = tuple(sorted(one.topics & other.topics))
    return Kinship(nearness_of(one, other), len(one.people & other.people), topics, tuple(words))


def reason(year: int, kin: Kinship) -> str:
    """Return the reason in words: `2022; 27 authors in common, both on alignment`.

    Words are named only where people and topics say too little.
    """
    parts = []
    if kin.people:
        figures = f"{kin.people:,} authors" if kin.people > 1 else counted(1, "author")
        parts.append(f"{figures} in common")
    if kin.topics:
        parts.append(f"both on {listed(kin.topics)}")
    if kin.words and len(parts) < 2:
        parts.append(f"both speak of {listed(kin.words[:3])}")
    return "; ".join(filter(None, (str(year or ""), ", ".join(parts))))
