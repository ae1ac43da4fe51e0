"""What people have ruled about identity; a ruling beats every other evidence."""

from collections.abc import Iterable, Mapping

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


def ruled(rulings: Iterable[frozenset[str]], a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether a ruling is on one of `a` and one of `b`."""
    pairs = ((min(pair), max(pair)) for pair in rulings)
    return any((one in a and other in b) or (one in b and other in a) for one, other in pairs)
