"""Who is behind every name is found many names at a time; it is what the rules say of them one by one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.bearers import Bearers, bearers_of
from separata.crews import Bylines, ByPerson, Crews
from separata.dates import Date
from separata.identities import Identities, identified, identities_of
from separata.library import library_of
from separata.model import Address, Author, Person, Work
from separata.names import is_family_first, name_key, name_keys, namesake
from separata.paper import Paper, Seat
from separata.problems import Place
from separata.renewal import renewed
from separata.rows import Row, newest_first, row_of
from separata.stages.namebook import NameBook
from separata.text import slug, slugs

# ORCID's own examples.
ORCIDS = ("", "", "0000-0002-1825-0097", "0000-0001-5109-3700")
NAMES = (
    "Ada King", "King, Ada", "Ada  King", "ADA KING", "Adá King", "Ada-King", "Ada King 0001", "Ada King 0002",
    "Ada King*", "A. King", "Ada King 2", "Ada Kingø", "O'Neill, Zoë", "Zoë O'Neill", "Zoë ONeill",
    "Zoe ONeill", "李 伟", "Li Wei", "?", "", "anonymous",
)  # fmt: skip
IDS = ("ada-king", "ada-king-2", "zoe-o-neill", "li-wei", "nobody", "anonymous")

names = st.sampled_from(NAMES)
several = st.lists(names, unique=True, max_size=3).map(tuple)
authors = st.builds(
    Author,
    name=names,
    person=st.sampled_from(("", "", "", *IDS)),
    orcid=st.sampled_from(ORCIDS),
    literal=st.booleans(),
)
works = st.builds(
    Work,
    authors=st.lists(st.one_of(names.map(Author), authors), max_size=4).map(tuple),
    issued=st.sampled_from((None, Date(2019), Date(2019, 2), Date(2020))),
)
people = st.lists(
    st.builds(
        Person,
        id=st.sampled_from(IDS),
        name=names,
        names=several,
        former_names=several,
        orcid=st.sampled_from(ORCIDS),
        former_ids=st.lists(st.sampled_from(IDS), max_size=1).map(tuple),
        place=st.just(Place("content/people/x.yaml")),
    ),
    max_size=4,
)
addresses = st.lists(
    st.builds(Address, id=st.sampled_from(IDS), names=several), max_size=3, unique_by=attrgetter("id")
)
papers = st.lists(works, max_size=6).map(
    lambda found: [Paper(f"paper{at * 7 % 5}-{at}", work) for at, work in enumerate(found)]
)


@given(papers, people, addresses)
def test_people_are_told_apart_as_they_would_be_name_by_name(
    papers: list[Paper], people: list[Person], addresses: list[Address]
) -> None:
    library, _ = library_of(papers, people, addresses)
    bearers = bearers_of(people, addresses)
    ordered = sorted(papers, key=newest_first)
    bylines, own = by_the_rules(ordered, bearers)
    assert [paper.id for paper in library.papers] == [paper.id for paper in ordered]
    assert library.bylines == bylines
    assert {*library.people} == {*bearers.people, *own}
    assert library.people.own == {id: namesake(name)[0] for id, name in own.items()}
    assert library.undecided == {id for id, name in own.items() if name_key(name) in bearers.by_key}
    assert library.namesakes == of_one_name(own, bearers)
    assert {id: [paper.id for paper in found] for id, found in library.by_person.items()} == {
        id: [paper.id for paper in ordered if id in bylines[paper.id]]
        for id in dict.fromkeys(id for paper in ordered for id in bylines[paper.id])
    }
    assert [(year, [paper.id for paper in found]) for year, found in library.by_year.items()] == [
        (year, [paper.id for paper in ordered if paper.card.year == year])
        for year in sorted({paper.card.year for paper in ordered}, reverse=True)
    ]


@given(st.lists(st.tuples(papers, people, addresses), min_size=2, max_size=4))
def test_the_name_book_says_what_would_be_found_without_it(
    contents: list[tuple[list[Paper], list[Person], list[Address]]],
) -> None:
    with TemporaryDirectory() as folder:
        book = NameBook(Path(folder), b"program")
        # What was found last is found again, also when it is of another content.
        for papers, people, addresses in [each for content in contents for each in (content, content)]:
            bearers = bearers_of(people, addresses)
            row = row_of(papers)
            assert told(book.identities(row, bearers), row) == told(identities_of(row, bearers), row)


@given(st.lists(papers, min_size=2, max_size=5), people, addresses)
def test_the_name_book_is_brought_up_to_papers_that_come_and_go(
    steps: list[list[Paper]], people: list[Person], addresses: list[Address]
) -> None:
    bearers = bearers_of(people, addresses)
    with TemporaryDirectory() as folder:
        book = NameBook(Path(folder), b"program")
        for row in map(row_of, steps):
            assert told(book.identities(row, bearers), row) == told(identities_of(row, bearers), row)


@pytest.mark.parametrize(
    ("before", "after", "is_renewed"),
    [
        ("Ada King", "Ada King; Bo Lee", True),
        ("Ada King; Bo Lee", "Ada King", True),
        ("ADA KING", "Ada King", True),
        ("Ada King", "Ada King; Ada King 2", False),
        ("Li Wei", "?; Li Wei", False),
        ("O'Neill", "O'Neill; O Neill", False),
        ("O'Neill; O Neill", "O'Neill", False),
    ],
)
def test_all_names_are_looked_at_again_only_where_an_address_is_contested(
    before: str, after: str, is_renewed: bool
) -> None:
    rows = [row_of([paper("a", names), paper("b", "Cy Dee; Ada King")]) for names in (before, after)]
    bearers = bearers_of(())
    found = renewed(*identified(rows[0], bearers), rows[1], bearers)
    assert bool(found) == is_renewed
    assert not found or told(found[0], rows[1]) == told(identities_of(rows[1], bearers), rows[1])


def test_a_paper_by_thousands_of_newcomers_is_taken_in_at_once() -> None:
    letters = "abcdefghijklmno"
    crowd = "; ".join(f"A{one}{two}{three} King" for one, two, three in product(letters, repeat=3))
    rows = [
        row_of([paper("b", "Cy Dee"), paper("c", "Ada King; Bo Lee"), *more])
        for more in ([], [paper("a", crowd)])
    ]
    bearers = bearers_of(())
    found = renewed(*identified(rows[0], bearers), rows[1], bearers)
    # Compared with each other one by one, so many would take an hour.
    assert found and told(found[0], rows[1]) == told(identities_of(rows[1], bearers), rows[1])


def paper(id: str, names: str) -> Paper:
    return Paper(id, Work(authors=tuple(map(Author, names.split("; ")))))


def told(found: Identities, row: Row) -> tuple[object, ...]:
    """Return all that identities say, in the order in which it counts."""
    crews = Crews(row, found.seating)
    by_person = ByPerson(crews)
    return (
        dict(Bylines(crews)),
        (found.own, found.by_key, found.numbered, found.seating.hashes),
        {id: by_person[id].ids for id in by_person},
        [crews.newcomers(range(at, len(row))) for at in range(len(row))],
    )


def test_a_damaged_name_book_is_made_anew(tmp_path: Path) -> None:
    row, bearers = row_of([Paper("a", Work(authors=(Author("Ada King"),)))]), bearers_of(())
    book = NameBook(tmp_path, b"program")
    expected = book.identities(row, bearers)
    whole = (tmp_path / "names").read_bytes()
    for damaged in (b"", whole[:20], whole[:-1], whole.replace(b"ada", b"eve")):
        (tmp_path / "names").write_bytes(damaged)
        assert book.identities(row, bearers) == expected
        assert (tmp_path / "names").read_bytes() == whole


odd = st.text(st.sampled_from("aB .-'’*1,?\n\u00a0ßéøǿ\u0301王"))


@given(st.lists(st.one_of(names, st.text(), odd), unique=True))
def test_many_names_are_folded_as_one_is(found: list[str]) -> None:
    assert name_keys(found) == {name: name_key(name) for name in found}
    assert slugs(found) == [slug(name) for name in found]


def by_the_rules(
    papers: Sequence[Paper], bearers: Bearers
) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return who is behind the names on each paper, and the name of each who is not on record."""
    found = {paper.id: decided(paper.card.seats, bearers) for paper in papers}
    printings: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        for seat, person in zip(paper.card.seats, found[paper.id], strict=True):
            if not person:
                printings[name_key(seat.name)][seat.name] += 1
    usual = {
        key: min(counts, key=lambda name: (is_family_first(name), -counts[name], name.isascii(), name))
        for key, counts in printings.items()
    }
    ids = own_ids(usual, bearers)
    bylines = {
        paper.id: tuple(
            person or ids[name_key(seat.name)]
            for seat, person in zip(paper.card.seats, found[paper.id], strict=True)
        )
        for paper in papers
    }
    return bylines, {ids[key]: name for key, name in usual.items()}


def decided(seats: Sequence[Seat], bearers: Bearers) -> tuple[str, ...]:
    """Return who on record has each seat of a paper; empty where it is nobody or nobody can tell."""
    found = [candidates(seat, bearers) for seat in seats]
    sure = Counter(ids[0] for ids in found if len(ids) == 1)
    stated = [bool(seat.person) or seat.orcid in bearers.by_orcid for seat in seats]
    return tuple(
        ids[0] if len(ids) == 1 and (sure[ids[0]] == 1 or is_stated) and ids[0] in bearers.people else ""
        for ids, is_stated in zip(found, stated, strict=True)
    )


def candidates(seat: Seat, bearers: Bearers) -> list[str]:
    if seat.person:
        return [bearers.former.get(seat.person, seat.person)]
    if seat.orcid in bearers.by_orcid:
        return [bearers.by_orcid[seat.orcid]]
    found = bearers.by_key.get(name_key(seat.name), ())
    return [id for id in found if not (seat.orcid and bearers.people[id].orcid not in ("", seat.orcid))]


def own_ids(names: Mapping[str, str], bearers: Bearers) -> dict[str, str]:
    ids = {key: bearers.own[key] for key in names if key in bearers.own}
    taken = {*bearers.taken, *ids.values()}
    for key in sorted(names.keys() - ids.keys()):
        stem = slug(names[key]) or "anonymous"
        ids[key] = next(id for id in (stem, *(f"{stem}-{n}" for n in range(2, 99))) if id not in taken)
        taken.add(ids[key])
    return ids


def of_one_name(own: Mapping[str, str], bearers: Bearers) -> dict[str, tuple[str, ...]]:
    """Return for each person the others who publish under one of the same names."""
    names = {id: [namesake(own[id])] for id in own} | {
        id: [(namesake(name)[0], "") for name in (person.name, *person.names)]
        for id, person in bearers.people.items()
    }
    shared = {name_key(name) for id in bearers.people for name, _ in names[id]}
    shared |= {name_key(name) for id in own for name, number in names[id] if number}
    keys = {id: {name_key(name) for name, _ in found} & shared for id, found in names.items()}
    others = {id: [other for other in sorted(keys) if other != id and keys[other] & keys[id]] for id in keys}
    return {id: tuple(found) for id, found in others.items() if found}
