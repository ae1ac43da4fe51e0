"""A concordance: all words of some papers with where they stand, cut into files; and how it is brought up.

When a few of the papers change, what they post is compared with what they posted before, and only the files
of words that come or go are other texts. So a concordance is kept from build to build.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

import msgspec

from separata.files import digest
from separata.search.postings import Words, posted, reposted
from separata.search.ranges import file_of

KEY = 16  # bytes of the hash that speaks for what a paper posts

_PER_SHEAF = 64  # papers whose words are kept together
_FEW = 256  # papers that are taken in one by one sooner than all are posted again


class Corpus(NamedTuple):
    """Papers whose words are found together, and into how many files these go.

    `keys` are hashes one behind the other, one for each paper: equal ones mean equal words. `words` gives
    what the paper at a position posts.
    """

    keys: bytes
    files: int
    words: Callable[[int], Words]


class Concordance(msgspec.Struct, frozen=True, array_like=True):
    """The texts of the files with their digests, and what they were made of.

    `sheaves` are what the papers post, encoded, so many papers together.
    """

    keys: bytes
    texts: tuple[str, ...]
    digests: tuple[bytes, ...]
    sheaves: tuple[msgspec.Raw, ...]


# What gives the concordance of a corpus under a name.
Maker = Callable[[str, Corpus], Concordance]


def concordance_of(corpus: Corpus) -> Concordance:
    """Make the concordance of a corpus."""
    return _concordance(corpus, map(corpus.words, range(len(corpus.keys) // KEY)))


def brought_up(before: Concordance, corpus: Corpus) -> Concordance:
    """Return what `concordance_of` would, given the concordance of the corpus as it was before."""
    numbers = _differing(before.keys, corpus.keys)
    if len(numbers) > _FEW or len(before.texts) != corpus.files:
        known = dict(zip(_keys(before.keys), chain.from_iterable(map(_bound, before.sheaves)), strict=True))
        words = (known.get(key) or corpus.words(number) for number, key in enumerate(_keys(corpus.keys)))
        return _concordance(corpus, words)
    return _with(before, corpus, numbers) if numbers else before


def _concordance(corpus: Corpus, papers: Iterable[Words]) -> Concordance:
    sheaves: list[msgspec.Raw] = []

    def each() -> Iterator[Words]:
        """Yield the papers; all of them at once would take much memory."""
        rest = iter(papers)
        while sheaf := tuple(islice(rest, _PER_SHEAF)):
            sheaves.append(_sheaf(sheaf))
            yield from sheaf

    texts = posted(each(), corpus.files)
    return Concordance(corpus.keys, texts, tuple(map(_digest, texts)), tuple(sheaves))


def _differing(before: bytes, now: bytes) -> tuple[int, ...]:
    """Return the positions at which keys are not what they were, or there are none any more or only now."""
    if before == now:
        return ()
    old, new = _keys(before), _keys(now)
    both = min(len(old), len(new))
    changed = (number for number in range(both) if old[number] != new[number])
    return (*changed, *range(both, max(len(old), len(new))))


def _with(before: Concordance, corpus: Corpus, numbers: Sequence[int]) -> Concordance:
    """Return a concordance with what the papers at some positions post now."""
    held, size = len(before.keys) // KEY, len(corpus.keys) // KEY
    # What comes at the end follows papers just before it, in which most of its words stood last.
    near = range(max(0, held - _PER_SHEAF) if size > held else held, held)
    touched = sorted({number // _PER_SHEAF for number in numbers})
    old = _old(before, {*touched, *(number // _PER_SHEAF for number in near)})
    fresh = {number: corpus.words(number) for number in numbers if number < size}
    latest = {word: number for number in near for word in old[number]}
    texts, digests = list(before.texts), list(before.digests)
    for file, changes in _changes(numbers, old, fresh, corpus.files).items():
        texts[file] = reposted(texts[file], changes, latest)
        digests[file] = _digest(texts[file])
    now = {**old, **fresh}
    sheaves = dict(enumerate(before.sheaves))
    for at in touched:
        these = range(at * _PER_SHEAF, min((at + 1) * _PER_SHEAF, size))
        sheaves[at] = _sheaf([now[number] for number in these])
    whole = range(-(-size // _PER_SHEAF))
    return Concordance(corpus.keys, tuple(texts), tuple(digests), tuple(sheaves[at] for at in whole))


def _old(before: Concordance, sheaves: Iterable[int]) -> dict[int, Words]:
    """Return what the papers of some sheaves posted, by their positions."""
    found: dict[int, Words] = {}
    for at in sheaves:
        if at < len(before.sheaves):
            found |= enumerate(_bound(before.sheaves[at]), at * _PER_SHEAF)
    return found


def _changes(
    numbers: Sequence[int], old: Mapping[int, Words], fresh: Mapping[int, Words], files: int
) -> dict[int, dict[str, dict[int, int | None]]]:
    """Return for each file its words that stand otherwise in some papers, with the parts of these."""
    changes: dict[int, dict[str, dict[int, int | None]]] = defaultdict(lambda: defaultdict(dict))
    for number in numbers:
        gone, come = old.get(number, {}), fresh.get(number, {})
        for word in {word for word, _ in gone.items() ^ come.items()}:
            changes[file_of(word, files)][word][number] = come.get(word)
    return changes


def _sheaf(papers: Sequence[Words]) -> msgspec.Raw:
    return msgspec.Raw(_encoded(papers))


def _keys(row: bytes) -> list[bytes]:
    return [row[start : start + KEY] for start in range(0, len(row), KEY)]


def _digest(text: str) -> bytes:
    return digest(text.encode())


_encoded = msgspec.msgpack.Encoder().encode
_bound = msgspec.msgpack.Decoder(list[dict[str, int]]).decode
