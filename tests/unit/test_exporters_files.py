"""The files beside pages: bibliographies and feeds of every list, their schema, and who links to them."""

import json
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from separata.exporters import EXPORTERS, jsonfeed
from separata.exporters.atom import FeedEntry
from separata.exporters.schema import schema
from separata.model import Author, Person, Version, Work
from separata.pages import bibliographies
from separata.pages.page import hashed
from separata.paper import Paper
from separata.problems import Place
from separata.worktypes import TYPES
from tests.unit.editions import context, day, edition, full, paper, planned

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA: dict[str, Any] = json.loads(schema("https://group.example/schema/papers.schema.json"))
LISTS = ("papers.html", "papers/lovelace2021notes.html", "authors/ada.html", "years/2021.html")


def urls(made: Any) -> set[str]:
    """Return the address of every file of an edition."""
    return {page.url for _, page in planned(made)}


@pytest.mark.parametrize("url", LISTS)
def test_every_list_offers_files_that_are_there(url: str) -> None:
    made = full()
    offered = [file.url for file in context(made, url).head.alternates]
    assert set(offered) <= urls(made)
    assert {exporter.suffix for exporter in EXPORTERS} <= {f".{name.rpartition('.')[2]}" for name in offered}


@pytest.mark.parametrize("url", ["papers.html", "authors/ada.html", "years/2021.html"])
def test_every_list_can_be_followed_in_two_formats(url: str) -> None:
    alternates = context(full(), url).head.alternates
    assert [file.type for file in alternates[-2:]] == ["application/atom+xml", "application/feed+json"]


def test_a_former_address_keeps_its_files() -> None:
    made = full()
    paper, old = next((paper.id, id) for paper in made.library.papers for id in paper.former_ids)
    assert old == "old2019loom"
    for suffix in ("bib", "ris", "json", "md", "linkset.json"):
        assert context(made, f"papers/{old}.{suffix}") == context(made, f"papers/{paper}.{suffix}")
    assert {"authors/ada-byron.ris", "authors/ada-byron.atom", "authors/ada-byron.feed.json"} <= urls(made)
    assert context(made, "authors/ada-byron.json") == context(made, "authors/ada.json")


def test_a_file_holds_the_papers_of_its_list_in_its_order() -> None:
    made = full()
    assert [item["id"] for item in json.loads(context(made, "authors/ada.json"))] == [
        "lovelace2021notes",
        "king2019crowd",
    ]
    assert [item["id"] for item in json.loads(context(made, "years/2021.json"))] == ["lovelace2021notes"]
    assert context(made, "years/2021.ris").count(b"TY  - ") == 1


def test_long_lists_are_cut_and_each_part_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibliographies, "PER_FILE", 2)
    made = edition([paper(f"p{at}", "Ada Lovelace", issued="2021") for at in range(5)])
    year, all_papers = context(made, "years/2021.html"), context(made, "papers.html")
    assert {link.url for link in (*year.older_files, *all_papers.older_files)} <= urls(made)
    assert [link.words for link in year.older_files[:3]] == ["BibTeX 2", "RIS 2", "CSL-JSON 2"]
    ids = [
        item["id"]
        for name in ("years/2021.json", "years/2021.2.json", "years/2021.1.json")
        for item in json.loads(context(made, name))
    ]
    assert ids == ["p0", "p1", "p2", "p3", "p4"]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert context(full(), "schema/papers.schema.json").startswith('{\n "$schema"')


def test_every_json_file_of_papers_fits_the_schema() -> None:
    made = full()
    for kind, page in planned(made):
        if kind == "bibliography" and page.url.endswith(".json"):
            jsonschema.validate(json.loads(page.make(*page.inputs)), SCHEMA)


texts = st.text(max_size=20)
papers = st.builds(
    lambda title, names, type, issued, more: Paper(
        "p",
        Work(
            title,
            tuple(Author(name, literal=literal) for name, literal in names),
            versions=(Version(type, more, issued, more, more, more, more, more, {"doi": more}, more),),
            abstract=title,
        ),
    ),
    texts,
    st.lists(st.tuples(texts, st.booleans()), max_size=3),
    st.sampled_from(sorted(TYPES)),
    st.sampled_from([None, day("2021"), day("2021-03"), day("2021-03-02")]),
    texts,
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(papers, max_size=2))
def test_whatever_a_record_holds_its_json_fits_the_schema(known: list[Paper]) -> None:
    jsonschema.validate(json.loads(EXPORTERS[2].write(known)), SCHEMA)


def test_what_is_no_csl_does_not_fit_the_schema() -> None:
    for wrong in ([{"id": "p"}], [{"id": "p", "type": "preprint"}], [{"id": "p", "type": "article", "x": 1}]):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, SCHEMA)


def test_a_json_feed_has_what_version_1_1_asks_for() -> None:
    entries = (
        FeedEntry("https://x.example/a.html", "A", ("Ann Bo",), day("2021-03"), day("2022"), "Words.", ("t",)),
        FeedEntry("https://x.example/b.html", "B"),
    )
    items, home = map(jsonfeed.written, entries), "https://x.example/"
    written = jsonfeed.whole(items, title="T", feed_url=f"{home}feed.json", site_url=home, language="en")
    assert json.loads(written) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "home_page_url": "https://x.example/",
        "feed_url": "https://x.example/feed.json",
        "language": "en",
        "items": [
            {
                "id": "https://x.example/a.html",
                "url": "https://x.example/a.html",
                "title": "A",
                "content_text": "Words.",
                "date_published": "2021-03-01T00:00:00Z",
                "date_modified": "2022-01-01T00:00:00Z",
                "authors": [{"name": "Ann Bo"}],
                "tags": ["t"],
            },
            {
                "id": "https://x.example/b.html",
                "url": "https://x.example/b.html",
                "title": "B",
                "content_text": "B",
            },
        ],
    }


@pytest.mark.parametrize("url", ["feed", "authors/ada", "years/2021", "authors/ada-byron"])
def test_both_feeds_of_a_list_say_the_same(url: str) -> None:
    made = full()
    atom = ElementTree.fromstring(context(made, f"{url}.atom"))
    feed = json.loads(context(made, "feed.json" if url == "feed" else f"{url}.feed.json"))
    assert atom.findtext(f"{ATOM}title") == feed["title"]
    own, page = (link.get("href") for link in atom.findall(f"{ATOM}link"))
    assert (own, page) == (f"https://group.example/{url}.atom", feed["home_page_url"])
    assert [entry.findtext(f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")] == [
        item["id"] for item in feed["items"]
    ]
    assert {"version", "title", "items"} <= feed.keys()
    assert all(item["id"] and "content_text" in item for item in feed["items"])


def test_a_feed_belongs_to_the_present_page_of_a_person() -> None:
    feed = json.loads(context(full(), "authors/ada-byron.feed.json"))
    assert feed["home_page_url"] == "https://group.example/authors/ada.html"
    assert feed["title"] == "Ada Lovelace · The Group"


def test_llms_txt_leads_to_the_plain_formats() -> None:
    made = full()
    lines = context(made, "llms.txt").splitlines()
    assert lines[:3] == ["# The Group", "", "> Our papers."]
    linked = [line.rpartition("(")[2].rstrip(")") for line in lines if line.startswith("- [")]
    assert {url.removeprefix("https://group.example/") for url in linked} <= urls(made)
    assert "https://group.example/papers/lovelace2021notes.md" in linked


def test_a_new_paper_leaves_the_files_of_others_as_they_are() -> None:
    before, after = (
        {page.url: hashed(page.inputs) for _, page in planned(edition(known))}
        for known in (
            [paper("a", "Ada Lovelace", issued="2020")],
            [paper("a", "Ada Lovelace", issued="2020"), paper("b", "Charles Babbage", issued="2021")],
        )
    )
    own = [url for url in before if url.startswith(("papers/a.", "authors/ada-lovelace.", "years/2020."))]
    changed = [url for url in own if not url.endswith(".html") and before[url] != after[url]]
    assert len(own) > 10
    assert not changed


def test_somebody_with_one_paper_takes_away_the_files_of_the_paper() -> None:
    made = edition(
        [paper("a", "Ada Lovelace", "Mary Somerville"), paper("b", "Ada Lovelace")],
        [Person("mary", "Mary Somerville", place=Place("content/people/mary.yaml", 1))],
    )
    assert {"authors/ada-lovelace.bib", "authors/mary.bib"} <= urls(made), "two papers; a record"
    alone = edition([paper("a", "Ada Lovelace", issued="2020")])
    assert not [url for url in urls(alone) if url.startswith("authors/ada-lovelace.") and url.endswith(".bib")]
    files = {file.words: file.url for file in context(alone, "authors/ada-lovelace.html").head.alternates}
    assert files["BibTeX"] == "papers/a.bib"
    assert files["Atom"] == "authors/ada-lovelace.atom", "what will be new is not the paper's to tell"
