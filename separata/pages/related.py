"""Related papers, with the reason: people, topics and words that two papers share.

How near two papers are is a function of the two alone, and a paper is compared only with those that
stand near it under a shared person, topic or word. So a new paper changes the pages of its
neighbours and no others, and the work grows with the number of papers, not with its square.

A paper's `place` is a number: the newer, the smaller.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, NamedTuple

import msgspec

from separata.pages.words import counted, listed
from separata.search.told import Told

_MOST = 4  # related papers on a page
_NEAR = 0.5  # papers less near than this are not related
_AROUND = 10  # papers looked at on either side under one person, topic or word
_COMPARED = 12  # papers compared closely
_PEOPLE = 300  # authors by whom a paper is found; of more no one says much
_WORDS = 10  # words of an abstract by which a paper is found

# What stands before people and topics, and in no word; so each of the three is known where it stands alone.
_PERSON, _TOPIC = "@", "#"


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


class Traits(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a paper is compared by: its people, its topics, the words of its title and its abstract; each once.

    The first `entitled` words are those of the title. Behind them stand the others, the longest first.
    """

    people: tuple[str, ...]
    topics: tuple[str, ...]
    words: tuple[str, ...]
    entitled: int

    @property
    def title(self) -> tuple[str, ...]:
        """The words of the title."""
        return self.words[: self.entitled]


class Portrait(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A paper as its neighbours see it; the headline is encoded, as few of them are shown."""

    traits: Traits
    headline: bytes


class Sketch(NamedTuple):
    """A paper's traits as sets, when it is to be compared with several."""

    people: frozenset[str]
    topics: frozenset[str]
    words: frozenset[str]
    title: frozenset[str]


class Meeting(NamedTuple):
    """A paper that another meets, at its place, and how often with a minus: who is met most sorts first."""

    often: int
    place: int


class Kinship(NamedTuple):
    """How near two papers are, and what they share; words of both titles are among the words."""

    nearness: float
    people: frozenset[str]
    topics: frozenset[str]
    words: frozenset[str]
    title: frozenset[str]


def traits_of(people: Iterable[str], topics: Iterable[str], told: Told) -> Traits:
    """Return what a paper is compared by."""
    title = dict.fromkeys(told.title_terms.split())
    others = [word for word in told.terms.split() if word not in title]
    return Traits(
        tuple([_PERSON + person for person in dict.fromkeys(people)]),
        tuple([_TOPIC + topic for topic in dict.fromkeys(topics)]),
        (*title, *_longest_first(others)),
        len(title),
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    found = sorted(words)
    found.sort(key=len, reverse=True)
    return found


def sketch_of(traits: Traits) -> Sketch:
    """Return the sketch of a paper that is to be compared with several."""
    return Sketch(*map(frozenset, (traits.people, traits.topics, traits.words, traits.title)))


def keys_of(traits: Traits) -> tuple[Sequence[str], Sequence[str]]:
    """Return what a paper is found by: people and topics, then title words and the abstract's longest.

    One that is met under one of the former is compared, while it takes two of the latter.
    """
    people = traits.people if len(traits.people) <= _PEOPLE else ()
    return people + traits.topics, traits.words[: traits.entitled + _WORDS]


def weights_of(traits: Traits) -> dict[str, int]:
    """Return the same keys with how often one is met who has it, too."""
    twice, once = keys_of(traits)
    return dict.fromkeys(twice, 2) | dict.fromkeys(once, 1)


def around(places: Sequence[int], at: int) -> Sequence[int]:
    """Return what stands around a place among the places of papers that have a key in common, itself as well.

    Under a key that many papers have, a paper looks only at those that stand around it in time; so
    a paper that is added moves few others out of sight.
    """
    if len(places) <= _AROUND:
        return places
    index = bisect_left(places, at)
    return places[max(index - _AROUND, 0) : index + 1 + _AROUND]


def parted(places: Sequence[int], at: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of papers that see each other no more when another comes to stand between them."""
    index = bisect_left(places, at)
    for far in range(max(index - _AROUND, 0), min(index, len(places) - _AROUND)):
        yield places[far], places[far + _AROUND]


def near(at: int, traits: Traits, under: Callable[[str], Sequence[int]]) -> tuple[Meeting, ...]:
    """Return those that the paper at a place meets most often under its keys: only these are compared."""
    twice, once = keys_of(traits)
    seen: list[int] = []
    for key in twice:
        seen += around(under(key), at)
    seen += seen
    for key in once:
        seen += around(under(key), at)
    met = [(-count, other) for other, count in Counter(seen).items() if count > 1 and other != at]
    met.sort()
    return tuple([Meeting(*one) for one in met[:_COMPARED]])


def admits(those: Sequence[Meeting], one: Meeting) -> bool:
    """Tell whether one that is met stands, or would stand, among those that are compared."""
    return one.often < -1 and (len(those) < _COMPARED or one <= those[-1])


def nearest(own: Sketch, others: Mapping[int, Traits]) -> list[tuple[int, Kinship]]:
    """Return the places of the papers nearest to a paper with what it shares with each, nearest first.

    Of papers that are equally near the newest stands first.
    """
    found = zip(kinships(own, others.values()), others, strict=True)
    ranked = sorted([(-kin.nearness, place, kin) for kin, place in found if kin])
    return [(place, kin) for _, place, kin in ranked[:_MOST]]


def kinships(own: Sketch, others: Iterable[Traits]) -> Iterator[Kinship | None]:
    """Yield how near a paper is to each of some others and what the two share; None where it is not near.

    It is the same from either side: each part is what two sets share over the root of the product of their
    sizes (Salton's cosine).
    """
    people, topics, words, title = own
    for other in others:
        near = 0.0
        if both_people := people.intersection(other.people):
            near += 2.0 * len(both_people) / (len(people) * len(other.people)) ** 0.5
        if both_topics := topics.intersection(other.topics):
            near += 1.0 * len(both_topics) / (len(topics) * len(other.topics)) ** 0.5
        if both_words := words.intersection(other.words):
            near += 2.0 * len(both_words) / (len(words) * len(other.words)) ** 0.5
        if both_title := title.intersection(other.words[: other.entitled]):
            near += 1.0 * len(both_title) / (len(title) * other.entitled) ** 0.5
        yield Kinship(near, both_people, both_topics, both_words, both_title) if near >= _NEAR else None


def reason(year: int, kin: Kinship) -> str:
    """Return the reason in words: `2022; 27 authors in common, both on alignment`.

    Words are named only where people and topics say too little: those of both titles first, then the longest.
    """
    parts = []
    if count := len(kin.people):
        figures = f"{count:,} authors" if count > 1 else counted(1, "author")
        parts.append(f"{figures} in common")
    if kin.topics:
        parts.append(f"both on {listed(sorted([topic.removeprefix(_TOPIC) for topic in kin.topics]))}")
    if kin.words and len(parts) < 2:
        words = _longest_first(kin.words)
        words.sort(key=kin.title.__contains__, reverse=True)
        parts.append(f"both speak of {listed(words[:3])}")
    return "; ".join(filter(None, (str(year or ""), ", ".join(parts))))


def related(
    traits: Traits, others: Mapping[int, Traits], headline: Callable[[int], Headline]
) -> tuple[Related, ...]:
    """Return what a paper's page shows of the nearest of some others, which stand by their places."""
    found = []
    for place, kin in nearest(sketch_of(traits), others):
        there = headline(place)
        found.append(Related(there.title, there.url, reason(there.year, kin)))
    return tuple(found)
