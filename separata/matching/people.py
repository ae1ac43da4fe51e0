"""People: which printed names are one person, by rulings and ORCIDs first, then names with evidence.

A wrong join is the error that nobody notices, so when in doubt there are two people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from separata.matching.clusters import CERTAIN, Clusters, Edge, clustered, explained, ruled_same
from separata.matching.decisions import Decisions, Rulings, ruled
from separata.matching.printed import likeness, shown_name
from separata.matching.sameness import ON_RECORD, clash, compared, two_on_record, union, without_rivals
from separata.matching.signatures import Mention, Signature, signatures_of
from separata.model import Person
from separata.names import name_key

# The same ORCID joins whatever the names are; only a ruling weighs more.
SAME_ORCID = 50.0

RULED = "ruled different"

Group = tuple[int, ...]


class PersonGroup(NamedTuple):
    """One person: what is known, the name to show, and every printed name with its number of papers.

    `person` is the id of a known person, else empty; `former` are ids of further known persons that
    a ruling has made one with it. `because` explains, in words, why the names are one person's;
    `joins` are the joins among them that evidence or a ruling made.
    """

    person: str
    name: str
    names: Mapping[str, int]
    because: tuple[str, ...]
    mentions: tuple[Mention, ...]
    former: tuple[str, ...] = ()
    joins: tuple["NameJoin", ...] = ()


class NameJoin(NamedTuple):
    """Two names, in alphabetical order, that are one person's, and the evidence."""

    a: str
    b: str
    weight: float
    words: tuple[str, ...]


class Doubt(NamedTuple):
    """Two names, in alphabetical order, that may be one person's, and the evidence.

    `seats` is one mention of each, which tells bearers of one name apart.
    """

    a: str
    b: str
    weight: float
    words: tuple[str, ...]
    seats: tuple[Mention, Mention]


class PeopleMatching(NamedTuple):
    """Every mention in one group, groups by name to show; and pairs of names for a person to decide."""

    groups: tuple[PersonGroup, ...]
    uncertain: tuple[Doubt, ...]


def people_of(mentions: Sequence[Mention], known: Sequence[Person], decisions: Decisions) -> PeopleMatching:
    """Group printed names by person.

    The order of mentions and of known people does not matter. Known people without a mention are
    not returned; an id on record is returned once, with the group that bears the name to show.
    """
    signatures = signatures_of(mentions, known)
    joining, doubts = without_rivals(signatures, tuple(compared(signatures)))
    rulings = tuple(ruled_same((each.handles for each in signatures), decisions.people))
    # Of what is certain, that a record says so comes last: it is the only reason that explains nothing.
    certain = (*rulings, *_same_orcid(signatures), *_on_record(signatures, known))

    def refusal(edge: Edge, one: Group, other: Group) -> str:
        return _refusal(edge, signatures, one, other, decisions.people)

    clusters = clustered(len(signatures), (*certain, *joining), refusal)
    # What a person has ruled is the reason before all evidence: so a join that somebody agrees to is verified.
    reasons = explained(clusters.groups, (*rulings, *sorted(joining, key=_heaviest), *certain))
    ids = _ids(signatures, clusters.groups, known)
    home = {number: at for at, group in enumerate(clusters.groups) for number in group}
    within: dict[int, list[Edge]] = defaultdict(list)
    for edge in reasons:
        within[home[edge.a]].append(edge)
    groups = [_group(signatures, group, within[at], ids[at]) for at, group in enumerate(clusters.groups)]
    asked = _undecided(signatures, clusters, doubts, decisions.people)
    return PeopleMatching(
        groups=tuple(sorted(groups, key=lambda group: (group.name, group.mentions))),
        uncertain=tuple(sorted(_doubt(signatures, edge) for edge in asked)),
    )


def _heaviest(edge: Edge) -> tuple[float, Edge]:
    return -edge.weight, edge


def _on_record(signatures: Sequence[Signature], known: Sequence[Person]) -> Iterator[Edge]:
    """Yield an edge from each signature of a person's id to that of the name to show, else to the first one.

    So names that a ruling parts go, and all others stay with the name to show.
    """
    shown = {person.id: name_key(person.name) for person in known}
    found: dict[str, list[tuple[bool, int]]] = defaultdict(list)
    for number, signature in enumerate(signatures):
        for person in sorted(signature.persons):
            found[person].append((signature.key != shown.get(person), number))
    for members in found.values():
        _, first = min(members)
        for _, number in members:
            if number != first:
                yield Edge(min(first, number), max(first, number), CERTAIN, (ON_RECORD,))


def _same_orcid(signatures: Sequence[Signature]) -> Iterator[Edge]:
    """Yield an edge from each signature whose papers state an ORCID to the first one of that ORCID.

    One that a record alone knows needs none: the record says as much.
    """
    first = dict[str, int]()
    for number, signature in enumerate(signatures):
        for orcid in sorted({mention.orcid for mention in signature.mentions} - {""}):
            if first.setdefault(orcid, number) != number:
                yield Edge(first[orcid], number, SAME_ORCID, (f"the same ORCID {orcid}",))


def _refusal(edge: Edge, signatures: Sequence[Signature], one: Group, other: Group, rulings: Rulings) -> str:
    """Return why an edge may not join two groups, or ""; against a ruling only another ruling counts."""
    ones, others = ([signatures[number] for number in group] for group in (one, other))
    handles, other_handles = (union(each.handles for each in side) for side in (ones, others))
    if ruled(rulings.different, handles, other_handles):
        return RULED
    if edge.weight >= CERTAIN:
        return ""
    reason = clash(ones, others) or two_on_record(ones, others)
    if reason or edge.weight >= SAME_ORCID:
        return reason
    return _contradiction(signatures[edge.a], signatures[edge.b], ones, others)


def _contradiction(a: Signature, b: Signature, ones: Sequence[Signature], others: Sequence[Signature]) -> str:
    """Return two names, one of each side, that cannot be one person's, or "".

    `a` and `b` are the members that are to be joined. A member that contradicts the one on its own
    side is passed over: somebody said that this person has borne several names.
    """
    ours = [one for one in ones if likeness(one.name, a.name)]
    theirs = [other for other in others if likeness(other.name, b.name)]
    for one, other in product(ours, theirs):
        if likeness(one.name, other.name) is None:
            return f"{one.name} is not {other.name}"
    return ""


def _undecided(
    signatures: Sequence[Signature], clusters: Clusters, doubts: Sequence[Edge], rulings: Rulings
) -> Iterator[Edge]:
    """Yield what a person should decide: for two groups, the strongest edge refused or left in doubt.

    What has been ruled is not asked again; nor is a doubt between groups that cannot be one person.
    """
    group_of = {number: group for group in clusters.groups for number in group}
    open_edges = list[Edge]()
    for edge, before in (*clusters.refused, *((edge, "") for edge in doubts)):
        # The reason is that of the whole groups: what it was on the way depends on what is on record already.
        why = _refusal(edge, signatures, group_of[edge.a], group_of[edge.b], rulings) or before
        if why == RULED:
            continue
        if before or not why or why.startswith(ON_RECORD):
            open_edges.append(edge._replace(words=(*edge.words, *([why] if why else []))))
    seen = set[tuple[Group, Group]]()
    for edge in sorted(open_edges, key=_heaviest):
        one, other = sorted((group_of[edge.a], group_of[edge.b]))
        if one != other and (one, other) not in seen:
            seen.add((one, other))
            yield edge


def _ids(
    signatures: Sequence[Signature], groups: Sequence[Group], known: Sequence[Person]
) -> tuple[tuple[str, ...], ...]:
    """Return the ids of known people that each group stands for, each id once.

    Where a ruling has parted the names of one person, the id stays with the name to show.
    """
    shown = {person.id: name_key(person.name) for person in known}
    homes = dict[str, tuple[bool, int]]()
    for at, group in enumerate(groups):
        for signature in (signatures[number] for number in group):
            for person in signature.persons:
                home = (signature.key != shown.get(person), at)
                homes[person] = min(homes.get(person, home), home)
    ids = [list[str]() for _ in groups]
    for person, (_, at) in sorted(homes.items()):
        ids[at].append(person)
    return tuple(tuple(each) for each in ids)


def _group(
    signatures: Sequence[Signature], group: Group, reasons: Sequence[Edge], ids: tuple[str, ...]
) -> PersonGroup:
    """Describe one person. Of several ids that a ruling has made one, the alphabetically first stays."""
    members = [signatures[number] for number in group]
    names = Counter[str]()
    for member in members:
        names.update(member.names)
    joins = tuple(_joins(signatures, reasons))
    told = (in_words(join.a, join.b, join.words) for join in joins)
    printed = dict(sorted(names.items()))
    return PersonGroup(
        person=ids[0] if ids else "",
        name=shown_name(printed),
        names=printed,
        because=tuple(dict.fromkeys(chain(_spellings(members), told))),
        mentions=tuple(sorted(mention for member in members for mention in member.mentions)),
        former=ids[1:],
        joins=joins,
    )


def _spellings(members: Sequence[Signature]) -> Iterator[str]:
    """Yield, for each folded name printed in several ways, that these are one name."""
    for member in members:
        if len(member.names) > 1:
            yield f"{' and '.join(member.names)}: the same but for marks, case, hyphens and blanks"


def _joins(signatures: Sequence[Signature], reasons: Sequence[Edge]) -> Iterator[NameJoin]:
    """Yield the joins that were made for some reasons; that a record says so is none."""
    for edge in sorted(edge for edge in reasons if edge.words != (ON_RECORD,)):
        one, other = sorted((signatures[edge.a].name, signatures[edge.b].name))
        yield NameJoin(one, other, edge.weight, edge.words)


def in_words(a: str, b: str, words: Sequence[str]) -> str:
    """Return a join of two names as a person's record gives it."""
    return f"{a} and {b}: {', '.join(words) or 'the same name'}"


def _doubt(signatures: Sequence[Signature], edge: Edge) -> Doubt:
    sides = (signatures[edge.a], signatures[edge.b])
    (one, seat), (other, other_seat) = sorted((side.name, side.mentions[0]) for side in sides)
    return Doubt(one, other, edge.weight, edge.words, (seat, other_seat))
