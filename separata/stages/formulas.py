"""Keeping formulas: the MathML of each stands in `.cache/formulas-...`, of which an edit reads a small part.

There are several files, to which forked processes may add at once; the TeX of a formula tells in which it
stands. Another version of what makes formulas has another folder, and the former one is deleted. A damaged
file is read up to the damage.
"""

from contextlib import closing
from pathlib import Path
from zlib import crc32

import msgspec

from separata.files import version_folder
from separata.heap import Pile
from separata.stages.program import formula_digest

_PILES = 64


class FormulaBook:
    """The formulas that were made for a project."""

    def __init__(self, cache: Path) -> None:
        self._folder = version_folder(cache, "formulas", formula_digest())
        self._known: dict[int, dict[str, str]] = {}

    def get(self, tex: str) -> str | None:
        """Return what a formula became; None where that is not kept."""
        return self._among(_number(tex)).get(tex)

    def keep(self, tex: str, written: str) -> None:
        """Keep what a formula became."""
        number = _number(tex)
        self._among(number)[tex] = written
        with closing(Pile(self._folder, "pile", number)) as pile:
            pile.add(_encoded((tex, written)))

    def _among(self, number: int) -> dict[str, str]:
        """Return the formulas of a pile."""
        if number not in self._known:
            with closing(Pile(self._folder, "pile", number)) as pile:
                self._known[number] = dict(map(_decoded, pile.parts()))
        return self._known[number]


def _number(tex: str) -> int:
    return crc32(tex.encode()) % _PILES


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(tuple[str, str]).decode
