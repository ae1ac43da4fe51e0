"""Versions: which of those that several claims state are one publication, spelled differently."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from separata.matching.clusters import Edge, clustered
from separata.matching.imprints import Imprint, agreement, imprint_of
from separata.matching.kinds import Kinds, conflicts, kinds_of, shared
from separata.matching.series import same_series
from separata.model import Version, Work

# What ties two versions together: an identifier or a place in print, whatever it is called; else that nothing
# is against it, and what they have in common beside it.
_SAME_PLACE, _NOTHING_AGAINST = 8.0, 1.0
_SAME_TYPE, _SAME_SERIES, _SAME_YEAR, _NEXT_YEAR = 2.0, 2.0, 2.0, 1.0

Group = tuple[int, ...]


def publications(stated: Sequence[tuple[int, Version]]) -> tuple[Group, ...]:
    """Group published versions of one work by publication, as numbers of `stated`, in ascending order.

    Each version comes with the number of the claim that states it; a claim knows its own versions apart.
    Two are one by an identifier or a place in print in common, or where they are of one type and no more
    than a year apart; "document" may be any type. What does not state its type and year goes where it fits
    best and, where it fits several alike, to the one that most sources state.
    """
    imprints = [imprint_of(version) for _, version in stated]
    kinds = [kinds_of(Work(versions=(version,))) for _, version in stated]

    def at(group: Group) -> list[Imprint]:
        return [imprints[number] for number in group]

    def parted(one: Group, other: Group) -> str:
        if {stated[number][0] for number in one} & {stated[number][0] for number in other}:
            return "one claim tells them apart"
        return "different identifiers" if any(conflicts(kinds[a], kinds[b]) for a in one for b in other) else ""

    def refusal(edge: Edge, one: Group, other: Group) -> str:
        return parted(one, other) or ("" if edge.weight == _SAME_PLACE else _contradiction(at(one), at(other)))

    def fit(one: Group, other: Group) -> float:
        return 0.0 if parted(one, other) else _tie(_typical(at(one)), _typical(at(other)), {}, {})

    firm = {number for number, each in enumerate(imprints) if each.year and each.type != "document"}
    edges = _edges(imprints, kinds)
    sure = [edge for edge in edges if edge.weight == _SAME_PLACE or firm.issuperset((edge.a, edge.b))]
    return _settled(clustered(len(stated), sure, refusal).groups, firm, fit)


def _settled(
    groups: Sequence[Group], firm: AbstractSet[int], fit: Callable[[Group, Group], float]
) -> tuple[Group, ...]:
    """Put each group of which nothing is firm to the group that it fits best; of equals, to the largest."""
    settled = [group for group in groups if not firm.isdisjoint(group)]
    for group in (group for group in groups if firm.isdisjoint(group)):
        fits = {each: weight for each in settled if (weight := fit(group, each))}
        home = max(fits, key=lambda each: (fits[each], len(each), -each[0]), default=())
        settled = [*(each for each in settled if each != home), tuple(sorted((*home, *group)))]
    return tuple(sorted(settled))


def one_version(versions: Sequence[Version]) -> Version:
    """Return what several statements of one publication say together: of each field the value of most.

    Of as many, the longest value is kept, then the first in the alphabet. Of dates the finest is, then the
    one of most, then the earliest; a type that is not known gives way to one that is.
    """
    types = [version.type for version in versions if version.type != "document"] or ["document"]
    schemes = dict.fromkeys(scheme for version in versions for scheme in sorted(version.ids))
    dates = Counter(version.issued for version in versions if version.issued)
    fields = ("label", "container", "volume", "issue", "pages", "publisher", "url", "issn")
    return Version(
        type=_most_said(types),
        issued=min(
            dates, key=lambda date: (-bool(date.month), -bool(date.day), -dates[date], date), default=None
        ),
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
    years = (_SAME_YEAR if a.year == b.year else _NEXT_YEAR) if a.year and b.year else 0.0
    types = _SAME_TYPE if a.type == b.type != "document" else 0.0
    series = _SAME_SERIES if a.series and b.series and same_series(a.series, b.series) else 0.0
    return _NOTHING_AGAINST + types + series + years


def _typical(imprints: Sequence[Imprint]) -> Imprint:
    """Return the type, year and series that most imprints state."""
    return Imprint(
        type=_most_said(each.type for each in imprints if each.type != "document") or "document",
        year=int(_most_said(str(each.year) for each in imprints if each.year) or 0),
        series=_most_said(each.series for each in imprints),
    )


def _contradiction(ours: Sequence[Imprint], theirs: Sequence[Imprint]) -> str:
    """Return what makes two groups of imprints two publications, or ""."""
    types, others = ({each.type for each in side} - {"document"} for side in (ours, theirs))
    if types and others and types.isdisjoint(others):
        return "different types"
    years, other_years = ([each.year for each in side if each.year] for side in (ours, theirs))
    if years and other_years and max(min(years), min(other_years)) - min(max(years), max(other_years)) > 1:
        return "years apart"
    return ""
