"""Filing: under which words people stand in the index, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.model import Person
from separata.names import parse_name
from separata.pages.filing import files
from separata.text import folded

# What decides where a family name begins, or what parts words.
PIECES = (
    *"Ada Tom de Melo El Showk Van der 't Jr. III sr T E. J.R. Jean-Luc O’Neil García ß İ 李 明 1st".split(),
    *(" ", "\u00a0", "\t", ",", ".", "_", "-", "\u0301", ""),
)


def filed(name: str, family: str = "", corporate: frozenset[str] = frozenset()) -> str:
    """Return the words under which somebody is filed."""
    return files([Person("id", name, family=family)], {}, {}, corporate).filed[0]


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join) | st.text(max_size=8))
def test_everybody_is_filed_under_the_family_name(name: str) -> None:
    parsed = parse_name(name)
    assert filed(name) == folded(f"{parsed.family} {parsed.given}")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", "lovelace ada"),
        ("Sheer El Showk", "el showk sheer"),
        ("Gerard de Melo", "melo gerard"),
        ("Martin Luther King Jr", "king martin luther"),
        ("Jean-Luc García", "garcia jean luc"),
        ("Plato", "plato"),
        ("", ""),
    ],
)
def test_names_as_they_are_filed(name: str, expected: str) -> None:
    assert filed(name) == expected


def test_what_a_record_tells_goes_before_what_the_name_tells() -> None:
    assert filed("Gabriel García Márquez", "García Márquez") == "garcia marquez gabriel"
    assert filed("The Engine Group", corporate=frozenset({"id"})) == "the engine group"


def test_namesakes_stand_by_their_addresses() -> None:
    people = [
        Person(id, name) for id, name in (("b", "Li Wei"), ("a-2", "Wei Li"), ("a", "Wei Li"), ("c", "Li"))
    ]
    found = files(people[:2], {one.id: one.name for one in people[2:]}, {"a": 2}, frozenset())
    assert found.counts == [0, 0, 2, 0]
    assert found.ids == ["c", "a-2", "a", "b"]
    assert [one.name for one in found.part(1, 3).listed()] == ["Li, Wei", "Li, Wei"]
