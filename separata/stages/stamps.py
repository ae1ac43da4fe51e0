"""Asking for the stamps (size and time of change) of very many files, by more than one process."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from separata.files import unlike
from separata.inventory import PARTED, Inventory, Part, columns_in, together
from separata.stages.workers import beside

_PER_LOOK = 1024  # files that are asked for at a time
_FEW = 4096  # files up to which one process is quicker than two
_MOST_LOOKS = 1 << 9  # beyond which each is of more files


def damaged(out: Path, inventory: Inventory) -> frozenset[str]:
    """Return the addresses of the files that do not stand as the inventory has them."""
    with damaged_meanwhile(out, inventory) as found:
        return found()


@contextmanager
def damaged_meanwhile(out: Path, inventory: Inventory) -> Iterator[Callable[[], frozenset[str]]]:
    """Give the function that returns what `damaged` does; another process begins to find out at once."""
    with beside(partial(_damaged, out, inventory), _looks(inventory), worth=inventory.files > _FEW) as told:

        @cache
        def found() -> frozenset[str]:
            return frozenset(url for some in told() for url in some.decode().split(PARTED)) - {""}

        yield found


def _looks(inventory: Inventory) -> Sequence[Sequence[Part]]:
    """Return the parts as they are looked at, some at a time."""
    parts = inventory.parts
    looks = min(_MOST_LOOKS, max(1, inventory.files // _PER_LOOK))
    step = max(1, len(parts) // looks)
    return [parts[start : start + step] for start in range(0, len(parts), step)]


def _damaged(out: Path, inventory: Inventory, looks: Iterable[Sequence[Part]]) -> bytes:
    """Return the addresses that some looks find, with a sign between each two."""
    heap, found = inventory.heap(), list[str]()
    for parts in looks:
        columns = together([columns_in(heap, part) for part in parts])
        found += unlike(str(out), columns.each_url(), columns.stamps)
    return PARTED.join(found).encode()
