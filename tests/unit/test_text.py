"""Plain text: folding, shingles, slugs, and their fixed points."""

from html import escape
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.text import escaped, folded, jaccard, shingles, slug, squeezed, unaccented, words_of

texts = st.text()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\u00a0 words \n", "two words"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_squeezed(text: str, expected: str) -> None:
    assert squeezed(text) == expected


@given(st.text(alphabet=" ab\t\n\x1c\xa0\u2028e\u0301"))
def test_a_text_is_squeezed_as_if_it_was_cut_at_white_space(text: str) -> None:
    assert squeezed(text) == " ".join(normalize("NFC", text).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lukošiūtė", "Lukosiute"),
        ("Bartłomiej Özyurt", "Bartlomiej Ozyurt"),
        ("Øystein Straße Æsir ħ", "Oystein Strasse Aesir h"),
        ("Bjǿrn 𝚤", "Bjorn i"),
        ("El‐Showk’s", "El-Showk's"),
    ],
)
def test_unaccented(text: str, expected: str) -> None:
    assert unaccented(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In-context Learning & “Induction” Heads", ("in", "context", "learning", "induction", "heads")),
        ("snake_case 23+17", ("snake", "case", "23", "17")),
        ("…", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sheer El-Showk", "sheer-el-showk"),
        ("Kamilė Lukošiūtė", "kamile-lukosiute"),
        ("王伟", "wangwei"),
        ("Łukasz 機械", "lukasz-jixie"),
        ("...", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_one_changed_word_leaves_most_shingles() -> None:
    words = [f"w{number}" for number in range(40)]
    changed = [*words[:20], "other", *words[21:]]
    assert jaccard(frozenset(shingles(" ".join(words))), frozenset(shingles(" ".join(changed)))) == 33 / 41


def test_a_short_text_is_one_shingle_and_no_text_none() -> None:
    assert shingles("Scaling Laws") == {("scaling", "laws")}
    assert shingles("...") == frozenset()


def test_jaccard_of_nothing_is_nothing() -> None:
    assert jaccard(frozenset(), frozenset()) == 0


@given(st.text(alphabet="a&<>\"';é"))
def test_an_escaped_text_is_what_the_library_makes_of_it(text: str) -> None:
    assert escaped(text) == escape(text)


@given(texts)
def test_canonical_forms_are_fixed_points(text: str) -> None:
    assert squeezed(squeezed(text)) == squeezed(text)
    assert unaccented(unaccented(text)) == unaccented(text)
    assert folded(folded(text)) == folded(text)
    assert slug(slug(text)) == slug(text)


@given(texts)
def test_slugs_are_safe_in_addresses(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(texts, texts)
def test_likeness_of_shingles_is_symmetric_and_at_most_one(a: str, b: str) -> None:
    one, other = frozenset(shingles(a)), frozenset(shingles(b))
    assert 0 <= jaccard(one, other) == jaccard(other, one) <= 1
