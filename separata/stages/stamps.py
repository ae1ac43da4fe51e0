"""The stamps of very many files, asked for by more than one process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from separata.files import unlike
from separata.inventory import PARTED, Inventory, columns_in, together
from separata.stages.workers import beside

_PER_LOOK = 4096  # files that are asked for at a time
_FEW = 4096  # files up to which one process is quicker than two


def damaged(out: Path, inventory: Inventory) -> frozenset[str]:
    """Return the addresses of the files that do not stand as the inventory has them."""
    parts = inventory.parts
    half = len(parts) // 2 if inventory.files > _FEW else 0
    with damaged_meanwhile(out, inventory._replace(parts=parts[:half])) as others:
        return frozenset(_damaged(out, inventory._replace(parts=parts[half:]))) | others()


@contextmanager
def damaged_meanwhile(out: Path, inventory: Inventory) -> Iterator[Callable[[], frozenset[str]]]:
    """Give the function that returns what `damaged` does, which another process finds out until then."""

    def found() -> bytes:
        return PARTED.join(_damaged(out, inventory)).encode()

    with beside(found, worth=inventory.files > _FEW) as told:
        yield lambda: frozenset(told().decode().split(PARTED)) - {""}


def _damaged(out: Path, inventory: Inventory) -> Iterator[str]:
    parts, heap = inventory.parts, inventory.heap()
    step = max(1, len(parts) * _PER_LOOK // max(1, inventory.files))
    for start in range(0, len(parts), step):
        columns = together([columns_in(heap, part) for part in parts[start : start + step]])
        yield from unlike(str(out), columns.each_url(), columns.stamps)
