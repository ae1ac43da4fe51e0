"""Every kind of page before axe-core, in both colours and on small and large screens."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import listen, overflow, still_page

# Most of axe-core's time goes into the contrast of each text with what is behind it. Texts that look the same
# have the same contrast, so it is asked of one element of each look: see MARK.
AXE = (
    (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    + """
axe.configure({rules: [{id: 'color-contrast', selector: '[data-look]'}]});"""
)

# Mark all fields, and of each look the first element with words in view. A look is what an element and all that
# hold it are called and how they are painted. A single letter is apart, as axe-core does not judge it.
MARK = """() => {
  const read = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'textShadow', 'fontSize',
    'fontWeight', 'display', 'position', 'overflow'];
  const looks = new Map([[null, '']]), met = new Set();
  for (const element of document.querySelectorAll('*')) {
    const style = getComputedStyle(element), names = [element.localName, element.getAttribute('class')];
    const look = [looks.get(element.parentElement), ...names, ...read.map(name => style[name])].join();
    looks.set(element, look);
    const words = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
      .map(node => node.data.trim()).join('');
    const kind = `${look} ${words.length > 1}`;
    const first = words && !met.has(kind) && element.checkVisibility({visibilityProperty: true});
    if (first) met.add(kind);
    element.toggleAttribute('data-look', first || element.matches('input, select, textarea'));
  }
}"""

# The rules of axe-core on colours, but for one that asks for more than level AA of the guidelines. All others
# find in dark what they find in light, as nothing but colours changes.
COLOURS = ["color-contrast", "link-in-text-block"]

# What style sheets set for light or dark alone besides colours, which are named in variables.
MORE_THAN_COLOURS = """() => {
  const found = [];
  const walk = (rules, apart) => [...rules].forEach(rule => {
    const chosen = apart || /prefers-color-scheme/.test(rule.conditionText)
      || /data-theme|#dark|#light/.test(rule.selectorText);
    walk(rule.cssRules || [], chosen);
    const more = [...rule.style || []].some(name => !/^--|^color-scheme$/.test(name));
    if (chosen && more) found.push(rule.cssText);
  });
  [...document.styleSheets].forEach(sheet => walk(sheet.cssRules, false));
  return found;
}"""

FAULTS = (
    "<!doctype html><title>A</title><p style='color:#999;background:#aaa'>Hardly to be read<img src='data:,'>"
)

# Each has one element that is hard to read among others like it, told apart by what is not its name.
FAINT = (
    "<style>li:nth-child(7) { color: #999 }</style><ul>" + "<li>A line" * 9 + "</ul>",
    "<style>li:nth-child(7) { background: #444 }</style><ul>" + "<li><b>A line</b>" * 9 + "</ul>",
    "<style>li:nth-child(7) { opacity: .4 }</style><ul>" + "<li><b><i>A line</i></b>" * 9 + "</ul>",
    "<style>li { color: #777 } li:first-child { font-size: 2em }</style><ul>" + "<li>A line" * 9 + "</ul>",
    "<style>p { color: #999 }</style><p>A<p>A line<p>B",
    "<style>p { color: #999 } p:first-child { visibility: hidden }</style><p>A line<p>A line",
    "<style>b { color: #999 }</style><details><summary>A</summary><b>A line</b></details>"
    "<details open><summary>A</summary><b>A line</b></details>",
    "<label>Name <input value=Ada></label> <label>Name <input value=Ada style='color: #999'></label>",
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that stays at a redirect, and takes the other colours at once."""
    with still_page(browser, reduced_motion="reduce") as opened:
        yield opened


def violations(page: Page, *rules: str) -> tuple[str, ...]:
    """Return what axe-core, loaded in a page already, finds wrong with it, a line for each element.

    Rules are the ones to ask; without any all are.
    """
    page.evaluate(MARK)
    options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": rules} if rules else {})
    found = page.evaluate("options => axe.run(document, options)", options)
    return tuple(
        f"{fault['id']}: {node['html'][:200]}" for fault in found["violations"] for node in fault["nodes"][:3]
    )


def rules_of(lines: tuple[str, ...]) -> set[str]:
    """Return the rules that lines of `violations` name."""
    return {line.partition(":")[0] for line in lines}


def test_axe_finds_planted_faults(page: Page) -> None:
    page.set_content(FAULTS)
    page.evaluate(AXE)
    assert {"html-has-lang", "image-alt", "color-contrast"} <= rules_of(violations(page))
    assert rules_of(violations(page, *COLOURS)) == {"color-contrast"}


@pytest.mark.parametrize("faint", FAINT)
def test_axe_finds_a_faint_element_among_others_like_it(page: Page, faint: str) -> None:
    page.set_content(f"<!doctype html><html lang=en><title>A</title><main>{faint}</main>")
    page.evaluate(AXE)
    assert "color-contrast" in rules_of(violations(page, *COLOURS))


def test_all_rules_on_colours_are_asked_in_both_colours(page: Page) -> None:
    page.evaluate(AXE)
    rules = page.evaluate("axe.getRules(['cat.color']).map(rule => rule.ruleId)")
    assert {*rules} == {*COLOURS, "color-contrast-enhanced"}


def test_what_is_told_of_dark_rules_is_all_but_colours(page: Page) -> None:
    dark = "@media (prefers-color-scheme: dark) { %s }"
    styles = (":root { --a: red }", "p { display: none }", "@media print { p { margin: 0 } }")
    page.set_content("<style>" + "".join(dark % style for style in styles) + "p { color: red }</style>")
    assert [line.partition(" {")[0] for line in page.evaluate(MORE_THAN_COLOURS)] == ["p", "p"]


def test_every_kind_of_page_is_accessible_narrow_enough_silent_and_alone(
    page: Page, pages: tuple[str, ...]
) -> None:
    complaints = listen(page, "http://127.0.0.1:")
    for address in pages:
        page.emulate_media(color_scheme="light")
        page.goto(address)
        page.set_viewport_size({"width": 320, "height": 640})
        if pixels := overflow(page):
            complaints.append(f"scrolls sideways by {pixels} px at 320 px")
        complaints += [f"changes with the colours: {rule}" for rule in page.evaluate(MORE_THAN_COLOURS)]
        page.evaluate(AXE)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme="light")
            complaints += violations(page)
            page.emulate_media(color_scheme="dark")
            complaints += [f"in dark: {line}" for line in violations(page, *COLOURS)]
        assert not complaints, address
