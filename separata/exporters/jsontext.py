"""JSON as all exports write it: UTF-8, without the characters that no page, feed or export can hold."""

import json
from typing import Any

import msgspec

from separata.text import printable

_encoded = msgspec.json.Encoder().encode


def compact(value: Any) -> str:
    """Return a value as JSON in one line."""
    try:
        text = _encoded(value).decode()
        # JSON writes controls as ASCII, all but this one.
        return text if text.isascii() and "\x7f" not in text else printable(text)
    except UnicodeEncodeError:
        # Half of a surrogate pair, which only this slower way lets pass as far as `printable`.
        return printable(json.dumps(value, ensure_ascii=False))


def spread(value: Any) -> str:
    """Return a value as JSON with a line for each of its parts."""
    return msgspec.json.format(compact(value), indent=1)
