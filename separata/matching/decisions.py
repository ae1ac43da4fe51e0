"""What people have ruled about identity; a ruling beats every other evidence."""

from collections.abc import Mapping

import msgspec


class Rulings(msgspec.Struct, frozen=True):
    """Pairs that a person has ruled on, each with the reason given.

    A paper is named by its id, by `scheme:value` (`arxiv:2212.08073`) or by the place of a claim
    (`seeds/x.txt:12`); a person by an id or by a printed name.
    """

    same: Mapping[frozenset[str], str] = {}
    different: Mapping[frozenset[str], str] = {}


class Decisions(msgspec.Struct, frozen=True):
    """All rulings: those about papers and those about people."""

    papers: Rulings = Rulings()
    people: Rulings = Rulings()


def ruled(rulings: Mapping[frozenset[str], str], a: frozenset[str], b: frozenset[str]) -> str | None:
    """Return the reason of the first ruling (by name) on one of `a` and one of `b`; None without one."""
    for pair in sorted(rulings, key=sorted):
        first, last = min(pair), max(pair)
        if (first in a and last in b) or (first in b and last in a):
            return rulings[pair]
    return None
