"""Identities: the person behind every name on every paper, and where people's former ids lead."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, compress

import msgspec

from separata.bearers import Bearers, on_record, own_ids
from separata.model import Address, Paper
from separata.names import is_family_first, name_key, name_keys, namesake
from separata.renaming import tells_former_name


class Identities(msgspec.Struct, frozen=True):
    """`bylines` gives each paper's people by id, both in order; `own` the name of each who has no record.

    `by_key` gives the ids of these by the `name_key` of their names.
    """

    bylines: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str]
    by_key: Mapping[str, str]


def identities_of(papers: Sequence[Paper], bearers: Bearers) -> Identities:
    """Find who is behind each author; a name in doubt, or nobody's on record, is a person of its own."""
    cards = {paper.id: paper.card for paper in papers}
    names = {id: card.names for id, card in cards.items()}
    counts = Counter(chain.from_iterable(names.values()))
    keys = name_keys(counts)
    known = {name for name, key in keys.items() if key in bearers.by_key}
    decided = {
        id: on_record(card.seats, bearers, keys)
        for id, card in cards.items()
        if card.said or not known.isdisjoint(names[id])
    }
    for id, people in decided.items():
        counts.subtract(compress(names[id], people))
    printed = {name: count for name, count in counts.items() if count} if decided else counts
    usual = _usual_names(printed, keys)
    ids = own_ids(usual, bearers)
    own = {name: ids[keys[name]] for name in printed}
    bylines = {
        id: _byline(found, decided[id], own) if id in decided else tuple(map(own.__getitem__, found))
        for id, found in names.items()
    }
    return Identities(bylines, {ids[key]: name for key, name in usual.items()}, ids)


def _byline(names: Sequence[str], people: Sequence[str], own: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(person or own[name] for person, name in zip(people, names, strict=True))


def _usual_names(counts: Mapping[str, int], keys: Mapping[str, str]) -> dict[str, str]:
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
    numbered = {id: name for id, name in identities.own.items() if name[-1:].isdigit() and namesake(name)[1]}
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


def redirects(addresses: Sequence[Address], identities: Identities, bearers: Bearers) -> dict[str, str]:
    """Return, for each id that people had before, the id that they have now, or "" where nobody is left.

    A record's own word comes first, then whoever bears the names of that time, then whoever stands in
    the place on the paper and shares a word of the name. Addresses that somebody gave up are left out.
    """
    alive = {*bearers.people, *identities.own}
    found = {id: person for id, person in bearers.former.items() if id not in alive}
    for address in addresses:
        if address.id not in alive and address.id not in found:
            found[address.id] = _heir(address, identities, bearers)
    return {id: person for id, person in sorted(found.items()) if not _is_given_up(id, person, bearers)}


def _is_given_up(id: str, heir: str, bearers: Bearers) -> bool:
    person = bearers.people.get(heir)
    return person is not None and person.give_up_addresses and tells_former_name(id, person)


def _heir(address: Address, identities: Identities, bearers: Bearers) -> str:
    for key in map(name_key, address.names):
        bearing = bearers.by_key.get(key, ())
        if len(bearing) == 1:
            return bearing[0]
        if not bearing and key in identities.by_key:
            return identities.by_key[key]
    byline = identities.bylines.get(address.paper, ())
    names = {
        id: _words(bearers.people[id].name if id in bearers.people else identities.own[id]) for id in byline
    }
    words = {word for name in address.names for word in _words(name)}
    nearest = sorted(enumerate(byline), key=lambda seat: (seat[0] != address.position, seat[0]))
    return next((id for _, id in nearest if words & names[id]), "")


def _words(name: str) -> set[str]:
    """Return the folded words of a name, without initials."""
    return {word for word in name_key(name).split() if len(word) > 1}
