"""A page: one output file as a value, and the kinds that pages come in."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from separata.files import digest

Subject = TypeVar("Subject")
Value = TypeVar("Value")


class Page(NamedTuple):
    """One file of the site: where it goes, what prints it and all that it is a function of.

    `inputs` are plain values (structs, tuples, strings, numbers), or values with a `digest` that speaks for
    all of them, such as a `Sheet`.
    `make` is a module-level function from the inputs to what is printed: the context of `template`,
    or, where `template` is empty, the text or the bytes of the file itself. Same inputs, same bytes.
    `drawn` marks a picture, which takes long: all that `make` calls is in `separata/drawing`, so that what
    was drawn once can be kept until its inputs or those modules change.
    """

    url: str
    template: str
    inputs: tuple[Any, ...]
    make: Callable[..., Any]
    drawn: bool = False


def _unknown(_: object) -> bytes:
    return b""


class Kind(NamedTuple, Generic[Subject]):
    """A kind of page: its name, the class its template sees as `page` (None for plain files), its plan.

    A plan is made for a subject, which is all that it knows: an edition, or an offprint, or a profile.
    `digest` gives the hash of all that the plan takes from the subject, where that is found sooner than the
    pages are planned; else it is empty.
    """

    name: str
    context: type | None
    plan: Callable[[Subject], Iterator[Page]]
    digest: Callable[[Subject], bytes] = _unknown


class Known(Generic[Value]):
    """A value that is known by its digest."""

    __slots__ = ("digest", "value")

    def __init__(self, digest: bytes, value: Value) -> None:
        self.digest = digest
        self.value = value


def hashed(inputs: object) -> bytes:
    """Return the hash of inputs, in which values with a digest are hashed by that."""
    return digest(_encoded(inputs))


def _digest_of(value: Any) -> bytes:
    """Return what speaks for a value that is known by its digest."""
    known: bytes = value.digest
    return known


_encoded = msgspec.msgpack.Encoder(enc_hook=_digest_of).encode
