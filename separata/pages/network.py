"""Who writes with whom, drawn as arcs beside a list of names. Units are pixels at full size."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, combinations
from typing import Annotated
from unicodedata import east_asian_width

import msgspec

from separata.names import parse_name

LEAST = 3  # names that make a picture; of fewer a list says all
_NAMES = 14  # names in a picture
_TIES = 2  # strongest ties that each name shows
_ROW = 29  # height of a name's row; a finger needs 24 at the smallest scale
_WIDTH = 320
_FARTHEST = 104  # how far an arc goes to the left of the dots
_BESIDE = 16  # from a dot to its name
_FIGURE = 9  # breadth of a figure of the number, which stands at the right end
_SWEEPS = 4  # how often everybody is moved to a better row

_SLIM = frozenset("fijlrstIJ.,'’- ")
_NARROW, _USUAL, _WIDE = 6.0, 9.0, 14.0  # breadths of letters

# Somebody in a picture: name, page from the top of the site, number of papers.
Somebody = tuple[str, str, int]


class Arc(msgspec.Struct, frozen=True):
    """A tie between two names."""

    path: Annotated[str, "the arc as an SVG path"]
    width: Annotated[float, "width of its line"]
    words: Annotated[str, "the tie in words"]


class Dot(msgspec.Struct, frozen=True):
    """A name with its dot."""

    name: Annotated[str, "name, with initials or cut where it would run into the number"]
    full: Annotated[str, "the whole name"]
    url: Annotated[str, "the person's page, from the top of the site"]
    count: Annotated[int, "number beside the name"]
    y: Annotated[float, "height of the dot"]
    radius: Annotated[float, "radius of the dot"]
    text_y: Annotated[float, "baseline of the name"]
    hit_y: Annotated[float, "top of the area to press"]


class Arcs(msgspec.Struct, frozen=True):
    """Names one under the other, and arcs between those who write together."""

    words: Annotated[str, "the picture in words"]
    height: Annotated[int, "height of the picture"]
    axis: Annotated[int, "where the dots stand, as far from the left as the widest arc needs"]
    name_x: Annotated[int, "where the names begin"]
    hit_x: Annotated[int, "left side of the areas to press"]
    hit_width: Annotated[int, "width of the areas to press"]
    arcs: Annotated[tuple[Arc, ...], "the ties, lightest first"]
    dots: Annotated[tuple[Dot, ...], "the names from top to bottom"]


# Papers together, by the places of two people in a list, the smaller place first.
Together = Mapping[tuple[int, int], int]


def together(crews: Sequence[Sequence[str]], people: Sequence[str]) -> dict[tuple[int, int], int]:
    """Count the papers that each two of some people wrote together; a crew is the authors of one paper."""
    place = {person: at for at, person in enumerate(people)}
    counts: Counter[tuple[int, int]] = Counter()
    for crew in crews:
        counts.update(combinations(sorted(place[person] for person in set(crew) & place.keys()), 2))
    return dict(sorted(counts.items()))


def arcs(people: Sequence[Somebody], papers: Together, words: str) -> Arcs | None:
    """Draw the first fourteen people, each with the ties that are strongest; None if there is nothing to tell.

    Of one paper, or of fewer than `LEAST` people, a list says all.
    """
    shown = people[:_NAMES]
    ties = strongest([count for _, _, count in shown], papers)
    if len(shown) < LEAST or not ties or max(papers[tie] for tie in ties) < 2:
        return None
    rows = {at: row for row, at in enumerate(ordered(len(shown), ties))}
    axis = 8 + max(_across(rows[one] - rows[other]) for one, other in ties)
    by_row = sorted(rows.items(), key=lambda item: item[1])
    return Arcs(
        words=words,
        height=_ROW * len(shown) + 6,
        axis=axis,
        name_x=axis + _BESIDE,
        hit_x=axis + 12,
        hit_width=_WIDTH - axis - 12,
        arcs=tuple(
            _arc(tie, rows, shown, papers=papers[tie], axis=axis)
            for tie in sorted(ties, key=lambda tie: (papers[tie], tie))
        ),
        dots=tuple(_dot(shown[at], row, _WIDTH - axis - _BESIDE) for at, row in by_row),
    )


def strongest(counts: Sequence[int], papers: Together) -> tuple[tuple[int, int], ...]:
    """Return the two strongest ties of each of some people, who have that many papers.

    A tie is as strong as its papers over the root of both counts (Salton's cosine).
    """

    def strength(tie: tuple[int, int]) -> tuple[float, tuple[int, int]]:
        return -papers[tie] / (counts[tie[0]] * counts[tie[1]]) ** 0.5, tie

    known = [tie for tie in papers if max(tie) < len(counts)]
    kept = {
        tie
        for at in range(len(counts))
        for tie in sorted((tie for tie in known if at in tie), key=strength)[:_TIES]
    }
    return tuple(sorted(kept))


@lru_cache(maxsize=1 << 10)  # few people are tied in few ways
def ordered(size: int, ties: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """Order people so that arcs are short: each between those it is tied to, then each where it fits best."""
    near: list[list[int]] = [[] for _ in range(size)]
    for one, other in ties:
        near[one].append(other)
        near[other].append(one)
    order = list(range(size))
    for _ in range(_SWEEPS):
        order = _between(order, near)
    best = _length(order, ties)
    for _ in range(_SWEEPS):
        before = best
        for one in tuple(order):
            length, found = _moved(one, order, near)
            if length < best:
                order, best = found, length
        if best == before:
            break
    return tuple(order)


def _between(order: Sequence[int], near: Sequence[Sequence[int]]) -> list[int]:
    """Put everybody at the mean row of themselves and of those tied to them."""
    row = {at: place for place, at in enumerate(order)}

    def middle(at: int) -> tuple[float, int]:
        rows = [row[at], *(row[other] for other in near[at])]
        return sum(rows) / len(rows), row[at]

    return sorted(order, key=middle)


def _length(order: Sequence[int], ties: Sequence[tuple[int, int]]) -> int:
    row = {at: place for place, at in enumerate(order)}
    return sum(abs(row[a] - row[b]) for a, b in ties)


def _moved(one: int, order: Sequence[int], near: Sequence[Sequence[int]]) -> tuple[int, list[int]]:
    """Put somebody where all arcs are shortest, and return their length; of equal orders the first is taken."""
    rest = [other for other in order if other != one]
    row = {other: at for at, other in enumerate(rest)}
    others = [
        (at, row[far]) for at, other in enumerate(rest) for far in near[other] if far != one and row[far] > at
    ]
    # An arc between others is a row longer wherever the one stands within it.
    steps = [0] * (len(order) + 1)
    for top, bottom in others:
        steps[top + 1] += 1
        steps[bottom + 1] -= 1
    own = [row[other] for other in near[one]]
    lengths = [
        within + sum([place - at if at < place else at + 1 - place for at in own])
        for place, within in enumerate(accumulate(steps[:-1]))
    ]
    least = min(lengths)
    places = (place for place, length in enumerate(lengths) if length == least)
    found = min([*rest[:place], one, *rest[place:]] for place in places)
    return least + sum(bottom - top for top, bottom in others), found


def _across(rows: int) -> int:
    """Return how far an arc over so many rows, counted either way, goes to the left."""
    across: int = round(18 * abs(rows) ** 0.75)
    return min(_FARTHEST, across)


def _arc(
    tie: tuple[int, int], rows: Mapping[int, int], people: Sequence[Somebody], *, papers: int, axis: int
) -> Arc:
    top, bottom = sorted((rows[tie[0]], rows[tie[1]]))
    far = bottom - top
    names = " and ".join(sorted(people[at][0] for at in tie))
    return Arc(
        path=f"M{axis} {_height(top)}A{_across(far)} {far * _ROW / 2} 0 0 0 {axis} {_height(bottom)}",
        width=round(min(6.0, 0.5 + 0.16 * papers), 1),
        words=f"{names}: {papers} {'paper' if papers == 1 else 'papers'} together",
    )


def _dot(one: Somebody, row: int, room: int) -> Dot:
    name, url, count = one
    return Dot(
        name=fitted(name, room - _FIGURE * (len(str(count)) + 1)),
        full=name,
        url=url,
        count=count,
        y=_height(row),
        radius=round(min(7.0, 3.3 + 0.12 * count), 1),
        text_y=_height(row) + 5.5,
        hit_y=_height(row) - 14,
    )


def fitted(name: str, room: float) -> str:
    """Return a name as it fits so much room in letters of 16 pixels: whole, else with initials, else cut."""
    if len(name) * _WIDE <= room or _breadth(name) <= room:
        return name
    parts = parse_name(name)
    name = " ".join(filter(None, (parts.initials, parts.full_family, parts.suffix)))
    if _breadth(name) <= room:
        return name
    while name and _breadth(f"{name}…") > room:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _breadth(text: str) -> float:
    """Estimate the breadth of a text in letters of 16 pixels, rather too wide than too narrow."""
    return sum(_NARROW if sign in _SLIM else _WIDE if _is_wide(sign) else _USUAL for sign in text)


def _is_wide(sign: str) -> bool:
    return sign in "mwMW" or sign.isupper() or east_asian_width(sign) in "WF"


def _height(row: int) -> float:
    return row * _ROW + 17.5
