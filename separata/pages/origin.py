"""Origins: the sources of a paper's fields and the evidence for joins, as its own page tells them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

import msgspec

from separata.pages.page import hashed


class Source(msgspec.Struct, frozen=True):
    """A source of a field: its place, and what it says where that differs from what is shown."""

    place: str
    says: str = ""


# The fields of a record that sources speak of, each with what they say.
FieldSources = tuple[tuple[str, tuple[Source, ...]], ...]


class Origin(NamedTuple):
    """What speaks for a paper: the sources of each field, and the evidence for joins.

    Joins are left out that a source states, by an identifier, or that a person has made.
    """

    sources: Mapping[str, tuple[Source, ...]] = {}
    joined: tuple[str, ...] = ()


class Origins(Protocol):
    """What tells what speaks for each paper."""

    def of(self, paper: str) -> Origin:
        """Return what speaks for a paper."""

    def mark(self, paper: str) -> bytes:
        """Return a hash of it; nothing where there is nothing to tell."""

    def papers(self) -> Iterable[str]:
        """Return the ids of the papers for which something speaks."""


class Given:
    """Origins that are at hand, by paper."""

    def __init__(self, origins: Mapping[str, Origin]) -> None:
        self._origins = origins

    def of(self, paper: str) -> Origin:
        """Return what speaks for a paper."""
        return self._origins.get(paper, Origin())

    def mark(self, paper: str) -> bytes:
        """Return a hash of it; nothing where there is nothing to tell."""
        return hashed(self._origins[paper]) if paper in self._origins else b""

    def papers(self) -> Iterable[str]:
        """Return the ids of the papers for which something speaks."""
        return self._origins
