"""The frame of an edition speaks for all that the lists of the whole site take from it, and for little more."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from separata.config import Topic, Venue
from separata.library import library_of
from separata.model import Address, Author, Person, Published, Version, Work
from separata.pages import KINDS
from separata.pages.edition import Edition, News, Prose
from separata.pages.page import hashed
from separata.paper import Paper
from separata.problems import Place
from tests.unit.editions import NEWS, SITE, day, edition, paper

ADA = Person("ada", "Ada Lovelace", orcid="0000-0002-1825-0097", place=Place("content/people/ada.yaml", 1))
LOOMS = Version("paper-conference", container="Conference on Looms", issued=day("2021-07"))
PAPERS = (
    paper("a", "Ada Lovelace", "Charles Babbage", issued="2021-03-02", topics=("engines",)),
    paper("b", "Charles Babbage", "Mary Somerville", issued="2020", versions=(LOOMS,)),
    paper("c", "Ada Lovelace"),
)
COMPANYS = Paper("c", Work("On c", (Author("Ada Lovelace"), Author("Engines Ltd", literal=True))))
BASE: Mapping[str, Any] = {"papers": PAPERS, "people": (ADA,)}


def made(changes: Mapping[str, Any]) -> Edition:
    """Return the edition that a test starts from, with some things that differ."""
    known = {**BASE, **changes}
    return edition(known.pop("papers"), known.pop("people"), **known)


def planned(of: Edition) -> dict[str, tuple[bytes, ...]]:
    """Return by the name of each kind that goes by the frame what its pages are made of."""
    return {
        kind.name: tuple(hashed((page.url, page.inputs)) for page in kind.plan(of))
        for kind in KINDS
        if kind.digest(of)
    }


def person(**fields: Any) -> tuple[Person, ...]:
    """Return Ada's record with something that differs."""
    place = Place("content/people/ada.yaml", 1)
    return (Person(**{"id": "ada", "name": "Ada Lovelace", "place": place, **fields}),)


def other(**fields: Any) -> Sequence[Paper]:
    """Return the papers with something of the first that differs."""
    known = {"issued": "2021-03-02", "topics": ("engines",), **fields}
    return (paper("a", *known.pop("authors", ("Ada Lovelace", "Charles Babbage")), **known), *PAPERS[1:])


CHANGES: Mapping[str, Mapping[str, Any]] = {
    "a paper more": {"papers": (*PAPERS, paper("d", "Charles Babbage", issued="2019"))},
    "a paper less": {"papers": PAPERS[:2]},
    "another id": {"papers": (*PAPERS[:2], paper("d", "Ada Lovelace"))},
    "an author more": {"papers": other(authors=("Ada Lovelace", "Charles Babbage", "Mary Somerville"))},
    "a name in capitals": {"papers": other(authors=("ADA LOVELACE", "CHARLES BABBAGE"))},
    "another year": {"papers": other(issued="2018")},
    "another day": {"papers": other(issued="2021-03-03")},
    "a later version": {"papers": other(versions=(LOOMS,))},
    "a topic more": {"papers": other(topics=("engines", "looms"))},
    "an award": {"papers": other(awards=("Best paper award",))},
    "a choice of the group's": {"papers": other(selected=True)},
    "a company": {"papers": (*PAPERS[:2], COMPANYS)},
    "a member": {"people": person(member="current")},
    "a former id": {"people": person(former_ids=("lovelace",))},
    "another name": {"people": person(name="Ada King", names=("Ada Lovelace",))},
    "a family name of two words": {"people": person(family="Lovelace", name="Ada Lovelace")},
    "nobody on record": {"people": ()},
    "a topic on record": {"topics": (Topic("Engines", "the-engines", "What turns."),)},
    "a short name": {"venues": (Venue("Conference on Looms", "Looms"),)},
    "news": {"news": NEWS},
    "later news": {"news": (News("2026-01-01-x", day("2026-01-01"), "# X"),)},
    "a page": {"prose": (Prose("about", "# About"),)},
    "a page that was": {"published": (Published(page="topics/gone.html"),)},
    "parts that were": {"published": (Published(page="years/2021.html", parts=2),)},
    "an address of a former site": {"redirects": {"old.html": "papers/a.html"}},
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_pages_that_go_by_the_frame_change_only_with_it(changes: Mapping[str, Any]) -> None:
    before, after = made({}), made(changes)
    assert before.frame != after.frame or planned(before) == planned(after)


def test_the_frame_does_not_know_what_papers_say() -> None:
    told = {
        "papers": other(title="On something else", abstract="We say more.", links={"code": "https://x.org"})
    }
    assert made({}).frame == made(told).frame


def test_authors_that_are_companies_are_known() -> None:
    assert made({"papers": (*PAPERS[:2], COMPANYS)}).corporate == {"engines-ltd"}


def test_the_frame_knows_who_of_several_of_one_name_wrote_what() -> None:
    papers = [paper(f"p{year}", f"Wei Wang 000{year % 10}", issued=f"{year}") for year in (2021, 2022)]
    names = ("Wei Wang 0001", "Wei Wang 0002")
    frames = set()
    pages = []
    for those in (names, names[::-1]):
        addresses = [Address(id, (name,)) for id, name in zip(("wei-wang", "wei-wang-2"), those, strict=True)]
        library, _ = library_of(papers, (), addresses)
        frames.add(Edition(SITE, library).frame)
        pages.append(planned(Edition(SITE, library)))
    assert pages[0]["sitemap"] != pages[1]["sitemap"]
    assert len(frames) == 2
