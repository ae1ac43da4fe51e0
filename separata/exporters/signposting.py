"""FAIR Signposting (signposting.org): what belongs to a paper's page, as typed links and as a link set."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import msgspec

from separata.exporters.citation import citation
from separata.exporters.jsonld import type_of
from separata.exporters.jsontext import spread
from separata.identifiers import SCHEMES
from separata.paper import Paper

MEDIA_TYPE = "application/linkset+json"
_PDF = "application/pdf"


class Target(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a link leads to: an absolute address, and a media type if known."""

    href: str
    type: str = ""


# Links by what they mean: the registered names of their relations.
Relations: TypeAlias = Mapping[str, Sequence[Target]]


_ABOUT_PAGE = Target("https://schema.org/AboutPage")


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
def relations(paper: Paper, around: Surroundings) -> Relations:
    """Return the links of a paper's page; a paper is cited as its DOI, else its arXiv id, else its page."""
    cited = citation(paper)
    doi = SCHEMES["doi"].url(cited.doi) if cited.doi else ""
    arxiv = SCHEMES["arxiv"].url(cited.arxiv) if cited.arxiv else ""
    found = {
        "cite-as": [Target(doi or arxiv or around.page)],
        "author": [Target(url) for url in dict.fromkeys(around.authors) if url],
        "describedby": [Target(url, type) for url, type in around.files],
        "item": [Target(around.pdf, _PDF)] if around.pdf else [],
        "type": [_ABOUT_PAGE, Target(f"https://schema.org/{type_of(cited.type)}")],
        "license": [Target(around.license)] if around.license else [],
    }
    return {rel: targets for rel, targets in found.items() if targets}


def linkset(paper: Paper, around: Surroundings) -> bytes:
    """Return the same as a link set (RFC 9264), with the ways back from the PDF and the files."""
    page = [Target(around.page, "text/html")]
    sets: list[Mapping[str, object]] = [{"anchor": around.page, **relations(paper, around)}]
    if around.pdf:
        sets.append({"anchor": around.pdf, "collection": page})
    sets += [{"anchor": url, "describes": page} for url, _ in around.files]
    return spread({"linkset": sets}) + b"\n"
