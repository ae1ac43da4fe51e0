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
from itertools import chain
from typing import Annotated, NamedTuple, TypeAlias

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
_KEPT = 1 << 12  # people, topics and words whose numbers are kept at a time


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
    """A paper's traits as sets of numbers; `every` has all of them."""

    people: frozenset[int]
    topics: frozenset[int]
    title: frozenset[int]
    every: frozenset[int]


class Meeting(NamedTuple):
    """A paper that another meets, at its place, and how often with a minus: who is met most sorts first."""

    often: int
    place: int


class Kinship(NamedTuple):
    """What two papers share; words only where people and topics say too little."""

    people: int
    topics: tuple[str, ...]
    words: tuple[str, ...]


# A paper's traits as numbers, in the order of `Traits`; before them how many people, topics, title words.
Row: TypeAlias = "array[int]"
_COUNTS = 3  # numbers that only count


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


def row_of(traits: Traits) -> Row:
    """Return the row of a paper's traits."""
    row = array("q", (len(traits.people), len(traits.topics), len(traits.title)))
    row.extend([_number(f"person {person}") for person in traits.people])
    row.extend([_number(f"topic {topic}") for topic in traits.topics])
    row.extend(map(_number, traits.title))
    row.extend(map(_number, traits.others))
    return row


@lru_cache(maxsize=_KEPT)
def _number(trait: str) -> int:
    return int.from_bytes(digest(trait.encode())[:8], "little", signed=True)


def sketch_of(row: Row) -> Sketch:
    """Return the sketch of a paper that is to be compared with several."""
    topics = _COUNTS + row[0]
    words = topics + row[1]
    people, title = row[_COUNTS:topics], row[words : words + row[2]]
    return Sketch(*map(frozenset, (people, row[topics:words], title, row[_COUNTS:])))


def keys_of(row: Row) -> tuple[Row, Row]:
    """Return what a paper is found by: people and topics, then title words and the abstract's longest.

    One that is met under one of the former is compared, while it takes two of the latter.
    """
    words = _COUNTS + row[0] + row[1]
    start = _COUNTS if row[0] <= _PEOPLE else _COUNTS + row[0]
    return row[start:words], row[words : words + row[2] + _WORDS]


def weights_of(row: Row) -> dict[int, int]:
    """Return the same keys with how often one is met who has it, too."""
    twice, once = keys_of(row)
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


def near(at: int, row: Row, under: Callable[[int], Sequence[int]]) -> tuple[Meeting, ...]:
    """Return those that the paper at a place meets most often under its keys: only these are compared."""
    twice, once = keys_of(row)
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


def nearest(own: Sketch, others: Mapping[int, Row]) -> tuple[int, ...]:
    """Return the places of the papers nearest to a paper, nearest first; of equals the newest stands first."""
    ranked = sorted((-nearness_of(own, row), place) for place, row in others.items())
    return tuple(place for far, place in ranked[:_MOST] if -far >= _NEAR)


def nearness_of(own: Sketch, other: Row) -> float:
    """Return how near two papers are, 0 for strangers; the same from either side.

    Each part is what two sets share over the root of the product of their sizes (Salton's cosine).
    """
    shared = own.every.intersection(other[_COUNTS:])
    people, topics = len(shared & own.people), len(shared & own.topics)
    title = len((shared & own.title).intersection(_title(other)))
    words = len(own.every) - len(own.people) - len(own.topics), len(other) - _COUNTS - other[0] - other[1]
    return (
        2.0 * _cosine(people, len(own.people), other[0])
        + 1.0 * _cosine(topics, len(own.topics), other[1])
        + 2.0 * _cosine(len(shared) - people - topics, *words)
        + 1.0 * _cosine(title, len(own.title), other[2])
    )


def _cosine(shared: int, one: int, other: int) -> float:
    return shared / (one * other) ** 0.5 if shared else 0.0


def _title(row: Row) -> Row:
    words = _COUNTS + row[0] + row[1]
    return row[words : words + row[2]]


def kinship(own: Sketch, names: Mapping[int, str], other: Row) -> Kinship:
    """Return what a paper shares with another by name; words of both titles come first, then the longest."""
    shared = own.every.intersection(other[_COUNTS:])
    people = len(shared & own.people)
    topics = tuple(sorted([names[number] for number in shared & own.topics]))
    if people and topics:
        return Kinship(people, topics, ())
    title = (shared & own.title).intersection(_title(other))
    rest = shared - own.people - own.topics - title
    words = (_longest_first([names[number] for number in numbers]) for numbers in (title, rest))
    return Kinship(people, topics, tuple(chain(*words)))


def names_of(traits: Traits, row: Row) -> dict[int, str]:
    """Return the names of the numbers in a row."""
    return dict(zip(row[_COUNTS:], chain(*traits), strict=True))


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
    traits: Traits, own: Row, others: Mapping[int, Row], headline: Callable[[int], Headline]
) -> tuple[Related, ...]:
    """Return what a paper's page shows of the nearest of some others, which stand by their places."""
    sketch, names = sketch_of(own), names_of(traits, own)
    found = []
    for place in nearest(sketch, others):
        there = headline(place)
        why = reason(there.year, kinship(sketch, names, others[place]))
        found.append(Related(there.title, there.url, why))
    return tuple(found)
