"""RIS, the tagged format that every reference manager reads."""

from collections.abc import Iterable, Iterator

from separata.exporters.citation import Citation
from separata.identifiers import SCHEMES
from separata.names import family_first


def whole(entries: Iterable[bytes]) -> bytes:
    """Return the file of some records."""
    return b"".join(entries)


def entry(cited: Citation) -> bytes:
    """Return a paper as one record; lines end as the format asks, with CR LF."""
    lines = [f"{tag}  - {value}\r\n" for tag, value in _tagged(cited) if value]
    return f"{''.join(lines)}ER  - \r\n\r\n".encode()


def _tagged(cited: Citation) -> Iterator[tuple[str, str]]:
    first, _, last = cited.pages.partition("–")
    # Zotero takes a report's number from SN alone.
    number = cited.issue if cited.type == "report" and not (cited.isbn or cited.issn) else ""
    yield "TY", cited.forms.ris
    yield "ID", cited.key
    yield "TI", cited.plain_title
    for author in cited.authors:
        yield "AU", author.name if author.literal else family_first(author.name)
    if cited.issued:
        yield "PY", str(cited.issued.year)
        yield "DA", str(cited.issued).replace("-", "/")
    yield "T2", cited.container
    yield "VL", cited.volume
    yield "IS", "" if number else cited.issue
    yield "SP", first
    yield "EP", last
    yield "PB", cited.publisher
    yield "SN", number or (cited.issn if cited.type == "article-journal" else cited.isbn or cited.issn)
    yield "M3", cited.genre
    yield "DO", cited.doi
    for url in _addresses(cited):
        yield "UR", url
    yield "AB", cited.abstract
    for note in cited.notes:
        yield "N1", note


def _addresses(cited: Citation) -> tuple[str, ...]:
    """Return the DOI's address first: Zotero drops DO from theses, reports, chapters and books."""
    doi = SCHEMES["doi"].url(cited.doi) if cited.doi else ""
    return tuple(dict.fromkeys((doi, cited.url)))
