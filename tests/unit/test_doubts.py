"""A name that may be several people's says so on its page, and leads to them."""

from typing import Any

from separata.model import Author, Person, Work
from separata.pages.doubts import Doubt
from separata.paper import Paper
from tests.unit.editions import context, edition, paper

TWO = (Person("wei-wang", "Wei Wang"), Person("wei-wang-2", "Wei Wang", names=("Wei Wang", "W. Wang")))


def doubts(
    url: str, papers: tuple[Paper, ...], people: tuple[Person, ...], **more: Any
) -> list[tuple[str, ...]]:
    found: tuple[Doubt, ...] = context(edition(papers, people, **more), f"authors/{url}.html").doubts
    return [(doubt.words.split()[0], *(link.words for link in doubt.people)) for doubt in found]


def test_a_name_that_two_on_record_have_leads_to_both() -> None:
    undecided = (paper("a", "Wei Wang"),)
    assert doubts("wei-wang-3", undecided, TWO) == [("Several", "Wei Wang (wei-wang)", "Wei Wang (wei-wang-2)")]
    assert doubts("wei-wang", undecided, TWO) == [("Others", "Wei Wang (wei-wang-2)", "Wei Wang (wei-wang-3)")]


def test_two_on_record_of_one_name_lead_to_each_other() -> None:
    stated = Paper("a", Work(title="A", authors=(Author("Wei Wang", person="wei-wang"),)))
    assert doubts("wei-wang", (stated,), TWO) == [("Others", "Wei Wang (wei-wang-2)")]


def test_a_name_that_stands_twice_on_a_paper_is_in_doubt() -> None:
    twice = (paper("a", "Wei Wang", "Wei Wang"),)
    assert doubts("wei-wang-2", twice, TWO[:1]) == [("Several", "Wei Wang (wei-wang)")]


def test_a_name_that_stands_twice_on_a_paper_is_in_doubt_though_nobody_is_on_record() -> None:
    papers = (paper("a", "Jun Li", "Jun Li", title="On $k$ <i>Looms</i>"), paper("b", "Jun Li"))
    assert doubts("jun-li", papers, ()) == [("This", "On k Looms")]


def test_a_pair_that_nobody_has_decided_is_named_on_both_pages() -> None:
    papers = (paper("a", "J. Smith"), paper("b", "Jane Smith"))
    open_pair = {"j-smith": ("jane-smith",), "jane-smith": ("j-smith",)}
    assert doubts("j-smith", papers, (), doubts=open_pair) == [("Nobody", "Jane Smith")]
    assert doubts("jane-smith", papers, (), doubts=open_pair) == [("Nobody", "J. Smith")]


def test_a_name_of_one_person_says_nothing_and_a_former_name_is_no_namesake() -> None:
    assert doubts("ada-king", (paper("a", "Ada King"),), ()) == []
    people = (Person("vita", "Vita King", former_names=("Ada King",)), Person("ada", "Ada King"))
    assert doubts("vita", (), people) == []
    assert doubts("ada", (), people) == []
