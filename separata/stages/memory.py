"""What a build remembers beside the manifest: values that would take long to find again, in `.cache/`."""

from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from separata.files import bytes_of, write

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """A file of one value; what another program wrote, what is damaged or missing is as good as nothing."""

    def __init__(self, path: Path, type: type[Value], program: bytes) -> None:
        self._path = path
        self._type = type
        self._program = program

    def read(self, default: Value) -> Value:
        """Return the value, or a default."""
        if not self._path.is_file():
            return default
        data = bytes_of(self._path, str(self._path))
        if not data.startswith(self._program):
            return default
        try:
            return msgspec.msgpack.decode(memoryview(data)[len(self._program) :], type=self._type)
        except msgspec.DecodeError:
            return default

    def write(self, value: Value) -> None:
        """Keep a value."""
        write(self._path, self._program + msgspec.msgpack.encode(value))
