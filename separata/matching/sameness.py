"""Sameness: the evidence that two signatures are one person's, and what forbids it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from separata.matching.clusters import Edge
from separata.matching.coauthors import in_common
from separata.matching.families import Families, commonness, families_of, rarity, shared_initial
from separata.matching.finding import Evidence
from separata.matching.namesakes import pairs_of
from separata.matching.printed import Likeness, likeness
from separata.matching.signatures import Signature

# Names whose evidence sums up to JOIN are one person; below PART they are two; between, a person decides.
JOIN = 8.0
PART = 4.0

# How much more than the next best a join must weigh, when a name fits two different people.
MARGIN = 6.0

# The same seat on one paper, as two sources print its authors.
SAME_SEAT = 8.0

# What it weighs that sources know both under one id, and how that is said. DBLP's editors tell namesakes
# apart; a page may list a namesake's paper; OpenAlex and Semantic Scholar leave it to programs.
KNOWN_BY: Mapping[str, Evidence] = {
    "dblp": Evidence(8.0, "both are DBLP's person {}"),
    "profile": Evidence(6.0, "both on the page of {}"),
    "openalex": Evidence(4.0, "both are OpenAlex's author {}"),
    "s2": Evidence(4.0, "both are Semantic Scholar's author {}"),
}

# What two papers say alike of an author; and the most that venue and topic can say together, which only
# counts beside something stronger.
SAME_AFFILIATION = 2.5
SURROUNDINGS = 2.0

# So many years between the papers of one name and those of another are seldom one person's.
LONG_SILENCE = 20

# What begins the reason when two people on record are at stake.
ON_RECORD = "on record"


def seat(a: Signature, b: Signature) -> Evidence | None:
    """Weigh that two sources print two names in one place of the authors of one paper."""
    seats = sorted(a.seats & b.seats)
    where = f"the same place in two lists of the authors of {seats[0][0]}" if seats else ""
    return Evidence(SAME_SEAT, where) if seats else None


def known_id(a: Signature, b: Signature) -> Evidence | None:
    """Weigh an id under which sources know both; of several, the one that weighs most."""
    found = [
        Evidence(KNOWN_BY[by].weight, KNOWN_BY[by].words.format(value))
        for by, _, value in (known.partition(":") for known in sorted(a.ids & b.ids))
        if by in KNOWN_BY
    ]
    return max(found, key=lambda each: each.weight, default=None)


def company(a: Signature, b: Signature) -> Evidence | None:
    """Weigh the co-authors in common; see `coauthors`."""
    together = in_common(a, b)
    words = f"{together.people} co-author{'s' * (together.people > 1)} in common"
    return Evidence(together.weight, words) if together.people else None


def affiliation(a: Signature, b: Signature) -> Evidence | None:
    """Weigh an affiliation that papers of both print."""
    shared = _in_both(a.affiliations, b.affiliations)
    return Evidence(SAME_AFFILIATION, f"both of {shared[0]}") if shared else None


def surroundings(a: Signature, b: Signature) -> Evidence | None:
    """Weigh venues and topics in common: many share them, so they never join by themselves."""
    found = [*_in_both(a.venues, b.venues)[:1], *_in_both(a.topics, b.topics)[:1]]
    return Evidence(SURROUNDINGS / 2 * len(found), f"both in {' and '.join(found)}") if found else None


def _in_both(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """Return the names, given by their folded forms, that two sides share, in alphabetical order."""
    return sorted(min(ours[key], theirs[key]) for key in ours.keys() & theirs.keys())


def silence(a: Signature, b: Signature) -> Evidence | None:
    """Weigh the years between the papers of both."""
    if not (a.years and b.years):
        return None
    gap = max(a.years[0], b.years[0]) - min(a.years[1], b.years[1])
    return Evidence(-4.0, f"{gap} years between them") if gap > LONG_SILENCE else None


# All evidence beside the names themselves. To add one: write a function of two signatures, keep it
# symmetric, put it on one of these lists: that of what can join, or of what may only tip the scales.
Rule = Callable[[Signature, Signature], Evidence | None]
RULES: tuple[Rule, ...] = (seat, known_id, company, affiliation, silence)
WEAK_RULES: tuple[Rule, ...] = (surroundings,)


def compared(signatures: Sequence[Signature]) -> Iterator[Edge]:
    """Yield an edge for every two signatures whose names agree, with all the evidence there is."""
    families = families_of(signature.name for signature in signatures)
    for a, b in pairs_of(signatures):
        one, other = signatures[a], signatures[b]
        like = likeness(one.name, other.name)
        if like is None or not like.weight or clash((one,), (other,)):
            continue
        found = _evidence(one, other, like, families)
        weight = like.weight + sum(evidence.weight for evidence in found)
        yield Edge(a, b, round(weight, 2), (*like.words, *(evidence.words for evidence in found)))


def _evidence(a: Signature, b: Signature, like: Likeness, families: Families) -> list[Evidence]:
    """Gather the evidence for two signatures; what is weak is asked only where something else was found."""
    found = [evidence for rule in RULES if (evidence := rule(a, b))]
    if not found:
        return []
    common = commonness(a.name, b.name, like, families)
    if not common and not a.seats.isdisjoint(b.seats):
        # That a list prints an initial for a name says nothing of another list, where it may be another's.
        common = shared_initial(a.name, b.name, like, families)
    found += filter(None, [common])
    if like.weight + sum(evidence.weight for evidence in found) < JOIN:
        found += filter(None, [*(rule(a, b) for rule in WEAK_RULES), rarity(a.name, b.name, families)])
    return found


def without_rivals(
    signatures: Sequence[Signature], edges: tuple[Edge, ...]
) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """Part the edges that join from those in doubt: too weak, or not clearly stronger than a rival.

    A doubt names a rival. That somebody is on record as another is known from the second ingest on only, so
    such a rival is named where nothing else stands in the way.
    """
    beside = dict[int, list[tuple[int, Edge]]]()
    for edge in edges:
        beside.setdefault(edge.a, []).append((edge.b, edge))
        beside.setdefault(edge.b, []).append((edge.a, edge))
    joining, doubts = list[Edge](), list[Edge]()
    for edge in edges:
        if edge.weight < PART:
            continue
        rivals = sorted(
            (not _contradict(signatures[far], signatures[third]), signatures[third].name)
            for end, far in ((edge.a, edge.b), (edge.b, edge.a))
            for third, rival in beside[end]
            if rival.weight > edge.weight - MARGIN and _exclude(signatures[far], signatures[third])
        )
        if edge.weight >= JOIN and not rivals:
            joining.append(edge)
        else:
            named = (name for on_record, name in rivals[:1] if edge.weight >= JOIN or not on_record)
            doubts.append(edge._replace(words=(*edge.words, *(f"{name} fits too" for name in named))))
    return tuple(joining), tuple(doubts)


def _exclude(a: Signature, b: Signature) -> bool:
    """Tell whether two signatures cannot be one person's, or are not as records have it."""
    return a is not b and (_contradict(a, b) or bool(two_on_record((a,), (b,))))


def _contradict(a: Signature, b: Signature) -> bool:
    return likeness(a.name, b.name) is None or bool(clash((a,), (b,)))


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
