"""FAIR Signposting (signposting.org): what belongs to a paper's page, as typed links and as a link set."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from separata.exporters.citation import citation
from separata.exporters.jsonld import type_of
from separata.exporters.jsontext import spread
from separata.identifiers import SCHEMES
from separata.model import Paper

MEDIA_TYPE = "application/linkset+json"
_PDF = "application/pdf"


class Relation(NamedTuple):
    """A link with its meaning: the relation's registered name, an absolute address, a media type if known."""

    rel: str
    href: str
    type: str = ""


class Surroundings(NamedTuple):
    """The absolute addresses around a paper: its page, its PDF and its licence (or nothing), its authors.

    `files` are addresses and media types of the same record in other formats.
    """

    page: str
    pdf: str
    license: str
    authors: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)  # a paper's page and its link set are made one after the other
def relations(paper: Paper, around: Surroundings) -> tuple[Relation, ...]:
    """Return the links of a paper's page; a paper is cited as its DOI, else its arXiv id, else its page."""
    cited = citation(paper)
    doi = SCHEMES["doi"].url(cited.doi) if cited.doi else ""
    arxiv = SCHEMES["arxiv"].url(cited.arxiv) if cited.arxiv else ""
    found = (
        Relation("cite-as", doi or arxiv or around.page),
        *[Relation("author", url) for url in dict.fromkeys(around.authors)],
        *[Relation("describedby", url, type) for url, type in around.files],
        Relation("item", around.pdf, _PDF),
        Relation("type", "https://schema.org/AboutPage"),
        Relation("type", f"https://schema.org/{type_of(cited.type)}"),
        Relation("license", around.license),
    )
    return tuple([relation for relation in found if relation.href])


def linkset(paper: Paper, around: Surroundings) -> bytes:
    """Return the same as a link set (RFC 9264), with the ways back from the PDF and the files."""
    targets: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for rel, href, type in relations(paper, around):
        targets[rel].append({"href": href, "type": type} if type else {"href": href})
    page = [{"href": around.page, "type": "text/html"}]
    sets: list[Mapping[str, object]] = [{"anchor": around.page, **targets}]
    if around.pdf:
        sets.append({"anchor": around.pdf, "collection": page})
    sets += [{"anchor": url, "describes": page} for url, _ in around.files]
    return spread({"linkset": sets}) + b"\n"
