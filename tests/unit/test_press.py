"""A template in one piece prints what Jinja prints from the pieces, or there is none."""

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes
from markupsafe import Markup, escape

from separata.files import Project
from separata.render import Renderer
from separata.render.careful import SETTING
from separata.render.forme import locked_up
from separata.render.plate import FAULTS, FILTERS, Plate, printed
from separata.render.press import Press
from separata.theme import Theme, theme_of
from tests.unit.editions import full, planned

PROJECT = Project(Path(__file__).resolve().parents[2])
THEME = theme_of(PROJECT).templates
TABLE = {"key": "value"}
PAGE = {
    "page": SimpleNamespace(
        title="Ada & <b>",
        parts=("one", "two"),
        table=TABLE,
        none=None,
        marked=Markup("<b>Ada</b>"),
    ),
    "root": "../",
}

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
    "a part": "{% with item = 'x' %}{% include 'part' %}{% endwith %}",
    "a part in a loop": "{% for item in page.parts %}{% include 'part' %}{% endfor %}",
    "a part in a part": "{% with item = 'x' %}{% include 'nested' %}{% endwith %}",
    "a part in a branch": "{% if page.none %}a{% elif root %}{% with item = 1 %}{% include 'part' %}"
    "{% endwith %}{% else %}c{% endif %}",
}

# What calls for other templates when it prints: Jinja prints these.
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

# What templates ask for.
ASKING: Mapping[str, str] = {
    "a loop": "{% for part in page.parts %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}"
    "{{ loop.length }}{{ loop.revindex }}{{ loop.revindex0 }}{{ part }}{% endfor %}",
    "a loop over what has no length": "{% for one in page.table.items() %}{{ loop.last }}{% endfor %}",
    "a loop in a loop": "{% for a in page.parts %}{% for b in page.parts %}{{ loop.index }}{% endfor %}"
    "{{ loop.index }}{% endfor %}",
    "a loop over a part of what is there": "{% for a in page.parts if a != 'one' %}{{ loop.index }}{{ a }}"
    "{% endfor %}{% for a in page.parts if a == 'one' %}{{ a }}{% endfor %}",
    "a loop that counts around one that does not": "{% for a in page.parts %}{% for b in a if b != 'n' %}"
    "{{ b }}{% endfor %}{{ loop.last }}{% endfor %}",
    "pairs": "{% for key, word in page.table.items() %}{{ key }}{{ word }}{% endfor %}",
    "a name that a loop has for a while": "{% with one = 1 %}{% for one in page.parts %}{{ one }}{% endfor %}"
    "{{ one }}{% endwith %}",
    "names that are what they were outside": "{% with root = page.title, page = root %}{{ root }}{{ page }}"
    "{% endwith %}{{ root }}",
    "a way that is another for a while": "{{ root }}{% with root = 'x' %}{{ root }}{% endwith %}{{ root }}",
    "what nobody asked for": "{{ 'x' if page.none }}{{ 'y' if page.parts }}{{ page.none or '<' }}",
    "one or another": "{{ page.title if root == '../' else page.parts }}{{ 'x' if not root else 'y' }}",
    "branches": "{% if page.none %}a{% elif root and page.parts %}b{% else %}c{% endif %}",
    "an empty branch": "{% if root %}{% else %}x{% endif %}{% for one in page.parts %}{% endfor %}",
    "comparisons": "{{ 1 < 2 <= 2 }}{{ 'o' in 'one' }}{{ 1 not in [1, 2] }}{{ (1, 2) == (1,) }}{{ 3 - 1 + 2 }}",
    "lists": "{{ [1, page.title] }}{{ (1, 2) }}{{ [] == [] }}{{ [1] == (1,) }}{{ () }}",
    "calls": "{{ '{:,}'.format(1234) }}{{ page.title.replace('A', '&') }}",
    "small and capital letters": "{{ page.title | lower }}{{ page.title | upper }}{{ page.marked | lower }}",
    "a count": "{{ page.parts | length }}",
    "markup": "{{ page.marked }}{{ page.marked + '<' }}",
}

# What Jinja prints or names exactly.
AMISS: Mapping[str, str] = {
    "what nobody asked for as a condition": "{% if ('x' if page.none) %}{% endif %}",
    "what a loop does not know here": "{% for part in page.parts %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "the loop itself": "{% for part in page.parts %}{{ loop }}{% endfor %}",
    "a loop around nothing": "{{ loop.index }}",
    "what to do where there is nothing to go through": "{% for one in page.parts %}{% else %}none{% endfor %}",
    "a loop that goes down": "{% for one in page.parts recursive %}{{ one }}{% endfor %}",
    "another filter": "{{ page.title | title }}",
    "a filter that is told more": "{{ page.parts | join('; ') }}",
    "a function with names": "{{ page.title.encode(errors='strict') }}",
    "a part of what stands together": "{{ page.parts[0] }}",
    "texts put together": "{{ page.title ~ root }}",
    "as much escaped as ever": "{% autoescape false %}{{ page.title }}{% endautoescape %}",
    "a field of its own": "{{ page.__dict__ }}",
    "no such part": "{% include 'no part' %}",
    "no such field": "{{ page.titel }}",
    "no such name": "{% if nobody %}x{% endif %}",
    "no such name, of which a field is wanted": "{{ nobody.title }}",
    "a key": "{{ page.table.key }}",
    "a question": "{{ page.titel is defined }}",
}


def plate(text: str) -> Plate:
    """Return the plate of a template that may use the pieces."""
    return Plate(Press({**PIECES, "page": text}, FILTERS).cast("page"), FILTERS)


def as_jinja_prints(text: str) -> str:
    """Return what Jinja prints of a template that may use the pieces."""
    loader = jinja2.DictLoader({**PIECES, "page": text})
    templates = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, **SETTING)
    return templates.get_template("page").render(PAGE)


def whole(text: str) -> nodes.Template | None:
    """Return a template in one piece."""
    parser = jinja2.Environment(trim_blocks=True)
    read = {name: parser.parse(one) for name, one in {**THEME, **PIECES, "page": text}.items()}
    return locked_up(parser.parse(text), read.get)


def called(template: nodes.Template) -> list[nodes.Node]:
    """Return what a template calls for when it prints."""
    return [one for kind in (nodes.Extends, nodes.Block, nodes.Include) for one in template.find_all(kind)]


@pytest.mark.parametrize("text", [*WHOLE.values(), *ASKING.values()], ids=[*WHOLE, *ASKING])
def test_a_plate_prints_what_jinja_prints(text: str) -> None:
    assert plate(text).filled(PAGE).decode() == as_jinja_prints(text)


values = st.recursive(
    st.sampled_from(
        ("page.title", "page.none", "page.parts", "page.marked", "root", "item", "1", "'<'", "loop.index")
    ),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(("and", "or", "==", "!=", "+")), inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("({} if {})".format, inner, inner),
        st.builds("(not {})".format, inner),
        st.builds("({} | {})".format, inner, st.sampled_from(("length", "upper", "lower"))),
        st.builds("[{}, ({}, {})]".format, inner, inner, inner),
    ),
    max_leaves=4,
)
texts = st.recursive(
    st.one_of(st.sampled_from(("", "a < b")), values.map("{{{{ {} }}}}".format)),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("{{% if {} %}}{}{{% elif {} %}}{}{{% endif %}}".format, values, inner, values, inner),
        st.builds("{{% for item in {} %}}{}{{% endfor %}}".format, values, inner),
        st.builds("{{% for item in page.parts if {} %}}{}{{% endfor %}}".format, values, inner),
        st.builds("{{% with item = {}, root = item %}}{}{{% endwith %}}{{{{ root }}}}".format, values, inner),
    ),
    max_leaves=5,
)


@given(texts)
def test_whatever_a_plate_prints_jinja_prints_too(text: str) -> None:
    whole = f"{{% with item = page.title %}}{text}{{% endwith %}}"
    try:
        printed = plate(whole).filled(PAGE)
    except FAULTS:
        return
    assert printed.decode() == as_jinja_prints(whole)


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
    with pytest.raises(LookupError):
        plate(text)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_template_that_could_mean_something_else_is_refused(text: str) -> None:
    assert whole(text) is None
    with pytest.raises(LookupError, match="page is not in one piece"):
        plate(text)


@pytest.mark.parametrize("text", AMISS.values(), ids=AMISS)
def test_what_is_amiss_raises(text: str) -> None:
    with pytest.raises(FAULTS):
        plate(text).filled(PAGE)


@pytest.mark.parametrize("name", THEME)
def test_every_template_of_the_default_theme_is_one_piece(name: str) -> None:
    template = whole(THEME[name])
    assert template
    assert not called(template)


def test_every_page_of_the_default_theme_is_the_same_in_either_way_and_none_needs_the_careful_one() -> None:
    made = full()
    direct, careful = Renderer(theme_of(PROJECT), made), Renderer(theme_of(PROJECT), made)
    careful._without_plate.update(THEME)
    for _, page in planned(made):
        if page.template:
            assert direct.bytes_of(page) == careful.bytes_of(page), page.url
    assert not direct._without_plate


def test_a_field_has_precedence_over_a_key_as_with_jinja() -> None:
    assert plate("{{ page.table.items() | length }}").filled(PAGE) == b"1"


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
        "{{ 'FALSE' | title }}",
    ],
)
def test_a_group_may_write_templates_that_are_not_in_one_piece(text: str) -> None:
    made = full()
    names = {**THEME, "prose.html": text}
    renderer = Renderer(Theme(names, {name: name for name in names}, {}), made)
    assert {renderer.bytes_of(page) for _, page in planned(made) if page.template == "prose.html"} == {b"False"}


@pytest.mark.parametrize(
    "text",
    [
        "{% for line in page.entries %}{{ entry(line) }},{{ entry(line) }}{{ root }}{% endfor %}",
        "{% for line in page.entries %}{{ entry(line) | upper }}{{ entry(line) ~ '<' }}{% endfor %}",
        "{% for e in page.entries %}{% with root = 'x' %}{{ entry(e) }}{{ root }}{% endwith %}{% endfor %}",
        "{% for line in page.entries %}{% autoescape false %}{{ entry(line) }}<{% endautoescape %}{% endfor %}",
        "{% filter upper %}{{ page.head.title }} &amp; {{ root }}{% endfilter %}",
        "{% for part in ('a', ('b', 'c')) recursive %}{{ part if part is string else loop(part) }}{% endfor %}",
    ],
)
def test_what_a_group_does_with_what_is_printed_is_done_to_text(text: str) -> None:
    made = full()
    names = {**THEME, "year.html": text}
    theme = Theme(names, {name: name for name in names}, {})
    direct, careful = Renderer(theme, made), Renderer(theme, made)
    careful._without_plate.update(names)
    pages = [page for _, page in planned(made) if page.template == "year.html"]
    assert pages
    for page in pages:
        assert direct.bytes_of(page) == careful.bytes_of(page)


@pytest.mark.parametrize(
    "text", [THEME["papers.html"], '{% extends "base.html" %}{% block main %}<p>No list.{% endblock %}']
)
def test_of_templates_that_name_each_other_each_has_a_plate_of_its_own(text: str, tmp_path: Path) -> None:
    # The foot of each page names the list of people, and so on: all those depend on the same templates.
    made, names = full(), {**THEME, "papers.html": text}
    theme = Theme(names, {name: name for name in names}, {})
    kept, careful = Renderer(theme, made, tmp_path), Renderer(theme, made)
    careful._without_plate.update(names)
    for _, page in planned(made):
        if page.template:
            assert kept.bytes_of(page) == careful.bytes_of(page), page.url
    assert not kept._without_plate
