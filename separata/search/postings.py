"""Postings: in which papers a word stands, and in which part of them at best."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise

from separata.search.ranges import cut

PARTS = 4  # title, names, venue and year, abstract

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def posted(
    papers: Iterable[Sequence[AbstractSet[str]]], files: int, *, without: AbstractSet[str]
) -> tuple[str, ...]:
    """Return the words of some papers with their postings, sorted and dealt out to files.

    A paper is given as the words of its parts, the weightiest first; its number is its position. A word
    that stands in several parts counts for the first. The words of `without` are left out. A file reads
    `word digits,word digits`: for each paper the gap to the one before it times `PARTS` plus its part, as a
    variable-length quantity of five bits a digit, like those of source maps but without a sign.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, parts in enumerate(papers):
        seen = set(without)
        for posting, words in enumerate(parts, start=number * PARTS):
            # This is gone through for every word of every paper, so what can be left to C is.
            for postings in map(found.__getitem__, words - seen):
                postings.append(posting)
            seen |= words
    return tuple(
        ",".join([f"{word} {_digits(found[word])}" for word in words]) for words in cut(sorted(found), files)
    )


def _digits(postings: Sequence[int]) -> str:
    """Write postings, each paper counted from the one before."""
    return "".join([_quantity(posting - (before & -PARTS)) for before, posting in pairwise((0, *postings))])


@cache
def _quantity(value: int) -> str:
    """Write a number; there are no more of them than papers in a block, times `PARTS`."""
    digits = ""
    while value > 31:
        digits += _ALPHABET[32 + (value & 31)]
        value >>= 5
    return digits + _ALPHABET[value]
