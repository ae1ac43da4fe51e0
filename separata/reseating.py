"""Reseating: who wrote what, brought up to date after some papers came, went or changed."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, chain, compress
from operator import neg, sub
from typing import NamedTuple

from separata.crews import Seating, seat_hash
from separata.rows import WIDTH, Piece, Run, spliced_column


class _Moves(NamedTuple):
    """What becomes of papers: the pieces of the new row, and the new position of each paper that stays."""

    pieces: Sequence[Piece]
    position: "array[int]"


def reseated(
    seating: Seating,
    changes: Sequence[Run],
    bylines: Sequence[Sequence[str]],
    own: Mapping[str, str],
    renamed: Collection[str],
) -> Seating:
    """Return a seating after some runs of papers have given way to others.

    `bylines` are the people of those that came, in order. `own` has the names of all who have no record by now;
    some of them, who are `renamed`, had another name before.
    """
    numbers = dict(zip(seating.ids, range(len(seating.ids)), strict=True))
    for id in chain.from_iterable(bylines):
        numbers.setdefault(id, len(numbers))
    ids = [*seating.ids, *[*numbers][len(seating.ids) :]]
    seats = [[numbers[id] for id in byline] for byline in bylines]
    moves = _moves(changes, len(seating.starts) - 1)
    starts, authors = _rows(seating, seats, moves.pieces)
    touched = _touched(seating, changes, seats, moves)
    bounds, papers = _written(seating, moves, touched, len(ids))
    hashes = bytearray(
        spliced_column(
            seating.hashes,
            b"".join([seat_hash(byline, own) for byline in bylines]),
            [piece.times(WIDTH) for piece in moves.pieces],
        )
    )
    for person in map(numbers.__getitem__, renamed):
        for at in papers[bounds[person] : bounds[person + 1]]:
            byline = [ids[number] for number in authors[starts[at] : starts[at + 1]]]
            hashes[at * WIDTH : (at + 1) * WIDTH] = seat_hash(byline, own)
    arrivals, debuts = _arrived(seating, moves, touched, starts, authors)
    return Seating(ids, starts, authors, bounds, papers, arrivals, debuts, bytes(hashes))


def _moves(changes: Sequence[Run], count: int) -> _Moves:
    end = count + sum(len(run.new) - len(run.old) for run in changes)
    pieces, position = [], array("I", bytes(4 * count))
    start = fresh = 0
    for old, new in (*changes, Run(range(count, count), range(end, end))):
        pieces += [
            Piece(range(start, old.start), fresh=False),
            Piece(range(fresh, fresh + len(new)), fresh=True),
        ]
        position[start : old.start] = array("I", range(new.start - old.start + start, new.start))
        start, fresh = old.stop, fresh + len(new)
    return _Moves(pieces, position)


def _rows(
    seating: Seating, seats: Sequence[Sequence[int]], pieces: Sequence[Piece]
) -> tuple["array[int]", "array[int]"]:
    """Return the starts and the authors of the new row."""
    lengths = array("I", map(sub, seating.starts[1:], seating.starts))
    fresh = array("I", map(len, seats))
    starts = seating.starts, array("I", accumulate(fresh, initial=0))
    cut = [Piece(range(starts[new][at.start], starts[new][at.stop]), new) for at, new in pieces]
    authors = spliced_column(seating.authors, array("I", chain.from_iterable(seats)), cut)
    return array("I", accumulate(spliced_column(lengths, fresh, pieces), initial=0)), authors


def _touched(
    seating: Seating, changes: Sequence[Run], seats: Sequence[Sequence[int]], moves: _Moves
) -> dict[int, "array[int]"]:
    """Return the papers, by their new positions, of each person who sat or sits at one that changed."""
    left = {at for run in changes for at in run.old}
    come: dict[int, set[int]] = defaultdict(set)
    for at in left:
        for person in seating.authors[seating.starts[at] : seating.starts[at + 1]]:
            come[person] = set()
    for at, crew in zip(chain.from_iterable(run.new for run in changes), seats, strict=True):
        for person in crew:
            come[person].add(at)
    stay = {
        person: {moves.position[at] for at in seating.written(person) if at not in left}
        for person in come
        if person < len(seating.ids)
    }
    return {person: array("I", sorted(come[person] | stay.get(person, set()))) for person in sorted(come)}


def _written(
    seating: Seating, moves: _Moves, touched: Mapping[int, "array[int]"], people: int
) -> tuple["array[int]", "array[int]"]:
    """Return the bounds and the papers of the new row."""
    moved = array("I", map(moves.position.__getitem__, seating.papers))
    counts = array("I", map(sub, seating.bounds[1:], seating.bounds))
    counts.extend([0] * (people - len(counts)))
    starts = [*seating.bounds, *[len(moved)] * (people - len(seating.ids))]
    papers, end = array("I"), 0
    for person, written in touched.items():
        papers += moved[end : starts[person]] + written
        counts[person], end = len(written), starts[person + 1]
    return array("I", accumulate(counts, initial=0)), papers + moved[end:]


def _arrived(
    seating: Seating,
    moves: _Moves,
    touched: Mapping[int, "array[int]"],
    starts: "array[int]",
    authors: "array[int]",
) -> tuple["array[int]", "array[int]"]:
    """Return the arrivals and the debuts of the new row."""
    stay = [person not in touched for person in seating.arrivals]
    arrivals = array("I", compress(seating.arrivals, stay))
    debuts = array("I", compress(map(moves.position.__getitem__, seating.debuts), stay))
    firsts = {person: written[-1] for person, written in touched.items() if written}
    for debut in set(firsts.values()):
        at, stop = bisect_left(debuts, -debut, key=neg), bisect_right(debuts, -debut, key=neg)
        others = {*arrivals[at:stop]}
        byline = dict.fromkeys(authors[starts[debut] : starts[debut + 1]])
        crew = [person for person in byline if person in others or firsts.get(person) == debut]
        arrivals[at:stop] = array("I", crew)
        debuts[at:stop] = array("I", [debut] * len(crew))
    return arrivals, debuts
