import re
from html.parser import HTMLParser
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from separata.markup.inline import inline, paragraphs, plain_inline
from separata.markup.math import mathml
from separata.markup.prose import prose
from separata.tex import TAGS

MATHML = set(
    "math mi mn mo mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts"
    " mprescripts none mtable mtr mtd mstyle mpadded mphantom".split()
)
OWN = {("code", "class", "tex"), ("span", "class", "nb")}
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](java\nscript:alert(1)) <JaVaScRiPt:alert(1)>",
    "<i onclick=alert(1)>x</i>",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\style{background:url(javascript:alert(1))}{x}$",
    r"$\text{<script>alert(1)</script>}$",
    r"$\unicode{x3c}script\unicode{x3e}$",
    r"\textless script\textgreater alert(1)",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<style>*{}</style>",
    "<math><mi href='javascript:alert(1)'>x</mi></math>",
    "<!--",
    "&lt;script&gt;",
    "\x00<scr\x00ipt>",
)
TEXTS = st.text() | st.lists(
    st.sampled_from(
        [*PAYLOADS, *"$ \\ { } < > \" ' ` & - ... _ ^ # * > [ ] ( ) | x".split(), " ", "\n", "\n\n"]
    )
    | st.sampled_from(
        [r"\frac", r"\sqrt", r"\begin{matrix}", r"\end{matrix}", r"\left", r"\right", "<sub>", "</sub>"]
    )
).map("".join)


class Seen(HTMLParser):
    """Everything that a browser would find in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.open = set[str](), list[str]()
        self.attributes, self.text = list[tuple[str, str, str]](), ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom & Jerry < 3", "Tom &amp; Jerry &lt; 3"),
        ('"Is a picture worth a thousand words?"', "“Is a picture worth a thousand words?”"),
        ("'Constitutional AI' isn't new", "‘Constitutional AI’ isn’t new"),
        ("a `preference model' in the '90s", "a ‘preference model’ in the ’90s"),
        ('("P(IK)") and "\'x\'"', "(“P(IK)”) and “‘x’”"),
        ("work - attempting", "work – attempting"),
        ('self-correct" -- to avoid', "self-correct” – to avoid"),
        ("[A][B] ... [A]", "[A][B] … [A]"),
        ('"<i>E. coli</i>"', "“<i>E. coli</i>”"),
        ("CO<sub>2</sub>", "CO<sub>2</sub>"),
        (r"\emph{very} na\"{\i}ve", "<em>very</em> naïve"),
        ("if a<b> then", "if a&lt;b&gt; then"),
        ("two\n lines ", "two lines"),
        ("costs $5 and $10", "costs $5 and $10"),
        (r"$\foo<1$", '<code class="tex">\\foo&lt;1</code>'),
        ('"$8$"', '<span class="nb">“<math><mn>8</mn></math>”</span>'),
        ("$8$-fold", '<span class="nb"><math><mn>8</mn></math>-</span>fold'),
        (r"image$\leftrightarrow$text", "image<math><mo>↔</mo></math>text"),
    ],
)
def test_a_short_text_is_well_set(text: str, expected: str) -> None:
    assert inline(text) == expected


def test_the_plain_twin_is_set_the_same_way() -> None:
    assert plain_inline('"H<sub>2</sub>O" isn\'t\n $8\\times 8$ - ...') == "“H₂O” isn’t 8 × 8 – …"
    assert plain_inline("We find:\n  - looms") == inline("We find:\n  - looms") == "We find: – looms"


def test_blank_lines_part_paragraphs() -> None:
    assert paragraphs("one\nline\n\n \n\ntwo $x$\n") == "<p>one line</p>\n<p>two <math><mi>x</mi></math></p>"
    assert paragraphs(" \n\n ") == ""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_becomes_markup(payload: str) -> None:
    safe(inline(payload), {*TAGS, *MATHML, "code", "span"})


@given(TEXTS)
def test_short_texts_hold_only_the_allowed_markup(text: str) -> None:
    safe(inline(text), {*TAGS, *MATHML, "code", "span"})
    safe(paragraphs(text), {*TAGS, *MATHML, "code", "p", "span"})


@example("<sub>-</sub>")
@given(
    st.text(st.characters(exclude_characters="$\\")) | TEXTS.filter(lambda text: not {"$", "\\"} & set(text))
)
def test_html_and_its_plain_twin_say_the_same(text: str) -> None:
    # Raised and lowered numbers are tags in one and characters in the other, hence NFKC, which makes of
    # a lowered hyphen a minus.
    said, twin = (normalize("NFKC", words) for words in (Seen(inline(text)).text, plain_inline(text)))
    assert said.replace("-", "−").split() == twin.replace("-", "−").split()


@given(st.text(st.characters(categories=["L", "N"]) | st.sampled_from('<>&"; ')))
def test_no_letter_is_lost(text: str) -> None:
    kept = "".join(re.findall(r"[^\W_]", Seen(inline(text)).text))
    assert kept == "".join(re.findall(r"[^\W_]", re.sub(f"</?(?:{'|'.join(TAGS)})>", "", text)))


def safe(html: str, tags: set[str]) -> None:
    """Fail when HTML holds anything that could act, or that is not well nested."""
    seen = Seen(html)
    assert seen.tags <= tags
    for tag, name, value in seen.attributes:
        assert (tag, name, value) in OWN or tag in MATHML
        assert not name.startswith("on") and name not in {"href", "style", "src", "xmlns"}
        assert "javascript:" not in value
    assert not seen.open


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("x", "<mi>x</mi>"),
        (r"8\times 8", "<mn>8</mn><mo>×</mo><mn>8</mn>"),
        (r"D_{\mathrm{KL}}", '<msub><mi>D</mi><mi mathvariant="normal">KL</mi></msub>'),
        (r"p||q", "<mi>p</mi><mo>∥</mo><mi>q</mi>"),
        (r"\mathbb{R}^n", "<msup><mi>ℝ</mi><mi>n</mi></msup>"),
        (r"\mathbf{Ax}", "<mi>𝐀</mi><mi>𝐱</mi>"),
        (r"\sqrt{a+b}", "<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        ("n/2", '<mi>n</mi><mo lspace="0" rspace="0">/</mo><mn>2</mn>'),
        (r"n\log n", "<mi>n</mi>{thin}<mi>log</mi>{thin}<mi>n</mi>"),
        (r"-\min_x y", "<mo>−</mo><msub><mi>min</mi><mi>x</mi></msub>{thin}<mi>y</mi>"),
        (r"a\bmod b", "<mi>a</mi><mo>mod</mo><mi>b</mi>"),
        (r"\href{javascript:alert(1)}{y}", "<mi>y</mi>"),
    ],
)
def test_a_formula_becomes_short_mathml(tex: str, expected: str) -> None:
    thin = '<mspace width="0.167em"></mspace>'
    assert mathml(tex) == f"<math>{expected.replace('{thin}', thin)}</math>"


def test_a_long_formula_may_be_broken_behind_its_relations_outside_of_brackets() -> None:
    written = mathml(r"f(x = 1, y = 2) = a + b + c + d \leq z") or ""
    assert [Seen(piece).text for piece in written.split("</math>")] == ["f(x=1,y=2)=", "a+b+c+d≤", "z", ""]
    assert (mathml(r"a = b + c") or "").count("<math>") == 1


@pytest.mark.parametrize(
    "tex",
    ["", " ", r"\foo", r"\text{\foo}", "x^", r"\frac{a", r"\left(x", "{" * 1500, r"\def\a{\a}\a", "x" * 3000],
)
def test_a_formula_that_cannot_be_read_is_none(tex: str) -> None:
    assert mathml(tex) is None


@given(TEXTS)
def test_mathml_holds_nothing_else(tex: str) -> None:
    safe(mathml(tex) or "", MATHML)


def test_prose_gives_title_text_and_links() -> None:
    page = prose('# About *us*\n\nWe [write](mailto:a@b.org) "papers", [here](papers.html).\n\n## The group\n')
    assert page.title == "About us"
    assert page.links == ("mailto:a@b.org", "papers.html")
    assert page.html == (
        '<p>We <a href="mailto:a@b.org">write</a> “papers”, <a href="papers.html">here</a>.</p>\n'
        '<h2 id="the-group">The group</h2>'
    )


def test_prose_without_a_heading_has_no_title() -> None:
    assert prose("Hello").title == ""
    assert prose("") == ("", "", ())


def test_prose_has_tables_and_footnotes_without_styles() -> None:
    html = prose("|a|b|\n|:-|-:|\n|1|2|\n\nNote[^1].\n\n[^1]: Foot.\n").html
    assert '<td align="right">2</td>' in html
    assert '<li id="fn:1">' in html


def test_prose_shows_only_pictures_of_its_own() -> None:
    page = prose("![a](a.png) ![b](https://elsewhere.example/b.png) ![c](//elsewhere.example/c.png)")
    assert page.links == ("a.png",)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_in_prose_becomes_markup(payload: str) -> None:
    harmless(f"# {payload}\n\n{payload}\n\n> {payload}\n\n- {payload}\n")


@given(TEXTS)
def test_prose_holds_nothing_that_acts(text: str) -> None:
    harmless(text)


def harmless(text: str) -> None:
    html = prose(text).html
    assert not re.search(
        r"<(script|style|iframe|svg|math|object|embed|form|link|meta|base)\b", html, re.IGNORECASE
    )
    for tag in re.findall(r"<[a-z][^<>]*>", html):
        assert not re.search(
            r"\s(on\w+|style|srcdoc)\s*=|=\"\s*(javascript|data|vbscript):", tag, re.IGNORECASE
        )
