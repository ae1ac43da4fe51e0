"""Parting: a ruling takes a paper out of the one that an earlier ruling has made it part of."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from separata.files import Project
from separata.ledger import Row
from separata.matching.decisions import Decisions, Rulings
from separata.model import Claim, Published
from separata.paper import Paper
from separata.records import patched
from separata.stages.pledges import Pledges
from separata.stages.updates import Update, text_before
from separata.successions import noted


class Parting(NamedTuple):
    """Rulings with the claims that they take out, and for the place of each the id that its paper had."""

    decisions: Decisions
    former: Mapping[str, str]


def parting(
    decisions: Decisions,
    papers: Sequence[Paper],
    published: Iterable[Published],
    claims: Sequence[Claim],
    pledges: Pledges,
) -> Parting:
    """Return the rulings with those added that a paper's own former id asks for.

    Who first rules that two are the same and then that they are different names the one that is no more. The
    claims that were its own are noted in the ledger; those that came later, or where nothing is noted, are
    known by what its address was noted with. One claim at least has to stay with the paper that is there.
    """
    if not decisions.papers.different:
        return Parting(decisions, {})
    homes = {former: paper.id for paper in papers for former in paper.former_ids}
    kept = {one.paper: one for one in published}
    different, former_of = dict(decisions.papers.different), dict[str, str]()
    for pair, because in decisions.papers.different.items():
        for former in sorted(pair & homes.keys() & kept.keys()):
            own = [claim for claim in claims if pledges.homes.get(str(claim.place)) == homes[former]]
            found = _claims_of(kept[former], own, pledges.origins)
            if pair == {former, homes[former]} and len(found) < len(own):
                # The record states the identifiers of both still.
                names = [name for claim in found for name in (str(claim.place), *noted(former, claim.work).ids)]
                different |= {frozenset((homes[former], name)): because for name in names}
                former_of |= {str(claim.place): former for claim in found}
    rulings = Rulings(decisions.papers.same, different)
    return Parting(Decisions(rulings, decisions.people), former_of)


def _claims_of(paper: Published, claims: Sequence[Claim], origins: Mapping[str, str]) -> list[Claim]:
    """Return those claims that were a paper's own, or have an identifier of it."""
    places = map(str, (claim.place for claim in claims))
    noted = {place for place in places if origins.get(place) == paper.paper}
    return [
        claim for claim in claims if str(claim.place) in noted or _speaks_of(claim, paper, loosely=not noted)
    ]


def _speaks_of(claim: Claim, paper: Published, *, loosely: bool) -> bool:
    """Tell whether a claim has an identifier of a paper.

    `loosely`, title and authors will do if it has no identifier of another.
    """
    said = noted(paper.paper, claim.work)
    if not set(said.ids).isdisjoint(paper.ids):
        return True
    return loosely and said.mark == paper.mark and _schemes(said).isdisjoint(_schemes(paper))


def _schemes(paper: Published) -> set[str]:
    return {id.partition(":")[0] for id in paper.ids}


def revived(
    project: Project, updates: Sequence[Update], papers: Sequence[Paper], parted: Iterable[str]
) -> Iterator[Update]:
    """Yield the updates of papers, and that no record calls its own any more what is a paper again.

    `parted` are former ids; those of which there is an update have claims of their own.
    """
    back = set(parted) & {update.row.id for update in updates}
    homes = {paper.id: paper for paper in papers if not back.isdisjoint(paper.former_ids)}
    for update in updates:
        yield _without(project, update, homes.pop(update.row.id), back) if update.row.id in homes else update
    for paper in homes.values():
        # What nobody but a person has written.
        yield _without(project, Update(paper.place.path, None, Row("paper", paper.id), ()), paper, back)


def _without(project: Project, update: Update, paper: Paper, back: Container[str]) -> Update:
    """Return an update that takes some of a record's former ids out."""
    text = text_before(project, update.path) if update.text is None else update.text
    kept = tuple(former for former in paper.former_ids if former not in back)
    lines = (
        f"{update.path}: {former} is a paper of its own again, as was ruled"
        for former in paper.former_ids
        if former in back
    )
    return update._replace(
        text=patched(text, {"former_ids": kept}, paper.id),
        report=(*update.report, *lines),
        changes={**update.changes, "former_ids": kept},
    )
