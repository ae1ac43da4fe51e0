"""COinS: a paper of a list as an OpenURL (Z39.88-2004), which stands in the `title` of an empty span."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from separata.exporters.citation import ARXIV_DOI
from separata.exporters.highwire import ITEM_TYPES
from separata.identifiers import SCHEMES
from separata.model import Version, Work
from separata.names import family_first
from separata.tex import one_line
from separata.worktypes import leading_version, work_type

# A list names no more of a paper's authors than this; its own page and its files name all.
_MOST_AUTHORS = 8

_START = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3A"

# The genre of what OpenURL counts among books. Zotero takes papers of proceedings from there only.
_BOOKS = {"paper-conference": "proceeding", "chapter": "bookitem", "book": "book", "report": "report"}

# The formats of OpenURL, of which Dublin Core takes what no other does.
_FORMATS = {"article-journal": "journal", "thesis": "dissertation", **dict.fromkeys(_BOOKS, "book")}

_RARE = re.compile(r"[^\w.~ ,:-]", re.ASCII)  # what is to be encoded besides blanks, commas and colons


def coins_of(work: Work, ids: Mapping[str, str]) -> str:
    """Write a work of a list as an OpenURL, percent-encoded; its ampersands are not yet escaped for HTML.

    `ids` are its identifiers and its versions'.
    """
    version = leading_version(work) or Version(work_type(work))
    fields = (*_opening(version, one_line(work.title)), *_further(work, version, ids))
    stated = [f"{name}={_quoted(value)}" for name, value in fields if value]
    return "&".join([_START + _FORMATS.get(version.type, "dc"), *stated])


def _quoted(value: str) -> str:
    """Return a text as `quote` does; most of what there is to encode are blanks and a few stops."""
    value = _RARE.sub(_encoded, value)
    return value.replace(" ", "%20").replace(",", "%2C").replace(":", "%3A")


def _encoded(sign: re.Match[str]) -> str:
    return quote(sign[0], safe="")


def _further(work: Work, version: Version, ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    preprint = version.type == "preprint"
    for author in work.authors[:_MOST_AUTHORS]:
        name = one_line(author.name)
        yield "rft.au", name if author.literal else family_first(name)
    yield "rft.date", str((preprint and work.issued) or version.issued or work.issued or "")
    doi, arxiv = one_line(ids.get("doi", "")), one_line(ids.get("arxiv", ""))
    if doi and (preprint or not doi.startswith(ARXIV_DOI)):
        yield "rft_id", f"info:doi/{doi}"
    if arxiv:
        yield "rft_id", SCHEMES["arxiv"].url(arxiv)


def _opening(version: Version, title: str) -> Iterator[tuple[str, str]]:
    """Yield the title and the container, which have other names in each format."""
    container = one_line(version.container or version.publisher)
    if version.type == "article-journal":
        yield "rft.genre", "article"
        yield "rft.atitle", title
        yield "rft.jtitle", container
        yield "rft.volume", one_line(version.volume)
        yield "rft.issue", one_line(version.issue)
        yield "rft.pages", one_line(version.pages)
        yield "rft.issn", one_line(version.issn)
    elif version.type in _BOOKS:
        whole = version.type in ("book", "report")
        yield "rft.genre", _BOOKS[version.type]
        yield "rft.atitle", "" if whole else title
        yield "rft.btitle", title if whole else container
        yield "rft.pub", container if whole else ""
        yield "rft.pages", one_line(version.pages)
    elif version.type == "thesis":
        yield "rft.title", title
        yield "rft.inst", container
    else:
        yield "rft.type", ITEM_TYPES.get(version.type, "document")
        yield "rft.title", title
