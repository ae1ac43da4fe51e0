"""Related papers, with the reason: people, topics and words that two papers share.

How near two papers are is a function of the two alone, and a paper is compared only with those that
stand near it under a shared person, topic or word. So a new paper changes the pages of its
neighbours and no others, and the work grows with the number of papers, not with its square.

Papers are compared by numbers that stand for their people, topics and words: these are quick to compare,
small to keep, and the same in every build. A paper's `place` is a number too: the newer, the smaller.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, NamedTuple

import msgspec

from separata.files import digest
from separata.pages.words import counted, listed
from separata.search.told import Told

_MOST = 4  # related papers on a page
_NEAR = 0.5  # papers less near than this are not related
_AROUND = 10  # papers looked at on either side under one person, topic or word
_COMPARED = 12  # papers compared closely
_PEOPLE = 300  # authors by whom a paper is found; of more no one says much
_WORDS = 10  # words of an abstract by which a paper is found
_KEPT = 1 << 15  # people, topics and words whose numbers are kept at a time


class Related(msgspec.Struct, frozen=True):
    """A paper that another leads to, and why."""

    title: Annotated[str, "title, for the filters `inline` and `plain`"]
    url: Annotated[str, "the paper's page, from the top of the site"]
    why: Annotated[str, "its year, and what the two papers share"]


class Headline(msgspec.Struct, frozen=True, array_like=True):
    """What other pages show of a paper; the year is 0 where none is known."""

    title: str
    url: str
    year: int


class Traits(NamedTuple):
    """What a paper is compared by: its people, its topics, the words of its title, other words of its abstract.

    Each stands once; words stand the longest first.
    """

    people: tuple[str, ...]
    topics: tuple[str, ...]
    title: tuple[str, ...]
    others: tuple[str, ...]


class Portrait(NamedTuple):
    """A paper as its neighbours see it."""

    traits: Traits
    headline: Headline


class Sketch(NamedTuple):
    """A paper's traits as numbers, each in the order of `Traits`; `words` are all, those of the title first."""

    people: Sequence[int]
    topics: Sequence[int]
    title: Sequence[int]
    words: Sequence[int]


class Meeting(NamedTuple):
    """A paper that another meets, at its place, and how often with a minus: who is met most sorts first."""

    often: int
    place: int


class Kinship(NamedTuple):
    """What two papers share; words only where people and topics say too little."""

    people: int
    topics: tuple[str, ...]
    words: tuple[str, ...]


Sets = tuple[frozenset[int], frozenset[int], frozenset[int], frozenset[int]]  # of a sketch


def traits_of(people: Iterable[str], topics: Iterable[str], told: Told) -> Traits:
    """Return what a paper is compared by."""
    title = frozenset(told.title_terms.split())
    others = frozenset(told.terms.split()) - title
    return Traits(
        tuple(dict.fromkeys(people)),
        tuple(dict.fromkeys(topics)),
        _longest_first(title),
        _longest_first(others),
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(sorted(words), key=len, reverse=True))


def packed(traits: Traits) -> "array[int]":
    """Return the numbers of a paper's traits in one row, after those of people, topics and title words."""
    row = array("q", (len(traits.people), len(traits.topics), len(traits.title)))
    row.extend([_number(f"person {person}") for person in traits.people])
    row.extend([_number(f"topic {topic}") for topic in traits.topics])
    row.extend(map(_number, traits.title))
    row.extend(map(_number, traits.others))
    return row


@lru_cache(maxsize=_KEPT)
def _number(trait: str) -> int:
    return int.from_bytes(digest(trait.encode())[:8], "little", signed=True)


def unpacked(row: "array[int]") -> Sketch:
    """Return the sketch that a row holds."""
    topics = 3 + row[0]
    title = topics + row[1]
    return Sketch(row[3:topics], row[topics:title], row[title : title + row[2]], row[title:])


def keys_of(sketch: Sketch) -> tuple[Sequence[int], Sequence[int]]:
    """Return what a paper is found by: people and topics, then title words and the abstract's longest.

    One that is met under one of the former is compared, while it takes two of the latter.
    """
    people = sketch.people if len(sketch.people) <= _PEOPLE else ()
    return (*people, *sketch.topics), sketch.words[: len(sketch.title) + _WORDS]


def weights_of(sketch: Sketch) -> dict[int, int]:
    """Return the same keys with how often one is met who has it, too."""
    twice, once = keys_of(sketch)
    return dict.fromkeys(twice, 2) | dict.fromkeys(once, 1)


def around(places: Sequence[int], at: int) -> Sequence[int]:
    """Return what stands around a place among the places of papers that have a key in common, itself as well.

    Under a key that many papers have, a paper looks only at those that stand around it in time; so
    a paper that is added moves few others out of sight.
    """
    index = bisect_left(places, at)
    return places[max(index - _AROUND, 0) : index + 1 + _AROUND]


def parted(places: Sequence[int], at: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of papers that see each other no more when another comes to stand between them."""
    index = bisect_left(places, at)
    for far in range(max(index - _AROUND, 0), min(index, len(places) - _AROUND)):
        yield places[far], places[far + _AROUND]


def near(at: int, sketch: Sketch, under: Callable[[int], Sequence[int]]) -> tuple[Meeting, ...]:
    """Return those that the paper at a place meets most often under its keys: only these are compared."""
    twice, once = keys_of(sketch)
    seen: list[int] = []
    for key in twice:
        seen += around(under(key), at)
    seen += seen
    for key in once:
        seen += around(under(key), at)
    met = [(-count, other) for other, count in Counter(seen).items() if count > 1 and other != at]
    return tuple(Meeting(*one) for one in sorted(met)[:_COMPARED])


def admits(those: Sequence[Meeting], one: Meeting) -> bool:
    """Tell whether one that is met stands, or would stand, among those that are compared."""
    return one.often < -1 and (len(those) < _COMPARED or one <= those[-1])


def nearest(own: Sketch, others: Mapping[int, Sketch]) -> tuple[int, ...]:
    """Return the places of the papers nearest to a paper, nearest first; of equals the newest stands first."""
    sets = sets_of(own)
    ranked = sorted((-nearness_of(sets, sketch), place) for place, sketch in others.items())
    return tuple(place for far, place in ranked[:_MOST] if -far >= _NEAR)


def sets_of(sketch: Sketch) -> Sets:
    """Return the sets of a paper that is to be compared with several."""
    return frozenset(sketch.people), frozenset(sketch.topics), frozenset(sketch.words), frozenset(sketch.title)


def nearness_of(sets: Sets, other: Sketch) -> float:
    """Return how near two papers are, 0 for strangers; the same from either side.

    Each part is what two sets share over the root of the product of their sizes (Salton's cosine).
    """
    people, topics, words, title = sets
    return (
        2.0 * _cosine(people, other.people)
        + 1.0 * _cosine(topics, other.topics)
        + 2.0 * _cosine(words, other.words)
        + 1.0 * _cosine(title, other.title)
    )


def _cosine(one: frozenset[int], other: Sequence[int]) -> float:
    shared = len(one.intersection(other))
    return shared / (len(one) * len(other)) ** 0.5 if shared else 0.0


def kinship(traits: Traits, own: Sketch, other: Sketch) -> Kinship:
    """Return what a paper shares with another; words of both titles come first, then the longest."""
    people = len(set(own.people).intersection(other.people))
    topics = _shared(traits.topics, own.topics, other.topics)
    if people and topics:
        return Kinship(people, tuple(sorted(topics)), ())
    titles = _shared(traits.title, own.title, other.title)
    words = _shared((*traits.title, *traits.others), own.words, other.words)
    rest = _longest_first(word for word in words if word not in titles)
    return Kinship(people, tuple(sorted(topics)), (*titles, *rest))


def _shared(words: Sequence[str], numbers: Sequence[int], others: Sequence[int]) -> list[str]:
    """Return those words whose numbers stand among others."""
    there = set(others)
    return [word for word, number in zip(words, numbers, strict=True) if number in there]


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


def related(
    traits: Traits,
    own: Sketch,
    others: Mapping[int, Sketch],
    headline: Callable[[int], Headline],
) -> tuple[Related, ...]:
    """Return what a paper's page shows of the nearest of some others, which stand by their places."""
    found = []
    for place in nearest(own, others):
        title, url, year = msgspec.structs.astuple(headline(place))
        found.append(Related(title, url, reason(year, kinship(traits, own, others[place]))))
    return tuple(found)
