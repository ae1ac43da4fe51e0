"""The stamps of very many files, asked for by several processes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

import msgspec

from separata.files import digest, names_below, stamped, unlike
from separata.stages.workers import cores, shared_out

_PER_PART = 10_000  # files that a process asks for at a time
_FEW = 50_000  # files up to which one process is quicker than several

Held = TypeVar("Held")


def stamps_of(folder: Path) -> tuple[bytes, int]:
    """Return the hash of the stamps of all files below a folder, and the time of the newest change."""
    names = names_below(folder)

    def asked(part: slice) -> tuple[int, bytes, int]:
        found = list(stamped(str(folder), names[part]))
        newest = max((changed for _, _, changed in found), default=0)
        return part.start, digest(msgspec.msgpack.encode(found)), newest

    # Parts come back in no order; they are the same however many processes there are.
    parts = sorted(shared_out(asked, _parts(len(names), _PER_PART), workers=_workers(len(names))))
    told = [part for _, part, _ in parts]
    return digest(msgspec.msgpack.encode((str(folder), told))), max((newest for *_, newest in parts), default=0)


def damaged(
    out: Path, held: Sequence[Held], files: Callable[[Held], Iterable[tuple[str, int, int]]], *, count: int
) -> Iterator[str]:
    """Yield the names of the files below a folder that do not stand as is held, in no order.

    `files` gives of one of `held` the files, about `count` in all, each with its size and time of change; it
    is called where they are asked for.
    """

    def asked(part: slice) -> list[str]:
        return list(unlike(str(out), chain.from_iterable(map(files, held[part]))))

    size = max(1, len(held) * _PER_PART // max(1, count))
    yield from chain.from_iterable(shared_out(asked, _parts(len(held), size), workers=_workers(count)))


def _parts(length: int, size: int) -> tuple[slice, ...]:
    return tuple(slice(start, start + size) for start in range(0, length, size))


def _workers(count: int) -> int:
    return cores() if count > _FEW else 1
