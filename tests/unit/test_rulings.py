"""Rulings are added to `decisions.yaml` and every other line stays; the review list reads as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.config import read_decisions
from separata.contradictions import contradictions
from separata.problems import SeparataError
from separata.review import KINDS, Pair, read_review, written_review
from separata.stages.rulings import Ruling, with_ruling
from separata.text import squeezed

TOLD = Ruling("people", "same", ("Ada King", "Ada Lovelace"), "she married: see the parish register")

FILES = [
    pytest.param("", id="nothing there"),
    pytest.param("# only a comment\n", id="only a comment"),
    pytest.param("people:\n- same: [a, b] # why\n  because: x\n# the end\n", id="a list at the margin"),
    pytest.param(
        "papers:\n  # c\n  - {same: [a, b]}\n\n# on people\npeople:\n    - different: [c, d]\n", id="deep"
    ),
    pytest.param("people: [{different: [c, d]}]  # short\n", id="a list on one line"),
    pytest.param("people:\npapers:\n  - same: [a, b]\n", id="an empty list before another"),
    pytest.param("papers:\n  - same: [a, b]", id="no line end"),
]


@pytest.mark.parametrize("text", FILES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_ruling_comes_behind_the_others_and_nothing_else_changes(text: str, kind: str) -> None:
    before = read_decisions("d", text)
    after = with_ruling(text, before, TOLD._replace(kind=kind))
    found = read_decisions("d", after)
    wanted = {"same": TOLD.sides, "because": TOLD.because}
    assert found == {**before, kind: (*before.get(kind, ()), wanted)}
    kept = [line for line in text.splitlines() if not line.startswith(f"{kind}:")]
    assert [line for line in after.splitlines() if line in kept] == kept


sides = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).map(squeezed)


@given(st.lists(st.builds(Ruling, st.sampled_from(KINDS), st.just("same"), st.tuples(sides, sides), sides)))
def test_rulings_are_read_as_they_were_added(rulings: list[Ruling]) -> None:
    text = ""
    for ruling in rulings:
        text = with_ruling(text, read_decisions("d", text), ruling)
    found = read_decisions("d", text)
    for kind in KINDS:
        told = [{"same": one.sides, "because": one.because} for one in rulings if one.kind == kind]
        assert list(found.get(kind, ())) == told


pairs = st.builds(
    Pair,
    st.sampled_from(KINDS),
    sides,
    sides,
    st.integers(-400, 4000).map(lambda number: number / 100),
    st.lists(sides, max_size=3).map(tuple),
)


@given(st.lists(pairs, max_size=5))
def test_the_review_list_reads_as_it_was_written_and_is_sorted(found: list[Pair]) -> None:
    text = written_review(found)
    assert sorted(read_review("r", text)) == sorted(found)
    assert written_review(read_review("r", text)) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("papers:\n  - pair: [a]\n", "r:2:5: a pair has two sides"),
        (
            "papers:\n  - {pair: [a, b], weight: heavy}\n",
            "r:2:28: must be a weight such as 5.5 bits, got 'heavy'",
        ),
        ("paper: []\n", "r:1:1: unknown field 'paper'"),
    ],
)
def test_a_damaged_review_list_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(SeparataError) as caught:
        read_review("r", text)
    assert str(caught.value.problems[0]).startswith(message)


def told(text: str) -> list[str]:
    return [
        str(problem).replace("\n  hint: take back one of these rulings", "")
        for problem in contradictions("d", text)
    ]


def test_every_contradiction_is_told_at_once_with_the_places_of_all_rulings_that_make_it() -> None:
    text = """\
people:
  - {same: [Ada King, Ada Lovelace]}
  - {same: [ada lovelace, countess]}
  - {different: [countess, Ada King], because: asked}
  - {different: [Wei Wang, 王伟]}
  - {same: [王伟, Wei  Wang]}
papers:
  - {same: [a, b, 'doi:10.1000/1']}
  - {different: [c, 'doi:10.1000/1', a]}
  - {different: [a, c]}
"""
    assert told(text) == [
        "d:4:5: 'countess' and 'Ada King' are ruled different here, and the same at d:3:5 and d:2:5",
        "d:5:5: 'Wei Wang' and '王伟' are ruled different here, and the same at d:6:5",
        "d:9:5: 'doi:10.1000/1' and 'a' are ruled different here, and the same at d:8:5",
    ]


def test_rulings_that_can_all_hold_are_no_contradiction() -> None:
    assert told("people:\n- same: [a, b]\n- different: [b, c]\n- different: [a, c]\npapers:\n") == []
    # What is said of papers is not said of people; nor does an id mean whoever has that name.
    assert told("people: [{same: [a, b]}]\npapers: [{different: [a, b]}]\n") == []
    assert told("people: [{different: [wei-wang, Wei Wang]}, {same: [wei-wang-2, Wei Wang]}]\n") == []


def test_spellings_of_one_name_cannot_be_parted_by_a_ruling() -> None:
    (problem,) = contradictions("d", "people:\n  - different: [Sheer El-Showk, Sheer El Showk]\n")
    assert problem.message == "'Sheer El-Showk' and 'Sheer El Showk' are one name, which rulings cannot part"
    assert "with 'person'" in problem.hint


@given(st.lists(st.tuples(st.sampled_from(("same", "different")), st.permutations("abcde")), max_size=8))
def test_a_contradiction_is_told_exactly_where_no_grouping_fits(said: list[tuple[str, list[str]]]) -> None:
    text = "".join(f"  - {word}: [{sides[0]}, {sides[1]}]\n" for word, sides in said)
    home = {side: {side} for side in "abcde"}
    for _, (one, other, *_) in (item for item in said if item[0] == "same"):
        joined = home[one] | home[other]
        home |= dict.fromkeys(joined, joined)
    wrong = [sides for word, sides in said if word == "different" and sides[1] in home[sides[0]]]
    assert len(told(f"papers:\n{text}" if text else "")) == len(wrong)
