"""Letters beyond the basic ones: writing from right to left keeps its order, accents keep small caps small."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from separata.model import Version
from tests.browser.conftest import print_pages, served, still_page
from tests.unit.editions import edition, paper, planned

ARABIC = "الذكاء (AI) في التعليم"
JOURNAL = Version("article-journal", container="כתב עת")
ACCENTS = Version("article-journal", container="über Über")
SHOWN = ("papers.html", "papers/right.html", "papers/umlaut.html")

# Where a run of letters stands in the window: its left edge.
LEFT = """([selector, letters]) => {
  const texts = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf(letters);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(texts.currentNode, at);
    range.setEnd(texts.currentNode, at + letters.length);
    return range.getBoundingClientRect().left;
  }
}"""

# How wide a letter of an element is.
WIDTH = """(element, at) => {
  const range = document.createRange();
  range.setStart(element.firstChild, at);
  range.setEnd(element.firstChild, at + 1);
  return range.getBoundingClientRect().width;
}"""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, str]]:
    """A page, and the address of a site with such letters."""
    names = ("משה ורדי", "יוסי כהן")
    title = {"title": ARABIC, "abstract": f"{ARABIC}."}
    papers = [
        paper("right", *names, issued="2018-05-05", versions=(JOURNAL,), **title),
        paper(
            "run", "张伟", issued="2017", title="基于深度学习的BERT模型", abstract="本文研究了深度学习。" * 60
        ),
        paper("umlaut", "Ada King", issued="2019", versions=(ACCENTS,)),
    ]
    made = edition(papers)
    index = [page.url for _, page in planned(made) if page.url.startswith("search")]
    print_pages(made, (*SHOWN, *index), tmp_path)
    with served(tmp_path) as url, still_page(browser) as page:
        yield page, url


def left(page: Page, selector: str, letters: str) -> float:
    """Return where letters begin on the screen."""
    found: float = page.evaluate(LEFT, [selector, letters])
    return found


@pytest.mark.parametrize("url", ["papers.html", "papers/right.html"])
def test_a_title_from_right_to_left_begins_at_the_right(opened: tuple[Page, str], url: str) -> None:
    page, site = opened
    page.goto(site + url)
    title = "h1" if "/" in url else "[href$='right.html']"
    assert left(page, title, "الذكاء") > left(page, title, "AI") > left(page, title, "التعليم")


def test_names_from_right_to_left_stand_in_their_order(opened: tuple[Page, str]) -> None:
    page, site = opened
    page.goto(site + "papers.html")
    byline = ".entry:has([href$='right.html']) .by"
    assert left(page, byline, "משה") > left(page, byline, "כהן")
    page.goto(site + "papers/right.html")
    assert left(page, ".authors", "משה") < left(page, ".authors", "כהן")


def test_an_abstract_and_a_reference_from_right_to_left_end_at_the_left(opened: tuple[Page, str]) -> None:
    page, site = opened
    page.goto(site + "papers/right.html")
    assert left(page, ".prose p", "الذكاء") > left(page, ".prose p", "AI") > left(page, ".prose p", "التعليم")
    assert left(page, "#ref", "ורדי") > left(page, "#ref", "2018") > left(page, "#ref", "כתב")


@pytest.mark.parametrize(
    ("url", "line"),
    [("papers.html", ".entry:has([href$='right.html']) .at"), ("papers/right.html", ".kicker")],
)
def test_a_date_stays_whole_behind_a_venue_from_right_to_left(
    opened: tuple[Page, str], url: str, line: str
) -> None:
    page, site = opened
    page.goto(site + url)
    assert left(page, line, "כתב") < left(page, line, "5 May") < left(page, line, "May")


def test_among_small_capitals_letters_with_accents_are_small_capitals(opened: tuple[Page, str]) -> None:
    page, site = opened
    page.goto(site + "papers/umlaut.html")
    page.evaluate("document.fonts.ready")
    small, large = (page.locator(".kicker .sc a").evaluate(WIDTH, at) for at in (0, 5))
    assert small == large


def test_chinese_is_found_by_any_part_of_what_is_written_without_blanks(opened: tuple[Page, str]) -> None:
    page, site = opened
    for query in ("深度学习", "习的bert", "学"):
        page.goto(f"{site}search.html?q={query}")
        expect(page.get_by_role("status")).to_contain_text(f"One paper has “{query.removesuffix('bert')}”")
    page.goto(f"{site}search.html?q=度学习")
    expect(page.locator(".entry h3 mark")).to_have_text(["度学习"])
    assert len(page.locator(".snip").inner_text()) < 240
