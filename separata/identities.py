"""Identities: the person behind every name on every paper, and where people's former ids lead."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, compress
from typing import NamedTuple

from separata.bearers import Bearers, on_record, own_ids
from separata.crews import Crews, Seating, seating
from separata.model import Address
from separata.names import is_family_first, name_key, name_keys, namesake
from separata.renaming import tells_former_name
from separata.rows import Row


class Identities(NamedTuple):
    """The people behind all names on papers, and what is known of those who have no record.

    `own` gives the name of each of these by id, `by_key` their ids by the `name_key` of their names; `numbered`
    are the ids of those whose names end in a number.
    """

    seating: Seating
    own: Mapping[str, str]
    by_key: Mapping[str, str]
    numbered: tuple[str, ...]


class Ground(NamedTuple):
    """What identities were found from.

    There are the outlines of all papers and the names on each, one a line where nothing else is said of them;
    and how often each name is printed of those who have no record, with its `name_key`.
    """

    outlines: bytes
    printed: Sequence[str]
    counts: Mapping[str, int]
    keys: Mapping[str, str]


def identities_of(row: Row, bearers: Bearers) -> Identities:
    """Find who is behind each author; a name in doubt, or nobody's on record, is a person of its own."""
    return identified(row, bearers)[0]


def identified(row: Row, bearers: Bearers) -> tuple[Identities, Ground]:
    """Return what `identities_of` does, and from what it was found."""
    columns = row.columns
    names = [columns.names(at) for at in range(len(row))]
    counts = Counter(chain.from_iterable(names))
    keys = name_keys(counts)
    known = {name for name, key in keys.items() if key in bearers.by_key}
    decided = {
        at: on_record(columns.seats(at), bearers, keys)
        for at, found in enumerate(names)
        if columns.said[at] or not known.isdisjoint(found)
    }
    for at, people in decided.items():
        counts.subtract(compress(names[at], people))
    printed = {name: count for name, count in counts.items() if count} if decided else counts
    usual = usual_names(printed, keys)
    ids = own_ids(usual, bearers)
    own = {name: ids[keys[name]] for name in printed}
    bylines = [
        _byline(found, decided[at], own) if at in decided else tuple(map(own.__getitem__, found))
        for at, found in enumerate(names)
    ]
    named = {ids[key]: name for key, name in usual.items()}
    found = Identities(seating(bylines, named), named, ids, numbered_of(named))
    return found, Ground(columns.outlines, columns.printed, printed, {name: keys[name] for name in printed})


def numbered_of(own: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of those whose names end in a number, sorted."""
    return tuple(sorted(id for id, name in own.items() if name[-1:].isdigit()))


def _byline(names: Sequence[str], people: Sequence[str], own: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(person or own[name] for person, name in zip(people, names, strict=True))


def usual_names(counts: Mapping[str, int], keys: Mapping[str, str]) -> dict[str, str]:
    """Return the usual one of the printings of each name, by `name_key`."""
    names = {keys[name]: name for name in counts}
    others: dict[str, list[str]] = defaultdict(list)
    if len(names) < len(counts):
        for name in counts:
            if names[keys[name]] != name:
                others[keys[name]].append(name)
    return names | {key: _usual((names[key], *found), counts) for key, found in others.items()}


def _usual(printings: Sequence[str], counts: Mapping[str, int]) -> str:
    """Return the usual printing: the given name first, on most papers, and of equals one with marks."""
    return min(printings, key=lambda name: (is_family_first(name), -counts[name], name.isascii(), name))


def namesakes(identities: Identities, bearers: Bearers) -> dict[str, tuple[str, ...]]:
    """Return, for each person who shares a name with others, their ids, sorted; former names do not count."""
    by_key: dict[str, set[str]] = defaultdict(set)
    names = [(namesake(name)[0], id) for id, one in bearers.people.items() for name in (one.name, *one.names)]
    keys = name_keys(dict.fromkeys(name for name, _ in names))
    for name, id in names:
        by_key[keys[name]].add(id)
    numbered = {id: identities.own[id] for id in identities.numbered if namesake(identities.own[id])[1]}
    for id, name in numbered.items():
        by_key[_shown_key(name)].add(id)
    for key in by_key.keys() & identities.by_key.keys():
        if (id := identities.by_key[key]) not in numbered:
            by_key[key].add(id)
    found: dict[str, set[str]] = defaultdict(set)
    for ids in by_key.values():
        for id in ids if len(ids) > 1 else ():
            found[id] |= ids - {id}
    return {id: tuple(sorted(others)) for id, others in sorted(found.items())}


def _shown_key(name: str) -> str:
    """Return the key of a name as pages show it, without the number that tells namesakes apart."""
    return name_key(namesake(name)[0])


def redirects(
    addresses: Sequence[Address], identities: Identities, crews: Crews, bearers: Bearers
) -> dict[str, str]:
    """Return, for each id that people had before, the id that they have now, or "" where nobody is left.

    A record's own word comes first, then whoever bears the names of that time, then whoever stands in
    the place on the paper and shares a word of the name. Addresses that somebody gave up are left out.
    """

    def is_alive(id: str) -> bool:
        return id in bearers.people or id in identities.own

    found = {id: person for id, person in bearers.former.items() if not is_alive(id)}
    for address in addresses:
        if address.id not in found and not is_alive(address.id):
            found[address.id] = _heir(address, identities, crews, bearers)
    return {id: person for id, person in sorted(found.items()) if not _is_given_up(id, person, bearers)}


def _is_given_up(id: str, heir: str, bearers: Bearers) -> bool:
    person = bearers.people.get(heir)
    return person is not None and person.give_up_addresses and tells_former_name(id, person)


def _heir(address: Address, identities: Identities, crews: Crews, bearers: Bearers) -> str:
    for key in map(name_key, address.names):
        bearing = bearers.by_key.get(key, ())
        if len(bearing) == 1:
            return bearing[0]
        if not bearing and key in identities.by_key:
            return identities.by_key[key]
    at = crews.row.positions.get(address.paper)
    byline = () if at is None else crews.byline(at)
    names = {
        id: _words(bearers.people[id].name if id in bearers.people else identities.own[id]) for id in byline
    }
    words = {word for name in address.names for word in _words(name)}
    nearest = sorted(enumerate(byline), key=lambda seat: (seat[0] != address.position, seat[0]))
    return next((id for _, id in nearest if words & names[id]), "")


def _words(name: str) -> set[str]:
    """Return the folded words of a name, without initials."""
    return {word for word in name_key(name).split() if len(word) > 1}
