"""Ids of papers and people: the pattern, collisions, and what is not known."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.bearers import person_id
from separata.dates import Date
from separata.matching.ids import paper_id
from separata.model import Author, Work


@pytest.mark.parametrize(
    ("author", "year", "title", "expected"),
    [
        ("Yuntao Bai", 2022, "Constitutional AI: Harmlessness from AI Feedback", "bai2022constitutional"),
        ("Catherine Olsson", 2022, "In-context Learning and Induction Heads", "olsson2022context"),
        ("Amanda Askell", 2021, "A General Language Assistant", "askell2021general"),
        ("Zac Hatfield-Dodds", 2022, "On the Looms", "hatfielddodds2022looms"),
        ("Gerard de Melo", 2010, "$k$-Means {\\'e}tude", "melo2010k"),
        ("Kamilė Lukošiūtė", 2022, "Über Łooms", "lukosiute2022uber"),
        ("王伟", 2022, "机器", "wangwei2022jiqi"),
        ("", 2022, "Looms", "anon2022looms"),
        ("Ada King", 0, "Looms", "kinglooms"),
        ("Wei Wang 0001", 2022, "Looms", "wang2022looms"),
        ("Ada King", 1843, "", "king1843"),
        ("Ada King", 1843, "On the", "king1843on"),
        ("", 0, "", "anon"),
    ],
)
def test_the_pattern_of_paper_ids(author: str, year: int, title: str, expected: str) -> None:
    authors = (Author(author),) if author else ()
    work = Work(title=title, authors=authors, issued=Date(year) if year else None)
    assert paper_id(work, ()) == expected


def test_a_corporate_author_lends_the_first_word() -> None:
    work = Work(title="Looms", authors=(Author("Analytical Engine Collaboration", literal=True),))
    assert paper_id(work, ()) == "analyticallooms"
    work = Work(title="Looms", authors=(Author("The Analytical Engine Collaboration", literal=True),))
    assert paper_id(work, ()) == "analyticallooms"


def test_an_id_that_is_taken_gets_a_letter() -> None:
    work = Work(title="Looms", authors=(Author("Ada King"),), issued=Date(1843))
    taken = ["king1843looms"]
    for letter in "abcdefghijklmnopqrstuvwxyz":
        taken.append(paper_id(work, taken))
        assert taken[-1] == f"king1843looms{letter}"
    assert paper_id(work, taken) == "king1843loomsaa"


def test_person_ids() -> None:
    assert person_id("Sheer El Showk", ()) == "sheer-el-showk"
    assert person_id("Kamilė Lukošiūtė", {"kamile-lukosiute"}) == "kamile-lukosiute-2"
    assert person_id("王伟", ()) == "wangwei"
    assert person_id("?", ()) == "anonymous"


@given(st.text(), st.text(), st.none() | st.integers(1000, 2999))
def test_ids_are_ascii_whatever_the_names_are(title: str, name: str, year: int | None) -> None:
    work = Work(title=title, authors=(Author(name),), issued=Date(year) if year else None)
    assert re.fullmatch(r"[a-z0-9]+", paper_id(work, ()))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", person_id(name, ()))
    assert paper_id(work, ()) == paper_id(work, ())
