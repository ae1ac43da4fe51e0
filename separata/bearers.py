"""Bearers: whom on record a printed name may mean, and which id a name without a record gets."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain, count

import msgspec

from separata.model import Address, Person
from separata.names import name_keys
from separata.paper import Seat
from separata.text import slug, slugs

_NAMELESS = "anonymous"  # the id of a name without letters


class Bearers(msgspec.Struct, frozen=True):
    """The people on record by id, former id, ORCID iD and `name_key`, and the ids that names have got.

    `own` gives, by `name_key`, the id of whoever has that name and no record.
    """

    people: Mapping[str, Person]
    former: Mapping[str, str]
    by_orcid: Mapping[str, str]
    by_key: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str]
    taken: Mapping[str, None]


def bearers_of(people: Iterable[Person], addresses: Iterable[Address] = ()) -> Bearers:
    """Index the people on record by all their names, former ones too, and the addresses of the others."""
    by_id = {person.id: person for person in people}
    by_key: dict[str, list[str]] = defaultdict(list)
    keys = name_keys(dict.fromkeys(chain.from_iterable(map(names_ever, by_id.values()))))
    for person in by_id.values():
        for key in dict.fromkeys(map(keys.__getitem__, names_ever(person))):
            by_key[key].append(person.id)
    former = {known: person.id for person in by_id.values() for known in person.former_ids}
    addresses = tuple(addresses)
    return Bearers(
        people=by_id,
        former=former,
        by_orcid={person.orcid: person.id for person in by_id.values() if person.orcid},
        by_key={key: tuple(sorted(ids)) for key, ids in by_key.items()},
        own=_own([one for one in addresses if one.names and one.id not in by_id and one.id not in former]),
        taken=dict.fromkeys((*by_id, *former, *(address.id for address in addresses))),
    )


def names_ever(person: Person) -> tuple[str, ...]:
    """Return every name of a person, the one to show first, former names last."""
    return tuple(dict.fromkeys((person.name, *person.names, *person.former_names)))


def _own(addresses: Sequence[Address]) -> dict[str, str]:
    """Give each name the id that it had; of several, the first in the alphabet."""
    keys = name_keys(dict.fromkeys(address.names[0] for address in addresses))
    found: dict[str, str] = {}
    for address in addresses:
        key = keys[address.names[0]]
        found[key] = min(found.get(key, address.id), address.id)
    return found


def possible(author: Seat, key: str, bearers: Bearers) -> tuple[str, ...]:
    """Return the ids of the people on record that an author may be, sorted; none, one or several.

    The paper's own word comes first, then an ORCID iD, then the name, which `key` is of, unless the ORCID
    iDs differ. Whoever the paper names, and is not on record, is nobody.
    """
    if author.person:
        named = bearers.former.get(author.person, author.person)
        return (named,) if named in bearers.people else ()
    if author.orcid in bearers.by_orcid:
        return (bearers.by_orcid[author.orcid],)
    found = bearers.by_key.get(key, ())
    if not author.orcid:
        return found
    return tuple(person for person in found if bearers.people[person].orcid in ("", author.orcid))


def on_record(authors: Sequence[Seat], bearers: Bearers, keys: Mapping[str, str]) -> tuple[str, ...]:
    """Return who each author of a paper is, by id; empty where it is nobody on record or one of several.

    Two names on one paper are two people: where both would be one person, the name decides nothing. `keys`
    gives the `name_key` of each name.
    """
    found = [possible(author, keys[author.name], bearers) for author in authors]
    single = [ids[0] if len(ids) == 1 else "" for ids in found]
    repeated = _repeated(filter(None, single))
    if not repeated:
        return tuple(single)
    return tuple(
        "" if id in repeated and not _is_stated(author, bearers) else id
        for author, id in zip(authors, single, strict=True)
    )


def _repeated(ids: Iterable[str]) -> frozenset[str]:
    """Return those that are there more than once."""
    every = tuple(ids)
    if len(set(every)) == len(every):
        return frozenset()
    return frozenset(id for id, count in Counter(every).items() if count > 1)


def _is_stated(author: Seat, bearers: Bearers) -> bool:
    return bool(author.person) or author.orcid in bearers.by_orcid


def own_ids(names: Mapping[str, str], bearers: Bearers) -> dict[str, str]:
    """Return an id for each name that nobody on record is behind, by `name_key`.

    `names` gives the printed name by its key. The id that a name has got stays its own; a new one
    is the name's slug, with `-2`, `-3` and so on where that is taken.
    """
    fresh = {key: name for key, name in names.items() if key not in bearers.own}
    stems = {key: stem or _NAMELESS for key, stem in zip(fresh, slugs(tuple(fresh.values())), strict=True)}
    counts = Counter(stems.values())
    # A slug that ends in a digit may be what another one becomes. Which of them comes first is told by the key.
    contested = {
        key for key, stem in stems.items() if counts[stem] > 1 or stem in bearers.taken or stem[-1].isdigit()
    }
    taken = set(bearers.taken)
    for key in sorted(contested):
        stems[key] = _free(stems[key], taken)
        taken.add(stems[key])
    return {key: stems[key] if key in stems else bearers.own[key] for key in names}


def person_id(name: str, taken: Container[str]) -> str:
    """Return a new id: the name's slug (`sheer-el-showk`), with `-2`, `-3` and so on if that is taken."""
    return _free(slug(name) or _NAMELESS, taken)


def _free(stem: str, taken: Container[str]) -> str:
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(each for each in numbered if each not in taken)
