"""Every kind of page of the built site, looked at in a browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import overflow

# Kinds of page, each by the files that are of it; the largest stands for its kind.
KINDS = {
    "home": "index.html",
    "papers": "papers.html",
    "a paper": "papers/*.html",
    "people": "authors.html",
    "a person": "authors/*.html",
    "a year": "years/*.html",
    "a page of prose": "about.html",
    "missing": "404.html",
}


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, seed_site: Path) -> str:
    """The address, from the top of the site, of a page of each kind."""
    files = sorted(seed_site.glob(KINDS[request.param]), key=lambda file: (-file.stat().st_size, file.name))
    assert files, f"the site has no page like {KINDS[request.param]}"
    return files[0].relative_to(seed_site).as_posix()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_reads_well_at_every_width(page: Page, site_url: str, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site_url + address)
    expect(page.get_by_role("main")).to_be_visible()
    assert page.get_by_role("heading", level=1).count() == 1
    for width in (320, 360, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == 0, f"{address} scrolls sideways at {width} px"


@pytest.mark.parametrize("name", [*KINDS.values(), "search.html", "statistics.html", "topics.html"])
def test_letters_twice_as_large_fit_a_phone(page: Page, site_url: str, seed_site: Path, name: str) -> None:
    # A window half as wide is what such a reader's phone is in letters.
    page.set_viewport_size({"width": 180, "height": 400})
    page.goto(site_url + min(seed_site.glob(name)).relative_to(seed_site).as_posix())
    assert overflow(page) == 0
    # A number stays whole beside its bar or below it.
    lines = page.locator("dd.num").evaluate_all("all => all.map(one => one.getClientRects()[0].height)")
    assert all(height < 60 for height in lines)


def test_a_page_says_its_language_and_lets_keyboards_skip_to_the_text(
    page: Page, site_url: str, address: str
) -> None:
    page.goto(site_url + address)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", re.compile("#main$"))
    skip.press("Enter")
    assert page.url.endswith("#main")


def test_a_reader_goes_from_home_to_a_paper_and_to_one_of_its_authors(page: Page, site_url: str) -> None:
    page.goto(site_url + "index.html")
    title = page.locator("main").get_by_role("heading", level=3).get_by_role("link").first
    words = title.text_content() or ""
    title.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    page.locator('main a[href*="authors/"]').filter(visible=True).first.click()
    expect(page).to_have_url(re.compile("/authors/"))
    expect(page.get_by_role("main")).to_contain_text(words)


def test_the_choice_of_dark_is_remembered(page: Page, site_url: str) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    page.goto(site_url + "index.html")
    light = page.evaluate(background)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(background)
    assert dark != light
    page.goto(site_url + "papers.html")
    assert page.evaluate(background) == dark


def test_a_missing_address_has_a_page_whose_links_and_styles_work_at_any_depth(
    page: Page, site_url: str
) -> None:
    answer = page.goto(site_url + "no/such/page.html")
    assert answer and answer.status == 404
    page.get_by_role("link", name="Papers").first.click()
    expect(page).to_have_url(site_url + "papers.html")


def test_a_page_is_whole_without_scripts(browser: Browser, site_url: str, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site_url + address)
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("navigation").first.get_by_role("link", name="Papers")).to_be_visible()
    expect(page.get_by_role("button", name="Dark")).to_be_hidden()
    page.close()
