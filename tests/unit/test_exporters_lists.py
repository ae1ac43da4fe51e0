"""Papers as COinS, for lists, and as Markdown."""

import re
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings

from separata.exporters import markdown
from separata.exporters.coins import coins_of
from separata.markup.prose import prose
from separata.pages.entry import identifiers_of
from separata.paper import Paper
from tests.unit.editions import crowd, paper
from tests.unit.hostile import PAGE, Attributes, hostile, payloads, published


def openurl(known: Paper) -> list[tuple[str, str]]:
    """Return the fields of a paper's OpenURL as a program reads them."""
    return parse_qsl(coins_of(known.work, identifiers_of(known.work)), strict_parsing=True)


@pytest.mark.parametrize(
    ("type", "form", "expected"),
    [
        ("article-journal", "journal", {"genre": "article", "jtitle": "C & Co", "atitle": "On p"}),
        ("paper-conference", "book", {"genre": "proceeding", "btitle": "C & Co", "atitle": "On p"}),
        ("chapter", "book", {"genre": "bookitem", "btitle": "C & Co", "atitle": "On p"}),
        ("book", "book", {"genre": "book", "btitle": "On p", "pub": "C & Co"}),
        ("report", "book", {"genre": "report", "btitle": "On p", "pub": "C & Co"}),
        ("thesis", "dissertation", {"title": "On p", "inst": "C & Co"}),
        ("preprint", "dc", {"type": "preprint", "title": "On p"}),
        ("software", "dc", {"type": "computerProgram", "title": "On p"}),
    ],
)  # fmt: skip
def test_an_openurl_has_the_words_of_its_format(type: str, form: str, expected: dict[str, str]) -> None:
    found = openurl(published(type, container="C & Co"))
    assert {f"rft.{name}": value for name, value in expected.items()}.items() <= dict(found).items()
    assert found[:2] == [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}")]
    assert dict(found)["rft.au"] == "Lovelace, Ada"
    assert dict(found)["rft.date"] == "2024-03-07"


def test_an_openurl_names_few_authors_and_all_identifiers() -> None:
    found = openurl(paper("p", *crowd(40), ids={"arxiv": "2401.01234", "doi": "10.1/a"}))
    assert len([value for name, value in found if name == "rft.au"]) == 8
    assert [value for name, value in found if name == "rft_id"] == [
        "info:doi/10.1/a",
        "https://arxiv.org/abs/2401.01234",
    ]


def test_a_paper_as_markdown() -> None:
    known = paper(
        "p",
        "Ada Lovelace",
        issued="2021",
        title="1. A *bold* title",
        abstract="# Not a heading",
        ids={"arxiv": "2401.01234"},
    )
    assert markdown.write(known, page=PAGE, pdf="").splitlines() == [
        r"# 1\. A \*bold\* title",
        "",
        "- Authors: Ada Lovelace",
        "- Date: 2021",
        "- Type: Preprint",
        "- arXiv: 2401.01234",
        f"- Page: <{PAGE}>",
        "",
        "## Abstract",
        "",
        r"\# Not a heading",
        "",
        "## Reference",
        "",
        "Lovelace,\N{NO-BREAK SPACE}A. (2021). 1. A \\*bold\\* title. arXiv:2401.01234.",
    ]


@settings(deadline=None, derandomize=True)
@given(payloads)
def test_no_text_breaks_out_of_coins(text: str) -> None:
    coins = coins_of(hostile(text).work, {"doi": text, "arxiv": text})
    assert re.fullmatch(r"[\w.%&=~-]*", coins, re.ASCII)


@settings(deadline=None, derandomize=True)
@given(payloads)
def test_no_text_is_markup_in_markdown(text: str) -> None:
    written = markdown.write(hostile(text), page=PAGE, pdf="")
    parser = Attributes()
    parser.feed(prose(written).html)
    assert {tag for tag, _ in parser.found} <= {"h1", "h2", "p", "ul", "li", "a"}
    assert [attributes.get("href") for tag, attributes in parser.found if tag == "a"] == [PAGE]
