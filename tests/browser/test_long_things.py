"""Formulas, names, words and tables that are wider than a phone: the page is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from separata.config import SiteConfig
from separata.model import Person, Version
from separata.pages.edition import Prose
from tests.browser.conftest import overflow, print_pages, served, still_page
from tests.unit.editions import edition, paper

FORMULA = (
    r"$\|Ax - b\|_2 \leq (1 + \varepsilon) \min_{x \in \mathbb{R}^d} \|Ax - b\|_2 + \lambda \|x\|_1 + \|y\|_1$"
)
NAMES = ("Bartholomäus von Hohenstaufen-Wittelsbach", "María José Fernández de la Cruz y Ortega", "Ada King")
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
DOI = "10.1002/" + "0123456789" * 8
TABLE = "# About\n\n| one | two |\n| --- | --- |\n| `" + "x" * 80 + "` | " + "word " * 30 + "|\n"
SHOWN = (
    "index.html",
    "papers.html",
    "about.html",
    "papers/p0.html",
    "authors/ada-king.html",
    "statistics.html",
)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a site in which much is long."""
    papers = [
        paper(
            f"p{at}",
            *NAMES,
            issued=f"202{at}",
            title=f"{WORD} and {FORMULA}",
            abstract=f"We show {FORMULA}.",
            topics=(WORD.lower(),),
            ids={"doi": DOI},
            versions=(Version("article-journal", container=WORD),),
        )
        for at in range(3)
    ]
    people = [Person("ada-king", "Ada King", member="current"), Person("b", NAMES[0], member="former")]
    site = SiteConfig(f"Laboratory for {WORD} and Behaviour", "https://group.example/")
    print_pages(edition(papers, people, site, prose=(Prose("about", TABLE),)), SHOWN, tmp_path)
    with served(tmp_path) as url:
        yield url


def test_nothing_long_makes_a_page_scroll_sideways(browser: Browser, address: str) -> None:
    with still_page(browser) as page:
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            for name in SHOWN:
                page.goto(address + name)
                assert overflow(page) == 0, f"{name} scrolls sideways at {width} px"
