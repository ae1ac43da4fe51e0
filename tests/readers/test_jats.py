"""Titles and abstracts with markup: what is kept, and that nothing but tags is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.readers.jats import abstract_text, title_text
from separata.text import squeezed

TITLES = [
    ("Petals of <i>Rosa canina</i>", "Petals of <i>Rosa canina</i>"),
    ("Petals of &lt;i&gt;Rosa&lt;/i&gt;", "Petals of <i>Rosa</i>"),
    ("Petals &amp;amp; Roses", "Petals & Roses"),
    ("H<jats:sub>2</jats:sub>O and <jats:italic toggle='yes'>E. coli</jats:italic>",
     "H<sub>2</sub>O and <i>E. coli</i>"),
    ("<scp>DNA</scp> and <span class=\"small-caps\">RNA</span>", "DNA and RNA"),
    ("p < 0.05 and q > 0.3", "p < 0.05 and q > 0.3"),
    ("if a <b and c> d", "if a <b and c> d"),
    ("the <script>alert(1)</script> tag", "the <script>alert(1)</script> tag"),
    ("On <mml:math xmlns:mml=\"x\"><mml:msub><mml:mi>H</mml:mi> <mml:mn>2</mml:mn></mml:msub></mml:math> gas",
     "On H2 gas"),
    ("Decay of <tex-math id=\"a\">$$x^2$$</tex-math>", "Decay of $x^2$"),
    ("Two\n lines", "Two lines"),
]  # fmt: skip

ABSTRACTS = [
    ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One.\n\nTwo."),
    ("<jats:sec><jats:title>Aim</jats:title><jats:p>One.</jats:p></jats:sec>", "Aim: One."),
    ("<p>One.</p><ul><li>a</li><li>b</li></ul>", "One.\n\na\n\nb"),
    ("plain &amp; simple", "plain & simple"),
    ("", ""),
]


@pytest.mark.parametrize(("markup", "title"), TITLES)
def test_a_title_keeps_four_kinds_of_tags_and_all_words(markup: str, title: str) -> None:
    assert title_text(markup) == title


@pytest.mark.parametrize(("markup", "abstract"), ABSTRACTS)
def test_an_abstract_keeps_its_paragraphs_and_loses_its_heading(markup: str, abstract: str) -> None:
    assert abstract_text(markup) == abstract


@given(st.text(alphabet="ab <>=/\"$\\i'"))
def test_what_holds_no_tag_stays_as_it_was(text: str) -> None:
    if not any(f"<{mark}{name}" in text for mark in ("", "/") for name in "abi"):
        assert title_text(text) == squeezed(text)


@pytest.mark.parametrize("piece", ["<title>", "<tex-math>", "<math>", "<p a=", "<i x='", "<annotation>"])
def test_markup_that_never_ends_is_read_without_looking_for_the_end_of_each(piece: str) -> None:
    # Looked for from every piece on, the end would be found missing after hours.
    assert isinstance(abstract_text(piece * 50_000), str)
