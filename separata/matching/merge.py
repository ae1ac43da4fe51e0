"""Merging: how the claims of one work become one work, by a policy for each field.

The order of claims does not matter: they are taken in order of place. Merging one claim changes
nothing it states; it only adds what its dates imply (see `bylines` and `chronology`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from separata.matching.bylines import authors, authors_incomplete
from separata.matching.chronology import issued, latest, versions
from separata.matching.claims import Claims, in_order, sources, stated
from separata.matching.kinds import kind_of
from separata.matching.traits import title_key
from separata.model import Claim, DateStatement, Work
from separata.problems import Place

Policy = Callable[[Claims], Any]


class Merged(NamedTuple):
    """One work, and for each field what each claim alone would have it say, in order of place."""

    work: Work
    said: Mapping[str, tuple[tuple[Place, Any], ...]]


def merged(claims: Sequence[Claim]) -> Merged:
    """Merge the claims of one work (at least one) into a work, field by field."""
    ordered = in_order(claims)
    work = Work(**{field: policy(ordered) for field, policy in POLICY.items()})
    nothing = Work()
    said = {
        field: tuple(
            (claim.place, value) for claim in ordered if (value := policy((claim,))) != getattr(nothing, field)
        )
        for field, policy in POLICY.items()
    }
    return Merged(work, {field: values for field, values in said.items() if values})


def _title(claims: Claims) -> str:
    """Choose the title of most sources, once folded and then as spelled; of equals, the latest."""
    said = stated(claims, "title")
    folded = sources((claim, title_key(title)) for claim, title in said)
    spelled, dates = sources(said), latest(said)
    return max(
        spelled,
        key=lambda title: (folded[title_key(title)], spelled[title], dates[title], len(title), title),
        default="",
    )


def _abstract(claims: Claims) -> str:
    """Choose the abstract of the latest version; of equals, that of most sources, then the longest."""
    said = stated(claims, "abstract")
    votes, dates = sources(said), latest(said)
    return max(votes, key=lambda text: (dates[text], votes[text], len(text), text), default="")


def _comment(claims: Claims) -> str:
    """Choose the comment of the latest version; of equals, the longest."""
    dates = latest(stated(claims, "comment"))
    return max(dates, key=lambda text: (dates[text], len(text), text), default="")


def _counted(field: str) -> Policy:
    """Return the policy for a count that the comment states: it goes with the comment chosen."""

    def policy(claims: Claims) -> str:
        comment = _comment(claims)
        return str(_most_said(field)(tuple(claim for claim in claims if claim.work.comment == comment)))

    return policy


def _most_said(field: str) -> Policy:
    """Return the policy that takes the text of most sources; of equals, the first in the alphabet."""

    def policy(claims: Claims) -> str:
        votes = sources(stated(claims, field))
        return min(votes, key=lambda text: (-votes[text], text), default="")

    return policy


def _every(field: str) -> Policy:
    """Return the policy that takes every entry of a list once, in the order of claims."""

    def policy(claims: Claims) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(entry for _, entries in stated(claims, field) for entry in entries))

    return policy


def _every_key(field: str) -> Policy:
    """Return the policy that takes every key of a mapping, with the value of most sources.

    Of equals it takes the DOI of a publication before a preprint's, then the first in the alphabet.
    """

    def policy(claims: Claims) -> Mapping[str, str]:
        said = [
            (claim, (key, value)) for claim, entries in stated(claims, field) for key, value in entries.items()
        ]
        votes = sources(said)
        best = sorted(votes, key=lambda entry: (kind_of(*entry) == "preprint doi", -votes[entry], entry))
        chosen = dict(reversed(best))
        return {key: chosen[key] for _, (key, _) in said}

    return policy


def _extra(claims: Claims) -> Mapping[str, Any]:
    """Take every key, with the value of the first claim that has it: values may be of any shape."""
    return {key: value for _, entries in reversed(stated(claims, "extra")) for key, value in entries.items()}


def _dates(claims: Claims) -> tuple[DateStatement, ...]:
    """Take every statement of a date once, in order of date, meaning, calendar and source."""
    statements = {said for _, entries in stated(claims, "dates") for said in entries}
    return tuple(sorted(statements, key=lambda said: (said.date, said.of, said.zone, said.source)))


def _selected(claims: Claims) -> bool:
    return any(claim.work.selected for claim in claims)


# A policy for every field of a work.
POLICY: Mapping[str, Policy] = {
    "title": _title,
    "authors": authors,
    "authors_incomplete": authors_incomplete,
    "issued": issued,
    "ids": _every_key("ids"),
    "categories": _every("categories"),
    "versions": versions,
    "abstract": _abstract,
    "topics": _every("topics"),
    "selected": _selected,
    "awards": _every("awards"),
    "links": _every_key("links"),
    "comment": _comment,
    "page_count": _counted("page_count"),
    "figure_count": _counted("figure_count"),
    "dates": _dates,
    "unconfirmed": _every("unconfirmed"),
    "status": _most_said("status"),
    "status_note": _most_said("status_note"),
    "extra": _extra,
}
