"""RIS, the tagged format that every reference manager reads."""

from collections.abc import Iterable, Iterator, Sequence

from separata.exporters.citation import Citation, citation
from separata.identifiers import SCHEMES
from separata.model import Author, Paper
from separata.names import family_first


def write(papers: Sequence[Paper]) -> str:
    """Return the papers as a RIS file, in the order given."""
    return whole(entry(citation(paper)).encode() for paper in papers).decode()


def whole(entries: Iterable[bytes]) -> bytes:
    """Return the file of some records."""
    return b"".join(entries)


def entry(cited: Citation) -> str:
    """Return a paper as one record; lines end as the format asks, with CR LF."""
    return "".join([f"{line}\r\n" for line in _lines(cited)])


def _lines(cited: Citation) -> Iterator[str]:
    """Yield the lines of one record, from TY to ER and the blank line after it."""
    yield f"TY  - {cited.forms.ris}"
    yield from (f"{tag}  - {value}" for tag, value in _tagged(cited) if value)
    yield "ER  - "
    yield ""


def _tagged(cited: Citation) -> Iterator[tuple[str, str]]:
    first, _, last = cited.pages.partition("–")
    yield "ID", cited.key
    yield "TI", cited.plain_title
    yield from (("AU", _name(author)) for author in cited.authors)
    if cited.issued:
        yield "PY", str(cited.issued.year)
        yield "DA", str(cited.issued).replace("-", "/")
    yield "T2", cited.container
    yield "VL", cited.volume
    yield "IS", cited.issue
    yield "SP", first
    yield "EP", last
    yield "PB", cited.publisher
    yield "SN", cited.issn if cited.type == "article-journal" else cited.isbn or cited.issn
    yield "DO", cited.doi
    yield from (("UR", url) for url in _addresses(cited))
    yield "AB", cited.abstract
    yield from (("N1", note) for note in cited.notes)


def _name(author: Author) -> str:
    return author.name if author.literal else family_first(author.name)


def _addresses(cited: Citation) -> tuple[str, ...]:
    """Return the DOI's address first: Zotero drops DO from theses, reports, chapters and books."""
    doi = SCHEMES["doi"].url(cited.doi) if cited.doi else ""
    return tuple(dict.fromkeys((doi, cited.url)))
