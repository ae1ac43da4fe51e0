"""CSL-JSON, as citeproc programs read it: version 1.0.2."""

from collections.abc import Iterable, Mapping
from typing import Any

from separata.dates import Date
from separata.exporters.citation import Citation
from separata.exporters.jsontext import spread
from separata.model import Author
from separata.names import parse_name

# What appears in issues; all else has a number of its own, as a report.
_WITH_ISSUES = ("article-journal", "paper-conference", "chapter", "book")


def whole(entries: Iterable[bytes]) -> bytes:
    """Return the array of some items."""
    return b"[\n" + b",\n".join(entries) + b"\n]\n"


def entry(cited: Citation) -> bytes:
    """Return a paper as one item, a line for each of its parts."""
    return spread(item(cited))


def item(cited: Citation) -> Mapping[str, Any]:
    """Return a paper as a CSL item; what is not stated is left out."""
    periodical = cited.type in _WITH_ISSUES
    preprint = f"arXiv:{cited.arxiv}" if cited.arxiv and cited.type == "preprint" else ""
    stated = {
        "id": cited.key,
        "type": cited.forms.csl,
        "title": cited.plain_title,
        "author": [_name(author) for author in cited.authors],
        "issued": _date(cited.issued),
        "container-title": cited.container,
        "volume": cited.volume,
        "issue": cited.issue if periodical else "",
        "page": cited.pages.replace("–", "-"),
        "publisher": cited.publisher or ("arXiv" if preprint else ""),
        "number": preprint or ("" if periodical else cited.issue),
        "genre": cited.genre,
        "ISBN": cited.isbn,
        "ISSN": cited.issn,
        "DOI": cited.doi,
        "URL": cited.url,
        "abstract": cited.abstract,
        "status": cited.status,
        "note": " ".join(cited.notes),
    }
    return {name: value for name, value in stated.items() if value}


def _name(author: Author) -> Mapping[str, str]:
    """Return a name's parts; a particle stays in `family`, for readers lose the one that stands apart."""
    name = parse_name(author.name)
    if author.literal or not name.given:
        return {"literal": author.name}
    parts = {"family": name.full_family, "given": name.given}
    return {**parts, "suffix": name.suffix} if name.suffix else parts


def _date(date: Date | None) -> Mapping[str, Any]:
    return {"date-parts": [[part for part in date if part]]} if date else {}
