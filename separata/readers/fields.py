"""The fields of an entry, struck off as they are read, so that what nobody read is kept and not lost."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Value = TypeVar("Value")


class Fields:
    """What an entry states, by name: text, or lists and mappings of such where the format has them.

    `clean` turns text as the source has it into plain text.
    """

    def __init__(self, values: Mapping[str, Any], clean: Callable[[str], str]) -> None:
        self._clean = clean
        self._values = {name: value for name, value in values.items() if self._plain(value) not in ("", (), {})}

    def text(self, *names: str) -> str:
        """Return the first of these fields that is text, and strike it off; empty when none is."""
        return self.read(lambda value: self._clean(value) or None, *names) or ""

    def read(self, meaning: Callable[[str], Value | None], *names: str) -> Value | None:
        """Return what the first of these fields that is text with a meaning means, and strike it off.

        `meaning` takes the value as the source has it; what it cannot read (None) stays, and so do the
        fields behind the one that was read.
        """
        return self.take(lambda value: meaning(value) if isinstance(value, str) else None, *names)

    def take(self, meaning: Callable[[Any], Value | None], *names: str) -> Value | None:
        """Return what `read` does, of a value of any shape."""
        for name in names:
            if name in self._values and (found := meaning(self._values[name])) is not None:
                del self._values[name]
                return found
        return None

    def __contains__(self, name: str) -> bool:
        return name in self._values

    @property
    def rest(self) -> dict[str, Any]:
        """What nobody has read, as plain text, tuples and mappings, in the order of the source."""
        return {self._clean(name) or "unnamed": self._plain(value) for name, value in self._values.items()}

    def _plain(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {self._clean(str(key)): self._plain(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return tuple(self._plain(item) for item in value)
        return "" if value is None else self._clean(value if isinstance(value, str) else str(value))


def texts(value: Any) -> tuple[str, ...] | None:
    """Return a list of texts, or one text as a list; None where anything else is among them."""
    said = (value,) if isinstance(value, str) else value
    known = isinstance(said, Sequence) and all(isinstance(each, str) for each in said)
    return tuple(said) if known else None
