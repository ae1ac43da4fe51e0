"""The stacks: where works that were read are kept, each with its words, until a page asks for one.

The catalogue (`recordfiles`) knows where in them each work stands.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from separata.heap import Heap
from separata.model import Card, Paper, Teaser, Work
from separata.problems import Place, Problem, SeparataError
from separata.search.told import Told, told

_AT_HAND = 1 << 6  # works that a process keeps at a time


class Volume(msgspec.Struct, frozen=True, array_like=True):
    """A work as it is kept: the digest on its card, its words, itself."""

    digest: bytes
    told: Told
    work: Work


class _Words(msgspec.Struct, frozen=True, array_like=True):
    """A volume to those who want its words alone."""

    digest: bytes
    told: Told


class Filed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A paper in the catalogue, and between which bytes of its record's part of the stacks its work stands."""

    id: str
    card: Card
    start: int
    stop: int
    line: int
    column: int
    former_ids: tuple[str, ...]
    teaser: Teaser | None


class Stacks:
    """A heap of volumes."""

    def __init__(self, heap: Heap) -> None:
        self._heap = heap
        self.work = lru_cache(maxsize=_AT_HAND)(self._work)

    def told(self, start: int, stop: int, digest: bytes) -> Told:
        """Return the words of the work at a place.

        Raises:
            SeparataError: when it is not the work with this digest.
        """
        try:
            words = _words(self._heap.part(start, stop))
        except msgspec.DecodeError:
            raise self._foreign() from None
        if words.digest != digest:
            raise self._foreign()
        return words.told

    def _work(self, start: int, stop: int, digest: bytes) -> Work:
        """Return the work at a place; raise as `told`."""
        try:
            volume = _volume(self._heap.part(start, stop))
        except msgspec.DecodeError:
            raise self._foreign() from None
        if volume.digest != digest:
            raise self._foreign()
        return volume.work

    def _foreign(self) -> SeparataError:
        hint = "run the command again, or delete the file"
        return SeparataError(Problem(Place(str(self._heap.path)), "has changed since it was written", hint))


class Shelved(Paper):
    """A paper whose work stands in the stacks, from one byte to another."""

    __slots__ = ("_filed", "_path", "_stacks", "_start")

    def __init__(self, filed: Filed, path: str, stacks: Stacks, start: int) -> None:
        self.id = filed.id
        self.former_ids = filed.former_ids
        self.teaser = filed.teaser
        self._filed = filed
        self._path = path
        self._stacks = stacks
        self._start = start

    @property
    def place(self) -> Place:
        """Where its record stands."""
        return Place(self._path, self._filed.line, self._filed.column)

    @property
    def path(self) -> str:
        """The file of its record."""
        return self._path

    @property
    def card(self) -> Card:
        """What indexes and lists need to know of the work."""
        return self._filed.card

    @property
    def work(self) -> Work:
        """The work, with all that its record says."""
        return self._stacks.work(*self._span, self.card.digest)

    @property
    def told(self) -> Told:
        """The words of the work."""
        return self._stacks.told(*self._span, self.card.digest)

    @property
    def _span(self) -> tuple[int, int]:
        return self._start + self._filed.start, self._start + self._filed.stop


def told_of(paper: Paper) -> Told:
    """Return the words of a paper's title and abstract, from the stacks where it stands there."""
    return paper.told if isinstance(paper, Shelved) else told(paper.work.title, paper.work.abstract)


def shelved(papers: Sequence[Paper]) -> tuple[tuple[Filed, ...], bytes]:
    """Return what the catalogue and the stacks get of some papers of one record file."""
    filed, volumes, start = [], [], 0
    for paper in papers:
        words = told(paper.work.title, paper.work.abstract)
        volumes.append(_encoded(Volume(paper.card.digest, words, paper.work)))
        stop = start + len(volumes[-1])
        line, column = paper.place.line, paper.place.column
        filed.append(Filed(paper.id, paper.card, start, stop, line, column, paper.former_ids, paper.teaser))
        start = stop
    return tuple(filed), b"".join(volumes)


_encoded = msgspec.msgpack.Encoder().encode
_volume = msgspec.msgpack.Decoder(Volume).decode
_words = msgspec.msgpack.Decoder(_Words).decode
