"""Names: their parts, and the keys under which printings are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.names import (
    Name,
    is_family_first,
    name_key,
    namesake,
    parse_name,
    read_out,
    sort_key,
    without_marks,
)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Yuntao Bai", Name("Yuntao", "", "Bai")),
        ("Tom B. Brown", Name("Tom B.", "", "Brown")),
        ("Gerard de Melo", Name("Gerard", "de", "Melo")),
        ("Maartje ter Hoeve", Name("Maartje", "ter", "Hoeve")),
        ("Sheer El Showk", Name("Sheer", "", "El Showk")),
        ("Zac Hatfield-Dodds", Name("Zac", "", "Hatfield-Dodds")),
        ("Hatfield Dodds, Zac", Name("Zac", "", "Hatfield Dodds")),
        ("de Melo, Gerard", Name("Gerard", "de", "Melo")),
        ("King, Jr., Martin Luther", Name("Martin Luther", "", "King", "Jr.")),
        ("Martin Luther King Jr.", Name("Martin Luther", "", "King", "Jr.")),
        ("Plato", Name("", "", "Plato")),
        ("", Name()),
    ],
)
def test_parts_of_names(printed: str, expected: Name) -> None:
    assert parse_name(printed) == expected


@pytest.mark.parametrize(
    ("printed", "family_first", "initials"),
    [
        ("Gerard de Melo", "de Melo, Gerard", "G."),
        ("Tom B. Brown", "Brown, Tom B.", "T. B."),
        ("Zi-Jie Wang", "Wang, Zi-Jie", "Z.-J."),
        ("Plato", "Plato", ""),
        ("Florian ‘Floyd’ Mueller", "Mueller, Florian ‘Floyd’", "F."),
        ('Edward "Ned" B. Moore', 'Moore, Edward "Ned" B.', "E. B."),
        ("D'Arcy Wentworth Thompson", "Thompson, D'Arcy Wentworth", "D. W."),
    ],
)
def test_forms_of_names(printed: str, family_first: str, initials: str) -> None:
    name = parse_name(printed)
    assert (name.family_first, name.initials) == (family_first, initials)


@pytest.mark.parametrize(
    "printings",
    [
        ("Sheer El-Showk", "Sheer El Showk", "El-Showk, Sheer", "sheer el‐showk*"),
        ("Zac Hatfield-Dodds", "Zac Hatfield Dodds", "Zac  Hatfield-Dodds†"),
        ("Noemí Mercado", "Noemi Mercado", "Noemi\u0301 Mercado", "Noemi Mercado1"),
        ("Shane O'Mahony", "Shane O’Mahony", "Shane OMahony"),
        ("Bartłomiej Bojanowski", "Bartlomiej Bojanowski"),
        ("Gerard de Melo", "de Melo, Gerard", "Melo, Gerard de"),
    ],
)
def test_printings_of_one_name_share_a_key(printings: tuple[str, ...]) -> None:
    assert len({name_key(printed) for printed in printings}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [("Tom Brown", "Tom B. Brown"), ("Dario Amodei", "Daniela Amodei"), ("Wei Wang 0001", "Wei Wang 0002")],
)
def test_different_names_have_different_keys(a: str, b: str) -> None:
    assert name_key(a) != name_key(b)


def test_names_are_filed_under_the_family_name() -> None:
    names = ["Maartje ter Hoeve", "Ayla Karakaş", "Łukasz Kaiser", "Sheer El Showk"]
    assert sorted(names, key=sort_key) == [
        "Sheer El Showk",
        "Maartje ter Hoeve",
        "Łukasz Kaiser",
        "Ayla Karakaş",
    ]


@given(st.text())
def test_canonical_forms_are_fixed_points(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert without_marks(without_marks(text)) == without_marks(text)


@given(st.text())
def test_no_name_is_too_odd_to_take_apart(text: str) -> None:
    assert isinstance(parse_name(text), Name)
    assert sort_key(text)[2] == text


@pytest.mark.parametrize(
    ("printed", "name", "number"),
    [
        ("Wei Wang 0001", "Wei Wang", "0001"),
        ("Wei Wang", "Wei Wang", ""),
        ("Expo 2000", "Expo 2000", ""),
        ("0001", "0001", ""),
    ],
)
def test_the_number_of_a_namesake(printed: str, name: str, number: str) -> None:
    assert namesake(printed) == (name, number)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("King, Ada", True),
        ("de Melo, Gerard", True),
        ("King, Jr., Martin Luther", True),
        ("Martin Luther King, Jr.", False),
        ("Ada King", False),
        ("King,", False),
        ("", False),
    ],
)
def test_a_family_name_before_a_comma_and_a_given_one_stands_first(printed: str, expected: bool) -> None:
    assert is_family_first(printed) is expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("García Márquez, Gabriel", "Gabriel García Márquez"),
        ("de Melo, Gerard", "Gerard de Melo"),
        ("King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("Martin Luther King, Jr.", "Martin Luther King, Jr."),
        ("Ada King", "Ada King"),
        ("Plato", "Plato"),
    ],
)
def test_in_a_list_of_names_no_comma_parts_one(printed: str, expected: str) -> None:
    assert read_out(printed) == expected
