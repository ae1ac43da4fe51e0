"""Addresses: `content/addresses.jsonl` and `content/published.jsonl`, every address that the site has had.

The first has every id of a person's page, one a line. Most people have no record of their own: their id
is made of their name. Ingest notes it here, so that it stays theirs, and so that its page leads on once
they have another. The second has the ids of papers, and pages of other kinds, which go when the papers
on them do.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from separata.model import Address, Published
from separata.problems import Place, SeparataError, damaged

Line = TypeVar("Line", Address, Published)
Key = TypeVar("Key", str, tuple[str, str])


def read_addresses(path: str, data: bytes) -> tuple[Address, ...]:
    """Read the addresses of people.

    Raises:
        SeparataError: with the line that is not one of such a list.
    """
    return _read(path, data, Address)


def read_published(path: str, data: bytes) -> tuple[Published, ...]:
    """Read the addresses of papers and of pages of other kinds.

    Raises:
        SeparataError: as `read_addresses`.
    """
    return _read(path, data, Published)


def _read(path: str, data: bytes, kind: type[Line]) -> tuple[Line, ...]:
    decoder = msgspec.json.Decoder(kind)
    try:
        return tuple(decoder.decode_lines(data))
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Only a damaged list pays for counting lines.
        return tuple(
            _line(decoder, line, Place(path, number)) for number, line in enumerate(data.splitlines(), start=1)
        )


def _line(decoder: msgspec.json.Decoder[Line], line: bytes, place: Place) -> Line:
    try:
        return decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SeparataError(damaged(place, line, "a list of addresses", error)) from None


def written_addresses(addresses: Iterable[Address]) -> bytes:
    """Write the addresses of people, sorted by id, one a line."""
    return _written({address.id: address for address in addresses})


def written_published(published: Iterable[Published]) -> bytes:
    """Write the other addresses, pages before papers, each sorted, one a line."""
    return _written({(one.paper, one.page): one for one in published})


def _written(lines: Mapping[Key, Address | Published]) -> bytes:
    return b"".join(msgspec.json.encode(lines[key], order="deterministic") + b"\n" for key in sorted(lines))
