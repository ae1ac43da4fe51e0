"""Filing: under which words people stand in the index, and in which order."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.model import Person
from separata.names import parse_name
from separata.pages.filing import files, joined
from separata.stages.filingbook import FilingBook
from separata.text import folded

# What decides where a family name begins, or what parts words.
PIECES = (
    *"Ada Tom de Melo El Showk Van der 't Jr. III sr T E. J.R. Jean-Luc O’Neil García ß İ 李 明 1st".split(),
    *(" ", "\u00a0", "\t", ",", ".", "_", "-", "\u0301", ""),
)


def filed(name: str, family: str = "", corporate: frozenset[str] = frozenset()) -> str:
    """Return the words under which somebody is filed."""
    return files([Person("id", name, family=family)], {}, corporate).filed[0]


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
    found = files(people[:2], {one.id: one.name for one in people[2:]}).counted({"a": 2})
    assert found.counts == [0, 0, 2, 0]
    assert found.ids == ["c", "a-2", "a", "b"]
    assert [one.name for one in found.part(1, 3).listed()] == ["Li, Wei", "Li, Wei"]


NAMES = st.sampled_from(["Wei Li", "Li Wei", "Ada Lovelace", "Gerard de Melo", "José Núñez", ""])
OWN = st.dictionaries(st.sampled_from(["a", "a-2", "a-b", "b", "c", "d"]), NAMES)


@given(OWN, OWN)
def test_people_are_put_between_others_where_they_stand(some: dict[str, str], others: dict[str, str]) -> None:
    come = {id: name for id, name in others.items() if id not in some}
    assert joined(files((), some), files((), come)) == files((), {**come, **some})


@given(st.lists(OWN, min_size=2, max_size=5))
def test_the_filing_book_says_what_filing_everybody_would_say(steps: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        book = FilingBook(Path(folder), b"program")
        # What was filed last is found again, also after others.
        for own in [each for step in steps for each in (step, step)]:
            assert book.filed(own) == files((), own)


def test_a_damaged_or_foreign_filing_book_is_made_anew(tmp_path: Path) -> None:
    own = {"ada-king": "Ada King", "bo-lee": "Bo Lee"}
    book, path = FilingBook(tmp_path, b"program"), tmp_path / "filed"
    expected = book.filed(own)
    whole = path.read_bytes()
    FilingBook(tmp_path, b"other").filed(own)
    for damaged in (path.read_bytes(), b"", whole[:10], whole[:-1], whole.replace(b"king", b"lord")):
        path.write_bytes(damaged)
        assert book.filed(own) == expected
        assert path.read_bytes() == whole
