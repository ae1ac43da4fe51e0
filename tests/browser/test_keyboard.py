"""Every kind of page with a keyboard alone, and with scripts switched off."""

from typing import Any, cast

from playwright.sync_api import Browser, Page

from tests.browser.conftest import still_page

# A page with up to so many stops is walked from the first to the last. Of a longer one, whose stops repeat each
# other, runs are walked that begin at the first stop, in the middle and before the last.
ALL = 90
RUN = 30

# What a keyboard should stop at, in the order of the document: a closed fold hides what is in it.
STOPS = """() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  const seen = element => element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true});
  window.stops = [...document.querySelectorAll(wanted)].filter(element => seen(element) && !element.disabled);
  return window.stops.length;
}"""

# Where the focus is: its place among the stops, whether it can be seen, and what it is. The browser scrolls
# to it in its own time. A field shows the focus by its line, a drawing's link by the stroke of its area.
FOCUS = """async () => {
  const element = document.activeElement, style = getComputedStyle(element);
  const hit = element.querySelector('.hit');
  const onTop = () => [...element.getClientRects()].some(part => {
    const top = document.elementFromPoint(part.left + part.width / 2, part.top + part.height / 2);
    return top && (element.contains(top) || top.contains(element));
  });
  for (let frame = 0; frame < 60 && !onTop(); frame++) await new Promise(requestAnimationFrame);
  return {
    place: window.stops.indexOf(element),
    seen: onTop(),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      || parseFloat(style.borderBottomWidth) >= 2 || hit && getComputedStyle(hit).stroke !== 'none',
    words: element.outerHTML.slice(0, 120),
  };
}"""


def runs(stops: int) -> tuple[range, ...]:
    """Return the stops of a page that are walked, in runs without a gap."""
    if stops <= ALL:
        return (range(stops),)
    return tuple(range(start, start + RUN) for start in (0, (stops - RUN) // 2, stops - RUN))


def walk(page: Page) -> list[str]:
    """Press the tab key through a page; return what is out of order, hidden or not outlined, in words."""
    stops = cast(int, page.evaluate(STOPS))
    return [words for run in runs(stops) for words in walk_run(page, run, stops)]


def walk_run(page: Page, run: range, stops: int) -> list[str]:
    """Press the tab key from the stop before a run to its end, as `walk`."""
    wrong: list[str] = []
    if run.start:
        page.evaluate("at => window.stops[at].focus()", run.start - 1)
    for expected in run:
        page.keyboard.press("Tab")
        focus: dict[str, Any] = page.evaluate(FOCUS)
        if focus["place"] != expected:
            return [*wrong, f"stop {expected} of {stops} is not reached, but {focus['words']}"]
        wrong += [f"not {fault}: {focus['words']}" for fault in ("seen", "outlined") if not focus[fault]]
    return wrong


def test_every_stop_of_every_kind_of_page_is_reached_in_order_seen_and_outlined(
    browser: Browser, pages: tuple[str, ...]
) -> None:
    wrong = []
    # With motion the browser would scroll to far stops for seconds.
    with still_page(browser, reduced_motion="reduce") as page:
        for address in pages:
            page.goto(address)
            wrong += [f"{address}: {words}" for words in walk(page)]
    assert not wrong


# With scripts off: what is there for a script alone, and links or text in view that cannot be read.
USELESS = """() => [...document.querySelectorAll('button, input, select, [role=status]')]
  .filter(element => element.checkVisibility() && !element.closest('form[action]'))
  .map(element => element.outerHTML)"""
HIDDEN = """() => [...document.querySelectorAll('main a[href], main li, main p, main h2, main h3')]
  .filter(element => !element.checkVisibility() && !element.closest('details:not([open]), .needs-js, [hidden]'))
  .map(element => element.outerHTML.slice(0, 120))"""


def test_every_kind_of_page_is_whole_without_scripts(browser: Browser, pages: tuple[str, ...]) -> None:
    wrong = []
    with still_page(browser, java_script_enabled=False) as page:
        for address in pages:
            page.goto(address)
            wrong += [f"{address}: of no use without scripts: {words}" for words in page.evaluate(USELESS)]
            wrong += [f"{address}: hidden without scripts: {words}" for words in page.evaluate(HIDDEN)]
            assert page.locator("main").inner_text().strip(), address
    assert not wrong
