"""The filing book: where people without a record stand in the index, so that only new names are filed."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from separata.files import bytes_of, digest, write
from separata.pages.filing import Files, filed_names, refiled

_SEAL = 16  # bytes of a hash


class FilingBook(NamedTuple):
    """A filing book in a folder, as a program keeps it; a missing, damaged or foreign one is made anew."""

    folder: Path
    program: bytes

    def filed(self, own: Mapping[str, str]) -> Files:
        """Return what `files` does of people who have but names, no groups; by id."""
        before = self._read()
        found = refiled(before, own)
        if found is not before:
            body = _encoded((found.filed, found.ids, found.names))
            write(self._path, digest(self.program + body) + body)
        return found

    @property
    def _path(self) -> Path:
        return self.folder / "filed"

    def _read(self) -> Files:
        """Return the people in the book; nobody if that is not what this program wrote."""
        path = self._path
        kept = bytes_of(path, str(path)) if path.is_file() else b""
        seal, body = kept[:_SEAL], kept[_SEAL:]
        if seal != digest(self.program + body):
            return filed_names([], [], [])
        return filed_names(*_columns(body))


_encoded = msgspec.msgpack.Encoder().encode
_columns = msgspec.msgpack.Decoder(tuple[list[str], list[str], list[str]]).decode
