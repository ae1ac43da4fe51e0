"""Pieces of the index: scripts that each hand over what they hold, under their own name."""

import msgspec

_encoded = msgspec.json.Encoder().encode


def piece(name: str, value: object) -> bytes:
    """Write a piece that hands a value over under a name."""
    return b'separata.hand("%b",%b);\n' % (name.encode(), _encoded(value))
