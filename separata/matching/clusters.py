"""Clusters: items joined along their strongest edges, as far as nothing forbids it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

from separata.matching.decisions import Rulings

# What a ruling or a person's identifier weighs: more than all other evidence can sum up to.
CERTAIN = 100.0

# How the reason of a join begins that a person has ruled, and those of which a source itself says whose they
# are: by an identifier, or by quoting an abstract.
RULED_SAME = "ruled the same"
SAME_IDENTIFIER = "both are "
QUOTED = "the abstract opens with the words quoted"


class Edge(NamedTuple):
    """Why two items, given by their numbers (`a` below `b`), may be one."""

    a: int
    b: int
    weight: float
    words: tuple[str, ...]


class Clusters(NamedTuple):
    """Items in groups, and the edges refused, each with the reason.

    Every item is in one group; groups and their members are in ascending order.
    """

    groups: tuple[tuple[int, ...], ...]
    refused: tuple[tuple[Edge, str], ...]


Refusal = Callable[[Edge, tuple[int, ...], tuple[int, ...]], str]


def clustered(count: int, edges: Iterable[Edge], refusal: Refusal) -> Clusters:
    """Join the items 0 to `count` - 1 along edges, the heaviest first, then by number.

    `refusal` gets an edge, the group of its `a` and the group of its `b`, and returns why the two
    groups must stay apart, or "". A refused edge stays refused, since groups only grow.
    """
    group_of: dict[int, tuple[int, ...]] = {item: (item,) for item in range(count)}
    refused = list[tuple[Edge, str]]()
    for edge in sorted(edges, key=lambda edge: (-edge.weight, edge)):
        one, other = group_of[edge.a], group_of[edge.b]
        if one is other:
            continue
        if reason := refusal(edge, one, other):
            refused.append((edge, reason))
            continue
        union = tuple(sorted((*one, *other)))
        group_of.update(dict.fromkeys(union, union))
    groups = tuple(group for item, group in sorted(group_of.items()) if group[0] == item)
    return Clusters(groups, tuple(refused))


def explained(groups: Iterable[tuple[int, ...]], edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Return edges, the earlier ones first, that connect each group as far as edges within it can."""
    home = {item: number for number, group in enumerate(groups) for item in group}
    connected = {item: {item} for item in home}
    chosen = list[Edge]()
    for edge in edges:
        one, other = connected[edge.a], connected[edge.b]
        if home[edge.a] == home[edge.b] and one is not other:
            chosen.append(edge)
            one |= other
            connected.update(dict.fromkeys(other, one))
    return tuple(chosen)


def ruled_same(handles: Iterable[frozenset[str]], rulings: Rulings) -> Iterator[Edge]:
    """Yield an edge for each pair ruled the same; `handles` are the names by which a ruling can mean each item.

    Where a name means several items, each is tied to the first one of the other side.
    """
    named = dict[str, list[int]]()
    for number, names in enumerate(handles if rulings.same else ()):
        for name in names:
            named.setdefault(name, []).append(number)
    for pair, reason in rulings.same.items():
        one, other = named.get(min(pair), []), named.get(max(pair), [])
        for a, b in product(one, other):
            if a != b and (a == one[0] or b == other[0]):
                yield Edge(min(a, b), max(a, b), CERTAIN, (f"{RULED_SAME}: {reason}".rstrip(": "),))


def is_ruling(words: str) -> bool:
    """Tell whether the reason of a join, alone or behind the two names, is that a person has ruled so."""
    return words.startswith(RULED_SAME) or f": {RULED_SAME}" in words


def is_stated(words: str) -> bool:
    """Tell whether a reason is what a source itself states; an ISBN, which chapters share, is not enough."""
    return words == QUOTED or (
        words.startswith(SAME_IDENTIFIER) and not words.startswith(f"{SAME_IDENTIFIER}ISBN")
    )
