"""The list of a person's papers that others frame in a page of their own."""

import re

from separata.model import Person
from separata.pages.cuts import PER_PAGE
from separata.pages.embed import embed_url
from separata.pages.pictures import papers_of
from separata.paper import Paper
from separata.problems import Place
from tests.unit.editions import context, edition, paper, planned

ADA = Person("ada", 'Ada "Augusta" Lovelace', ("Ada Lovelace",), former_ids=("byron",), place=Place("ada.yaml"))


def papers(count: int) -> list[Paper]:
    """Return so many papers by one person."""
    return [paper(f"p{at:03}", "Ada Lovelace", "Charles Babbage", issued="2020") for at in range(count)]


def test_people_on_record_have_a_list_to_frame_also_at_their_former_addresses() -> None:
    made = edition(papers(2), [ADA])
    urls = {page.url for kind, page in planned(made) if kind == "list to frame"}
    assert urls == {embed_url("ada"), embed_url("byron")}
    assert context(made, embed_url("byron")) == context(made, embed_url("ada"))


def test_a_person_without_papers_has_none() -> None:
    made = edition([], [ADA])
    assert not [page for kind, page in planned(made) if kind == "list to frame"]
    assert not context(made, "authors/ada.html").embed


def test_a_person_page_offers_the_line_that_frames_the_list() -> None:
    made = edition(papers(2), [ADA])
    line = context(made, "authors/ada.html").embed
    assert line.startswith('<iframe src="https://group.example/authors/ada.embed.html"')
    assert 'title="Papers by Ada &quot;Augusta&quot; Lovelace"' in line
    assert re.fullmatch(r'<iframe( [a-z]+="[^"<>]*")*></iframe>', line)
    assert not context(made, "authors/charles-babbage.html").embed


def test_a_long_list_shows_its_newest_papers_and_the_way_to_the_others() -> None:
    made = edition(papers(PER_PAGE + 5), [ADA])
    page = context(made, embed_url("ada"))
    assert page.url == "authors/ada.html"
    assert sum(len(group.entries) for group in page.groups) == 5
    assert page.more == f"All {papers_of(PER_PAGE + 5)}"
    assert not context(edition(papers(5), [ADA]), embed_url("ada")).more
