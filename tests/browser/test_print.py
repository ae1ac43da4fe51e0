"""Every kind of page on paper: no controls, members in semibold, black on white."""

from playwright.sync_api import Browser

from tests.browser.conftest import still_page

CONTROLS = """() => [...document.querySelectorAll('nav, button, input, select, textarea, summary, form, .skip')]
  .filter(element => element.checkVisibility()).map(element => element.outerHTML.slice(0, 120))"""

FAINT = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faint = new Set();
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !holder.checkVisibility()) continue;
    const channels = getComputedStyle(holder).color.match(/[0-9.]+/g).slice(0, 3).map(Number);
    if (Math.max(...channels) > 0x55) faint.add(holder.outerHTML.slice(0, 120));
  }
  return [...faint];
}"""

LIGHT_MEMBERS = """() => [...document.querySelectorAll('.us')].filter(element => element.checkVisibility())
  .filter(element => +getComputedStyle(element).fontWeight < 600).map(element => element.outerHTML)"""

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def test_every_kind_of_page_prints_without_controls_in_black_and_with_members_in_semibold(
    browser: Browser, pages: tuple[str, ...]
) -> None:
    wrong = []
    with still_page(browser, color_scheme="dark") as page:
        page.emulate_media(media="print")
        for address in pages:
            page.goto(address)
            wrong += [f"{address}: printed: {words}" for words in page.evaluate(CONTROLS)]
            wrong += [f"{address}: too faint for paper: {words}" for words in page.evaluate(FAINT)]
            wrong += [f"{address}: a member not in semibold: {words}" for words in page.evaluate(LIGHT_MEMBERS)]
            if page.evaluate(BACKGROUND) not in {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}:
                wrong.append(f"{address}: a dark page")
    assert not wrong


def test_an_authors_page_prints_the_list(browser: Browser, pages: tuple[str, ...]) -> None:
    with still_page(browser) as page:
        page.emulate_media(media="print")
        page.goto(next(address for address in pages if address.endswith("/authors/jared-kaplan.html")))
        for part in ("h1", "h3", ".us"):
            assert page.locator(f"main {part}").first.is_visible()
