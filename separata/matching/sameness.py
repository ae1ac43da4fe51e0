"""Sameness: the evidence that two signatures are one person's, and what forbids it."""

from collections.abc import Iterable, Iterator, Sequence

from separata.matching.clusters import Edge
from separata.matching.coauthors import in_common
from separata.matching.namesakes import pairs_of
from separata.matching.printed import likeness
from separata.matching.signatures import Signature

# Names whose evidence sums up to JOIN are one person; below PART they are two; between, a person decides.
JOIN = 8.0
PART = 4.0

# How much more than the next best a join must weigh, when a name fits two different people.
MARGIN = 6.0

# The same seat on one paper, as two sources print its authors.
SAME_SEAT = 8.0

# What begins the reason when two people on record are at stake.
ON_RECORD = "on record"


def compared(signatures: Sequence[Signature]) -> Iterator[Edge]:
    """Yield an edge for every two signatures whose names agree, with all the evidence there is."""
    for a, b in pairs_of(signatures):
        one, other = signatures[a], signatures[b]
        like = likeness(one.name, other.name)
        if like is None or not like.weight or clash((one,), (other,)):
            continue
        weight, words = like.weight, [*like.words]
        if seats := sorted(one.seats & other.seats):
            weight += SAME_SEAT
            words.append(f"the same place in two lists of the authors of {seats[0][0]}")
        together = in_common(one, other)
        if together.people:
            weight += together.weight
            words.append(f"{together.people} co-author{'s' * (together.people > 1)} in common")
        yield Edge(a, b, round(weight, 2), tuple(words))


def without_rivals(
    signatures: Sequence[Signature], edges: tuple[Edge, ...]
) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """Part the edges that join from those in doubt: too weak, or not clearly stronger than a rival."""
    beside = dict[int, list[tuple[int, Edge]]]()
    for edge in edges:
        beside.setdefault(edge.a, []).append((edge.b, edge))
        beside.setdefault(edge.b, []).append((edge.a, edge))
    joining, doubts = list[Edge](), list[Edge]()
    for edge in edges:
        rivals = sorted(
            signatures[third].name
            for end, far in ((edge.a, edge.b), (edge.b, edge.a))
            for third, rival in beside[end]
            if rival.weight > edge.weight - MARGIN and _exclude(signatures[far], signatures[third])
        )
        if edge.weight >= JOIN and not rivals:
            joining.append(edge)
        elif edge.weight >= PART:
            doubts.append(edge._replace(words=(*edge.words, *(f"{name} fits too" for name in rivals[:1]))))
    return tuple(joining), tuple(doubts)


def _exclude(a: Signature, b: Signature) -> bool:
    """Tell whether two signatures cannot be one person's."""
    if a is b:
        return False
    return likeness(a.name, b.name) is None or bool(clash((a,), (b,)) or two_on_record((a,), (b,)))


def clash(ones: Sequence[Signature], others: Sequence[Signature]) -> str:
    """Return what two sides state that no one person can, or ""."""
    orcids, other_orcids = (union(each.orcids for each in side) for side in (ones, others))
    if orcids and other_orcids and orcids.isdisjoint(other_orcids):
        return "different ORCIDs"
    bylines = {byline for one in ones for byline in one.bylines}
    shared = sorted(byline for other in others for byline in bylines & other.bylines)
    return f"both are authors of {shared[0][0]}" if shared else ""


def two_on_record(ones: Sequence[Signature], others: Sequence[Signature]) -> str:
    """Return the people on record that two sides belong to, if these are not the same, or ""."""
    ids, other_ids = (union(each.persons for each in side) for side in (ones, others))
    if not ids or not other_ids or not ids.isdisjoint(other_ids):
        return ""
    return f"{ON_RECORD} as two: {' and '.join(sorted(ids | other_ids))}"


def union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return all members of some sets."""
    return frozenset[str]().union(*sets)
