"""What an eye stumbles over: names that run into numbers, counts and words that read wrong, empty rows."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from separata.files import Project
from separata.model import Author, Person, Version, Work
from separata.pages.edition import Edition
from separata.pages.network import arcs, fitted
from separata.pages.pictures import sparkline
from separata.pages.words import link_words
from separata.paper import Paper
from separata.problems import Place
from separata.render import Renderer
from separata.theme import theme_of
from tests.unit.editions import SITE, crowd, edition, paper, planned

MEMBER = Person("charles", "Charles Babbage", member="current", place=Place("charles.yaml"))
KING = Person("ada-king", "Ada King", ("Ada King",), place=Place("ada-king.yaml"))
THEME = theme_of(Project(Path(__file__).resolve().parents[2]))


def printed(made: Edition, url: str) -> str:
    """Return a page as the template prints it."""
    page = next(page for _, page in planned(made) if page.url == url)
    return Renderer(THEME, made).bytes_of(page).decode()


@pytest.mark.parametrize(
    ("name", "room", "expected"),
    [
        ("Ada Lovelace", 200, "Ada Lovelace"),
        ("Mohammad Reza Karimi", 150, "M. R. Karimi"),
        ("Bartholomäus von Hohenstaufen-Wittelsbach", 150, "B. von Hohenstau…"),
        ("電子情報通信学会論文誌編集委員会", 100, "電子情報通信…"),
    ],
)
def test_a_name_in_a_picture_fits_its_room(name: str, room: float, expected: str) -> None:
    assert fitted(name, room) == expected


def test_a_picture_of_ties_begins_at_the_left_and_keeps_the_whole_name_beside_a_short_one() -> None:
    people = (("Ada", "a", 3), ("Charles", "b", 3), ("Countess Augusta Ada King of Lovelace-Byron", "c", 3))
    drawn = arcs(people, {(0, 1): 3, (0, 2): 3, (1, 2): 3}, "")
    assert drawn
    widest = max(int(arc.path.split("A")[1].split()[0]) for arc in drawn.arcs)
    assert drawn.axis == widest + 8
    shortened = next(dot for dot in drawn.dots if dot.name != dot.full)
    assert (shortened.name[:2], shortened.full) == ("C.", people[2][0])


def test_a_sparkline_of_many_years_stays_as_wide_as_a_word() -> None:
    few, many = sparkline([(2000, 1), (2001, 2)]), sparkline([(year, 1) for year in range(1950, 2020)])
    assert few and many
    assert few.shown < many.shown <= 180


@pytest.mark.parametrize(
    ("words", "expected"), [("github", "GitHub"), ("Google scholar", "Google Scholar"), ("my page", "My page")]
)
def test_the_words_of_a_link_are_spelt_as_their_owners_spell_them(words: str, expected: str) -> None:
    assert link_words(words) == expected


def test_a_home_page_without_an_opening_sentence_opens_with_the_name() -> None:
    bare = edition([paper("a", "Ada Lovelace", issued="2020")], site=msgspec.structs.replace(SITE, lede=""))
    assert "<h1>The Group</h1>" in printed(bare, "index.html")


def test_a_list_of_one_is_in_no_order() -> None:
    one = paper("a", "Ada Lovelace", issued="2020", topics=("engines",))
    two = paper("b", "Ada Lovelace", issued="2020", topics=("looms",))
    assert "One topic.</p>" in printed(edition([one]), "topics.html")
    assert "Two topics, by name.</p>" in printed(edition([one, two]), "topics.html")


def test_thousands_are_parted_wherever_they_are_counted() -> None:
    made = edition([paper("a", *crowd(1300), issued="2020")])
    assert "and 1,297 others" in printed(made, "papers/a.html")


def test_statistics_speak_of_members_only_where_there_are_some() -> None:
    papers = [paper(f"p{at}", "Ada Lovelace", *crowd(4), issued=f"202{at}") for at in range(2)]
    ada = Person("ada-lovelace", "Ada Lovelace", member="current")
    assert "Members of the group" in printed(edition(papers, [ada]), "statistics.html")
    assert "Members of the group" not in printed(edition(papers), "statistics.html")


@pytest.mark.parametrize(("status", "opens"), [("retracted", "Retracted"), ("withdrawn", "Withdrawn")])
def test_a_paper_that_no_longer_stands_says_so_above_its_title(status: str, opens: str) -> None:
    html = printed(edition([paper("a", "Ada Lovelace", issued="2020", status=status)]), "papers/a.html")
    above = html.partition("<h1>")[0]
    assert f'<b class="status grave">{opens}</b> · ' in above


def test_what_is_printed_beside_nothing_has_no_dot_before_it() -> None:
    bare = printed(edition([paper("a", "Ada", issued="2020", ids={"doi": "10.1/a"})]), "papers.html")
    assert 'data-id="doi:10.1/a"' in bare
    dated = printed(edition([paper("a", "Ada", issued="2020-03", ids={"doi": "10.1/a"})]), "papers.html")
    assert 'data-id=" · doi:10.1/a"' in dated


def test_dots_stand_between_what_a_line_says_and_nowhere_else() -> None:
    prizes = {"awards": ("First prize", "Second prize")}
    both = printed(edition([paper("a", issued="2020", status="retracted", **prizes)]), "papers.html")
    assert "retracted</b> · <b" in both
    prized = printed(edition([paper("a", issued="2020", **prizes)]), "papers.html")
    assert '<p class="at"><span><b class="status">First prize</b> · <b' in prized
    alone = edition([paper("a", "Ada King", issued="2020", status="retracted")], [KING])
    assert "retracted</b></span>" in printed(alone, "papers.html")
    assert "<p><b>retracted</b></p>" in printed(alone, "authors/ada-king.embed.html")


def test_a_name_that_a_comma_parts_is_read_out_wherever_a_person_is_named() -> None:
    made = edition([paper(id, "Di Penta, Massimiliano", "Ada King", issued="2020") for id in "ab"], [KING])
    own, other = (printed(made, f"authors/{id}.html") for id in ("di-penta-massimiliano", "ada-king"))
    assert "<h1>Massimiliano Di Penta</h1>" in own
    assert "<title>Massimiliano Di Penta · " in own
    assert "Published as" not in own
    assert ">Massimiliano Di Penta</a>" in other
    assert ">Di Penta, Massimiliano</a>" in printed(made, "authors.html")
    assert '"Massimiliano Di Penta"' in printed(made, "search/people/2020s-1/r0.js")


def test_a_name_that_a_comma_parts_is_read_out_in_feeds_and_facts() -> None:
    author = Author("Di Penta, Massimiliano", equal=True, corresponding=True, affiliation="Sannio")
    made = edition([Paper("a", Work("On looms", (author,)), place=Place("a.yaml"))])
    for url in ("feed.atom", "feed.json", "papers/a.html"):
        assert "Massimiliano Di Penta" in printed(made, url)
    assert "Di Penta, Massimiliano" not in printed(made, "feed.atom") + printed(made, "feed.json")
    facts = printed(made, "papers/a.html").partition('<dl class="facts">')[2]
    assert "Di Penta, Massimiliano" not in facts


def test_a_member_without_papers_has_no_papers_rather_than_0() -> None:
    assert "<span>no papers</span>" in printed(edition([paper("a")], [MEMBER]), "index.html")


def test_a_group_keeps_the_comma_in_its_name() -> None:
    group = Author("Institute of Looms, Paris", literal=True)
    made = edition([Paper("a", Work("On looms", (group,)), place=Place("a.yaml"))])
    assert "<h1>Institute of Looms, Paris</h1>" in printed(made, "authors/institute-of-looms-paris.html")


def test_a_year_that_is_all_that_is_known_of_a_date_stands_there_once() -> None:
    def opening(**said: Any) -> str:
        page = printed(edition([paper("a", **said)]), "papers/a.html")
        return page[page.index('<div class="row title') : page.index("<h1>")]

    assert opening(issued="2020").count("2020</") == 1
    assert 'class="kicker"' not in opening(issued="2020")
    assert 'class="kicker"' not in opening()
    assert "March 2020</time>" in opening(issued="2020-03")
    assert "2020</time>" in opening(issued="2020", status="retracted")
    journal = (Version("article-journal", container="Journal of Looms"),)
    assert "Journal of Looms</" in opening(issued="2020", versions=journal)


def test_pages_from_one_to_another_are_parted_by_one_dash() -> None:
    versions = (Version("preprint", "v1"), Version("article-journal", container="Looms", pages="12--19"))
    made = printed(edition([paper("a", issued="2020", versions=versions)]), "papers/a.html")
    assert "Looms, 12–19</li>" in made
