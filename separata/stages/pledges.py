"""Pledges: into which paper each claim was ingested before, with which it stays unless a ruling parts them."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from separata.files import digest
from separata.ledger import Row
from separata.matching.decisions import Decisions, Rulings
from separata.model import Claim

# By the words of a claim, and then by its place: a paper's id.
_Known = defaultdict[str, dict[str, str]]

PLEDGED = "the ledger has this claim under this paper"


class Pledges(NamedTuple):
    """What the ledger has of claims, by their places.

    `homes` are the papers that they were ingested into. `origins` are the papers that they were ingested into
    at first, which a ruling may have made part of those.
    """

    homes: Mapping[str, str]
    origins: Mapping[str, str]

    def parts(self, claims: Sequence[Claim], former_ids: Container[str]) -> dict[str, tuple[str, ...]]:
        """Return the places of those claims that were other papers' own, by the ids that these had."""
        found = defaultdict[str, list[str]](list)
        for place in (str(claim.place) for claim in claims):
            if self.origins.get(place, "") in former_ids:
                found[self.origins[place]].append(place)
        return {former: tuple(sorted(places)) for former, places in sorted(found.items())}


def pledges_of(rows: Mapping[tuple[str, str], Row], claims: Sequence[Claim]) -> Pledges:
    """Return what the rows of a ledger have of claims; of those that it does not know, nothing."""
    homes, origins = _Known(dict), _Known(dict)
    for row in (row for row in rows.values() if row.kind == "paper"):
        former = {place: id for id, places in row.parts.items() for place in places}
        for place, mark in row.claims.items():
            homes[mark][place] = row.id
            origins[mark][place] = former.get(place, row.id)
    return Pledges(_found(claims, homes), _found(claims, origins))


def mark_of(claim: Claim) -> str:
    """Return the hash by which a claim is known again although lines above it come and go."""
    return digest(claim.raw.encode()).hex()[:16]


def with_pledges(decisions: Decisions, homes: Mapping[str, str]) -> Decisions:
    """Add to the rulings that a claim stays with the paper it was ingested into."""
    pledges = {frozenset((home, place)): PLEDGED for place, home in homes.items()}
    papers = decisions.papers
    return Decisions(Rulings({**pledges, **papers.same}, papers.different), decisions.people)


def _found(claims: Sequence[Claim], known: _Known) -> dict[str, str]:
    found = ((str(claim.place), _paper_of(claim, known.get(mark_of(claim), {}))) for claim in claims)
    return {place: paper for place, paper in found if paper}


def _paper_of(claim: Claim, papers: Mapping[str, str]) -> str:
    """Return the paper of a claim; `papers` are those of its words, by place.

    Where two papers have the same words from two places, the place decides.
    """
    different = set(papers.values())
    return papers.get(str(claim.place), "") or (different.pop() if len(different) == 1 else "")
