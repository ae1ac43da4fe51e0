"""Formulas, names, words and tables that are wider than a phone: the page is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from separata.config import SiteConfig
from separata.files import Project
from separata.model import Person
from separata.pages.edition import Prose
from separata.render import Renderer
from separata.theme import theme_of
from tests.browser.conftest import overflow, served, still_page
from tests.unit.editions import edition, paper, planned

FORMULA = (
    r"$\|Ax - b\|_2 \leq (1 + \varepsilon) \min_{x \in \mathbb{R}^d} \|Ax - b\|_2 + \lambda \|x\|_1 + \|y\|_1$"
)
NAMES = ("Bartholomäus von Hohenstaufen-Wittelsbach", "María José Fernández de la Cruz y Ortega", "Ada King")
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
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
            f"p{at}", *NAMES, issued=f"202{at}", title=f"{WORD} and {FORMULA}", abstract=f"We show {FORMULA}."
        )
        for at in range(3)
    ]
    people = [Person("ada-king", "Ada King", member="current"), Person("b", NAMES[0], member="former")]
    site = SiteConfig(f"Laboratory for {WORD} and Behaviour", "https://group.example/")
    theme = theme_of(Project(Path(__file__).resolve().parents[2]))
    made = edition(papers, people, site, prose=(Prose("about", TABLE),))
    renderer = Renderer(theme, made)
    files = {page.url: renderer.bytes_of(page) for _, page in planned(made) if page.url in {*SHOWN, "404.html"}}
    for name, content in {**files, **{f"assets/{name}": of for name, of in theme.assets.items()}}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with served(tmp_path) as url:
        yield url


def test_nothing_long_makes_a_page_scroll_sideways(browser: Browser, address: str) -> None:
    with still_page(browser) as page:
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            for name in SHOWN:
                page.goto(address + name)
                assert overflow(page) == 0, f"{name} scrolls sideways at {width} px"
