"""COinS: a paper of a list as an OpenURL (Z39.88-2004), which stands in the `title` of an empty span."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from separata.dates import Date
from separata.exporters.citation import ARXIV_DOI, one_line
from separata.exporters.highwire import ITEM_TYPES
from separata.identifiers import SCHEMES
from separata.model import Version, Work, leading_version, work_type
from separata.names import family_first

# A list names no more of a paper's authors than this; its own page and its files name all.
_MOST_AUTHORS = 8

_FORMAT = "info:ofi/fmt:kev:mtx:{}"

# The genre of what OpenURL counts among books. Zotero takes papers of proceedings from there only.
_BOOKS = {"paper-conference": "proceeding", "chapter": "bookitem", "book": "book", "report": "report"}


class Coins(NamedTuple):
    """What an OpenURL says of a paper, in plain text; it is encoded when it is printed."""

    type: str
    title: str
    authors: tuple[tuple[str, bool], ...]
    issued: Date | None
    container: str
    volume: str
    issue: str
    pages: str
    issn: str
    doi: str
    arxiv: str

    def __str__(self) -> str:
        """Write the OpenURL, percent-encoded; its ampersands are not yet escaped for HTML."""
        known = ((name, _quoted(value)) for name, value in _fields(self) if value)
        return "&".join(f"{name}={value}" for name, value in known if value)


def coins_of(work: Work, ids: Mapping[str, str]) -> Coins:
    """Return a work for a list; `ids` are its identifiers and its versions'."""
    version = leading_version(work) or Version(work_type(work))
    preprint = version.type == "preprint"
    doi = one_line(ids.get("doi", ""))
    return Coins(
        type=version.type,
        title=one_line(work.title),
        authors=tuple((one_line(author.name), author.literal) for author in work.authors[:_MOST_AUTHORS]),
        issued=(preprint and work.issued) or version.issued or work.issued,
        container=one_line(version.container or version.publisher),
        volume=one_line(version.volume),
        issue=one_line(version.issue),
        pages=one_line(version.pages),
        issn=one_line(version.issn),
        doi=doi if preprint or not doi.startswith(ARXIV_DOI) else "",
        arxiv=one_line(ids.get("arxiv", "")),
    )


# The same people and venues stand in many entries.
@lru_cache(maxsize=1 << 11)
def _quoted(value: str) -> str:
    return quote(value, safe="")


def _fields(coins: Coins) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield from _opening(coins)
    for name, literal in coins.authors:
        yield "rft.au", name if literal else family_first(name)
    yield "rft.date", str(coins.issued or "")
    yield "rft_id", f"info:doi/{coins.doi}" if coins.doi else ""
    yield "rft_id", SCHEMES["arxiv"].url(coins.arxiv) if coins.arxiv else ""


def _opening(coins: Coins) -> Iterator[tuple[str, str]]:
    """Yield the format with the title and the container, which have other names in each."""
    if coins.type == "article-journal":
        yield "rft_val_fmt", _FORMAT.format("journal")
        yield "rft.genre", "article"
        yield "rft.atitle", coins.title
        yield "rft.jtitle", coins.container
        yield "rft.volume", coins.volume
        yield "rft.issue", coins.issue
        yield "rft.pages", coins.pages
        yield "rft.issn", coins.issn
    elif coins.type in _BOOKS:
        whole = coins.type in ("book", "report")
        yield "rft_val_fmt", _FORMAT.format("book")
        yield "rft.genre", _BOOKS[coins.type]
        yield "rft.atitle", "" if whole else coins.title
        yield "rft.btitle", coins.title if whole else coins.container
        yield "rft.pub", coins.container if whole else ""
        yield "rft.pages", coins.pages
    elif coins.type == "thesis":
        yield "rft_val_fmt", _FORMAT.format("dissertation")
        yield "rft.title", coins.title
        yield "rft.inst", coins.container
    else:
        yield "rft_val_fmt", _FORMAT.format("dc")
        yield "rft.type", ITEM_TYPES.get(coins.type, "document")
        yield "rft.title", coins.title
