"""The stacks: every work as its record gives it, with its words, kept on disk until a page asks for one.

The catalogue (`recordfiles`) knows where in them each work stands.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import TypeVar
from zlib import crc32

import msgspec

from separata.heap import Heap
from separata.model import Teaser, Work
from separata.paper import Card, Paper
from separata.problems import Place, Problem, SeparataError
from separata.rows import Columns, Row
from separata.search.told import Told, told

SPAN = 4  # numbers that tell where a paper stands
_SUM = 4  # bytes of the checksum before a volume
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


class _Title(msgspec.Struct, frozen=True):
    """A work to those who want its title alone."""

    title: str = ""


class _Entitled(msgspec.Struct, frozen=True, array_like=True):
    """A volume to the same."""

    digest: bytes
    told: msgspec.Raw
    work: _Title


class Filed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A paper as it was read, and from which byte to which it stands in what its file adds to the stacks."""

    id: str
    card: Card
    start: int
    stop: int
    line: int
    column: int
    former_ids: tuple[str, ...]
    teaser: Teaser | None


class _Ids(msgspec.Struct, frozen=True):
    """A version to those who want its identifiers alone."""

    ids: Mapping[str, str] = {}


class _Versions(_Ids, frozen=True):
    """A work to the same."""

    versions: tuple[_Ids, ...] = ()


class _Identified(msgspec.Struct, frozen=True, array_like=True):
    """A volume to the same."""

    digest: bytes
    told: msgspec.Raw
    work: _Versions


Opened = TypeVar("Opened", Volume, _Words, _Entitled, _Identified)


class Stacks:
    """A heap of volumes."""

    def __init__(self, heap: Heap) -> None:
        self._heap = heap

    def told(self, start: int, stop: int, digest: bytes) -> Told:
        """Return the words of the work at a place.

        Raises:
            SeparataError: when it is not the work with this digest.
        """
        return self._read(_words, start, stop, digest).told

    def title(self, start: int, stop: int, digest: bytes) -> str:
        """Return the title of the work at a place; raise as `told`."""
        return self._read(_entitled, start, stop, digest).work.title

    def identifiers(self, start: int, stop: int, digest: bytes) -> tuple[Mapping[str, str], ...]:
        """Return the identifiers of the work at a place, and those of its versions; raise as `told`."""
        work = self._read(_identified, start, stop, digest).work
        return (work.ids, *(version.ids for version in work.versions))

    def work(self, start: int, stop: int, digest: bytes) -> Work:
        """Return the work at a place; raise as `told`."""
        return self._read(_volume, start, stop, digest).work

    def _read(self, decoded: Callable[[memoryview], Opened], start: int, stop: int, digest: bytes) -> Opened:
        """Return what stands at a place as far as somebody wants it; raise as `told`."""
        part = memoryview(self._heap.part(start, stop))
        if part[:_SUM] == _sum(part[_SUM:]) and (found := decoded(part[_SUM:])).digest == digest:
            return found
        # Without them all records are read anew.
        self._heap.discard()
        message = "was not what had been written there, and is deleted"
        raise SeparataError(Problem(Place(str(self._heap.path)), message, "run the command again"))


class Shelved(Paper):
    """A paper whose work stands in the stacks, and of which columns say the rest."""

    __slots__ = ("_at", "_shelf")

    def __init__(self, shelf: "Shelving", at: int) -> None:
        self.id = shelf.columns.ids[at]
        self.former_ids = shelf.columns.former_ids[at]
        self.teaser = shelf.columns.teasers[at]
        self._card = None
        self._shelf = shelf
        self._at = at

    @property
    def place(self) -> Place:
        """Where its record stands."""
        _, _, line, column = self._shelf.span(self._at)
        return Place(self.path, line, column)

    @property
    def path(self) -> str:
        """The file of its record."""
        return self._shelf.columns.path(self._at)

    @property
    def card(self) -> Card:
        """What indexes and lists need to know of the work."""
        self._card = self._card or self._shelf.columns.card(self._at)
        return self._card

    @property
    def work(self) -> Work:
        """The work, with all that its record says."""
        return self._shelf.work(self._at)

    @property
    def title(self) -> str:
        """The title of the work."""
        start, stop, _, _ = self._shelf.span(self._at)
        return self._shelf.stacks.title(start, stop, self.card.digest)

    @property
    def identifiers(self) -> tuple[Mapping[str, str], ...]:
        """The identifiers of the work, then those of each of its versions."""
        start, stop, _, _ = self._shelf.span(self._at)
        return self._shelf.stacks.identifiers(start, stop, self.card.digest)

    @property
    def told(self) -> Told:
        """The words of the work."""
        start, stop, _, _ = self._shelf.span(self._at)
        return self._shelf.stacks.told(start, stop, self.card.digest)


class Shelving:
    """Where papers stand: `spans` has for each the bytes in the stacks, from and to, and line and column."""

    def __init__(self, columns: Columns, spans: "array[int]", stacks: Stacks) -> None:
        self.columns = columns
        self.spans = spans
        self.stacks = stacks
        # What prints a paper asks for its work again and again.
        self.work = lru_cache(maxsize=_AT_HAND)(self._work)

    @property
    def row(self) -> Row:
        """The papers in a row."""
        return Row(self.columns, partial(Shelved, self))

    def span(self, at: int) -> tuple[int, int, int, int]:
        """Return what `spans` has for the paper at a position."""
        start, stop, line, column = self.spans[at * SPAN : (at + 1) * SPAN]
        return start, stop, line, column

    def _work(self, at: int) -> Work:
        """Return the work of the paper at a position."""
        start, stop, _, _ = self.span(at)
        return self.stacks.work(start, stop, self.columns.card(at).digest)


def _sum(volume: bytes | memoryview) -> bytes:
    return crc32(volume).to_bytes(_SUM)


def told_of(paper: Paper) -> Told:
    """Return the words of a paper's title and abstract, from the stacks where it stands there."""
    return paper.told if isinstance(paper, Shelved) else told(paper.work.title, paper.work.abstract)


def shelved(papers: Sequence[Paper]) -> tuple[tuple[Filed, ...], bytes]:
    """Return what the catalogue and the stacks get of some papers of one record file."""
    filed, volumes, start = [], [], 0
    for paper in papers:
        words = told(paper.work.title, paper.work.abstract)
        volume = _encoded(Volume(paper.card.digest, words, paper.work))
        volumes.append(_sum(volume) + volume)
        stop = start + len(volumes[-1])
        line, column = paper.place.line, paper.place.column
        filed.append(Filed(paper.id, paper.card, start, stop, line, column, paper.former_ids, paper.teaser))
        start = stop
    return tuple(filed), b"".join(volumes)


_encoded = msgspec.msgpack.Encoder().encode
_volume = msgspec.msgpack.Decoder(Volume).decode
_words = msgspec.msgpack.Decoder(_Words).decode
_entitled = msgspec.msgpack.Decoder(_Entitled).decode
_identified = msgspec.msgpack.Decoder(_Identified).decode
