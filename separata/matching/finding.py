"""Findings: what one rule has to say of two claims."""

from typing import NamedTuple


class Evidence(NamedTuple):
    """What one rule found: a weight, negative where it speaks against, and the reason in words."""

    weight: float
    words: str
