"""Templates of a group that cannot do what they say: a message with the template's line, never a traceback."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from separata.files import Project
from separata.problems import SeparataError
from separata.render import Renderer
from separata.theme import Theme, theme_of
from tests.unit.editions import full, planned

DEFAULT = theme_of(Project(Path(__file__).resolve().parents[2]))


def printed(**own: str) -> str:
    """Print all pages with templates of a group, by name without `.html`; return what is wrong with them."""
    written: Mapping[str, str] = {f"{name.replace('__', '/')}.html": text for name, text in own.items()}
    shown = {**DEFAULT.shown, **{name: f"templates/{name}" for name in written}}
    renderer = Renderer(Theme({**DEFAULT.templates, **written}, shown, DEFAULT.assets), made := full())
    try:
        for _, page in planned(made):
            renderer.bytes_of(page)
    except SeparataError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ({"base": '{% extends "base.html" %}'}, "templates/base.html:1"),
        ({"base": '\n{% include "base.html" %}'}, "templates/base.html:2"),
        ({"paper": '{% extends "base.html" %}', "base": '{% extends "paper.html" %}'}, "templates/"),
        ({"parts__entry": 'x{% include "parts/entry.html" %}'}, "templates/parts/entry.html:1"),
        ({"prose": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"}, "templates/prose.html:1"),
    ],
)
def test_templates_that_call_for_each_other_without_end_are_told_of(own: Mapping[str, str], place: str) -> None:
    told = printed(**own)
    assert told.startswith(place)
    assert "calls for itself without end" in told
    assert 'such as "default/base.html"' in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '{% extends "default/base.html" %}\n{% block fotter %}x{% endblock %}',
            "templates/base.html:2: default/base.html has no block 'fotter'\n  hint: did you mean 'footer'?",
        ),
        (
            '{% extends "default/base.html" %}{% set a = 1 %}\n\n{% block zzz %}x{% endblock %}',
            "templates/base.html:3: default/base.html has no block 'zzz'\n"
            "  hint: the blocks are in docs/reference/templates.md",
        ),
    ],
)
def test_a_block_that_would_never_be_printed_is_told_of(text: str, told: str) -> None:
    assert printed(base=text) == told


def test_a_block_may_bring_blocks_of_its_own_and_one_may_override_what_a_template_above_the_next_has() -> None:
    base = (
        '{% extends "default/base.html" %}'
        "{% block footer %}{% block thanks %}{% endblock %}{{ super() }}{% endblock %}"
    )
    prose = (
        '{% extends "default/prose.html" %}{% block thanks %}x{% endblock %}{% block wordmark %}y{% endblock %}'
    )
    assert printed(base=base, prose=prose) == ""


def test_a_template_written_whole_may_leave_out_blocks_of_the_default_one() -> None:
    assert printed(base="<!doctype html><title>x</title>{% block main %}{% endblock %}") == ""
