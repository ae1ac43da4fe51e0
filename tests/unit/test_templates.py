"""The default theme keeps its contract: what templates use is documented, and what is documented is used."""

import types
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import jinja2
import jinja2.nodes as n
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docs.generate import fields_of
from separata.config import SiteConfig
from separata.files import Project
from separata.model import Author, DateStatement, Person, Version, Work
from separata.pages import EVERY
from separata.pages.edition import Edition
from separata.pages.entry import Entry
from separata.pages.origin import Given, Origin, Source
from separata.pages.sheet import Line
from separata.paper import Paper
from separata.render import Renderer
from separata.theme import Theme, theme_of
from tests.unit.editions import SITE, VENUES, day, edition, full, planned

ROOT = Path(__file__).resolve().parents[2]
THEME = theme_of(Project(ROOT))
PARSER = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)
PAGES = sorted(name for name in THEME.templates if not name.startswith("default/"))
CONTEXTS = {kind.name: kind.context for kind in EVERY}

Used = set[tuple[type, str]]


def fields(cls: Any) -> Mapping[str, Any]:
    """Return the type of each field of a class, without the words that document it."""
    hints = fields_of(cls).items()
    return {name: get_args(hint)[0] if get_origin(hint) is Annotated else hint for name, hint in hints}


def known(type_: Any) -> Any:
    """Return a type without `None`."""
    if get_origin(type_) in (Union, types.UnionType):
        return next(one for one in get_args(type_) if one is not type(None))
    return type_


class Reading:
    """Follows the names that a template uses down to the classes that document them."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.used: Used = set()
        self.unknown: list[str] = []

    def template(self, name: str, names: Mapping[str, Any]) -> None:
        """Read a template with all that it extends and includes; `names` are the types of its variables."""
        self.statements(PARSER.parse(self.theme.templates[name]).body, dict(names), name)

    def statements(self, nodes: list[n.Node], names: dict[str, Any], where: str) -> None:
        for node in nodes:
            self.statement(node, names, where)

    def statement(self, node: n.Node, names: dict[str, Any], where: str) -> None:
        match node:
            case n.Extends() | n.Include():
                assert isinstance(node.template, n.Const)
                self.template(node.template.value, names)
            case n.For():
                item = (get_args(self.type_of(node.iter, names, where)) or (Any,))[0]
                assert isinstance(node.target, n.Name)
                inner = {**names, node.target.name: item, "loop": Any}
                self.statements([node.test] if node.test else [], inner, where)
                self.statements(node.body, inner, where)
            case n.With():
                types_ = [self.type_of(value, names, where) for value in node.values]
                named = {target.name: one for target, one in zip(node.targets, types_, strict=True)}  # type: ignore[attr-defined]
                self.statements(node.body, {**names, **named}, where)
            case n.Expr():
                self.type_of(node, names, where)
            case _:
                self.statements(list(node.iter_child_nodes()), names, where)

    def type_of(self, node: n.Node, names: dict[str, Any], where: str) -> Any:
        """Return the type of an expression, noting every field that it uses."""
        match node:
            case n.Name():
                if node.name not in names and node.name != "entry":
                    self.unknown.append(f"{where}:{node.lineno}: {node.name}")
                return names.get(node.name, Any)
            case n.Getattr():
                owner = known(self.type_of(node.node, names, where))
                if node.attr in fields(owner):
                    self.used.add((owner, node.attr))
                    return known(fields(owner)[node.attr])
                if fields(owner):
                    self.unknown.append(f"{where}:{node.lineno}: {owner.__name__}.{node.attr}")
                return Any
            case n.Call(node=n.Name(name="entry")):
                assert self.type_of(node.args[0], names, where) is Line
                self.used.add((Line, "entry"))
                self.template("parts/entry.html", {"root": str, "e": Entry})
                return str
        found = [self.type_of(child, names, where) for child in node.iter_child_nodes()]
        return found[0] if isinstance(node, n.Or) else Any


def reading(theme: Theme = THEME) -> Reading:
    """Read the template of every kind of page."""
    read = Reading(theme)
    for name, template in sorted({(kind, page.template) for kind, page in planned(full()) if page.template}):
        read.template(template, {"page": CONTEXTS[name], "site": SiteConfig, "root": str, "url": str})
    return read


def documented(cls: Any, seen: set[Any]) -> Iterator[tuple[type, str]]:
    """Yield every field of a class and of the classes that it leads to."""
    if cls in seen:
        return
    seen.add(cls)
    for name, type_ in fields(cls).items():
        yield cls, name
        inner = known(type_)
        for one in (inner, *get_args(inner)):
            yield from documented(one, seen)


@pytest.mark.parametrize("name", PAGES)
def test_a_template_has_no_fault_of_syntax(name: str) -> None:
    PARSER.parse(THEME.templates[name])


def test_templates_use_only_what_is_documented() -> None:
    assert not reading().unknown


def test_what_is_documented_is_used() -> None:
    seen: set[Any] = set()
    every = {field for context in CONTEXTS.values() if context for field in documented(context, seen)}
    assert not {f"{cls.__name__}.{name}" for cls, name in every - reading().used}


def test_every_field_has_its_words() -> None:
    seen: set[Any] = set()
    for cls, name in [field for context in CONTEXTS.values() if context for field in documented(context, seen)]:
        hint = fields_of(cls)[name]
        assert get_origin(hint) is Annotated, f"{cls.__name__}.{name}"
        assert isinstance(hint.__metadata__[0], str)


def test_a_name_that_is_not_there_is_found() -> None:
    broken = {**THEME.templates, "parts/entry.html": "{{ e.titel }}{{ nobody }}"}
    assert {one.partition(" ")[2] for one in reading(Theme(broken, {}, {})).unknown} == {
        "Entry.titel",
        "nobody",
    }


def test_every_template_is_that_of_a_kind_or_a_part_of_one() -> None:
    entries = {page.template for _, page in planned(full()) if page.template}
    closure = {part for name in entries for part in THEME.closure(name)}
    assert closure == set(PAGES)


class Tags(HTMLParser):
    """The tags of a page, each with the names of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}",))


def printed(made: Edition) -> dict[str, str]:
    """Return every page of an edition that a template prints, by kind and number, so that ids do not matter."""
    renderer = Renderer(THEME, made)
    pages = [(kind, page) for kind, page in planned(made) if page.template]
    return {f"{at} {kind}": renderer.bytes_of(page).decode() for at, (kind, page) in enumerate(pages)}


def tags(html: str) -> list[tuple[str, ...]]:
    """Return the tags of a page in order."""
    parser = Tags()
    parser.feed(html)
    return parser.found


def hostile(text: str) -> Edition:
    """Return an edition with a text in every free field."""
    version = Version("article-journal", text, day("2021"), text, text, text, text, text)
    work = Work(
        title=text,
        authors=(Author(text, affiliation=text, equal=True, corresponding=True),),
        issued=day("2020"),
        categories=(text,),
        versions=(Version("preprint", text), version),
        abstract=text,
        topics=(text,),
        selected=True,
        comment=text,
        page_count=text,
        figure_count=text,
        dates=(DateStatement(day("2020"), "published", text, text),),
        unconfirmed=(text,),
        status="retracted",
        status_note=text,
        extra={text: text},
    )
    person = Person(
        "somebody", text, role=text, note=text, member="current", links={text: "https://a.example/"}
    )
    site = SiteConfig(text, SITE.base_url, text, text, footer=text)
    sources = {"title": (Source(text, text),), text: (Source(f"{text}:7"),)}
    papers = (Paper("p", work, ("former",)),)
    return edition(papers, (person,), site, venues=VENUES, origins=Given({"p": Origin(sources)}))


@cache
def shapes(text: str) -> dict[str, list[tuple[str, ...]]]:
    """Return the tags of every page of an edition with a text in every free field."""
    return {page: tags(html) for page, html in printed(hostile(text)).items()}


PAYLOADS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "<!--", "]]>",
    "</title></textarea></style><svg/onload=alert(1)>", "<a href=javascript:alert(1)>", "javascript:alert(1)",
    "<i onclick=alert(1)>", "\x00<script>", "{{ 7*7 }}", "{% raw %}", "&lt;b&gt;", "\u202e", "x",
)  # fmt: skip


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PAYLOADS), min_size=1, max_size=3).map(lambda parts: f"x{' '.join(parts)}y"))
def test_no_text_in_a_record_ever_becomes_a_tag_or_an_attribute(text: str) -> None:
    assert shapes(text) == shapes("xy")


def test_every_page_has_one_heading_of_the_first_level_and_no_inline_style_or_script() -> None:
    for page, html in printed(full()).items():
        found = tags(html)
        assert sum(tag[0] == "h1" for tag in found) == 1, page
        assert not [tag for tag in found if "style" in tag or any(name.startswith("on") for name in tag[1:])], (
            page
        )
        scripts = [tag for tag in found if tag[0] == "script"]
        run = [tag for tag in scripts if tag != ("script", "type")]
        assert all("src" in tag for tag in run), page
        assert bool(run) == (not page.endswith(("redirect", "list to frame"))), page
        # What is of another type than JavaScript's is never run; here it is JSON-LD.
        assert html.count('<script type="application/ld+json">') == len(scripts) - len(run)


@pytest.mark.parametrize(("name", "most"), [("style.css", 20_000), ("theme.js", 10_000)])
def test_style_and_script_stay_small(name: str, most: int) -> None:
    assert len(THEME.assets[name]) < most
