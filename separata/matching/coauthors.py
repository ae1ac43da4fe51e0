"""Co-authors in common: the company that tells one bearer of a name from another."""

from math import log2
from typing import NamedTuple

from separata.matching.signatures import Signature

# On a paper with more co-authors than this, each counts for less: 443 of a team say as much as 10.
SMALL_TEAM = 10


class Together(NamedTuple):
    """How many co-authors two signatures share, and what that weighs."""

    people: int
    weight: float


def in_common(a: Signature, b: Signature) -> Together:
    """Weigh the co-authors that two signatures share.

    A co-author counts 1 for a paper of a small team, less for one of many, by the smaller team of
    each side and the larger of both sides. One full co-author in common weighs 3, three weigh 6.
    """
    shared = a.company.keys() & b.company.keys()
    strength = sum(min(1.0, SMALL_TEAM / max(a.company[name], b.company[name])) for name in sorted(shared))
    return Together(len(shared), 3.0 * log2(1.0 + strength))
