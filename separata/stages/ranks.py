"""Ranks: all papers in order with a hash of each, and the places by which related papers are kept on disk.

A place is a number that a paper keeps while it stands: between two there is room for others.
"""

from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

from separata.pages.edition import Edition
from separata.pages.related import Portrait
from separata.rows import Run

HASH = 32  # bytes of a paper's hash
GAP = (1 << 32) + 1  # from one place to the next when all are given anew; odd, as sets find numbers by low bits


class Ranks(NamedTuple):
    """All papers, newest first: their ids, their hashes one behind the other, and the portrait of each.

    A paper's hash is that of all that its portrait is made from, of its id and of what the order goes by.
    """

    ids: Sequence[str]
    hashes: bytes
    portrait: Callable[[str], Portrait]


def ranks_of(edition: Edition) -> Ranks:
    """Return the ranks of an edition's papers."""
    row, seating = edition.library.papers.row, edition.library.crews.seating
    # A paper's digest speaks for the id and the work; who is behind the authors' names stands elsewhere.
    hashes = alternating(row.columns.digests, seating.hashes)
    return Ranks(row.columns.ids, hashes, lambda id: edition.portrait(row.by_id[id]))


def alternating(one: bytes, other: bytes) -> bytes:
    """Return two rows of hashes of 16 bytes as one in which each stands before its like."""
    found = array("Q", bytes(len(one) + len(other)))
    for start, row in ((0, one), (2, other)):
        halves = array("Q", row)
        found[start::4], found[start + 1 :: 4] = halves[::2], halves[1::2]
    return found.tobytes()


def room(places: Sequence[int], run: Run) -> Sequence[int] | None:
    """Return places for the new ones of a run, between those around it; none if there is no room."""
    count = len(run.new) + 1
    below = places[run.old.start - 1] if run.old.start else None
    above = places[run.old.stop] if run.old.stop < len(places) else None
    if below is None:
        below = (above or 0) - GAP * count
    step = GAP if above is None else (above - below) // count
    return range(below + step, below + step * count, step) if step else None


def replaced(row: "array[int]", changes: Sequence[tuple[range, Sequence[int]]]) -> "array[int]":
    """Return a row in which the numbers at some positions, from left to right, give way to others."""
    found, end = array("q"), 0
    for old, numbers in changes:
        found.extend(row[end : old.start])
        found.extend(numbers)
        end = old.stop
    found.extend(row[end:])
    return found
