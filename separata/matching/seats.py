"""Seats: who of one list of a work's authors is who in another list of the same work."""

from collections import Counter
from collections.abc import Iterator, Sequence

from separata.matching.printed import likeness
from separata.names import name_key

# What is left of two lists beyond so many pairs of names is not compared one by one.
_MOST_COMPARED = 10_000


def seats(names: Sequence[str], others: Sequence[str]) -> tuple[int, ...]:
    """Return for each of `others` the place in `names` of the same author, -1 where that is not clear.

    Lists that agree name by name from the beginning, as far as both go, agree place by place. Where they
    do not, since one leaves somebody out or has another order, a name goes to the same name, and
    what is then left to the only name that it fits and that nothing else fits.
    """
    if tuple(names) == tuple(others):
        return tuple(range(len(names)))
    if all(likeness(name, other) for name, other in zip(names, others, strict=False)):
        return tuple(at if at < len(names) else -1 for at in range(len(others)))
    keys, other_keys = ([name_key(name) for name in each] for each in (names, others))
    once, other_once = Counter(keys), Counter(other_keys)
    place = {key: at for at, key in enumerate(keys) if once[key] == 1}
    found = {at: place[key] for at, key in enumerate(other_keys) if other_once[key] == 1 and key in place}
    taken = set(found.values())
    free = [at for at in range(len(names)) if at not in taken]
    left = [at for at in range(len(others)) if at not in found]
    if len(free) * len(left) <= _MOST_COMPARED:
        found |= _only_fits([(at, seat) for at in left for seat in free if likeness(names[seat], others[at])])
    return tuple(found.get(at, -1) for at in range(len(others)))


def only_seat(names: Sequence[str], name: str) -> int:
    """Return the place of the only name in a list that another name fits, -1 if it fits none or several."""
    fits = [at for at, each in enumerate(names) if likeness(each, name)]
    same = [at for at in fits if name_key(names[at]) == name_key(name)]
    return next((found[0] for found in (same, fits) if len(found) == 1), -1)


def _only_fits(fits: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which neither side stands in another pair."""
    ours, theirs = Counter(at for at, _ in fits), Counter(seat for _, seat in fits)
    return ((at, seat) for at, seat in fits if ours[at] == 1 and theirs[seat] == 1)
