"""Postings: in which papers a word stands, and in which part of them at best."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from separata.search.ranges import file_of
from separata.search.words import STOP_WORDS

PARTS = 4  # title, names, venue and year, abstract

# A word with its postings: two bytes each, the paper's number times `PARTS` plus the best part.
Posted = tuple[str, bytes]

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def posted(papers: Iterable[Sequence[AbstractSet[str]]], files: int) -> tuple[tuple[Posted, ...], ...]:
    """Return the words of some papers with their postings, sorted and dealt out to files.

    A paper is given as the words of its parts, the weightiest first; its number is its position. A word
    that stands in several parts counts for the first. Stop words are left out.
    """
    found: dict[str, array[int]] = defaultdict(lambda: array("H"))
    for number, parts in enumerate(papers):
        seen: AbstractSet[str] = STOP_WORDS
        for part, words in enumerate(parts, start=number * PARTS):
            for word in words - seen:
                found[word].append(part)
            seen = seen | words
    dealt: list[list[Posted]] = [[] for _ in range(files)]
    for word in sorted(found):
        dealt[file_of(word, files)].append((word, found[word].tobytes()))
    return tuple(map(tuple, dealt))


def written(words: Iterable[Posted]) -> str:
    """Write words with their postings as a browser reads them: `word digits,word digits`.

    Each posting is the gap to the paper before it times `PARTS` plus its part, as a variable-length
    quantity of five bits a digit, like those of source maps but without a sign.
    """
    return ",".join(f"{word} {''.join(_gaps(postings))}" for word, postings in words)


def _gaps(postings: bytes) -> Iterable[str]:
    before = 0
    for value in array("H", postings):
        paper, part = divmod(value, PARTS)
        rest = (paper - before) * PARTS + part
        before = paper
        while rest > 31:
            yield _DIGITS[32 + (rest & 31)]
            rest >>= 5
        yield _DIGITS[rest]
