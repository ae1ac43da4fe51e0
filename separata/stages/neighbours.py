"""Related papers, kept on disk from build to build.

What is kept names the papers and the program that it is of. If these are the same it is read; if few papers
differ it is brought up to date; if that cannot be, or it is damaged, it is made anew.
"""

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from functools import cached_property
from itertools import chain
from pathlib import Path

import msgspec

from separata.files import digest
from separata.pages.neighbourhood import (
    Neighbourhood,
    Sharing,
    Unkept,
    hash_of,
    met_in,
    row_in,
    rows_in,
    rows_of,
    traits_in,
)
from separata.pages.related import Portrait, Related
from separata.rows import Run, runs
from separata.stages.neighbourbook import Book, BookError, Entry, State, book_at, new_book
from separata.stages.newcomers import Newcomers
from separata.stages.ranks import GAP, HASH, Ranks, replaced, room
from separata.stages.workers import cores, here, shared_out

_WORTH = 128  # papers that are found anew in the time in which one that changed is taken in
_AHEAD = 16  # papers whose rows are read at a time: pages are printed in the order of papers
_PER_PART = 256  # papers whose neighbours a process looks for at a time
_FEW_PARTS = 2  # parts up to which one process is quicker than several


class Neighbours:
    """What the page of each paper shows of others, as a book tells it that is of just these papers."""

    def __init__(self, path: Path, ranks: Ranks, name: bytes) -> None:
        self._path = path
        self._ranks = ranks
        self._name = name
        self._books: dict[int, Book] = {}
        self._ahead: dict[str, bytes] = {}

    def rows(self, id: str) -> tuple[Related, ...]:
        """Return what a paper's page shows of the papers nearest to it."""
        return rows_of(self.encoded(id))

    def encoded(self, id: str) -> bytes:
        """Return the same in bytes, of which equals mean equal rows."""
        if id not in self._ahead:
            with suppress(BookError):
                self._ahead = self._book().rows(id, self._name, _AHEAD)
        found = self._ahead.get(id)
        return rows_in(self._unkept.rows(id)) if found is None else found

    def hashes(self) -> "array[int]":
        """Return the hashes of all rows, in the order of the papers."""
        with suppress(BookError), closing(book_at(self._path)) as book:
            return row_in(book.shown(self._name))
        return array("q", (hash_of(self.encoded(id)) for id in self._ranks.ids))

    def hash(self, id: str) -> int:
        """Return the hash of a paper's rows."""
        return self._hashes[id]

    @cached_property
    def _hashes(self) -> Mapping[str, int]:
        return dict(zip(self._ranks.ids, self.hashes(), strict=True))

    def _book(self) -> Book:
        """Return the book as this process has opened it: none may be taken along into another."""
        process = here()
        if process not in self._books:
            self._books[process] = book_at(self._path)
        return self._books[process]

    def close(self) -> None:
        """Let go of the book as this process has opened it."""
        if book := self._books.pop(here(), None):
            book.close()

    @cached_property
    def _unkept(self) -> Unkept:
        return Unkept(self._ranks.ids, self._ranks.portrait)


def neighbours_of(path: Path, ranks: Ranks, program: bytes) -> Neighbours:
    """Bring what a file keeps up to some papers, and return what it says of them."""
    name = digest(program + ranks.hashes)
    found = False
    with suppress(BookError, msgspec.DecodeError):
        found = path.is_file() and _is_of(path, name, ranks, program)
    if not found:
        # What cannot be kept is found when it is asked for.
        with suppress(BookError):
            _write_anew(path, name, ranks, program)
    return Neighbours(path, ranks, name)


def _is_of(path: Path, name: bytes, ranks: Ranks, program: bytes) -> bool:
    """Tell whether a book is of some papers, or could be brought up to them."""
    with closing(book_at(path)) as book:
        return book.name() == name or _brought_up(book, name, ranks, program)


def _brought_up(book: Book, name: bytes, ranks: Ranks, program: bytes) -> bool:
    """Bring a book up to some papers, if it is sooner done than making it anew; tell whether it was."""
    state = book.take()
    before = row_in(state.places)
    differing = tuple(runs(state.hashes, ranks.hashes, HASH))
    if state.program != program or sum(max(map(len, run)) for run in differing) * _WORTH > len(ranks.ids):
        return False
    newcomers = Newcomers(book)
    changes = []
    for run in differing:
        old = before[run.old.start : run.old.stop]
        given = _given(book, old, before, run, ranks)
        if given is None:
            return False
        if given is not old:
            changes.append((run.old, given))
            for place in old:
                newcomers.leave(place)
        for place, at in zip(given, run.new, strict=True):
            newcomers.come(place, ranks.ids[at], ranks.portrait(ranks.ids[at]), known=given is old)
    places = replaced(before, changes)
    shown = replaced(row_in(state.shown), changes)
    for place, rows in newcomers.settle():
        shown[bisect_left(places, place)] = hash_of(rows)
    book.finish(State(name, program, ranks.hashes, places.tobytes(), shown.tobytes()))
    return True


def _given(
    book: Book, old: Sequence[int], before: Sequence[int], run: Run, ranks: Ranks
) -> Sequence[int] | None:
    """Return the places of those that come in a run: `old` for the same papers as they were, else others."""
    same = [book.id(place) for place in old] == [ranks.ids[at] for at in run.new]
    return old if same else room(before, run)


def _write_anew(path: Path, name: bytes, ranks: Ranks, program: bytes) -> None:
    """Write a book of some papers, whatever there was."""
    starts = range(0, len(ranks.ids), _PER_PART)
    parts = [range(start, min(start + _PER_PART, len(ranks.ids))) for start in starts]
    workers = cores() if len(parts) > _FEW_PARTS else 1

    def drawn(part: range) -> tuple[int, list[Portrait]]:
        return part.start, [ranks.portrait(ranks.ids[at]) for at in part]

    sharing = Sharing()
    # At once, as many texts take much memory before they are shared.
    drawings = {start: [*map(sharing, some)] for start, some in shared_out(drawn, parts, workers=workers)}
    papers = Neighbourhood(chain.from_iterable(map(drawings.pop, starts)), GAP)

    def found(part: range) -> list[Entry]:
        return [_entry(papers, at * GAP, ranks.ids[at]) for at in part]

    with closing(new_book(path)) as book:
        shown = array("q", bytes(8 * len(ranks.ids)))
        keys, share = sorted(papers.under), -(-len(papers.under) // max(len(parts), 1))
        for turn, entries in enumerate(shared_out(found, parts, workers=workers)):
            book.write(entries)
            # Keys are filed between parts, as long as the others have something to do as well.
            book.file((key, papers.under[key]) for key in keys[turn * share : (turn + 1) * share])
            for entry in entries:
                shown[entry.place // GAP] = hash_of(entry.rows)
        book.index()
        places = array("q", range(0, len(ranks.ids) * GAP, GAP))
        book.finish(State(name, program, ranks.hashes, places.tobytes(), shown.tobytes()))


def _entry(papers: Neighbourhood, place: int, id: str) -> Entry:
    those, portrait = papers.near(place), papers.portraits[place]
    near, rows = met_in(those), rows_in(papers.related(place, those))
    return Entry(place, id, traits_in(portrait.traits), portrait.headline, near, rows)
