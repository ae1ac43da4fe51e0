"""Hostile papers, and a reader of tags, for the tests of what pages say to machines."""

from html.parser import HTMLParser
from typing import Any

from hypothesis import strategies as st

from separata.model import Author, Version, Work
from separata.paper import Paper
from tests.unit.editions import day, paper

PAGE = "https://group.example/papers/p.html"


def published(type: str, **fields: Any) -> Paper:
    """Return a paper with one version of a type."""
    return paper("p", "Ada Lovelace", versions=(Version(type, issued=day("2024-03-07"), **fields),))


class Attributes(HTMLParser):
    """Every tag of a text with its attributes, and the text of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "script":
            self.script += data


BITS = (
    "</script>",
    "<!--",
    "<script",
    "]]>",
    '"',
    "'",
    "&quot;",
    "\u2028",
    "\u2029",
    "\ud800",
    "\x00",
    "\n",
    "--!>",
    "$x$",
    "é",
    "w ",
)
payloads = st.lists(st.sampled_from(BITS), min_size=1, max_size=5).map("".join) | st.text(max_size=30)


def hostile(text: str) -> Paper:
    """Return a paper with a text in every field that its metadata say."""
    version = Version("article-journal", text, day("2021"), text, text, text, text, text, {}, "")
    work = Work(
        title=text,
        authors=(Author(text), Author(text, literal=True)),
        issued=day("2020"),
        versions=(Version("preprint", text), version),
        abstract=text,
        topics=(text,),
        status=text,
        extra={"language": text, "license": text},
    )
    return Paper("p", work)
