"""Formulas in texts, each made into MathML once; a build keeps them for the next one.

What makes them takes longer to load than most edits take besides, and the text that is edited has mostly the
formulas that it had.
"""

from functools import lru_cache
from typing import Protocol


class Book(Protocol):
    """Where formulas are kept by their TeX; one that could not be read is empty."""

    def get(self, tex: str) -> str | None:
        """Return what a formula became; None where that is not kept."""

    def keep(self, tex: str, written: str) -> None:
        """Keep what a formula became."""


_books: list[Book] = []  # that of the build which is at work, if there is one


def keep_formulas(book: Book | None) -> None:
    """Look formulas up in a book from now on, and keep there what is made; with None in no book."""
    _books[:] = [book] if book else []


@lru_cache(maxsize=1 << 14)
def formula(tex: str) -> str:
    """Return a formula as `mathml` writes it; nothing where that cannot read it."""
    for book in _books:
        if (kept := book.get(tex)) is not None:
            return kept
    from separata.markup.math import mathml

    written = mathml(tex) or ""
    for book in _books:
        book.keep(tex, written)
    return written
