"""Renewal: who is behind every name, brought up to date after some papers came, went or changed.

Only the names that were on these papers, or are now, are looked at. Where more could follow, as from a name
of somebody on record, or from two names that would be one address, all is found anew.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from separata.bearers import Bearers
from separata.identities import Ground, Identities, numbered_of, usual_names
from separata.names import name_keys
from separata.paper import names_of
from separata.reseating import reseated
from separata.rows import Row, runs
from separata.text import slug

_MOST = 256  # papers of which it is sooner done than finding all anew


class _Names(NamedTuple):
    """Names after a change: how often each is printed, its key, and the keys of those printed more or less."""

    counts: dict[str, int]
    keys: Mapping[str, str]
    touched: frozenset[str]


class _Own(NamedTuple):
    """Those who have no record: ids by key, names by id, and the ids of those who go by another name now."""

    by_key: dict[str, str]
    names: dict[str, str]
    renamed: set[str]


def renewed(before: Identities, ground: Ground, row: Row, bearers: Bearers) -> tuple[Identities, Ground] | None:
    """Return what `identified` does from what it found of other papers and the same bearers.

    None where that does not follow from the papers that differ, or they are many.
    """
    columns = row.columns
    changes = tuple(runs(ground.outlines, columns.outlines))
    left = [ground.printed[at] for run in changes for at in run.old]
    come = [at for run in changes for at in run.new]
    if len(left) + len(come) > _MOST or not all(left) or any(columns.said[at] for at in come):
        return None
    names = _names(ground, left, [columns.printed[at] for at in come])
    if not names.touched.isdisjoint(bearers.by_key):
        return None
    own = _own(before, names, bearers)
    if own is None:
        return None
    bylines = [[own.by_key[names.keys[name]] for name in columns.names(at)] for at in come]
    seating = reseated(before.seating, changes, bylines, own.names, own.renamed)
    # No other name can have come to end in a number.
    some = {*before.numbered, *(own.by_key[key] for key in names.touched if key in own.by_key)}
    numbered = numbered_of({id: own.names[id] for id in some if id in own.names})
    found = Identities(seating, own.names, own.by_key, numbered)
    return found, Ground(columns.outlines, columns.printed, names.counts, names.keys)


def _names(ground: Ground, left: Sequence[str], come: Sequence[str]) -> _Names:
    gone, fresh = (Counter(chain.from_iterable(names_of(one, ()) for one in papers)) for papers in (left, come))
    counts = {**ground.counts}
    for name in dict.fromkeys((*gone, *fresh)):
        counts[name] = counts.get(name, 0) + fresh[name] - gone[name]
    keys = {**ground.keys, **name_keys([name for name in (gone | fresh) if name not in ground.keys])}
    touched = frozenset(keys[name] for name in (*gone, *fresh))
    for name in [name for name in gone if not counts[name]]:
        del counts[name], keys[name]
    return _Names(counts, keys, touched)


def _own(before: Identities, names: _Names, bearers: Bearers) -> _Own | None:
    """Return those who have no record; None where an address would be contested."""
    counts = {name: names.counts[name] for name, key in names.keys.items() if key in names.touched}
    usual = usual_names(counts, names.keys)
    own = _Own({**before.by_key}, {**before.own}, set())
    for key in sorted(names.touched):
        known, name = before.by_key.get(key, ""), usual.get(key)
        if known and name == before.own[known]:
            continue
        if known and not _is_settled(key, known, before, bearers):
            return None
        if name is None:
            del own.by_key[key], own.names[known]
            continue
        id = bearers.own.get(key) or _fresh(name, known, own, before, bearers)
        if not id:
            return None
        own.by_key[key] = id
        own.names[id] = name
        if known:
            own.renamed.add(known)
    return own


def _is_settled(key: str, id: str, before: Identities, bearers: Bearers) -> bool:
    """Tell whether no other name has the slug of the name behind an id."""
    return key in bearers.own or not (
        id[-1].isdigit() or id in bearers.taken or f"{id}-2" in before.own or f"{id}-2" in bearers.taken
    )


def _fresh(name: str, known: str, own: _Own, before: Identities, bearers: Bearers) -> str:
    """Return the id of a name, which is its slug; nothing if that is taken, or may be what another becomes."""
    id = slug(name)
    if known:
        return known if id == known else ""
    is_free = id not in own.names and id not in before.own and id not in bearers.taken
    return id if id and is_free and not id[-1].isdigit() else ""
