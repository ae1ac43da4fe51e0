"""The sitemap: what it knows of pages, and how it is cut."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.model import Version
from separata.pages import sitemap
from tests.unit.editions import SITE, context, day, edition, full, paper

ISSUED = st.sampled_from(["", "2019", "2020-02", "2021-03-04"])


def test_the_sitemap_knows_every_page_and_the_last_change_of_its_data() -> None:
    text = context(full(), "sitemap.xml")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {
        url.findtext("s:loc", "", space).removeprefix(SITE.base_url): url.findtext("s:lastmod", "", space)
        for url in ElementTree.fromstring(text).findall("s:url", space)
    }
    assert found["papers/lovelace2021notes.html"] == "2022-05-01"
    assert found["papers/babbage2019loom.html"] == ""
    assert {"", "papers.html", "authors.html", "about.html", "years/2021.html", "authors/ada.html"} <= set(
        found
    )
    assert not {"404.html", "papers/old2019loom.html"} & set(found)
    assert context(full(), "robots.txt").endswith("Sitemap: https://group.example/sitemap.xml\n")


@given(st.lists(st.tuples(ISSUED, ISSUED, st.sampled_from(["Ada Lovelace", "Bo Lee"])), max_size=6))
def test_the_sitemap_tells_the_latest_date_that_any_of_the_papers_states(
    stated: list[tuple[str, str, str]],
) -> None:
    papers = [
        paper(
            f"p{at}",
            author,
            issued=issued,
            topics=(author,),
            versions=tuple(Version("preprint", issued=day(date)) for date in (later,) if date),
        )
        for at, (issued, later, author) in enumerate(stated)
    ]
    made = edition(papers)
    found = context(made, "sitemap.xml")
    for author in {author for _, _, author in stated}:
        latest = max(max(dates) for *dates, one in stated if one == author)
        told = f"<lastmod>{latest}</lastmod>" if latest else ""
        (person,) = (id for id, name in made.library.people.own.items() if name == author)
        (topic,) = (shelf.url for shelf in made.topics.values() if shelf.name == author)
        for url in (f"authors/{person}.html", topic):
            assert f"{SITE.base_url}{url}</loc>{told}</url>" in found


def test_a_long_sitemap_is_cut_into_files_of_which_a_new_paper_changes_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sitemap, "_WHOLE", 5)
    papers = [
        paper(f"p{year}", "Ada Lovelace", "Charles Babbage", issued=f"{year}-05") for year in (2020, 2021)
    ]
    new = paper("new", "Ada Lovelace", "Mary Somerville", issued="2021-07-01")
    before, after = (
        {page.url: page.make(*page.inputs) for page in sitemap.plan(edition(known))}
        for known in (papers, [*papers, new])
    )
    places = ("pages", "papers-2020", "papers-2021", "people-a", "people-c", "people-m")
    assert after.keys() == {"robots.txt", "sitemap.xml", *(f"sitemaps/{name}.xml" for name in places)}
    same = {url for url in before if before[url] == after[url]}
    assert same == {"robots.txt", "sitemaps/papers-2020.xml", "sitemaps/people-c.xml"}
    assert "authors/ada-lovelace.html</loc><lastmod>2021-07-01<" in after["sitemaps/people-a.xml"]
    assert all(f"/sitemaps/{name}.xml<" in after["sitemap.xml"] for name in places)
