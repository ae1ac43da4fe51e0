"""Chronology: what the dates of several claims say of one work: when it appeared, in which versions."""

from calendar import leapdays, monthrange
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from separata.dates import Date
from separata.matching.claims import Claims, stated
from separata.matching.versions import one_version, publications
from separata.model import MEANINGS, Claim, DateStatement, Version

Text = TypeVar("Text", bound=str)

# How late the version is that a claim speaks of: the meaning of its date, then the date.
Recency = tuple[int, Date]

_UNDATED = Date(0)


def recency(claim: Claim) -> Recency:
    """Return how late a version a claim speaks of: undated, then first, seen and published, each by date."""
    said = [(MEANINGS.index(each.of) + 1, each.date) for each in claim.work.dates if each.of in MEANINGS]
    return max(said, default=(0, claim.work.issued or _UNDATED))


def latest(said: Iterable[tuple[Claim, Text]]) -> dict[Text, Recency]:
    """Return, for each value, how late the latest version is whose claim says it."""
    found = dict[Text, Recency]()
    for claim, value in said:
        found[value] = max(found.get(value, (0, _UNDATED)), recency(claim))
    return found


def issued(claims: Claims) -> Date | None:
    """Return when the work first appeared.

    That is the first version's date in UTC where any claim knows it, else in another calendar, else
    the earliest date of any version. A claim's own `issued` stands for that claim.
    """
    found = [reading for claim in claims if (reading := _issued(claim))]
    best = min((rank for rank, _ in found), default=0)
    return _earliest(date for rank, date in found if rank == best)


def _issued(claim: Claim) -> tuple[int, Date] | None:
    """Return a claim's own reading of when its work appeared, after how well it knows that."""
    work = claim.work
    firsts = [said for said in work.dates if said.of == "first-version"]
    in_utc = [said for said in firsts if said.zone == "UTC"]
    rank = 0 if in_utc else 1 if firsts else 2
    known = [said.date for said in in_utc or firsts or work.dates]
    known += [version.issued for version in work.versions if version.issued and not firsts]
    date = work.issued or _earliest(known)
    return (rank, date) if date else None


def _earliest(dates: Iterable[Date]) -> Date | None:
    """Return the earliest date; a year gives way to a day that lies in it."""
    known = set(dates)
    finest = [date for date in known if not any(_within(other, date) for other in known)]
    return min(finest, default=None)


def _within(fine: Date, coarse: Date) -> bool:
    return fine != coarse and str(fine).startswith(str(coarse))


def versions(claims: Claims) -> tuple[Version, ...]:
    """Return all versions, each once, in order: preprints first, then by date.

    What sources spell differently but is one publication is one version (see `versions`). Where no
    claim states a preprint, the dates of first and seen versions give them: "v1", and "later version"
    for one seen more than a day after, since nobody tells its number. If all claims that state
    versions state the same, their order is kept.
    """
    said = tuple(each for _, each in stated(claims, "versions"))
    known = _without_repeats(version for each in said for version in each)
    if any(each != said[0] for each in said):
        known = sorted(_without_repeats(_folded(said)), key=_version_order)
    if any(version.type == "preprint" for version in known):
        return tuple(known)
    return (*_dated_preprints(claims), *known)


def _folded(said: Sequence[Sequence[Version]]) -> Iterator[Version]:
    """Yield one version for each publication, and for the preprints of one label, date and id."""
    preprints: dict[tuple[object, ...], list[Version]] = {}
    for version in (version for each in said for version in each if version.type == "preprint"):
        key = (version.label, version.issued, *sorted(version.ids.items()))
        preprints.setdefault(key, []).append(version)
    yield from map(one_version, preprints.values())
    published = [
        (number, version)
        for number, each in enumerate(said)
        for version in _without_repeats(each)
        if version.type != "preprint"
    ]
    for group in publications(published):
        yield one_version([published[at][1] for at in group])


def _without_repeats(found: Iterable[Version]) -> list[Version]:
    """Leave out a version that says nothing more than another one."""
    each_once: list[Version] = []
    for version in found:
        if not any(version == other for other in each_once):
            each_once.append(version)
    return [
        version
        for version in each_once
        if not any(_says_less(version, other) for other in each_once if other is not version)
    ]


def _says_less(version: Version, other: Version) -> bool:
    """Tell whether all that a version states is stated by the other one, too."""
    nothing = Version(version.type)
    fields = [field for field in version.__struct_fields__ if field != "ids"]
    same = all(getattr(version, field) in (getattr(nothing, field), getattr(other, field)) for field in fields)
    return same and version.type == other.type and version.ids.items() <= other.ids.items()


def _version_order(version: Version) -> tuple[bool, Date, str]:
    return version.type != "preprint", version.issued or _UNDATED, repr(version)


def _dated_preprints(claims: Claims) -> Iterator[Version]:
    statements = [said for claim in claims for said in claim.work.dates]
    last = _first_version(statements)
    if last:
        yield Version("preprint", "v1", last)
    for seen in sorted({said.date for said in statements if said.of == "seen-version"}):
        if last is None or _day_number(seen) - _day_number(last) > 1:
            yield Version("preprint", "later version" if last else "", seen)
            last = seen


def _first_version(statements: list[DateStatement]) -> Date | None:
    firsts = [said for said in statements if said.of == "first-version"]
    in_utc = [said for said in firsts if said.zone == "UTC"]
    return _earliest(said.date for said in in_utc or firsts)


def _day_number(date: Date) -> int:
    """Return which day since the year 1 a date is, or begins with if only a month or year is known."""
    months = range(1, date.month or 1)
    days = sum(monthrange(date.year, month)[1] for month in months) + (date.day or 1)
    return (date.year - 1) * 365 + leapdays(1, date.year) + days
