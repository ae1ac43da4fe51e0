"""Versions: which of those that several claims state are one publication, spelled differently."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from separata.matching.clusters import Edge, clustered
from separata.matching.imprints import Imprint, agreement, imprint_of
from separata.matching.kinds import Kinds, conflicts, kinds_of, shared
from separata.model import Version, Work

# What ties two versions together, the strongest first: a place in print is the same whatever it is called.
_SAME_PLACE, _SAME_KIND, _SAME_YEAR, _NOTHING_AGAINST = 8.0, 4.0, 2.0, 1.0

Group = tuple[int, ...]


def publications(stated: Sequence[tuple[int, Version]]) -> tuple[Group, ...]:
    """Group published versions of one work by publication, as numbers of `stated`, in ascending order.

    Each version comes with the number of the claim that states it; a claim knows its own versions apart.
    Two are one by an identifier or a place in print in common, or where they are of one type and no more
    than a year apart; "document" may be any type.
    """
    imprints = [imprint_of(version) for _, version in stated]
    kinds = [kinds_of(Work(versions=(version,))) for _, version in stated]

    def refusal(edge: Edge, one: Group, other: Group) -> str:
        if {stated[at][0] for at in one} & {stated[at][0] for at in other}:
            return "one claim tells them apart"
        if any(conflicts(kinds[a], kinds[b]) for a in one for b in other):
            return "different identifiers"
        ours, theirs = ([imprints[at] for at in group] for group in (one, other))
        return "" if edge.weight == _SAME_PLACE else _contradiction(ours, theirs)

    return clustered(len(stated), _edges(imprints, kinds), refusal).groups


def one_version(versions: Sequence[Version]) -> Version:
    """Return what several statements of one publication say together: of each field the value of most.

    Of as many, the longest value is kept, then the first in the alphabet. Of dates the finest is, then the
    earliest; a type that is not known gives way to one that is.
    """
    types = [version.type for version in versions if version.type != "document"] or ["document"]
    schemes = dict.fromkeys(scheme for version in versions for scheme in sorted(version.ids))
    dates = [version.issued for version in versions if version.issued]
    fields = ("label", "container", "volume", "issue", "pages", "publisher", "url")
    return Version(
        type=_most_said(types),
        issued=min(dates, key=lambda date: (-bool(date.month), -bool(date.day), date), default=None),
        ids={scheme: _most_said(version.ids.get(scheme, "") for version in versions) for scheme in schemes},
        **{field: _most_said(getattr(version, field) for version in versions) for field in fields},
    )


def _most_said(values: Iterable[str]) -> str:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default="")


def _edges(imprints: Sequence[Imprint], kinds: Sequence[Kinds]) -> Iterator[Edge]:
    for a, b in combinations(range(len(imprints)), 2):
        if weight := _tie(imprints[a], imprints[b], kinds[a], kinds[b]):
            yield Edge(a, b, weight, ())


def _tie(a: Imprint, b: Imprint, kinds: Kinds, others: Kinds) -> float:
    """Return how strongly two versions are tied together, 0 if they are not."""
    found = agreement((a,), (b,))
    if any(shared(kinds, others)) or (found and found.weight > 0):
        return _SAME_PLACE
    if _contradiction((a,), (b,)):
        return 0.0
    close = bool(a.year and b.year)
    if a.type == b.type != "document":
        return _SAME_KIND if close else _SAME_KIND - 1
    return _SAME_YEAR if close else _NOTHING_AGAINST


def _contradiction(ours: Sequence[Imprint], theirs: Sequence[Imprint]) -> str:
    """Return what makes two groups of imprints two publications, or ""."""
    types, others = ({each.type for each in side} - {"document"} for side in (ours, theirs))
    if types and others and types.isdisjoint(others):
        return "different types"
    years, other_years = ([each.year for each in side if each.year] for side in (ours, theirs))
    if years and other_years and max(min(years), min(other_years)) - min(max(years), max(other_years)) > 1:
        return "years apart"
    return ""
