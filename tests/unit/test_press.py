"""A template in one piece prints what Jinja prints from the pieces, or there is none."""

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import jinja2
import pytest
from jinja2 import nodes
from markupsafe import Markup, escape

from separata.files import Project
from separata.render import Renderer
from separata.render.forme import locked_up
from separata.render.press import Careful, Direct, printed
from separata.theme import Theme, theme_of
from tests.unit.editions import full, planned

PROJECT = Project(Path(__file__).resolve().parents[2])
THEME = theme_of(PROJECT).templates
TABLE = {"key": "value"}
PAGE = {"page": SimpleNamespace(title="Ada & <b>", parts=("one", "two"), table=TABLE, none=None), "root": "../"}

PIECES = {
    "parent": "<{% block top %}T{% block inner %}I{% endblock %}{% endblock %}"
    "|{% block end %}{{ root }}{% endblock %}>",
    "child": "{% extends 'parent' %}unseen{% block inner %}[{{ super() }}{{ page.title }}]{% endblock %}",
    "grandchild": "{% extends 'child' %}{% block end %}{% if root %}({{ super() }}){% endif %}{% endblock %}",
    "part": "{{ item }}{% for item in page.parts %}{{ loop.index }}{{ item }}{% endfor %}",
    "nested": "-{% include 'part' %}-",
    "alone": "{{ 1 }}",
    "of a loop": "{{ loop.index }}",
    "turn": "{{ item }}{% if item < 3 %}{% with item = item + 1 %}{% include 'turn' %}{% endwith %}{% endif %}",
}

WHOLE: Mapping[str, str] = {
    "nothing": "",
    "words alone": "a < b",
    "escaped values": "{{ page.title }}{{ 7 }}{{ page.none }}{{ page.title | upper }}",
    "a child": "{% extends 'child' %}",
    "a child's child": "{% extends 'grandchild' %}{% block top %}{{ super() }}!{{ super() }}{% endblock %}",
    "a block within an overriding one": "{% extends 'parent' %}{% block end %}{% block inner %}x{% endblock %}"
    "{% endblock %}",
    "a block that nothing prints": "{% extends 'parent' %}{% block nowhere %}x{% endblock %}",
    "a name over and over": "{{ root }}{% for item in page.parts %}{{ root }}{{ item }}{% endfor %}{{ root }}",
    "a name in a loop alone": "{% for item in page.parts %}{{ root }}{% endfor %}",
    "a name that means something else for a while": "{{ root }}{% with root = page.title %}{{ root }}"
    "{% endwith %}{% for root in page.parts %}{{ root }}{% endfor %}",
    "a part": "{% with item = 'x' %}{% include 'part' %}{% endwith %}",
    "a part in a loop": "{% for item in page.parts %}{% include 'part' %}{% else %}none{% endfor %}",
    "a part in a part": "{% with item = 'x' %}{% include 'nested' %}{% endwith %}",
    "a part in a branch": "{% if page.none %}a{% elif root %}{% with item = 1 %}{% include 'part' %}"
    "{% endwith %}{% else %}c{% endif %}",
}

# What a template in one piece still calls for when it prints.
OUTSIDE: Mapping[str, str] = {
    "a part that is not there nor asked for": "{% if page.none %}{% include 'no part' %}{% endif %}",
    "a part that may be missing": "{% include 'no part' ignore missing %}",
    "a part in which as much is escaped as ever": "{% autoescape false %}{{ page.title }}"
    "{% with item = page.title %}{% include 'part' %}{% endwith %}{% endautoescape %}",
    "a part that does not see the page": "{% include 'alone' without context %}",
    "one of several parts": "{% with item = 1 %}{% include ['no part', 'part'] %}{% endwith %}",
    "a part that prints the loop around it": "{% for one in page.parts %}{{ loop.index }}"
    "{% include 'of a loop' %}{% endfor %}",
    "a part with blocks": "{% include 'parent' %}",
    "a part that includes itself": "{% with item = 1 %}{% include 'turn' %}{% endwith %}",
}

# What would mean something else in one piece, or is there for others to extend or import.
REFUSED: Mapping[str, str] = {
    "a parent that is computed": "{% extends 'par' + 'ent' %}{% block end %}x{% endblock %}",
    "a parent that extends its child": "{% extends 'page' %}",
    "a parent that is not there": "{% extends 'no parent' %}",
    "a block twice": "{% block a %}{% endblock %}{% block a %}{% endblock %}",
    "names made beside blocks": "{% extends 'parent' %}{% set root = 1 %}{% block end %}x{% endblock %}",
    "names made in a block": "{% extends 'parent' %}{% block end %}{% set root = 1 %}{{ root }}{% endblock %}",
    "a block that does not see the names of a loop": "{% for root in page.parts %}{% block end %}{{ root }}"
    "{% endblock %}{% endfor %}",
    "a block that sees the names of a loop": "{% for root in page.parts %}{% block end scoped %}{{ root }}"
    "{% endblock %}{% endfor %}",
    "a block to be overridden": "{% block end required %}{% endblock %}",
    "an overridden block in a loop": "{% extends 'parent' %}{% block end %}{% for root in page.parts %}"
    "{{ super() }}{% endfor %}{% endblock %}",
    "an overridden block, changed": "{% extends 'parent' %}{% block end %}{{ super() | upper }}{% endblock %}",
    "a block by its name": "{% block one %}1{% endblock %}{{ self.one() }}",
    "macros": "{% macro twice(item) %}{{ item }}{{ item }}{% endmacro %}{{ twice(2) }}",
}

# What `Careful` templates print or name exactly.
AMISS: Mapping[str, str] = {
    "no such part": "{% include 'no part' %}",
    "no such field": "{{ page.titel }}",
    "no such name": "{% if nobody %}x{% endif %}",
    "no such name, of which a field is wanted": "{{ nobody.title }}",
    "a key": "{{ page.table.key }}",
    "a question": "{{ page.titel is defined }}",
}


Kind = TypeVar("Kind", bound=Careful)


def templates(kind: type[Kind], text: str) -> Kind:
    """Return templates with one more, `page`."""
    loader = jinja2.DictLoader({**PIECES, "page": text})
    return kind(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)


def whole(text: str) -> nodes.Template | None:
    """Return a template in one piece."""
    parser = jinja2.Environment(trim_blocks=True)
    read = {name: parser.parse(one) for name, one in {**THEME, **PIECES, "page": text}.items()}
    return locked_up(parser.parse(text), read.get)


def called(template: nodes.Template) -> list[nodes.Node]:
    """Return what a template calls for when it prints."""
    return [one for kind in (nodes.Extends, nodes.Block, nodes.Include) for one in template.find_all(kind)]


@pytest.mark.parametrize("text", [*WHOLE.values(), *OUTSIDE.values()], ids=[*WHOLE, *OUTSIDE])
def test_a_template_prints_the_same_in_one_piece(text: str) -> None:
    wanted = templates(Careful, text).get_template("page").render(PAGE)
    assert templates(Direct, text).bytes_of("page", PAGE) == wanted.encode()


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_a_template_of_blocks_and_parts_calls_for_nothing(text: str) -> None:
    template = whole(text)
    assert template
    assert not called(template)


@pytest.mark.parametrize("text", OUTSIDE.values(), ids=OUTSIDE)
def test_a_part_stays_outside_where_it_could_mean_something_else(text: str) -> None:
    template = whole(text)
    assert template
    assert called(template)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_template_that_could_mean_something_else_is_refused(text: str) -> None:
    assert whole(text) is None
    with pytest.raises(jinja2.TemplateRuntimeError, match="page is not in one piece"):
        templates(Direct, text).get_template("page")


@pytest.mark.parametrize("text", AMISS.values(), ids=AMISS)
def test_what_is_amiss_in_one_piece_raises(text: str) -> None:
    direct = templates(Direct, text)
    assert direct.get_template("page")
    with pytest.raises((jinja2.TemplateError, AttributeError)):
        direct.bytes_of("page", PAGE)


@pytest.mark.parametrize("name", THEME)
def test_every_template_of_the_default_theme_is_one_piece(name: str) -> None:
    template = whole(THEME[name])
    assert template
    assert not called(template)


def test_every_page_of_the_default_theme_is_the_same_in_either_way_and_none_needs_the_careful_one() -> None:
    made = full()
    direct, careful = Renderer(theme_of(PROJECT), made), Renderer(theme_of(PROJECT), made)
    careful._not_direct.update(THEME)
    for _, page in planned(made):
        if page.template:
            assert direct.bytes_of(page) == careful.bytes_of(page), page.url
    assert not direct._not_direct


def test_a_field_has_precedence_over_a_key_as_with_jinja() -> None:
    text = "{{ page.table.items() | list | length }}"
    assert templates(Direct, text).bytes_of("page", PAGE) == b"1"


@pytest.mark.parametrize(
    "value", ["", "plain", "<i>", "R&D", "it's", 'a "b"', ">", Markup("<b>"), 7, 1.5, True, None]
)
def test_a_value_is_printed_as_markupsafe_escapes_it(value: object) -> None:
    assert printed(value) == escape(value).encode()


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.titel is defined }}",
        "{{ page.titel | default(false) }}",
        "{% set known = page.titel is defined %}{{ known }}",
    ],
)
def test_a_group_may_write_templates_that_are_not_in_one_piece(text: str) -> None:
    made = full()
    names = {**THEME, "prose.html": text}
    renderer = Renderer(Theme(names, {name: name for name in names}, {}), made)
    assert {renderer.bytes_of(page) for _, page in planned(made) if page.template == "prose.html"} == {b"False"}
