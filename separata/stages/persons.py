"""What ingest makes of people: records for those of several names, ids that stay, joins by ruling."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from separata.bearers import Bearers, bearers_of, names_ever, person_id
from separata.files import Project
from separata.ledger import Joined, Row, Saying
from separata.matching.clusters import is_ruling
from separata.matching.decisions import Decisions
from separata.matching.people import PeopleMatching, PersonGroup, in_words, people_of
from separata.matching.printed import shown_name
from separata.matching.signatures import Mention, mentions_of
from separata.matching.witnesses import witnessed
from separata.model import Address, Claim, Person
from separata.names import name_key
from separata.paper import Paper
from separata.stages.absorbing import absorbing
from separata.stages.updates import Update, is_by_hand, update_of

Rows = Mapping[tuple[str, str], Row]
Sourced = tuple[Paper, Sequence[Claim]]


class Persons(NamedTuple):
    """What becomes of people's records; the id of whoever has one behind each mention; the matching."""

    updates: tuple[Update, ...]
    ids: Mapping[Mention, str]
    matching: PeopleMatching


class Past(NamedTuple):
    """What there was before: people on record, ledger rows, who has which name and id."""

    held: Mapping[str, Person]
    rows: Rows
    bearers: Bearers


def persons_of(
    project: Project,
    papers: Sequence[Sourced],
    people: Sequence[Person],
    *,
    addresses: Sequence[Address],
    rows: Rows,
    decisions: Decisions,
) -> Persons:
    """Match the names on papers, and say what becomes of each person's record.

    Each paper comes with its claims. Whom they alone name becomes nobody.
    """
    past = Past({person.id: person for person in people}, rows, bearers_of(people, addresses))
    known = [msgspec.structs.replace(person, names=names_ever(person)) for person in people]
    matching = people_of(_mentions(papers, past.bearers), known, decisions)
    found = [group for group in matching.groups if not all(mention.source for mention in group.mentions)]
    shared = Counter(key for group in found for key in {name_key(name) for name in group.names})
    taken = {*past.bearers.taken, *(id for kind, id in rows if kind == "person")}
    updates, ids = list[Update](), dict[Mention, str]()
    groups = _known_by_orcid(found, past)
    for group, orcid in zip(groups, _orcids(groups, past), strict=True):
        names = _shown(group, past.held.get(group.person))
        if not _has_record(group, names, orcid, past, shared):
            ids |= dict.fromkeys(group.mentions, group.person)
            continue
        person = group.person or _id_of(group, past, shared, taken)
        taken.add(person)
        update = _update(project, group._replace(person=person), names, orcid, past)
        updates.append(absorbing(project, update, [past.held[id] for id in group.former], rows))
        ids |= dict.fromkeys(group.mentions, person)
    return Persons(tuple(updates), ids, matching)


def _has_record(
    group: PersonGroup, names: Mapping[str, int], orcid: str, past: Past, shared: Mapping[str, int]
) -> bool:
    """Tell whether ingest keeps a record of a person.

    It does for a person of several printed names, unless all of them are others' names too, and for one
    whose ORCID iD tells the person from others of that name; whoever is found by name needs none.
    """
    if group.person and (group.former or _row_before(group, past)):
        return True
    keys = [name_key(name) for name in names]
    clear = [
        key for key in keys if shared[key] == 1 and set(past.bearers.by_key.get(key, ())) <= {group.person}
    ]
    return (len(names) > 1 and bool(clear)) or (bool(orcid) and len(clear) < len(keys))


def _mentions(papers: Sequence[Sourced], bearers: Bearers) -> list[Mention]:
    """Return every mention, with what sources say of it; a former id means the person who had it."""
    found = [
        (
            [
                mention._replace(person=bearers.former.get(mention.person, mention.person))
                for mention in mentions_of(paper.id, paper.work)
            ],
            claims,
        )
        for paper, claims in papers
    ]
    printed = {key for key, people in bearers.by_key.items() if len(people) == 1}
    printed |= {name_key(mention.name) for own, _ in found for mention in own}
    return [mention for own, claims in found for mention in witnessed(own, claims, printed)]


def _id_of(group: PersonGroup, past: Past, shared: Mapping[str, int], taken: set[str]) -> str:
    """Return the id for a person who has no record: the one that a name of theirs has got, else a new one.

    A name that several people have keeps its id for whoever is in doubt. An id whose record somebody
    has deleted comes first, so that it stays deleted.
    """
    names = sorted(group.names, key=lambda name: (name != group.name, name))
    own = [
        past.bearers.own[key] for key in map(name_key, names) if shared[key] == 1 and key in past.bearers.own
    ]
    deleted = [id for id in own if ("person", id) in past.rows]
    return next(iter((*deleted, *own)), "") or person_id(group.name, taken)


def _shown(group: PersonGroup, held: Person | None) -> dict[str, int]:
    """Return the printed names of a person that are not given up, each with its number of papers."""
    former = {name_key(name) for name in held.former_names} if held else set()
    return {name: papers for name, papers in group.names.items() if name_key(name) not in former}


def _stated(group: PersonGroup) -> set[str]:
    return {mention.orcid for mention in group.mentions} - {""}


def _known_by_orcid(groups: Sequence[PersonGroup], past: Past) -> list[PersonGroup]:
    """Return the groups, those that state the ORCID iD of somebody on record whom no group is yet as theirs."""
    free = past.held.keys() - {id for group in groups for id in (group.person, *group.former)}
    found = list[PersonGroup]()
    for group in groups:
        bearing = {past.bearers.by_orcid.get(orcid, "") for orcid in _stated(group)} & free
        person = min(bearing) if bearing and not group.person else group.person
        free -= {person}
        found.append(group._replace(person=person))
    return found


def _orcids(groups: Sequence[PersonGroup], past: Past) -> list[str]:
    """Return for each group the ORCID iD that its papers state, if they agree and no one else has it.

    Somebody whose record says so by hand has it, or whom no paper names; then somebody on record; then
    the first group.
    """
    named = {group.person for group in groups}
    kept = {
        person.orcid: id
        for id, person in past.held.items()
        if id not in named or is_by_hand(past.rows.get(("person", id)), "orcid", person.orcid)
    }
    stated = [_stated(group) for group in groups]
    first: dict[str, tuple[bool, int]] = {}
    for at, group in enumerate(groups):
        held = past.held.get(group.person)
        for orcid in stated[at]:
            if kept.get(orcid, group.person) == group.person:
                rank = (held is None or held.orcid != orcid, at)
                first[orcid] = min(first.get(orcid, rank), rank)
    owners = {orcid: at for orcid, (_, at) in first.items()}
    return [
        next((orcid for orcid in found if len(found) == 1 and owners.get(orcid) == at), "")
        for at, found in enumerate(stated)
    ]


def _update(project: Project, group: PersonGroup, names: Mapping[str, int], orcid: str, past: Past) -> Update:
    held, before = past.held.get(group.person), _row_before(group, past)
    joins = _accounted(group, before.joins if before else ())
    because = _because(group, joins)
    name = held.name if held and held.former_names else shown_name(names)
    values: dict[str, Any] = {"name": name, "names": _in_order(names, held), "because": because}
    values |= {"orcid": orcid, "verified": bool(because) and all(map(is_ruling, because))}
    stated = {field: value for field, value in values.items() if value or (before and field in before.fields)}
    row = Row(kind="person", id=group.person, joins=joins)
    says = {field: found for field, found in _says(group, values).items() if field in stated}
    renamed = (before.id,) if before and before.id != group.person else ()
    return update_of(project, row, stated, says, before=before, held=held)._replace(renamed=renamed)


def _in_order(names: Collection[str], held: Person | None) -> tuple[str, ...]:
    """Return names sorted; in the order of the record that is held, where that has just these."""
    return held.names if held and sorted(held.names) == sorted(names) else tuple(sorted(names))


def _row_before(group: PersonGroup, past: Past) -> Row | None:
    """Return the ledger's row of a person, or that of the id that the record had until somebody renamed it."""
    ids = {past.bearers.own.get(name_key(name), "") for name in group.names}
    known = [past.rows["person", id] for id in sorted(ids - past.held.keys()) if ("person", id) in past.rows]
    renamed = known[0] if group.person in past.held and len(known) == 1 else None
    return past.rows.get(("person", group.person)) or renamed


def _accounted(group: PersonGroup, before: Sequence[Joined]) -> tuple[Joined, ...]:
    """Return the joins that account for a person's names, sorted by the names.

    A join that was made stays, as the record says so, also where the evidence is no longer what it was.
    Then the reason of that time is the reason; but a ruling that was taken back is none.
    """
    found = [Joined(join.a, join.b, join.weight, join.words) for join in group.joins]
    home = {name_key(name): name_key(name) for name in group.names}
    kept = [join for join in before if not any(map(is_ruling, join.because)) and _keys(join) <= home.keys()]
    chosen = list[Joined]()
    for join in (*found, *kept):
        one, other = (home[name_key(name)] for name in (join.a, join.b))
        if one != other or len(chosen) < len(found):
            chosen.append(join)
            home = {key: one if root == other else root for key, root in home.items()}
    return tuple(sorted(chosen, key=lambda join: (sorted(_keys(join)), join.a, join.b)))


def _keys(join: Joined) -> set[str]:
    return {name_key(join.a), name_key(join.b)}


def _because(group: PersonGroup, joins: Sequence[Joined]) -> tuple[str, ...]:
    """Return the reasons in words: first those that need no evidence, then the joins."""
    told = {in_words(join.a, join.b, join.words) for join in group.joins}
    spellings = [words for words in group.because if words not in told]
    return (*spellings, *dict.fromkeys(in_words(join.a, join.b, join.because) for join in joins))


def _says(group: PersonGroup, values: Mapping[str, Any]) -> dict[str, tuple[Saying, ...]]:
    """Return where each field comes from: the first paper that prints a name or states an ORCID iD."""
    first: dict[str, str] = {}
    for mention in sorted(group.mentions, key=lambda mention: bool(mention.source)):
        first.setdefault(mention.name, mention.paper)
        if mention.orcid:
            first.setdefault(mention.orcid, mention.paper)
    names = tuple(Saying(first[name], name) for name in sorted(group.names))
    told = {
        "names": names,
        "name": _agreeing(first, values["name"]),
        "orcid": _agreeing(first, values["orcid"]),
    }
    return {field: said for field, said in told.items() if said}


def _agreeing(first: Mapping[str, str], value: str) -> tuple[Saying, ...]:
    return (Saying(first[value]),) if value in first else ()
