"""Postings: in which papers a word stands, and in which part of them at best."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, count

from separata.search.ranges import cut

PARTS = 4  # title, names, venue and year, abstract

# What a paper posts: each of its words with the weightiest part that it stands in.
Words = Mapping[str, int]

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_NONE: Mapping[str, int] = {}
_QUANTITY = re.compile("[g-z0-9_-]*[A-Za-f]")


def weighed(parts: Sequence[Iterable[str]], *, without: AbstractSet[str]) -> dict[str, int]:
    """Return what a paper posts, given the words of its parts, the weightiest first.

    A word that stands in several parts counts for the first. The words of `without` are left out.
    """
    *others, last = enumerate(parts)
    found = dict.fromkeys(last[1], last[0])
    for part, words in reversed(others):
        found.update(dict.fromkeys(words, part))
    for word in without & found.keys():
        del found[word]
    return found


def posted(papers: Iterable[Words], files: int) -> tuple[str, ...]:
    """Return the words of some papers with their postings, sorted and dealt out to files.

    A paper's number is its position. A file reads `word digits,word digits`: for each paper the gap to the one
    before it times `PARTS` plus its part, as a variable-length quantity of five bits a digit, like those of
    source maps but without a sign.
    """
    # A text that grows takes much less memory than a list of its parts, and no more time.
    found: dict[str, str] = defaultdict(str)
    last: dict[str, int] = defaultdict(int)
    for start, words in zip(count(step=PARTS), papers, strict=False):
        for word, part in words.items():
            found[word] += _QUANTITIES[start + part - last[word]]
            last[word] = start
    return tuple(",".join([f"{word} {found[word]}" for word in words]) for words in cut(sorted(found), files))


def reposted(
    text: str, changes: Mapping[str, Mapping[int, int | None]], latest: Mapping[str, int] = _NONE
) -> str:
    """Return a file in which some words stand otherwise in some papers.

    `changes` gives for each of these words the numbers of the papers, each with the part of it in which the
    word stands now, None where it does not any more. `latest` gives of some words the last paper that had
    them: what comes behind it is added without reading the digits before.
    """
    # A blank comes before all that words are made of, so lines stand in the order of their words.
    lines = text.split(",") if text else []
    for word, parts in changes.items():
        start = f"{word} "
        at = bisect_left(lines, start)
        stands = at < len(lines) and lines[at].startswith(start)
        digits = lines[at].removeprefix(start) if stands else ""
        last = latest.get(word)
        if last is not None and last < min(parts):
            digits += _digits(_sorted(parts), last)
        else:
            digits = _changed(digits, parts)
        lines[at : at + stands] = [start + digits] if digits else []
    return ",".join(lines)


def moved(text: str, moves: Sequence[tuple[int, int]], words: Iterable[str] | None = None) -> str:
    """Return a file in which all papers from some numbers on have higher numbers by so many, or lower ones.

    Lower ones must not be those of papers with words. `words` are those that stand in papers which move, if
    these are known.
    """
    lines = text.split(",") if text else []
    places = range(len(lines)) if words is None else [bisect_left(lines, f"{word} ") for word in words]
    for at in places:
        word, _, digits = lines[at].partition(" ")
        lines[at] = f"{word} {_moved(digits, moves)}"
    return ",".join(lines)


def _moved(digits: str, moves: Sequence[tuple[int, int]]) -> str:
    quantities = _QUANTITY.findall(digits)
    numbers = list(accumulate([_VALUES[quantity] // PARTS for quantity in quantities]))
    for start, by in moves:
        if (first := bisect_left(numbers, start)) < len(numbers):
            quantities[first] = _QUANTITIES[_VALUES[quantities[first]] + by * PARTS]
    return "".join(quantities)


def _changed(digits: str, parts: Mapping[int, int | None]) -> str:
    """Return the digits of a word that stands otherwise in some papers; what is before these stays."""
    quantities = _QUANTITY.findall(digits)
    values = [_VALUES[quantity] for quantity in quantities]
    numbers = list(accumulate([value // PARTS for value in values]))
    start = bisect_left(numbers, min(parts))
    rest = {number: value % PARTS for number, value in zip(numbers[start:], values[start:], strict=True)}
    before = numbers[start - 1] if start else 0
    return "".join(quantities[:start]) + _digits(_sorted({**rest, **parts}), before)


def _sorted(parts: Mapping[int, int | None]) -> list[int]:
    return sorted(number * PARTS + part for number, part in parts.items() if part is not None)


def _digits(postings: Sequence[int], before: int = 0) -> str:
    """Write postings, each paper counted from the one before; the first from the paper of that number."""
    quantities = []
    last = before * PARTS
    for posting in postings:
        quantities.append(_QUANTITIES[posting - last])
        last = posting & -PARTS
    return "".join(quantities)


class _Quantities(dict[int, str]):
    """Numbers as they are written; there are no more of them than papers in a block, times `PARTS`."""

    def __missing__(self, value: int) -> str:
        rest, digits = value, ""
        while rest > 31:
            digits += _ALPHABET[32 + (rest & 31)]
            rest >>= 5
        self[value] = digits + _ALPHABET[rest]
        return self[value]


class _Values(dict[str, int]):
    """Numbers by how they are written."""

    def __missing__(self, quantity: str) -> int:
        digits = (_ALPHABET.index(digit) & 31 for digit in quantity)
        self[quantity] = sum(digit << 5 * at for at, digit in enumerate(digits))
        return self[quantity]


_QUANTITIES = _Quantities()
_VALUES = _Values()
