"""The group's own pages: its people, its news, its numbers."""

from pathlib import Path

from separata.dates import Date
from separata.files import Project
from separata.model import Person
from separata.pages.edition import News
from separata.stages.content import read_content
from tests.unit.editions import context, edition, paper, planned

PEOPLE = (
    Person(
        "ada", "Ada Lovelace", ("Ada Lovelace",), member="current", role="Founder", orcid="0000-0002-1825-0097"
    ),
    Person("jane", "Jane Roe", ("Jane Roe",), member="former"),
)


def news(*days: int) -> tuple[News, ...]:
    """Return an item of news for each day of a month."""
    return tuple(News(f"2021-03-{day:02}-a b", Date(2021, 3, day), f"# Day {day}\n\nText.\n") for day in days)


def test_people_stand_as_members_and_former_members_with_role_and_papers() -> None:
    page = context(edition([paper("a", "Ada Lovelace")], PEOPLE), "group.html")
    assert page.count == "One member and one former member"
    assert [(one.name, one.words) for one in page.members] == [("Ada Lovelace", "Founder, one paper")]
    assert [link.words for link in page.members[0].links] == ["ORCID"]
    assert [(one.name, one.words) for one in page.former] == [("Jane Roe", "no papers")]


def test_the_running_head_leads_to_the_group_where_there_is_one() -> None:
    assert [edition([], people).site.nav[1].url for people in ((), PEOPLE)] == ["authors.html", "group.html"]


def test_news_stand_newest_first_and_three_on_the_home_page() -> None:
    made = edition([], news=news(2, 9, 5, 7))
    assert [item.title for item in context(made, "news.html").items] == ["Day 9", "Day 7", "Day 5", "Day 2"]
    assert [(line.title, line.url) for line in context(made, "index.html").news] == [
        ("Day 9", "news.html#n2021-03-09-a-b"),
        ("Day 7", "news.html#n2021-03-07-a-b"),
        ("Day 5", "news.html#n2021-03-05-a-b"),
    ]


def test_statistics_count_papers_and_pairs() -> None:
    papers = [paper(f"p{at}", "Ada Lovelace", "Jane Roe", "Mary King", topics=("looms",)) for at in range(2)]
    page = context(edition(papers, PEOPLE), "statistics.html")
    assert [(table.title, [(row.name, row.count) for row in table.rows]) for table in page.tables] == [
        ("Kinds", [("Other documents", 2)]),
        ("Topics", [("Looms", 2)]),
    ]
    assert page.network is not None
    assert (page.pairs[0].names, page.pairs[0].count) == ("Ada Lovelace and Jane Roe", 2)


def test_an_empty_site_has_no_page_of_what_is_not_there() -> None:
    urls = {page.url for _, page in planned(edition([]))}
    assert not urls & {"group.html", "news.html", "statistics.html", "topics.html", "venues.html"}


def test_news_have_their_day_and_topics_their_file_in_good_order(tmp_path: Path) -> None:
    files = {
        "site.yaml": "title: A\nbase_url: https://a.example/\n",
        "topics.yaml": "- {name: Looms, slug: The Looms}\n- {description: x}\n",
        "news/2021-03-09-looms.md": "# Looms\n",
        "news/old/2021-03-looms.md": "# No day\n",
    }
    (tmp_path / "content" / "news" / "old").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    content = read_content(Project(tmp_path), b"")
    assert [str(one.date) for one in content.news] == ["2021-03-09"]
    assert {f"{problem.place}: {problem.message}" for problem in content.problems} == {
        "content/news/old/2021-03-looms.md: the file's name must begin with a day",
        "content/topics.yaml:1:23: must be small letters and digits joined by hyphens, got 'The Looms'",
        "content/topics.yaml:2:3: a topic needs a name",
    }
