"""Shortcuts: where a text has nothing to mend, what is found sooner is what the long way gives."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.exporters import bibtex, coins
from separata.markup.inline import _bound, _in_line, plain_inline, typographic
from separata.tex import has_notation, is_line, one_line, plain
from separata.text import escaped, escaped_each, printable, squeezed

# Signs that mean something to one pass or another, and letters that are written in two ways.
SIGNS = "ab9 \t\n\u00a0\u2009\x00\x85\ufffe~$\\{}<>&-–.…\"'`“”(),;é\u0301\u212b\u1fef"
TEXTS = st.text(SIGNS, max_size=24) | st.text(max_size=12)
LONG = TEXTS.map(lambda text: f"{text}{'one two ' * 9}{text}")


@given(TEXTS | LONG)
def test_a_line_is_what_taking_out_notation_and_blanks_leaves(text: str) -> None:
    assert one_line(text) == squeezed(plain(printable(text)))


@given(TEXTS | LONG)
def test_a_line_is_set_as_any_text_is(text: str) -> None:
    assert plain_inline(text) == typographic(_in_line(plain(printable(text))))


@given(TEXTS)
def test_a_line_has_no_notation_and_no_blanks_to_mend(text: str) -> None:
    assert not is_line(text) or text == _in_line(plain(printable(text)))


@given(TEXTS)
def test_notation_is_one_of_nine_signs(text: str) -> None:
    assert has_notation(text) == bool(re.search(r"\\|\$|\{|\}|~|<|``|''|--", text))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a <math>x</math> b", "a <math>x</math> b"),
        ("a (<math>x</math>", 'a <span class="nb">(<math>x</math></span>'),
        ("a <math>x</math>), b", 'a <span class="nb"><math>x</math>),</span> b'),
        ("([<math>x</math>.", '<span class="nb">([<math>x</math>.</span>'),
        ("<math>x</math>(<math>y</math>)", '<math>x</math><span class="nb">(<math>y</math>)</span>'),
        ("<math>x</math><math>y</math>.", '<math>x</math><span class="nb"><math>y</math>.</span>'),
        ("no formula (at all).", "no formula (at all)."),
    ],
)
def test_a_formula_keeps_its_brackets_and_stops(html: str, expected: str) -> None:
    assert _bound(html) == expected


@given(TEXTS)
def test_every_run_of_blanks_becomes_one(text: str) -> None:
    assert _in_line(text) == re.sub(r"[ \t\r\n]+", " ", text).strip()


@given(TEXTS.map(printable))
def test_an_openurl_encodes_what_quote_does(text: str) -> None:
    assert coins._quoted(text) == quote(text, safe="")


@given(st.lists(TEXTS, max_size=4))
def test_texts_are_escaped_together_as_one_by_one(texts: list[str]) -> None:
    assert [*escaped_each(texts)] == [*map(escaped, texts)]


@given(TEXTS | st.text("aB9 -.'éÉ", max_size=16))
def test_a_title_without_capitals_in_words_needs_no_braces(text: str) -> None:
    by_words = bibtex._WORD.sub(
        lambda word: f"{{{word[0]}}}" if bibtex._has_inner_capital(word[0]) else word[0], bibtex._escaped(text)
    )
    assert bibtex._protected(text) == by_words
