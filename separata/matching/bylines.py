"""Bylines: which of several lists of authors of one work to keep, and what the others say beside it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from separata.matching.chronology import Recency, recency
from separata.matching.claims import Claims, sources, stated
from separata.matching.seats import seats
from separata.model import Author, Claim
from separata.names import parse_name


class _Rank(NamedTuple):
    """What makes a list of authors better than another, the weightiest first."""

    complete: bool
    length: int
    sources: int
    written_out: int
    identified: bool
    marks: int
    details: int
    recency: Recency
    printed: str


def authors(claims: Claims) -> tuple[Author, ...]:
    """Choose the list of authors.

    A complete list beats one that ends in "et al."; then the longer list wins, then the spelling
    that most sources print, then the one that writes out more given names, then that of a claim which
    names the work by an identifier, then the one with more marks on its letters (names get shortened and
    marks get lost, they are not made up), then the one that says more of its authors, then the latest.
    What this list does not say of an author, ORCID iD and affiliation, is taken from the others, as far
    as they agree on whose ORCID iD it is.
    """
    chosen = _best(claims)[0]
    orcids, affiliations = _beside(claims, chosen, "orcid"), _beside(claims, chosen, "affiliation")
    seated = Counter(orcid for each in orcids for orcid in each)
    return tuple(
        msgspec.structs.replace(
            author,
            orcid=author.orcid or (min(said) if len(said) == 1 and seated[min(said)] == 1 else ""),
            affiliation=author.affiliation or _most_said(affiliations[at]),
        )
        for at, (author, said) in enumerate(zip(chosen, orcids, strict=True))
    )


def _beside(claims: Claims, chosen: tuple[Author, ...], field: str) -> list[Counter[str]]:
    """Count for each author of a list what all lists say in a field of whoever stands there."""
    found = [Counter[str]() for _ in chosen]
    for _, byline in stated(claims, "authors"):
        if any(getattr(author, field) for author in byline):
            for at, value in _seated(chosen, byline, field):
                found[at][value] += 1
    return found


def _seated(chosen: tuple[Author, ...], byline: tuple[Author, ...], field: str) -> Iterator[tuple[int, str]]:
    places = seats(_printed(chosen), _printed(byline))
    for at, author in zip(places, byline, strict=True):
        if at >= 0 and (value := getattr(author, field)):
            yield at, value


def _most_said(values: Counter[str]) -> str:
    return min(values, key=lambda value: (-values[value], -len(value), value), default="")


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
        written_out=sum(map(_is_written_out, byline)),
        identified=bool(claim.work.ids),
        marks=sum(not char.isascii() for author in byline for char in author.name),
        details=sum(bool(value) for author in byline for value in _details(author)),
        recency=recency(claim),
        printed=repr(byline),
    )


def _is_written_out(author: Author) -> bool:
    """Tell whether a given name is more than initials: that of `Ada A. Lovelace`, not of `AA Lovelace`."""
    words = parse_name(author.name).given.replace(".", ". ").split()
    return any(len(word.rstrip(".")) > 1 and not word.isupper() for word in words)


def _printed(byline: tuple[Author, ...]) -> tuple[str, ...]:
    return tuple(author.name for author in byline)


def _details(author: Author) -> tuple[Any, ...]:
    return author.person, author.orcid, author.affiliation, author.equal, author.corresponding
