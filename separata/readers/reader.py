"""A reader: a named shape of source, and the function that reads it."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from separata.model import Claim
from separata.problems import Problem
from separata.readers.seed import Seed


class Known(msgspec.Struct, frozen=True):
    """What other sources say: titles and names of authors, as printed."""

    titles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


class Reader(msgspec.Struct, frozen=True):
    """A format: its name, how its text is told from others, and how it is read.

    `read` yields one claim or one error for each record, in the order of the file, and warnings
    beside the claims they are about. Nothing it is given makes it raise. `needs_known` marks a format
    that can only be cut with what other sources say.
    """

    name: str
    detect: Callable[[str], bool]
    read: Callable[[Seed, Known], Iterator[Claim | Problem]]
    needs_known: bool = False


def known_from(claims: Iterable[Claim]) -> Known:
    """Gather the titles and names that claims print."""
    works = tuple(claim.work for claim in claims)
    return Known(
        titles=frozenset(work.title for work in works if work.title),
        names=frozenset(author.name for work in works for author in work.authors),
    )
