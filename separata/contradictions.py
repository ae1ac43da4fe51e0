"""Contradictions: rulings of `content/decisions.yaml` that cannot all hold, or that say nothing."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from separata import located
from separata.located import Listing, Node, Scalar, Table
from separata.names import name_key
from separata.problems import Place, Problem, did_you_mean, warning

_KINDS = ("papers", "people")

# So many letters a name that was meant has in common with the one that was written.
_ALIKE = 3
_ID = re.compile(r"[a-z0-9_-]+")


class Said(NamedTuple):
    """Two sides of one ruling, as they stand there, and where the ruling stands."""

    one: str
    other: str
    place: Place


def contradictions(path: str, text: str) -> Iterator[Problem]:
    """Yield every ruling that two are different which others make one, with the places of these.

    The file is one that `read_decisions` can read.
    """
    root = located.parse(path, text)
    for kind, node in root.pairs if isinstance(root, Table) else ():
        if kind.text in _KINDS:
            same = _ties(_said(node, "same"))
            for said in _said(node, "different"):
                chain = _chain(same, _key(said.one), _key(said.other))
                if chain is not None:
                    yield _problem(said, chain)


def strays(
    path: str, text: str, known: Mapping[str, Collection[str]], former: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a warning for each side of a ruling that names nothing there is, and each that parts nothing.

    `known` are the names by which rulings can mean papers and people; `former` gives papers by former id.
    """
    root = located.parse(path, text)
    for kind, node in root.pairs if isinstance(root, Table) else ():
        names = known.get(kind.text, ())
        for one, other, place in (*_said(node, "same"), *_said(node, "different")):
            for side in (side for side in (one, other) if side not in names):
                what = "paper, identifier or source" if kind.text == "papers" else "person or printed name"
                message = f"there is no {what} '{side}', so this ruling says nothing"
                # A large archive has half a million names, and to measure each takes minutes.
                near = (name for name in names if name[:_ALIKE] == side[:_ALIKE])
                yield warning(place, message, did_you_mean(side, near))
        for one, other, place in _said(node, "different") if kind.text == "papers" else ():
            for gone, home in ((one, other), (other, one)):
                if former.get(gone) == home:
                    message = f"'{gone}' is a former id of '{home}', and no source can be told to be its alone"
                    yield warning(place, message, "name the source instead, as in 'seeds/x.txt:12'")


def _said(rulings: Node, word: str) -> Iterator[Said]:
    """Yield every pair that some rulings say is the same, or different."""
    for ruling in rulings.items if isinstance(rulings, Listing) else ():
        for key, sides in ruling.pairs if isinstance(ruling, Table) else ():
            if key.text == word and isinstance(sides, Listing):
                names = [side.text for side in sides.items if isinstance(side, Scalar)]
                yield from (Said(one, other, ruling.place) for one, other in combinations(names, 2))


def _key(side: str) -> str:
    """Return the key by which two rulings mean one thing; an id, or a name however it is spelt."""
    return side if _ID.fullmatch(side) or ":" in side else f"name {name_key(side)}"


Ties = Mapping[str, Mapping[str, Place]]


def _ties(same: Iterator[Said]) -> Ties:
    """Return for each side those it is ruled to be one with, and where the first such ruling stands."""
    found: dict[str, dict[str, Place]] = {}
    for one, other, place in same:
        found.setdefault(_key(one), {}).setdefault(_key(other), place)
        found.setdefault(_key(other), {}).setdefault(_key(one), place)
    return found


def _chain(ties: Ties, start: str, end: str) -> tuple[Place, ...] | None:
    """Return the places of the fewest rulings that make two sides one; None where they are two."""
    reached: dict[str, tuple[Place, ...]] = {start: ()}
    edge = [start]
    while edge and end not in reached:
        further = {
            other: (*reached[side], place)
            for side in reversed(edge)
            for other, place in ties.get(side, {}).items()
            if other not in reached
        }
        reached |= further
        edge = list(further)
    return reached.get(end)


def _problem(said: Said, chain: tuple[Place, ...]) -> Problem:
    sides = f"'{said.one}' and '{said.other}'"
    if not chain:
        hint = "say whose name it is in the papers' records, with 'person'"
        return Problem(said.place, f"{sides} are one name, which rulings cannot part", hint)
    places = " and ".join(dict.fromkeys(map(str, chain)))
    message = f"{sides} are ruled different here, and the same at {places}"
    return Problem(said.place, message, "take back one of these rulings")
