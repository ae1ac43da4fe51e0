"""Plates: templates as functions of Python, which print pages without Jinja. They are cast by `press`.

Jinja takes longer to load than most edits take besides, and is needed only for templates that no plate was
cast from yet. A plate is kept in a folder; the functions that it calls are here. An error in it raises one
of `FAULTS`.
"""

import marshal
import sys
from collections.abc import Callable, Mapping
from operator import methodcaller
from pathlib import Path
from types import CodeType
from typing import Any

from markupsafe import Markup, escape

from separata.files import bytes_of, digest, write

# What code can raise that takes all that it names to be there.
FAULTS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, NameError, SyntaxError)

_SUM = 16  # bytes of the hash before all else

Filters = Mapping[str, Callable[..., object]]

# Those filters of Jinja's own that plates have; they do the same.
FILTERS: Filters = {"length": len, "lower": methodcaller("lower"), "upper": methodcaller("upper")}


def printed(value: object) -> bytes:
    """Return a value as it stands in HTML, as markupsafe's `escape` does: markup as it is, all else escaped.

    Most values are plain text, so no object need be made to say that they are escaped. What is bytes is.
    """
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
            value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            value = value.replace('"', "&#34;").replace("'", "&#39;")
        return value.encode()
    if type(value) is bytes:
        return value
    if type(value) is int or type(value) is float:
        return str(value).encode()
    return (value if type(value) is Markup else escape(value)).encode()


class Plate:
    """A template that prints; it may use some filters."""

    def __init__(self, code: CodeType, filters: Filters) -> None:
        written: dict[str, Any] = {}
        exec(code, written)
        self._fill = written["fill"]
        self._filters = filters

    def filled(self, names: Mapping[str, object]) -> bytes:
        """Print a page that sees some names; what is amiss raises one of `FAULTS`."""
        page: bytes = self._fill(names, self._filters, printed)
        return page


class Plates:
    """The plates of templates, each read or cast when it is first asked for by name.

    `cast` makes the code of one. In a folder, if there is one, they are kept by what `digest_of` gives for a
    name: the hash of all that a plate is a function of. What is damaged there is as good as none.
    """

    def __init__(
        self,
        cast: Callable[[str], CodeType],
        filters: Filters,
        *,
        folder: Path | None,
        digest_of: Callable[[str], bytes],
    ) -> None:
        self._cast = cast
        self.filters = {**FILTERS, **filters}
        self._folder = folder
        self._digest_of = digest_of
        self._ready: dict[str, Plate] = {}

    def plate(self, name: str) -> Plate:
        """Return the plate of a template; where none can be cast that raises one of `FAULTS`."""
        if name not in self._ready:
            code = self._kept(self._folder, name) if self._folder else self._cast(name)
            self._ready[name] = Plate(code, self.filters)
        return self._ready[name]

    def _kept(self, folder: Path, name: str) -> CodeType:
        path = folder / digest(sys.version.encode() + self._digest_of(name)).hex()
        data = bytes_of(path, str(path)) if path.is_file() else b""
        if data[:_SUM] == digest(data[_SUM:]):
            code: CodeType = marshal.loads(data[_SUM:])
            return code
        code = self._cast(name)
        data = marshal.dumps(code)
        write(path, digest(data) + data, alone=False)
        return code
