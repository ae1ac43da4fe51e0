"""JSON as all exports write it: UTF-8, without the characters that no page, feed or export can hold."""

from typing import Any

import msgspec

from separata.text import printable

_encoded = msgspec.json.Encoder().encode


def compact(value: Any) -> bytes:
    """Return a value as JSON in one line."""
    try:
        text = _encoded(value)
    except UnicodeEncodeError:
        # Half of a surrogate pair, which only this slower way lets pass as far as `printable`.
        import json

        return printable(json.dumps(msgspec.to_builtins(value), ensure_ascii=False)).encode()
    # The signs that JSON lets stand and a page does not begin with one of these bytes, as some others do.
    suspect = b"\x7f" in text or b"\xc2" in text or b"\xef" in text
    return printable(text.decode()).encode() if suspect else text


def spread(value: Any) -> bytes:
    """Return a value as JSON with a line for each of its parts."""
    return msgspec.json.format(compact(value), indent=1)
