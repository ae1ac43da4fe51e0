"""Bylines: which of several lists of authors of one work to keep."""

from typing import Any, NamedTuple

from separata.matching.chronology import Recency, recency
from separata.matching.claims import Claims, sources, stated
from separata.model import Author, Claim


class _Rank(NamedTuple):
    """What makes a list of authors better than another, the weightiest first."""

    complete: bool
    length: int
    sources: int
    identified: bool
    marks: int
    details: int
    recency: Recency
    printed: str


def authors(claims: Claims) -> tuple[Author, ...]:
    """Choose the list of authors.

    A complete list beats one that ends in "et al."; then the longer list wins, then the spelling
    that most sources print, then that of a claim which names the work by an identifier, then the
    one with more marks on its letters (marks get lost, they are not made up), then the one that says
    more of its authors, then the latest.
    """
    return _best(claims)[0]


def authors_incomplete(claims: Claims) -> bool:
    """Tell whether the chosen list of authors ends in "et al."."""
    return _best(claims)[1]


def _best(claims: Claims) -> tuple[tuple[Author, ...], bool]:
    said = stated(claims, "authors")
    if not said:
        return (), any(claim.work.authors_incomplete for claim in claims)
    votes = sources((claim, _printed(byline)) for claim, byline in said)
    claim, byline = max(said, key=lambda each: _rank(each[0], votes[_printed(each[1])]))
    return byline, claim.work.authors_incomplete


def _rank(claim: Claim, votes: int) -> _Rank:
    byline = claim.work.authors
    return _Rank(
        complete=not claim.work.authors_incomplete,
        length=len(byline),
        sources=votes,
        identified=bool(claim.work.ids),
        marks=sum(not char.isascii() for author in byline for char in author.name),
        details=sum(bool(value) for author in byline for value in _details(author)),
        recency=recency(claim),
        printed=repr(byline),
    )


def _printed(byline: tuple[Author, ...]) -> tuple[str, ...]:
    return tuple(author.name for author in byline)


def _details(author: Author) -> tuple[Any, ...]:
    return author.person, author.orcid, author.affiliation, author.equal, author.corresponding
