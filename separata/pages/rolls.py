"""Rolls: people as the search finds them. They stand in the order in which they first published.

So somebody new is added at the end of the newest roll, and only the files of the own names change.
"""

from collections.abc import Iterator
from itertools import chain, groupby
from typing import NamedTuple

from separata.library import Library
from separata.model import Paper
from separata.pages.addresses import person_url
from separata.pages.page import Page
from separata.search.pieces import piece
from separata.search.postings import posted
from separata.search.ranges import files_for
from separata.search.words import name_words

_PER_ROLL = 8192
_PER_FILE = 64  # people of a roll for each file of their words
PER_PIECE = 64  # people whose names and pages stand in one file

# The name of a roll, and the ids of its people.
RollOfIds = tuple[str, tuple[str, ...]]

# What the directory says of a roll: its name, its files of words, its people.
RollLine = tuple[str, int, int]


class Found(NamedTuple):
    """A person: the page, the name, and all names published under."""

    url: str
    name: str
    names: tuple[str, ...]


class Roll(NamedTuple):
    """People whose words stand together, under a name: `people/2020s-1`; and into how many files."""

    name: str
    files: int
    people: tuple[Found, ...]


def rolls(library: Library) -> Iterator[RollOfIds]:
    """Yield the name of each roll and the ids of its people, the oldest first.

    A roll holds people whose first papers are of one decade, so that a paper added to the past moves only
    those who came later in its decade. People without papers are in the last ones.
    """
    known: dict[str, None] = {}
    for decade, papers in groupby(reversed(library.papers), key=_decade):
        met = dict.fromkeys(chain.from_iterable(library.bylines[paper.id] for paper in papers))
        new = tuple(person for person in met if person not in known)
        known |= met
        yield from _cut(f"people/{decade}s" if decade else "people/undated", new)
    yield from _cut("people/unpublished", tuple(sorted(library.people.keys() - known)))


def _decade(paper: Paper) -> int:
    return paper.card.year // 10 * 10


def _cut(name: str, people: tuple[str, ...]) -> Iterator[RollOfIds]:
    for number, start in enumerate(range(0, len(people), _PER_ROLL), start=1):
        yield f"{name}-{number}", people[start : start + _PER_ROLL]


def line(name: str, people: tuple[str, ...]) -> RollLine:
    """Return what the directory says of a roll."""
    return name, files_for(len(people), _PER_FILE), len(people)


def roll_of(library: Library, name: str, people: tuple[str, ...]) -> Roll:
    """Return the roll of some people."""
    persons = (library.people[id] for id in people)
    found = tuple(Found(person_url(person.id), person.name, person.names) for person in persons)
    return Roll(name, files_for(len(people), _PER_FILE), found)


def plan(roll: Roll) -> Iterator[Page]:
    """Plan the files of a roll: of the words of all names, and of the people as results."""
    words = ((frozenset().union(*map(name_words, (one.name, *one.names))),) for one in roll.people)
    for number, found in enumerate(posted(words, roll.files, without=frozenset())):
        name = f"{roll.name}/{number}"
        yield Page(f"search/{name}.js", "", (name, found), piece)
    for start in range(0, len(roll.people), PER_PIECE):
        name = f"{roll.name}/r{start // PER_PIECE}"
        people = tuple((one.url, one.name) for one in roll.people[start : start + PER_PIECE])
        yield Page(f"search/{name}.js", "", (name, people), piece)
