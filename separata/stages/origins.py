"""Origins: what the ledger says of each paper, read when the paper's page is planned."""

from collections.abc import Iterable, Mapping

from separata.files import digest
from separata.ledger import Ledger, Row
from separata.pages.origin import Origin, Source


class Stated:
    """The origins of papers that a ledger speaks of."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, paper: str) -> Origin:
        """Return what speaks for a paper.

        Raises:
            SeparataError: with the paper's line, if that is not a ledger's.
        """
        row = self._ledger.row("paper", paper)
        return Origin(_sources(row), _joined(row)) if row else Origin()

    def mark(self, paper: str) -> bytes:
        """Return a hash of it; nothing where there is nothing to tell."""
        line = self._ledger.line("paper", paper)
        return digest(line) if line else b""

    def papers(self) -> Iterable[str]:
        """Return the ids of the papers that the ledger speaks of."""
        return self._ledger.ids("paper")


def _joined(row: Row) -> tuple[str, ...]:
    """Return what speaks for the joins of a paper that neither a source states nor a person has made."""
    reasons = (join.because for join in row.joins if not any(map(_is_settled, join.because)))
    return tuple(dict.fromkeys(words for found in reasons for words in found))


def _is_settled(words: str) -> bool:
    # It is part of what joins claims, and most papers come of one.
    from separata.matching.clusters import is_ruling, is_stated

    return is_stated(words) or is_ruling(words)


def _sources(row: Row) -> Mapping[str, tuple[Source, ...]]:
    return {
        name: tuple(
            Source(saying.at, saying.value if isinstance(saying.value, str) else "") for saying in entry.says
        )
        for name, entry in row.fields.items()
        if entry.says
    }
