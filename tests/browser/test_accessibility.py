"""Every kind of page before axe-core, in both colours and on small and large screens."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import listen, overflow, still_page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

FAULTS = (
    "<!doctype html><title>A</title><p style='color:#999;background:#aaa'>Hardly to be read<img src='data:,'>"
)


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page before a reader who prefers light, or dark."""
    with still_page(browser, color_scheme=request.param) as opened:
        yield opened


def violations(page: Page) -> tuple[str, ...]:
    """Return what axe-core, loaded in a page already, finds wrong with it, a line for each element."""
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    return tuple(
        f"{fault['id']}: {node['html'][:200]}" for fault in found["violations"] for node in fault["nodes"][:3]
    )


def test_axe_finds_planted_faults(page: Page) -> None:
    page.set_content(FAULTS)
    page.evaluate(AXE)
    rules = {line.partition(":")[0] for line in violations(page)}
    assert {"html-has-lang", "image-alt", "color-contrast"} <= rules


def test_every_kind_of_page_is_accessible_narrow_enough_silent_and_alone(
    page: Page, pages: tuple[str, ...]
) -> None:
    complaints = listen(page, "http://127.0.0.1:")
    for address in pages:
        page.goto(address)
        page.set_viewport_size({"width": 320, "height": 640})
        if pixels := overflow(page):
            complaints.append(f"scrolls sideways by {pixels} px at 320 px")
        page.evaluate(AXE)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            complaints += violations(page)
        assert not complaints, address
