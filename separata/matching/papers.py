"""Papers: which claims are of one work, by rulings first, then by evidence that explains itself."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from separata.matching.blocks import candidates
from separata.matching.claims import in_order
from separata.matching.clusters import CERTAIN, Clusters, Edge, clustered, explained, ruled_same
from separata.matching.decisions import Decisions, Rulings, ruled
from separata.matching.evidence import JOIN, PART, weighed
from separata.matching.kinds import Kinds, conflicts, kind_words, with_known_kinds
from separata.matching.traits import Traits, traits_of
from separata.model import Claim
from separata.problems import Place

RULED = "ruled different"

Group = tuple[int, ...]


class Join(NamedTuple):
    """Two claims, by their places (the smaller first), and the evidence that they are of one work."""

    a: Place
    b: Place
    weight: float
    words: tuple[str, ...]


class Matching(NamedTuple):
    """Claims in groups, one group a work; the joins that made the groups; pairs for a person to decide.

    Groups and their claims are in order of place. Joins are all that is needed to explain a group:
    they connect its claims. Of two groups, only the strongest uncertain pair is listed.
    """

    groups: tuple[tuple[Claim, ...], ...]
    joins: tuple[Join, ...]
    uncertain: tuple[Join, ...]


class Bearing(NamedTuple):
    """What a group of claims has that can forbid a join: identifiers, names in rulings, records."""

    ids: Kinds
    handles: frozenset[str]
    records: frozenset[str]


def matched(claims: Sequence[Claim], decisions: Decisions) -> Matching:
    """Group claims by work.

    The order of `claims` does not matter. A claim with `RECORD` in its work's `extra` stands for a
    record we hold; two records are never joined but by a ruling, only reported. Nor do two
    different identifiers meet in one group where a work has only one (`kinds.SINGULAR`).
    """
    everything = _all_traits(claims)
    compared = tuple(_compared(everything))

    def refusal(edge: Edge, one: Group, other: Group) -> str:
        return _refusal(edge, _bearing(everything, one), _bearing(everything, other), decisions.papers)

    joining = (edge for edge in compared if edge.weight >= JOIN)
    edges = (*ruled_same((each.handles for each in everything), decisions.papers), *joining)
    clusters = clustered(len(everything), edges, refusal)
    order = sorted(edges, key=lambda edge: _telling(everything, edge))
    weak = (edge for edge in compared if edge.weight < JOIN)
    undecided = _undecided(everything, clusters, weak, decisions.papers)
    return Matching(
        groups=tuple(tuple(everything[n].claim for n in group) for group in clusters.groups),
        joins=tuple(sorted(_join(everything, edge) for edge in explained(clusters.groups, order))),
        uncertain=tuple(sorted(_join(everything, edge) for edge in undecided)),
    )


def _all_traits(claims: Sequence[Claim]) -> tuple[Traits, ...]:
    """Return the traits of all claims, in order of place; what one knows of a DOI, all know."""
    alone = [traits_of(claim) for claim in in_order(claims)]
    kinds = with_known_kinds([traits.ids for traits in alone])
    return tuple(
        traits if ids is traits.ids else msgspec.structs.replace(traits, ids=ids)
        for traits, ids in zip(alone, kinds, strict=True)
    )


def _join(everything: Sequence[Traits], edge: Edge) -> Join:
    return Join(everything[edge.a].claim.place, everything[edge.b].claim.place, edge.weight, edge.words)


def _telling(everything: Sequence[Traits], edge: Edge) -> tuple[bool, float, Edge]:
    """Return the key that puts first what sources say of each other, and last what our records add.

    So the explanation of a paper stays the same once it has a record.
    """
    return any(everything[number].record for number in (edge.a, edge.b)), -edge.weight, edge


def _compared(everything: Sequence[Traits]) -> Iterator[Edge]:
    """Yield every pair with evidence enough to join or to ask."""
    for a, b in candidates(everything):
        found = weighed(everything[a], everything[b])
        weight = round(sum(evidence.weight for evidence in found), 2)
        if weight >= PART:
            yield Edge(a, b, weight, tuple(evidence.words for evidence in found))


def _bearing(everything: Sequence[Traits], group: Group) -> Bearing:
    """Gather what the claims of a group have between them that can forbid a join."""
    ids = dict[str, frozenset[str]]()
    for traits in (everything[number] for number in group):
        for kind, values in traits.ids.items():
            ids[kind] = ids.get(kind, frozenset()) | values
    handles = frozenset[str]().union(*(everything[number].handles for number in group))
    return Bearing(ids, handles, frozenset(everything[number].record for number in group) - {""})


def _refusal(edge: Edge, a: Bearing, b: Bearing, rulings: Rulings) -> str:
    """Return why an edge may not join two groups, or ""; against a ruling only another ruling counts."""
    if ruled(rulings.different, a.handles, b.handles):
        return RULED
    if edge.weight >= CERTAIN:
        return ""
    if kinds := conflicts(a.ids, b.ids):
        return f"different {kind_words(kinds[0])}"
    if a.records and b.records and a.records.isdisjoint(b.records):
        return f"two records: {' and '.join(sorted(a.records | b.records))}"
    return ""


def _undecided(
    everything: Sequence[Traits], clusters: Clusters, weak: Iterable[Edge], rulings: Rulings
) -> Iterator[Edge]:
    """Yield what a person should decide: for two groups, the strongest edge refused or too weak to join.

    What has been ruled is not asked again; nor is a weak edge between groups whose identifiers differ. Where
    sources speak of a paper, our record adds nothing, so that the next ingest asks the same.
    """
    group_of = {number: group for group in clusters.groups for number in group}
    speaking = _speaking(everything, clusters.groups)
    doubts = list[Edge]()
    for edge, why in clusters.refused:
        if why != RULED and speaking >= {edge.a, edge.b}:
            # The reason is that of the whole groups: what it was on the way depends on what is on record.
            a, b = (_bearing(everything, group_of[number]) for number in (edge.a, edge.b))
            doubts.append(edge._replace(words=(*edge.words, _refusal(edge, a, b, rulings) or why)))
    for edge in (edge for edge in weak if speaking >= {edge.a, edge.b}):
        a, b = (_bearing(everything, group_of[number]) for number in (edge.a, edge.b))
        if not conflicts(a.ids, b.ids) and not ruled(rulings.different, a.handles, b.handles):
            doubts.append(edge)
    seen = set[tuple[Group, Group]]()
    for edge in sorted(doubts, key=lambda edge: (-edge.weight, edge)):
        one, other = sorted((group_of[edge.a], group_of[edge.b]))
        if one != other and (one, other) not in seen:
            seen.add((one, other))
            yield edge


def _speaking(everything: Sequence[Traits], groups: Iterable[Group]) -> set[int]:
    """Return the claims whose evidence leaves doubts: what sources say, and records without a source."""
    found = set[int]()
    for group in groups:
        sources = [number for number in group if not everything[number].record]
        found.update(sources or group)
    return found
