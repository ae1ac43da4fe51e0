import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.readers.kept_tex import tidied
from separata.tex import Kind, Segment, plain, segments
from separata.text import squeezed

# Text made of the pieces on which a reader of TeX stumbles.
PIECES = (
    *r"$ $$ \( \) \[ \] { } ( ) \ \\ \' \" \frac \sqrt \hat \foo \alpha _ ^ ~ -- `` '' % & # a B 1 é".split(),
    *("<sub>", "</sub>", "<i>", "</i>", "\\emph{", " ", "\n\n", "\x01", "\ud800"),
)
TEXTS = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


def math(tex: str) -> Segment:
    return Segment(tex, Kind.MATH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("no formula", (Segment("no formula"),)),
        (r"an $8\times 8$ grid", (Segment("an "), math(r"8\times 8"), Segment(" grid"))),
        (r"$$x$$ \(y\) \[z\]", (math("x"), Segment(" "), math("y"), Segment(" "), math("z"))),
        (r"image$\leftrightarrow$text", (Segment("image"), math(r"\leftrightarrow"), Segment("text"))),
        (r"$ \log n $ and $ d $", (math(r" \log n "), Segment(" and "), math(" d "))),
        ("costs $5 and $10", (Segment("costs $5 and $10"),)),
        ("from $1.60 to $ 2", (Segment("from $1.60 to $ 2"),)),
        (r"\$5 for $x$", (Segment(r"\$5 for "), math("x"))),
        ("one $ alone", (Segment("one $ alone"),)),
        ("$a\n\nb$", (Segment("$a\n\nb$"),)),
        ("H<sub>2</sub>", (Segment("H"), Segment("sub", Kind.OPEN), Segment("2"), Segment("sub", Kind.CLOSE))),
        (r"\emph{x}", (Segment("em", Kind.OPEN), Segment("x"), Segment("em", Kind.CLOSE))),
        ("a<b> and </i>", (Segment("a<b> and </i>"),)),
        ("<i>a<b>c</i>", (Segment("<i>a<b>c</i>"),)),
    ],
)
def test_a_text_is_cut_into_words_formulas_and_tags(text: str, expected: tuple[Segment, ...]) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            r"as $S($True$) + D_{\mathrm{KL}}($True$||$Model$)$, and",
            (
                Segment("as "),
                math(r"S(\text{True}) + D_{\mathrm{KL}}(\text{True}||\text{Model})"),
                Segment(", and"),
            ),
        ),
        ("$f($x$", (math("f("), Segment("x$"))),
        ("$f($x y$)$", (math("f("), Segment("x y"), math(")"))),
        ("$f(x)$-$g(x)$", (math("f(x)"), Segment("-"), math("g(x)"))),
    ],
)
def test_words_inside_an_open_bracket_join_the_formulas_around_them(
    text: str, expected: tuple[Segment, ...]
) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text stays,  100% & all", "plain text stays,  100% & all"),
        (r"Schr\"odinger, caf\'e, \v{S}\'{\i}p, \c c, {\'E}", "Schrödinger, café, Šíp, ç, É"),
        (r"S\o ren \L{}ukasz \AA ngstr\"{o}m, stra\ss e", "Søren Łukasz Ångström, straße"),
        ("``quoted'' -- x---y, 1--2, --help", "“quoted” – x—y, 1–2, --help"),
        ("$p$--adic, H$_2$--CO and an --option", "p–adic, H₂–CO and an --option"),
        (r"at z \raisebox{-0.5ex}\textasciitilde 2", "at z ~ 2"),
        ("Fig.~1, ~90%, 3~5, ~/bin", "Fig.\u00a01, ~90%, 3~5, ~/bin"),
        (r"90\% of \$5 \& \#1 a\_b \{x\}", "90% of $5 & #1 a_b {x}"),
        ("The {GPU} and {{AI}}", "The GPU and AI"),
        (r"\LaTeX{} by \textsc{Knuth}, see \cite{x}.", "LaTeX by Knuth, see."),
        (r"\textless b\textgreater", "< b>"),
        ("CO<sub>2</sub>, 5<sup>th</sup>, p<i>K</i>", "CO₂, 5th, pK"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_the_plain_twin_reads_well(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"8\times 8", "8 × 8"),
        (r"\leftrightarrow", "↔"),
        (r"S(\text{True}) + D_{\mathrm{KL}}(\text{True}||\text{Model})", "S(True) + D_KL(True∥Model)"),
        (r"O(T^{\xi+2/3})", "O(T^(ξ+2/3))"),
        (r"\mathcal{\tilde{O}}(\sqrt{n}\log n)", "Õ(√n log n)"),
        (r"\tilde{\mathcal{O}}(d T^4)", "Õ(d T⁴)"),
        (r"\frac{1}{\sqrt{n+1}}", "1/(√(n+1))"),
        (r"\|x\|_2\in\{0,1\}", "‖x‖₂ ∈ {0,1}"),
        (r"10^{-3}", "10⁻³"),
        (r"20^{\circ}", "20°"),
        (r"x'\leq x^\prime", "x' ≤ x′"),
        (r"_2", "₂"),
        (r">90\%", ">90%"),
        (r"x \text{ if } \eps>0", "x if eps > 0"),
        (r"\foo", "foo"),
        ("}{", ""),
    ],
)
def test_a_formula_reads_well_in_one_line(tex: str, expected: str) -> None:
    assert plain(f"\\({tex}\\)") == expected


def test_todays_date_is_never_printed() -> None:
    assert plain(r"on \today") == "on today"


@pytest.mark.parametrize(
    "piece", ["{", "}", "$", "$$", r"\(", "<i>", "</i>", r"\frac", "_", "$($a", r"\'", "$x^{", "\\"]
)
def test_long_damaged_text_is_read_in_good_time(piece: str) -> None:
    assert isinstance(plain(piece * 5_000), str)


@given(TEXTS)
def test_no_text_makes_the_reader_of_tex_fail(text: str) -> None:
    assert isinstance(plain(text), str)


@given(TEXTS)
def test_tags_always_nest(text: str) -> None:
    opened = list[str]()
    for segment in segments(text):
        if segment.kind is Kind.OPEN:
            opened.append(segment.text)
        elif segment.kind is Kind.CLOSE:
            assert opened.pop() == segment.text
    assert not opened


@given(st.text(st.characters(exclude_characters="\\${}~<`'-")))
def test_text_without_notation_is_left_alone(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("no TeX", "no TeX"),
        (r"{\"O}stman's {DNA} \& 5\%", "Östman's DNA & 5%"),
        (r"\textit{{E}scherichia coli} and {\em in {vivo}}", "<i>Escherichia coli</i> and <em>in vivo</em>"),
        (r"H\textsubscript{2}O at {$10^{-3}$}", "H<sub>2</sub>O at $10^{-3}$"),
        (r"\(x_1\)", "$x_1$"),
        (r"from \$5 to \$10", r"from \$5 to \$10"),
        (r"\textbackslash{}n in \{x\}", r"\textbackslash{}n in \{x\}"),
    ],
)
def test_tex_is_kept_as_records_have_it(text: str, kept: str) -> None:
    assert tidied(text) == kept


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_is_kept_reads_as_the_text_does(text: str) -> None:
    assert squeezed(plain(tidied(text))) == squeezed(plain(text))
