"""Slips of the pen and short forms of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.matching.nicknames import full_forms, same_given_name
from separata.matching.spelling import one_slip, slip_keys

words = st.text("abc", min_size=5, max_size=8)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("lukosiute", "lukosuite", True),
        ("difference", "diffrence", True),
        ("difference", "differrence", True),
        ("mercado", "mercedo", True),
        ("mercado", "mercado", False),
        ("mercado", "mercedi", False),
        ("amodei", "amadeo", False),
        ("chen", "cheng", False),
        ("yichen", "yicheng", False),
    ],
)
def test_one_slip(a: str, b: str, expected: bool) -> None:
    assert one_slip(a, b) is expected


@given(words, words)
def test_slips_are_symmetric_and_found_by_their_keys(a: str, b: str) -> None:
    assert one_slip(a, b) == one_slip(b, a)
    assert not one_slip(a, b) or not set(slip_keys(a)).isdisjoint(slip_keys(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("tom", "thomas"), ("ben", "benjamin"), ("sam", "samuel"), ("sam", "samantha"),
        ("chris", "christopher"), ("tim", "timothy"), ("zac", "zachary"), ("nick", "nicholas"),
        ("danny", "daniel"), ("danny", "dan"),
        ("jeff", "jeffrey"), ("liz", "elizabeth"), ("kate", "katherine"), ("bob", "robert"), ("will", "bill"),
    ],
)  # fmt: skip
def test_short_forms(a: str, b: str) -> None:
    assert same_given_name(a, b)
    assert same_given_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("samuel", "samantha"), ("dario", "daniela"), ("christopher", "christian"), ("tom", "tim")]
)
def test_names_that_share_a_short_form_or_letters_are_not_one(a: str, b: str) -> None:
    assert not same_given_name(a, b)


def test_a_name_stands_for_itself() -> None:
    assert full_forms("ada") == {"ada"}
    assert full_forms("zac") == {"zac", "zachary", "zachariah"}
