"""Addresses: `content/addresses.jsonl`, every id that a person's page has had, one a line, sorted.

Most people have no record of their own: their id is made of their name. Ingest notes it here, so that
it stays theirs, and so that its page leads on once they have another.
"""

from collections.abc import Iterable

import msgspec

from separata.model import Address
from separata.problems import Place, Problem, SeparataError


def read_addresses(path: str, data: bytes) -> tuple[Address, ...]:
    """Read the list of addresses.

    Raises:
        SeparataError: with the line that is not one of such a list.
    """
    found = []
    decoder = msgspec.json.Decoder(Address)
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            found.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            hint = "restore the file from the repository's history; ingest writes it, people do not"
            raise SeparataError(
                Problem(Place(path, number), f"not a line of a list of addresses: {error}", hint)
            ) from None
    return tuple(found)


def written_addresses(addresses: Iterable[Address]) -> bytes:
    """Write the list, sorted by id, one address a line."""
    ordered = sorted(addresses, key=lambda address: address.id)
    return b"".join(msgspec.json.encode(address, order="deterministic") + b"\n" for address in ordered)
