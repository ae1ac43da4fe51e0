"""Everything that YAML says is read as text, with its place."""

from collections.abc import Iterator

import pytest

from separata.located import Listing, Node, Scalar, Table, parse
from separata.problems import SeparataError

TEXT = """\
# A remark.
title: "On & off: a *study*"
ids: {doi: 10.1000/182, arxiv: 2101.00100}
topics:
  - engines
  -   no
abstract: |
  First.

  Second.
note:
"""

PLACES = [
    "2:1 table",
    "2:1 key title", "2:8 On & off: a *study*",
    "3:1 key ids", "3:6 table", "3:7 key doi", "3:12 10.1000/182", "3:25 key arxiv", "3:32 2101.00100",
    "4:1 key topics", "5:3 list", "5:5 engines", "6:7 no",
    "7:1 key abstract", "7:11 literal First.\n\nSecond.\n",
    "11:1 key note", "11:6 ",
]  # fmt: skip

FAULTY = [
    ("a: &x b\nc: *x\n", "1:4: YAML aliases are not used in records"),
    ("a: &x [b]\nc: [*x]\n", "1:4: YAML aliases are not used in records"),
    ("&x a: b\n*x : c\n", "1:1: YAML aliases are not used in records"),
    ("a: &x {b: *x}\n", "1:4: YAML aliases are not used in records"),
    ("a: *x\n", "1:4: found undefined alias"),
    ("a: 1\nb: {c: 1,\n  d: 2, c: 3}\n", "3:9: 'c' stands here a second time, after line 2"),
    ("[a]: b\n", "1:1: a field's name must be a word"),
    ("a: 1\n---\nb: 2\n", "2:1: expected a single document in the stream, but found another document"),
    ("a: é\nb: \0\n", "2:4: has the control character U+0000\n  hint: delete it"),
    ("a: b\x1b\n", "1:5: has the control character U+001B\n  hint: delete it"),
    ("a: 'b\n", "2:1: while scanning a quoted scalar, found unexpected end of stream"),
]


def at(node: Node) -> str:
    """Return where a piece begins."""
    return f"{node.place.line}:{node.place.column}"


def told(node: Node) -> Iterator[str]:
    """Yield all pieces of a document with their places, in order."""
    match node:
        case Scalar():
            yield f"{at(node)} {'literal ' if node.literal else ''}{node.text}"
        case Listing():
            yield f"{at(node)} list"
            for item in node.items:
                yield from told(item)
        case Table():
            yield f"{at(node)} table"
            for key, value in node.pairs:
                yield f"{at(key)} key {key.text}"
                yield from told(value)


def test_every_piece_has_its_place() -> None:
    assert list(told(parse("content/site.yaml", TEXT))) == PLACES
    assert parse("content/site.yaml", TEXT).place.path == "content/site.yaml"


@pytest.mark.parametrize("text", ["", "# a remark alone\n", "\n\n"])
def test_an_empty_document_is_a_table_of_nothing(text: str) -> None:
    root = parse("content/site.yaml", text)
    assert isinstance(root, Table)
    assert (root.pairs, str(root.place)) == ((), "content/site.yaml:1")


@pytest.mark.parametrize(("text", "wanted"), FAULTY)
def test_what_no_record_may_have_is_told_with_its_place(text: str, wanted: str) -> None:
    with pytest.raises(SeparataError) as raised:
        parse("content/site.yaml", text)
    assert str(raised.value) == f"content/site.yaml:{wanted}"


def test_what_is_nested_without_end_is_told() -> None:
    with pytest.raises(SeparataError, match="nested too deeply to be a record"):
        parse("content/site.yaml", "[" * 5000 + "]" * 5000)


def test_only_what_ends_a_line_in_an_editor_ends_one_here() -> None:
    root = parse("a.yaml", "abstract: roses\u2028are\x85red\u2029indeed\nissued: 2022\n")
    assert isinstance(root, Table)
    assert [(key.place.line, value.text) for key, value in root.pairs if isinstance(value, Scalar)] == [
        (1, "roses are red indeed"),
        (2, "2022"),
    ]
