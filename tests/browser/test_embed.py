"""A person's list, framed by a page of another site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import MOUNT, served

AUTHOR = "authors/jared-kaplan.html"
COLOUR = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of a site of somebody else, to which a test adds pages at `tmp_path`."""
    with served(tmp_path) as url:
        yield url


def test_a_framed_list_needs_no_script_and_its_links_open_in_the_page_around_it(
    browser: Browser, site_url: str, elsewhere: str, tmp_path: Path
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site_url + AUTHOR)
    page.get_by_text("Show this list on another page").click()
    line = page.get_by_role("region", name="HTML of the frame").inner_text()
    here = line.replace("https://127.0.0.1" + MOUNT, site_url)
    (tmp_path / "own.html").write_text(f"<!doctype html><title>Own</title>{here}", encoding="utf-8")
    page.goto(elsewhere + "own.html")
    page.frame_locator("iframe").get_by_role("link", name="Scaling Laws for Neural Language Models").click()
    expect(page).to_have_url(site_url + "papers/kaplan2020scaling.html")
    page.context.close()


def test_a_framed_list_keeps_to_the_colours_that_its_address_asks_for(browser: Browser, site_url: str) -> None:
    address = site_url + AUTHOR.replace(".html", ".embed.html")
    seen = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme="light" if scheme == "light" else "dark")
        for wish in ("", "#light", "#dark"):
            page.goto("about:blank")
            page.goto(address + wish)
            seen[scheme, wish] = page.evaluate(COLOUR)
        page.context.close()
    light, dark = seen["light", ""], seen["dark", ""]
    assert light != dark
    assert {seen[scheme, "#light"] for scheme in ("light", "dark")} == {light}
    assert {seen[scheme, "#dark"] for scheme in ("light", "dark")} == {dark}
