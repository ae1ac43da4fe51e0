"""A reader's way through the site: search, filter, open, copy, change the colours, go back."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import listen


@pytest.fixture
def reader(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page that may use the clipboard; the test fails if anything in it erred or came from elsewhere."""
    context = browser.new_context(color_scheme="light", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    complaints = listen(page, site_url)
    yield page
    context.close()
    assert not complaints


def test_a_reader_searches_filters_opens_copies_and_comes_back(reader: Page, site_url: str) -> None:
    reader.goto(site_url + "index.html")
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
    reader.get_by_role("searchbox").fill("scaling laws")
    expect(reader.locator("#results .entry").first).to_be_visible()
    reader.get_by_role("combobox", name="Year").select_option("2020")
    expect(reader.get_by_role("status")).to_contain_text("from 2020")
    found, said = reader.url, reader.get_by_role("status").text_content() or ""
    reader.get_by_role("link", name="Scaling Laws for Neural Language Models").first.click()
    expect(reader).to_have_url(re.compile("papers/kaplan2020scaling.html$"))

    # What a button says goes after two seconds; here none pass, however long the machine takes.
    reader.clock.install(time=0)
    reader.clock.pause_at(1000)
    reader.get_by_role("button", name="copy BibTeX").click()
    expect(reader.get_by_role("status").filter(has_text="copied")).to_have_count(1)
    assert reader.evaluate("navigator.clipboard.readText()").startswith("@misc{kaplan2020scaling,")

    reader.get_by_role("button", name="copy the reference").click()
    expect(reader.get_by_role("status").filter(has_text="copied")).to_have_count(2)
    assert "(2020). Scaling Laws" in reader.evaluate("navigator.clipboard.readText()")
    reader.get_by_role("button", name="copy RIS").click()
    expect(reader.get_by_role("status").filter(has_text="copied")).to_have_count(3)
    assert reader.evaluate("navigator.clipboard.readText()").startswith("TY  - UNPB")
    reader.get_by_role("button", name="copy CSL-JSON").click()
    expect(reader.get_by_role("status").filter(has_text="copied")).to_have_count(4)
    assert json.loads(reader.evaluate("navigator.clipboard.readText()"))[0]["id"] == "kaplan2020scaling"
    reader.clock.fast_forward(2000)
    expect(reader.get_by_role("status").filter(has_text="copied")).to_have_count(0)
    reader.clock.resume()

    background = "getComputedStyle(document.body).backgroundColor"
    light = reader.evaluate(background)
    reader.get_by_role("button", name="Switch to dark colours").click()
    dark = reader.evaluate(background)
    assert dark != light

    reader.go_back()
    expect(reader).to_have_url(found)
    expect(reader.get_by_role("searchbox")).to_have_value("scaling laws")
    expect(reader.get_by_role("combobox", name="Year")).to_have_value("2020")
    expect(reader.get_by_role("status")).to_have_text(said)
    expect(reader.locator("#results mark").first).to_be_visible()
    assert reader.evaluate(background) == dark
