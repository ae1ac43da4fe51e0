"""Claims: their canonical order, what they state, and how many sources say it."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, TypeVar

from separata.model import Claim, Work

Claims = tuple[Claim, ...]
Value = TypeVar("Value", bound=Hashable)

_NOTHING = Work()


def in_order(claims: Sequence[Claim]) -> Claims:
    """Return claims in order of place; those read at one place in order of what they were read from."""
    return tuple(sorted(claims, key=lambda claim: (claim.place, claim.raw, claim.work.title)))


def stated(claims: Claims, field: str) -> tuple[tuple[Claim, Any], ...]:
    """Return the claims that state a field of a work, each with its value."""
    values = ((claim, getattr(claim.work, field)) for claim in claims)
    return tuple((claim, value) for claim, value in values if value != getattr(_NOTHING, field))


def sources(said: Iterable[tuple[Claim, Value]]) -> dict[Value, int]:
    """Count, for each value, the sources (files) that say it."""
    paths = dict[Value, set[str]]()
    for claim, value in said:
        paths.setdefault(value, set()).add(claim.place.path)
    return {value: len(files) for value, files in paths.items()}
