"""The files of the search index in which words stand with their postings."""

from collections.abc import Iterator

from separata.pages.page import Known, Page
from separata.search.concordance import Concordance
from separata.search.pieces import piece


def plan(name: str, concordance: Concordance) -> Iterator[Page]:
    """Plan the files of a concordance under its name."""
    for number, text in enumerate(map(Known, concordance.digests, concordance.texts)):
        own = f"{name}/{number}"
        yield Page(f"search/{own}.js", "", (own, text), words_piece)


def words_piece(name: str, text: Known[str]) -> bytes:
    """Write words with their postings."""
    return piece(name, text.value)
