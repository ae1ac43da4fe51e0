"""Newcomers: whose related papers may be others after a paper was added, changed or taken away.

Nearly all papers around a newcomer share more with others and stay as they are. Only for those that may not
is it found anew with whom they are compared.
"""

from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from separata.pages.neighbourhood import headline_of, met_in, met_of, row_in, rows_in, traits_in, traits_of
from separata.pages.related import (
    Headline,
    Meeting,
    Portrait,
    Traits,
    admits,
    around,
    near,
    parted,
    related,
    weights_of,
)
from separata.stages.neighbourbook import Book, BookError, Entry

_NOBODY = Traits((), (), (), 0)


class Newcomers:
    """The papers that changed, taken in one after the other, and those whose neighbours may be others for it.

    Of every paper that is not `touched` by then the book tells rightly with whom it is compared.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._fresh: dict[int, tuple[str, bytes]] = {}
        self._traits: dict[int, Traits] = {}
        self._near: dict[int, tuple[Meeting, ...]] = {}
        self._under: dict[str, array[int]] = {}
        self._keys: set[str] = set()
        self._touched: set[int] = set()

    def leave(self, place: int) -> None:
        """Take out the paper at a place."""
        self._move(place, self._traits_of(place), _NOBODY)
        self._touched.discard(place)
        self._book.strike(place)

    def come(self, place: int, id: str, portrait: Portrait, *, known: bool) -> None:
        """Take in the paper at a place, which is `known` if it stood there before as another one."""
        before = self._traits_of(place) if known else _NOBODY
        if known and (before, self._book.headline(place)) == (portrait.traits, portrait.headline):
            return
        self._fresh[place] = (id, portrait.headline)
        self._move(place, before, portrait.traits)

    def _move(self, place: int, before: Traits, after: Traits) -> None:
        were, are = weights_of(before), weights_of(after)
        for key in were.keys() - are.keys():
            places = self._among(place, key)
            self._touched.update(around(places, place))
            del places[bisect_left(places, place)]
        for key in are.keys() - were.keys():
            self._part(place, self._places(key))
            insort(self._places(key), place)
        self._keys |= were.keys() ^ are.keys()
        self._traits[place] = after
        self._touched.add(place)
        self._meet(place, are)

    def _part(self, place: int, places: Sequence[int]) -> None:
        """Touch those who are compared with one whom they will meet once less."""
        for pair in parted(places, place):
            for one, other in (pair, pair[::-1]):
                if one not in self._touched and other in _places_of(self._met(one)):
                    self._touched.add(one)

    def _meet(self, place: int, keys: dict[str, int]) -> None:
        """Touch those who are, or were, compared with the paper at a place."""
        met: Counter[int] = Counter()
        for key, weight in keys.items():
            for other in around(self._among(place, key), place):
                met[other] += weight
        for other, often in met.items():
            if other not in self._touched and admits(self._met(other), Meeting(-often, place)):
                self._touched.add(other)

    def settle(self) -> Iterator[tuple[int, bytes]]:
        """Write what has changed; yield the places of papers whose pages may show others, and their rows."""
        fresh = self._fresh.keys()
        for place in sorted(self._touched):
            those = near(place, self._traits_of(place), partial(self._among, place))
            if place in fresh:
                id, headline = self._fresh[place]
                rows = self._shown(place, those)
                traits = traits_in(self._traits_of(place))
                self._book.write([Entry(place, id, traits, headline, met_in(those), rows)])
                yield place, rows
            elif fresh & _places_of(those) or _places_of(those) != _places_of(self._met(place)):
                rows = self._shown(place, those)
                self._book.turn(place, met_in(those), rows)
                yield place, rows
            elif those != self._met(place):
                self._book.meet(place, met_in(those))
        self._book.file((key, self._under[key]) for key in sorted(self._keys))

    def _shown(self, place: int, those: Sequence[Meeting]) -> bytes:
        others = {one.place: self._traits_of(one.place) for one in those}
        return rows_in(related(self._traits_of(place), others, self._headline))

    def _headline(self, place: int) -> Headline:
        fresh = self._fresh.get(place)
        return headline_of(fresh[1] if fresh else self._book.headline(place))

    def _traits_of(self, place: int) -> Traits:
        if place not in self._traits:
            self._traits[place] = traits_of(self._book.traits(place))
        return self._traits[place]

    def _met(self, place: int) -> tuple[Meeting, ...]:
        """Return with whom a paper was compared when the book was written."""
        if place not in self._near:
            self._near[place] = met_of(self._book.near(place))
        return self._near[place]

    def _places(self, key: str) -> "array[int]":
        """Return the places of those who have a key."""
        if key not in self._under:
            self._under[key] = row_in(self._book.under(key))
        return self._under[key]

    def _among(self, place: int, key: str) -> "array[int]":
        """Return the places of those who have a key, one of whom stands at a place."""
        places = self._places(key)
        at = bisect_left(places, place)
        if at == len(places) or places[at] != place:
            raise BookError("a paper does not stand where it should")
        return places


def _places_of(those: Sequence[Meeting]) -> set[int]:
    return {one.place for one in those}
