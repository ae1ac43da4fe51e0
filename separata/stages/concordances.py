"""Keeping concordances: what of the search index was found before, in a file for each block and roll.

What is missing, foreign or damaged is found anew.
"""

import zlib
from pathlib import Path

import msgspec

from separata.files import bytes_of, write
from separata.search.concordance import Concordance, Corpus, brought_up, concordance_of

_SUM = 4  # bytes of the checksum before it


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A concordance, and the program that made it."""

    program: bytes
    concordance: Concordance


class Concordances:
    """The concordances in a folder that one program has made."""

    def __init__(self, folder: Path, program: bytes) -> None:
        self._folder = folder
        self._program = program

    def of(self, name: str, corpus: Corpus) -> Concordance:
        """Return the concordance of a corpus, which is kept under its name for the next build."""
        path = self._folder / f"concordance-{name.replace('/', '-')}"
        before = self._read(path)
        found = brought_up(before, corpus) if before else concordance_of(corpus)
        if found is not before:
            data = _encoded(_Kept(self._program, found))
            write(path, _sum(data) + data)
        return found

    def _read(self, path: Path) -> Concordance | None:
        if not path.is_file():
            return None
        data = memoryview(bytes_of(path, str(path)))
        if data[:_SUM] != _sum(data[_SUM:]):
            return None
        try:
            kept = _decoded(data[_SUM:])
        except msgspec.DecodeError:
            return None
        return kept.concordance if kept.program == self._program else None


def _sum(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(_SUM)


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(_Kept).decode
