"""Identities: the person behind every name on every paper, and where people's former ids lead."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from separata.bearers import Bearers, on_record, own_ids
from separata.model import Address, Paper
from separata.names import is_family_first, name_key, namesake
from separata.renaming import tells_former_name


class Identities(msgspec.Struct, frozen=True):
    """`bylines` gives each paper's people by id, in order; `own` the name of each who has no record."""

    bylines: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str]


def identities_of(papers: Sequence[Paper], bearers: Bearers) -> Identities:
    """Find who is behind each author; a name in doubt, or nobody's on record, is a person of its own."""
    found = [(paper, on_record(paper.card.seats, bearers)) for paper in papers]
    printings: dict[str, Counter[str]] = defaultdict(Counter)
    for paper, people in found:
        for author, person in zip(paper.card.seats, people, strict=True):
            if person not in bearers.people:
                printings[name_key(author.name)][author.name] += 1
    names = {key: _usual(counts) for key, counts in printings.items()}
    ids = own_ids(names, bearers)
    own = {name: ids[key] for key, counts in printings.items() for name in counts}
    bylines = {
        paper.id: tuple(
            person if person in bearers.people else own[author.name]
            for author, person in zip(paper.card.seats, people, strict=True)
        )
        for paper, people in found
    }
    return Identities(bylines, {ids[key]: name for key, name in names.items()})


def _usual(counts: Mapping[str, int]) -> str:
    """Return the usual printing: the given name first, on most papers, and of equals one with marks."""
    return min(counts, key=lambda name: (is_family_first(name), -counts[name], name.isascii(), name))


def namesakes(identities: Identities, bearers: Bearers) -> dict[str, tuple[str, ...]]:
    """Return, for each person who shares a name with others, their ids, sorted; former names do not count."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for person in bearers.people.values():
        for name in (person.name, *person.names):
            by_key[_shown_key(name)].add(person.id)
    numbered = {_shown_key(name) for name in identities.own.values() if namesake(name)[1]}
    for id, name in identities.own.items():
        if (key := _shown_key(name)) in by_key or key in numbered:
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
    own = {name_key(name): id for id, name in identities.own.items()}
    for address in addresses:
        if address.id not in alive and address.id not in found:
            found[address.id] = _heir(address, own, identities, bearers)
    return {id: person for id, person in sorted(found.items()) if not _is_given_up(id, person, bearers)}


def _is_given_up(id: str, heir: str, bearers: Bearers) -> bool:
    person = bearers.people.get(heir)
    return person is not None and person.give_up_addresses and tells_former_name(id, person)


def _heir(address: Address, own: Mapping[str, str], identities: Identities, bearers: Bearers) -> str:
    for key in map(name_key, address.names):
        bearing = bearers.by_key.get(key, ())
        if len(bearing) == 1:
            return bearing[0]
        if not bearing and key in own:
            return own[key]
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
