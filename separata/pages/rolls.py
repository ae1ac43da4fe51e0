"""Rolls: the parts of the search index that hold what is found by its name: people, topics, venues.

People stand in the order in which they first published. So somebody new is added at the end of the newest
roll, and only the files with the words of the new name change.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from separata.library import Library
from separata.pages import wordfiles
from separata.pages.addresses import person_url
from separata.pages.decades import in_decades
from separata.pages.page import Page, hashed
from separata.pages.shelves import Shelf
from separata.search.concordance import Concordance, Corpus, Maker
from separata.search.pieces import piece
from separata.search.postings import PARTS, Words
from separata.search.ranges import files_for
from separata.search.words import name_words, words

_PER_ROLL = 8192
_PER_FILE = 64  # people of a roll for each file of their words
PER_PIECE = 64  # people whose names and pages stand in one file

T = TypeVar("T")

# The name of a roll, and the ids of its people.
RollOfIds = tuple[str, Sequence[str]]

# What the directory says of a roll: its name, its files of words, how many it holds.
RollLine = tuple[str, int, int]


class Found(NamedTuple):
    """Somebody or something that is found by its names: all of them, and what the search prints of it.

    The name that is shown comes first; the latter begins with a page and this name.
    """

    names: tuple[str, ...]
    printed: tuple[str | int, ...]


class Roll:
    """What stands together, under a name such as `people/2020s-1`; it is known by its digest.

    `concordance` gives the words of all names in their files.
    """

    def __init__(self, name: str, found: tuple[Found, ...], concordance: Maker) -> None:
        self.name = name
        self.found = found
        self._concordance = concordance

    @property
    def digest(self) -> bytes:
        """What speaks for all that the roll is."""
        return hashed((self.name, self.found))

    @property
    def concordance(self) -> Concordance:
        """The words of all names in their files."""
        keys = b"".join([hashed(one.names) for one in self.found])
        files = files_for(len(self.found), _PER_FILE)
        return self._concordance(
            self.name, Corpus(keys, files, lambda number: _words(self.found[number].names))
        )


def rolls(library: Library) -> Iterator[RollOfIds]:
    """Yield the name of each roll and the ids of its people, the oldest first.

    A roll holds people whose first papers are of one decade, so that a paper added to the past moves only
    those who came later in its decade. People without papers are in the last ones.
    """
    for decade, papers in in_decades(library.papers):
        debuts = range(papers.at[-1], papers.at[0] + 1)
        yield from _cut(f"people/{decade}", library.crews.newcomers(debuts))
    if len(library.by_person) < len(library.people):
        yield from _cut("people/unpublished", tuple(sorted({*library.people}.difference(library.by_person))))


def _cut(name: str, found: Sequence[T]) -> Iterator[tuple[str, Sequence[T]]]:
    for number, start in enumerate(range(0, len(found), _PER_ROLL), start=1):
        yield f"{name}-{number}", found[start : start + _PER_ROLL]


def line(name: str, count: int) -> RollLine:
    """Return what the directory says of a roll of so many."""
    return name, files_for(count, _PER_FILE), count


def roll_of(library: Library, name: str, people: Sequence[str], concordance: Maker) -> Roll:
    """Return the roll of some people."""
    persons = (library.people[id] for id in people)
    found = (Found((one.name, *one.names), (person_url(one.id), one.name)) for one in persons)
    return Roll(name, tuple(found), concordance)


def shelf_rolls(name: str, shelves: Iterable[Shelf], concordance: Maker) -> tuple[Roll, ...]:
    """Return the rolls of some shelves, each with the number of its papers, in the order given."""
    found = [Found((shelf.name,), (shelf.url, shelf.name, len(shelf.papers))) for shelf in shelves]
    return tuple(Roll(cut, tuple(some), concordance) for cut, some in _cut(name, found))


def plan(roll: Roll) -> Iterator[Page]:
    """Plan the files of a roll: of the words of all names, and of what is printed."""
    yield from wordfiles.plan(roll.name, roll.concordance)
    for start in range(0, len(roll.found), PER_PIECE):
        name = f"{roll.name}/r{start // PER_PIECE}"
        printed = tuple(one.printed for one in roll.found[start : start + PER_PIECE])
        yield Page(f"search/{name}.js", "", (name, printed), piece)


def _words(names: Sequence[str]) -> Words:
    """Return the words of all names, as of the part that tells how many words the first has, if few."""
    part = min(max(len(words(names[0])), 1), PARTS) - 1
    return dict.fromkeys(name_words(names), part)
