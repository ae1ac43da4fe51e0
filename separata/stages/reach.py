"""Reach: which subjects a change can have touched, so that a build looks at no others.

All papers and people are compared in bulk with what the last build knew of them. A paper that differs
touches itself and whatever prints it now or printed it then; a person, a topic or a venue that is called
otherwise touches the papers. What cannot be traced to single papers, such as a picture, touches everything.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from operator import ne
from typing import NamedTuple

import msgspec

from separata.files import digest
from separata.manifest import Outline
from separata.pages.edition import Edition
from separata.pages.page import hashed
from separata.paper import Paper
from separata.rows import WIDTH, Papers, runs
from separata.stages.ranks import HASH, Ranks
from separata.stages.tables import Table, showing

_CUT = ("search", "roll")  # tables whose subjects are cut from the row of all papers or people


class Reach(NamedTuple):
    """The subjects to look at, by table, and the names of those that are no more.

    `edited` are the papers that differ, if all lists have the same papers in the same order as then; else none.
    """

    keys: Mapping[str, tuple[str, ...]]
    ended: frozenset[str]
    edited: frozenset[str] = frozenset()


def outline_of(edition: Edition, ranks: Ranks, tables: Mapping[str, Table]) -> Outline:
    """Return what the next build has to know of an edition."""
    shelves = (("topic", edition.topics), ("venue", edition.venues))
    cuts = ((name, key) for name in _CUT for key in tables[name].found)
    return Outline(
        common=_common(edition),
        people=edition.known_people,
        shelves=_encoded(
            {
                f"{name} {mark}": (one.url, one.name, one.words, one.former)
                for name, found in shelves
                for mark, one in found.items()
            }
        ),
        extras=_encoded(_extras(edition)),
        cuts=_encoded({f"{name} {key}": _members(tables, name, key) for name, key in cuts}),
        years=tuple(edition.library.by_year),
        ids="\n".join(ranks.ids),
        hashes=ranks.hashes,
        near=edition.neighbours.hashes().tobytes(),
    )


def _common(edition: Edition) -> bytes:
    """Return the hash of what any subject may be a function of besides papers and people."""
    library = edition.library
    return hashed(
        (
            edition.doubts,
            edition.pictures,
            edition.faces,
            edition.style,
            edition.has_about,
            edition.short_names,
            library.namesakes,
            sorted(library.undecided),
        )
    )


def _extras(edition: Edition) -> dict[str, object]:
    """Return, of papers that have such, what their pages take besides works, from records and the ledger."""
    row, mark = edition.library.papers.row, edition.origins.mark
    columns, positions = row.columns, row.positions
    found = {positions[id] for id in edition.origins.papers() if id in positions}
    for column in (columns.paths, columns.former_ids, columns.teasers):
        found.update(compress(range(len(row)), column))
    return {
        columns.ids[at]: (
            columns.paths[at],
            columns.former_ids[at],
            columns.teasers[at],
            mark(columns.ids[at]),
        )
        for at in sorted(found)
    }


def _members(tables: Mapping[str, Table], name: str, key: str) -> bytes:
    return digest("\n".join(_ids(tables, name, key)).encode())


def _ids(tables: Mapping[str, Table], name: str, key: str) -> Sequence[str]:
    """Return the ids of the papers in a block of the search index, or of the people on a roll."""
    members = tables[name].found[key][1]
    return members.ids if isinstance(members, Papers) else members


def reach(
    then: Outline, now: Outline, edition: Edition, tables: Mapping[str, Table], shown: Callable[[str], str]
) -> Reach | None:
    """Return what can have been touched between two builds; None where it may be everything.

    `shown` gives the subjects that printed a paper then, by their names, one a line.
    """
    if then.common != now.common:
        return None
    differing = _differing(then, now)
    people = {*_people_apart(then.people, now.people), *_renamed(edition, differing.reseated)}
    labels = _apart(then.shelves, now.shelves)
    papers = differing.papers | _named_otherwise(edition, people, labels.others)
    found = tables["paper"].found
    lines = (line for id in papers for line in shown(id).split("\n"))
    names = {
        *(f"paper {id}" for id in (*papers, *_otherwise_near(then, now))),
        *(name for id in papers if id in found for name in showing(edition, found[id])),
        *filter(None, lines),
        *(f"person {id}" for id in _told_of(edition, people)),
        *_cut(then, now, {"search": papers, "roll": people}, tables),
        *(f"year {year}" for year in now.years if then.years != now.years),
    }
    reached = _sorted_out(names, tables)
    alike = then.ids == now.ids and then.shelves == now.shelves and not _moved(edition, papers, found, shown)
    return reached._replace(edited=frozenset(papers)) if alike else reached


def _moved(
    edition: Edition, papers: Iterable[str], found: Mapping[str, Paper], shown: Callable[[str], str]
) -> bool:
    """Tell whether any of some papers stands in other lists than then."""
    now = ((id, showing(edition, found[id])) for id in papers)
    return any(names != shown(id).split("\n") for id, names in now)


def _sorted_out(names: Iterable[str], tables: Mapping[str, Table]) -> Reach:
    keys: dict[str, list[str]] = defaultdict(list)
    ended = set()
    for name in sorted(names):
        table, _, key = name.partition(" ")
        if key in tables[table].found:
            keys[table].append(key)
        else:
            ended.add(name)
    return Reach({table: tuple(found) for table, found in keys.items()}, frozenset(ended))


class _Apart(NamedTuple):
    """The keys that only the former of two mappings has, only the latter, both with other values."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def _apart(then: bytes, now: bytes) -> _Apart:
    return _Apart() if then == now else _compared(_decoded(then), _decoded(now))


def _compared(before: Mapping[str, object], after: Mapping[str, object]) -> _Apart:
    return _Apart(
        gone=tuple(before.keys() - after.keys()),
        new=tuple(after.keys() - before.keys()),
        others=tuple(key for key in before if key in after and before[key] != after[key]),
    )


def _people_apart(then: bytes, now: bytes) -> set[str]:
    """Return the ids of people on record who came, went or differ, and of those to whom other ids led."""
    if then == now:
        return set()
    (records, former, parted), (records_now, former_now, parted_now) = _people(then), _people(now)
    apart = (*_compared(records, records_now), *_compared(former, former_now))
    return {*chain.from_iterable(apart), *set(parted).symmetric_difference(parted_now)}


class _Differing(NamedTuple):
    """The ids of the papers that differ, came or went; and of those of which other people are the authors.

    People who have no record are others when they have another name.
    """

    papers: set[str]
    reseated: set[str]


def _differing(then: Outline, now: Outline) -> _Differing:
    before, after = then.ids.split("\n"), now.ids.split("\n")
    found = _Differing({id for one in _apart(then.extras, now.extras) for id in one}, set())
    for run in runs(then.hashes, now.hashes, HASH):
        old = {before[at]: _seats(then, at) for at in run.old}
        new = {after[at]: _seats(now, at) for at in run.new}
        found.papers.update(old, new)
        found.reseated.update(id for id, seats in new.items() if old.get(id) != seats)
    return found


def _seats(outline: Outline, at: int) -> bytes:
    """Return what speaks for the authors of the paper at a position, which is the latter half of its hash."""
    return outline.hashes[at * HASH + WIDTH : (at + 1) * HASH]


def _renamed(edition: Edition, reseated: Collection[str]) -> Iterator[str]:
    """Yield those who may be new or have another name, which none of their papers would have left as it was."""
    bylines, by_person = edition.library.bylines, edition.library.by_person
    for person in {person for paper in reseated for person in bylines[paper]}:
        if all(paper in reseated for paper in by_person.papers(person).ids):
            yield person


def _named_otherwise(edition: Edition, people: Iterable[str], labels: Iterable[str]) -> set[str]:
    """Return the ids of the papers by people of whom something is other, or on shelves with other labels."""
    shelves = {"topic": edition.topics, "venue": edition.venues}
    parted = (label.partition(" ") for label in labels)
    found = [shelves[name][mark].papers for name, _, mark in parted]
    found += [edition.library.by_person.papers(person) for person in people]
    return {id for papers in found for id in papers.ids}


def _told_of(edition: Edition, people: Iterable[str]) -> Iterator[str]:
    """Yield some people, and those whose pages name them as somebody who may be meant."""
    for person in people:
        yield from (person, *edition.library.namesakes.get(person, ()), *edition.doubts.get(person, ()))


def _otherwise_near(then: Outline, now: Outline) -> Iterable[str]:
    """Return the ids of the papers that have other neighbours, which their own pages alone tell."""
    if then.near == now.near:
        return ()
    before, after, ids = memoryview(then.near).cast("q"), memoryview(now.near).cast("q"), now.ids.split("\n")
    if then.ids == now.ids:
        return compress(ids, map(ne, before, after))
    known = dict(zip(then.ids.split("\n"), before, strict=False))
    return (id for id, near in zip(ids, after, strict=False) if known.get(id) != near)


def _cut(
    then: Outline, now: Outline, touched: Mapping[str, set[str]], tables: Mapping[str, Table]
) -> Iterator[str]:
    """Yield what is cut from the row of all papers or people and holds others than before, or touched ones."""
    apart = _apart(then.cuts, now.cuts)
    yield from (*apart.gone, *apart.new, *apart.others)
    for name in _CUT:
        for key in tables[name].found if touched[name] else ():
            if not touched[name].isdisjoint(_ids(tables, name, key)):
                yield f"{name} {key}"


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(dict[str, msgspec.Raw]).decode
_people = msgspec.msgpack.Decoder(tuple[dict[str, msgspec.Raw], dict[str, msgspec.Raw], tuple[str, ...]]).decode
