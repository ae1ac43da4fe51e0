"""Blocks: which claims are worth comparing, so that the work grows with the claims and not their square."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from separata.matching.evidence import MIN_OPENING
from separata.matching.traits import Traits

# How many of an abstract's runs stand for all: those with the smallest checksums. Two abstracts
# that share half of theirs have none of these in common with a chance of one in 65,000.
SKETCH = 16

# So many authors are enough to find a paper by the page it begins on, in whatever order they are printed.
_FIRST_AUTHORS = 3

Key = tuple[str, str]


class Block(NamedTuple):
    """A way to find claims of one work: by keys that they share.

    Up to `limit` claims of one key are compared pair by pair. Of more, each meets only its next
    `window` neighbours in the alphabet of titles, read forwards and backwards, since a key that many share
    says little; a title cut badly at one end stands where it belongs by the other.
    """

    keys: Callable[[Traits], Iterator[Key]]
    limit: int
    window: int


def _identifiers(traits: Traits) -> Iterator[Key]:
    for kind, values in traits.ids.items():
        yield from ((kind.rpartition(" ")[2], value) for value in sorted(values))


def _title(traits: Traits) -> Iterator[Key]:
    if traits.title:
        yield "title", traits.title.replace(" ", "")


def _title_words(traits: Traits) -> Iterator[Key]:
    yield from (("word", word) for word in traits.title.split() if len(word) > 3)


def _first_author_and_words(traits: Traits) -> Iterator[Key]:
    for author in traits.authors[:1]:
        yield from ((author, word) for word in traits.title.split() if len(word) > 3)


def _abstract_start(traits: Traits) -> Iterator[Key]:
    if traits.start:
        yield "start", traits.start


def _abstract_sketch(traits: Traits) -> Iterator[Key]:
    yield from (("run", str(checksum)) for checksum in traits.runs[:SKETCH])


def _authors_and_page(traits: Traits) -> Iterator[Key]:
    pages = dict.fromkeys(imprint.first for imprint in traits.imprints if imprint.first not in ("", "1"))
    yield from ((author, page) for author in traits.authors[:_FIRST_AUTHORS] for page in pages)


# All ways. To add one: write a generator of keys, put it on this list.
BLOCKS: tuple[Block, ...] = (
    Block(_identifiers, limit=50, window=10),
    Block(_title, limit=50, window=10),
    Block(_title_words, limit=10, window=0),
    Block(_first_author_and_words, limit=50, window=10),
    Block(_authors_and_page, limit=50, window=10),
    Block(_abstract_start, limit=50, window=10),
    Block(_abstract_sketch, limit=20, window=0),
)


def candidates(everything: Sequence[Traits]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of numbers of claims to compare, each once, the smaller number first, sorted."""
    pairs = set[tuple[int, int]]()
    openings = Block(_openings(everything), limit=50, window=10)
    for block in (*BLOCKS, openings, Block(_entries(everything), limit=50, window=10)):
        members = dict[Key, list[int]]()
        for number, traits in enumerate(everything):
            for key in dict.fromkeys(block.keys(traits)):
                members.setdefault(key, []).append(number)
        for numbers in members.values():
            pairs.update(_pairs(numbers, block, everything))
    return tuple(sorted(pairs))


def _pairs(numbers: list[int], block: Block, everything: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    if len(numbers) <= block.limit:
        yield from combinations(numbers, 2)
        return
    if not block.window:
        return
    for step in (1, -1):
        ordered = sorted(numbers, key=lambda number: everything[number].title[::step])
        for at, number in enumerate(ordered):
            yield from (
                (min(number, other), max(number, other)) for other in ordered[at + 1 : at + 1 + block.window]
            )


def _openings(everything: Sequence[Traits]) -> Callable[[Traits], Iterator[Key]]:
    """Return the keys that bring a quoted opening together with the abstracts that begin so."""
    lengths = sorted({len(traits.opening) for traits in everything if len(traits.opening) >= MIN_OPENING})

    def keys(traits: Traits) -> Iterator[Key]:
        text = traits.opening or traits.start
        yield from (("opening", text[:length]) for length in lengths if length <= len(text))

    return keys


def _entries(everything: Sequence[Traits]) -> Callable[[Traits], Iterator[Key]]:
    """Return the keys that bring an entry that has changed together with the record it was ingested into."""
    changed = frozenset[str]().union(*(traits.entries for traits in everything if traits.record))

    def keys(traits: Traits) -> Iterator[Key]:
        yield from (("entry", entry) for entry in (sorted(traits.entries & changed) if changed else ()))

    return keys
