"""The files of the search index in which words stand with their postings."""

from collections.abc import Iterator, Mapping

from separata.pages.page import Known, Page
from separata.search.concordance import Concordance
from separata.search.pieces import piece


def plan(name: str, concordance: Concordance) -> Iterator[Page]:
    """Plan the files of a concordance under its name."""
    for number, digest in enumerate(concordance.digests):
        own = f"{name}/{number}"
        yield Page(f"search/{own}.js", "", (own, Known(digest, concordance.texts), number), words_piece)


def words_piece(name: str, texts: Known[Mapping[int, str]], number: int) -> bytes:
    """Write words with their postings: the text of a number, whose digest is known."""
    return piece(name, texts.value[number])
