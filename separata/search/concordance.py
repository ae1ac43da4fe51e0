"""A concordance: the words of some papers, each with the papers it stands in, cut into files; kept up to date.

When a few of the papers change, their words are compared with those they had, and only the files of words
that come or go change. So a concordance is kept from build to build.
"""

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import chain, islice
from typing import NamedTuple, TypeVar

import msgspec

from separata.files import digest
from separata.search.postings import Words, moved, posted, reposted
from separata.search.ranges import file_of

KEY = 16  # bytes of the hash that speaks for what a paper posts

_BLANK = bytes(KEY)  # the key of a paper without words
_PER_SHEAF = 64  # papers whose words are kept together
_FEW = 256  # papers that are taken in one by one sooner than all are posted again

T = TypeVar("T")


class Corpus(NamedTuple):
    """Papers whose words are found together, and into how many files these go.

    `keys` are hashes one behind the other, one for each paper: equal ones mean equal words. `words` gives
    what the paper at a position posts.
    """

    keys: bytes
    files: int
    words: Callable[[int], Words]


class Concordance(NamedTuple):
    """The texts of the files, by number, with their digests, and what they were made of.

    `sheaves` are what the papers post, encoded, so many papers together. One that was brought up has texts
    and sheaves before those of the former one, from which the others are taken when they are asked for.
    """

    keys: bytes
    digests: Sequence[bytes]
    texts: MutableMapping[int, str]
    sheaves: MutableMapping[int, bytes]

    @property
    def bound(self) -> Iterator[bytes]:
        """All sheaves in their order."""
        return (self.sheaves[at] for at in range(_sheaves(len(self.keys) // KEY)))


# What gives the concordance of a corpus under a name.
Maker = Callable[[str, Corpus], Concordance]


def concordance_of(corpus: Corpus, sheaves: MutableMapping[int, bytes] | None = None) -> Concordance:
    """Make the concordance of a corpus; its sheaves are put into a mapping as they come, if one is given."""
    papers = map(corpus.words, range(len(corpus.keys) // KEY))
    return _concordance(corpus, papers, {} if sheaves is None else sheaves)


def brought_up(before: Concordance, corpus: Corpus) -> Concordance:
    """Return what `concordance_of` would, given the concordance of the corpus as it was before.

    Papers that go leave blanks behind. Blanks are taken out or put in so that the papers that stay have their
    numbers, and are filled by those that come.
    """
    if before.keys == corpus.keys and len(before.digests) == corpus.files:
        return before
    old, new = _keys(before.keys), _keys(corpus.keys)
    moves = tuple(_moves(old, new))
    if len(before.digests) != corpus.files or len(_differing(_shifted(old, moves, _BLANK), new)) > _FEW:
        known = dict(zip(old, chain.from_iterable(map(_bound, before.bound)), strict=True))
        return _concordance(corpus, (known.get(key) or corpus.words(at) for at, key in enumerate(new)), {})
    if moves:
        before = _moved(_blanked(before, [at for start, by in moves for at in range(start, start - by)]), moves)
    return _with(before, corpus, _differing(_keys(before.keys), new))


def _concordance(corpus: Corpus, papers: Iterable[Words], sheaves: MutableMapping[int, bytes]) -> Concordance:
    def each() -> Iterator[Words]:
        """Yield the papers; all of them at once would take much memory."""
        for at, sheaf in enumerate(_bundles(papers)):
            sheaves[at] = _encoded(sheaf)
            yield from sheaf

    return _bundled(corpus.keys, posted(each(), corpus.files), sheaves)


def _bundles(papers: Iterable[T]) -> Iterator[list[T]]:
    """Yield some papers, so many together."""
    rest = iter(papers)
    return iter(lambda: list(islice(rest, _PER_SHEAF)), [])


def _bundled(keys: bytes, texts: Sequence[str], sheaves: MutableMapping[int, bytes]) -> Concordance:
    return Concordance(keys, tuple(map(_digest, texts)), dict(enumerate(texts)), sheaves)


def _moves(old: Sequence[bytes], new: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Yield from which papers on numbers become higher, and by how many; or lower, which leaves some out."""
    kept = set(old).intersection(new)
    at = to = 0
    while at < len(old):
        start, first = at, to
        while at < len(old) and old[at] not in kept:
            at += 1
        while to < len(new) and new[to] not in kept:
            to += 1
        by = (to - first) - (at - start)
        # What stands at the end moves nothing.
        if by and at < len(old):
            yield at + min(by, 0), by
        at, to = at + 1, to + 1


def _shifted(row: Sequence[T], moves: Sequence[tuple[int, int]], blank: T) -> list[T]:
    """Return a row after some moves; what is put in is blank."""
    found, end = list[T](), 0
    for start, by in moves:
        found += [*row[end:start], *[blank] * by]
        end = start - min(by, 0)
    return [*found, *row[end:]]


def _differing(old: Sequence[bytes], new: Sequence[bytes]) -> tuple[int, ...]:
    """Return the positions at which keys are not what they were, or there are none any more or only now."""
    both = min(len(old), len(new))
    changed = (number for number in range(both) if old[number] != new[number])
    return (*changed, *range(both, max(len(old), len(new))))


def _blanked(before: Concordance, numbers: Sequence[int]) -> Concordance:
    """Return a concordance in which the papers at some positions have no words."""
    keys = _keys(before.keys)
    for number in numbers:
        keys[number] = _BLANK
    return _with(before, Corpus(b"".join(keys), len(before.digests), lambda _: {}), numbers)


def _moved(before: Concordance, moves: Sequence[tuple[int, int]]) -> Concordance:
    """Return a concordance after some moves, which leave sheaves before the first of them as they are."""
    first = moves[0][0] // _PER_SHEAF
    last = [before.sheaves[at] for at in range(first, _sheaves(len(before.keys) // KEY))]
    papers = [*chain.from_iterable(map(_unbound, last))]
    moves_of_last = [(start - first * _PER_SHEAF, by) for start, by in moves]
    sheaves = map(_encoded, _bundles(_shifted(papers, moves_of_last, msgspec.Raw(_encoded({})))))
    keys = b"".join(_shifted(_keys(before.keys), moves, _BLANK))
    words = _dealt(last, len(before.digests)) if len(papers) <= _FEW else {}
    texts, digests = dict[int, str](), list(before.digests)
    for file in words or range(len(digests)):
        texts[file] = moved(before.texts[file], moves, words.get(file))
        digests[file] = _digest(texts[file])
    return _over(before, keys, digests, texts, dict(enumerate(sheaves, start=first)))


def _dealt(sheaves: Iterable[bytes], files: int) -> Mapping[int, Sequence[str]]:
    """Return the words of some sheaves by the files in which they stand."""
    found: dict[int, list[str]] = defaultdict(list)
    for word in dict.fromkeys(chain.from_iterable(chain.from_iterable(map(_bound, sheaves)))):
        found[file_of(word, files)].append(word)
    return found


def _over(
    before: Concordance,
    keys: bytes,
    digests: Sequence[bytes],
    texts: dict[int, str],
    sheaves: dict[int, bytes],
) -> Concordance:
    """Return a concordance that has some texts and sheaves of its own, and else those of the one before."""
    return Concordance(
        keys, digests, ChainMap(texts, *_maps(before.texts)), ChainMap(sheaves, *_maps(before.sheaves))
    )


def _maps(found: MutableMapping[int, T]) -> Sequence[MutableMapping[int, T]]:
    return found.maps if isinstance(found, ChainMap) else (found,)


def _with(before: Concordance, corpus: Corpus, numbers: Sequence[int]) -> Concordance:
    """Return a concordance with what the papers at some positions post now."""
    held, size = len(before.keys) // KEY, len(corpus.keys) // KEY
    # What comes at the end follows papers just before it, in which most of its words stood last.
    near = range(max(0, held - _PER_SHEAF) if size > held else held, held)
    touched = sorted({number // _PER_SHEAF for number in numbers})
    old = _old(before, {*touched, *(number // _PER_SHEAF for number in near)})
    fresh = {number: corpus.words(number) for number in numbers if number < size}
    latest = {word: number for number in near for word in old[number]}
    texts, digests = dict[int, str](), list(before.digests)
    for file, changes in _changes(numbers, old, fresh, corpus.files).items():
        texts[file] = reposted(before.texts[file], changes, latest)
        digests[file] = _digest(texts[file])
    now, sheaves = {**old, **fresh}, dict[int, bytes]()
    for at in touched:
        these = range(at * _PER_SHEAF, min((at + 1) * _PER_SHEAF, size))
        sheaves[at] = _encoded([now[number] for number in these])
    return _over(before, corpus.keys, digests, texts, sheaves)


def _old(before: Concordance, sheaves: Iterable[int]) -> dict[int, Words]:
    """Return what the papers of some sheaves posted, by their positions."""
    found: dict[int, Words] = {}
    for at in sheaves:
        if at < _sheaves(len(before.keys) // KEY):
            found |= enumerate(_bound(before.sheaves[at]), at * _PER_SHEAF)
    return found


def _sheaves(papers: int) -> int:
    """Return in how many sheaves so many papers are."""
    return -(-papers // _PER_SHEAF)


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


def _keys(row: bytes) -> list[bytes]:
    return [row[start : start + KEY] for start in range(0, len(row), KEY)]


def _digest(text: str) -> bytes:
    return digest(text.encode())


_encoded = msgspec.msgpack.Encoder().encode
_unbound = msgspec.msgpack.Decoder(list[msgspec.Raw]).decode
_bound = msgspec.msgpack.Decoder(list[dict[str, int]]).decode
