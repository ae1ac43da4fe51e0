"""What several sources of one paper say of its authors: who is who, under which ids, and what is kept of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.files import Project
from separata.matching.decisions import Decisions
from separata.matching.merge import merged
from separata.matching.people import PeopleMatching, people_of
from separata.matching.sameness import KNOWN_BY
from separata.matching.seats import only_seat, seats
from separata.matching.signatures import Mention
from separata.matching.witnesses import witnessed
from separata.model import Author, Claim, Work
from separata.names import name_key
from separata.problems import Place
from separata.records import read_person
from separata.stages.ingest import ingest

CARBERRY, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"


@pytest.mark.parametrize(
    ("names", "others", "found", "because"),
    [
        (["Ada King", "Tom Brown"], ["A. King", "T. Brown"], (0, 1), "place by place"),
        (["Ada King", "Tom Brown"], ["Ada King"], (0,), "a list cut short"),
        (["Ada King", "Tom Brown"], ["Tom Brown", "Ada King"], (1, 0), "another order"),
        (["Ada King", "Tom Brown"], ["T. Brown", "King Ada"], (1, 0), "another order, and other printings"),
        (["Ada King", "Mary Fair", "Tom Brown"], ["Ada King", "T. Brown"], (0, 2), "somebody left out"),
        (["Ada King", "Alan King"], ["Mary Fair", "A. King"], (-1, -1), "an initial that fits two"),
        (["Ada King", "Alan King"], ["A. King", "Alan King"], (0, 1), "an initial, and the list agrees"),
        (["Ada King"], ["Mary Fair"], (-1,), "somebody else"),
        ([], ["Mary Fair"], (-1,), "no list"),
    ],
)
def test_who_of_one_list_is_who_in_another(
    names: list[str], others: list[str], found: tuple[int, ...], because: str
) -> None:
    assert seats(names, others) == found, because


@pytest.mark.parametrize(
    ("name", "at"),
    [("Tom Brown", 1), ("T. Brown", 1), ("Brown, Tom", 1), ("A. King", -1), ("Ada King", 0), ("shammie", -1)],
)
def test_whose_page_it_is_is_told_by_the_only_name_that_fits(name: str, at: int) -> None:
    assert only_seat(["Ada King", "Tom Brown", "Alan King"], name) == at


some_names = st.lists(
    st.sampled_from(["Ada King", "A. King", "Alan King", "Tom Brown", "Brown Tom", "T. B. Brown", "Mary Fair"]),
    max_size=6,
    unique=True,
)


@given(some_names, some_names)
def test_no_place_is_given_twice(names: list[str], others: list[str]) -> None:
    taken = [at for at in seats(names, others) if at >= 0]
    assert len(set(taken)) == len(taken)


@given(some_names)
def test_every_name_of_a_list_has_its_own_place_in_it(names: list[str]) -> None:
    assert seats(names, names) == tuple(range(len(names)))


def claim(line: int, *names: str, profile: str = "", ids: tuple[str, ...] = ()) -> Claim:
    authors = tuple(Author(name) for name in names)
    return Claim(Place("seeds/a.txt", line), Work("Looms", authors), author_ids=ids, profile=profile)


def record(paper: str, *names: str) -> list[Mention]:
    return [Mention(paper, at, name) for at, name in enumerate(names)]


def people(papers: dict[str, tuple[list[Mention], list[Claim]]]) -> PeopleMatching:
    printed = {name_key(mention.name) for own, _ in papers.values() for mention in own}
    found = [mention for own, claims in papers.values() for mention in witnessed(own, claims, printed)]
    return people_of(found, (), Decisions())


def names_together(matching: PeopleMatching) -> set[frozenset[str]]:
    return {frozenset(group.names) for group in matching.groups if len(group.names) > 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tom Brown", "Tom B. Brown"), ("Thomas Brown", "Tom Brown"), ("Brown Tom", "Tom Brown"),
     ("T. Brown", "Tom Brown"), ("Kamile Lukosuite", "Kamile Lukosiute")],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_what_another_source_prints_in_the_same_place_is_the_same_person(
    one: str, other: str, *, turned: bool
) -> None:
    byline = ("Ada King", other)[:: -1 if turned else 1]
    matching = people(
        {
            "p": (record("p", "Ada King", one), [claim(1, *byline)]),
            "q": (record("q", other, "Mary Fair"), []),
        }
    )
    assert names_together(matching) == {frozenset((one, other))}


def test_an_initial_in_the_same_place_joins_nobody_where_it_is_another_ones_too() -> None:
    matching = people(
        {
            "p": (record("p", "Tom Brown", "Ada King"), [claim(1, "T. Brown", "Ada King")]),
            "q": (record("q", "T. Brown", "Mary Fair"), []),
            "r": (record("r", "Tim Brown", "John Herschel"), []),
        }
    )
    assert names_together(matching) == set()
    (doubt,) = matching.uncertain
    assert "Tim Brown has that initial, too" in doubt.words


def test_a_name_that_no_record_prints_is_not_taken_from_a_source() -> None:
    own = record("p", "Tom Brown")
    assert list(witnessed(own, [claim(1, "Tom B. Brown")], {"tom brown"})) == own


@pytest.mark.parametrize(("known", "joins"), [("dblp:1/2", True), ("openalex:A1", True), ("s2:7", True)])
def test_an_id_under_which_sources_know_both_is_evidence(known: str, *, joins: bool) -> None:
    matching = people(
        {
            "p": (record("p", "Tom Brown"), [claim(1, "Tom Brown", ids=(known,))]),
            "q": (record("q", "Tom B. Brown"), [claim(2, "Tom B. Brown", ids=(known,))]),
        }
    )
    assert bool(names_together(matching)) == joins


@pytest.mark.parametrize(("known", "joins"), [("dblp:1/2", True), ("openalex:A1", False), ("s2:7", False)])
def test_an_id_that_a_program_gave_does_not_join_an_initial(known: str, *, joins: bool) -> None:
    matching = people(
        {
            "p": (record("p", "Tom Brown"), [claim(1, "Tom Brown", ids=(known,))]),
            "q": (record("q", "T. Brown"), [claim(2, "T. Brown", ids=(known,))]),
        }
    )
    assert bool(names_together(matching)) == joins


def test_an_id_joins_no_names_that_contradict() -> None:
    matching = people(
        {
            "p": (record("p", "Tom Brown"), [claim(1, "Tom Brown", ids=("dblp:1/2",))]),
            "q": (record("q", "Ada King"), [claim(2, "Ada King", ids=("dblp:1/2",))]),
        }
    )
    assert names_together(matching) == set()


def test_the_owner_of_a_page_is_the_one_author_of_its_papers_whom_the_name_fits() -> None:
    page = "Tom Brown"
    papers = {
        "p": (record("p", "T. Brown", "Ada King"), [claim(1, "T. Brown", "Ada King", profile=page)]),
        "q": (record("q", "Tom B. Brown", "Mary Fair"), [claim(2, "Tom B. Brown", "Mary Fair", profile=page)]),
    }
    (group,) = (group for group in people(papers).groups if len(group.names) > 1)
    assert group.because == ("T. Brown and Tom B. Brown: T for Tom, B left out, both on the page of Tom Brown, "
                             "nobody else has that family name",)  # fmt: skip


def test_the_page_of_somebody_else_says_nothing() -> None:
    papers = {
        "p": (record("p", "T. Brown"), [claim(1, "T. Brown", profile="Ada King")]),
        "q": (record("q", "Tom Brown"), [claim(2, "Tom Brown", profile="Ada King")]),
    }
    assert names_together(people(papers)) == set()


def test_every_kind_of_id_has_its_words() -> None:
    assert all("{}" in evidence.words and evidence.weight > 0 for evidence in KNOWN_BY.values())


def byline(path: str, *authors: Author) -> Claim:
    return Claim(Place(path, 1), Work("Looms", authors))


ADA, TOM = Author("Ada King"), Author("Tom Brown")


@pytest.mark.parametrize(
    ("beside", "orcids", "because"),
    [
        ((Author("T. Brown", orcid=CARBERRY), Author("A. King")), ("", CARBERRY), "whatever the order"),
        ((Author("Ada King"), Author("Mary Fair", orcid=CARBERRY)), ("", ""), "somebody else's"),
        ((Author("Ada King", orcid=CARBERRY), Author("Tom Brown", orcid=OTHER)), (CARBERRY, OTHER), "both"),
        ((Author("A. King", orcid=CARBERRY), Author("T. Brown", orcid=CARBERRY)), ("", ""), "one for two"),
    ],
)
def test_an_orcid_that_another_source_states_is_the_authors_in_that_place(
    beside: tuple[Author, ...], orcids: tuple[str, ...], because: str
) -> None:
    claims = [byline("a.bib", ADA, TOM), byline("b.bib", ADA, TOM), byline("c.json", *beside)]
    work = merged(claims).work
    assert [author.name for author in work.authors] == ["Ada King", "Tom Brown"]
    assert tuple(author.orcid for author in work.authors) == orcids, because


def test_sources_that_disagree_on_an_orcid_say_nothing_of_it() -> None:
    claims = [byline(path, ADA, TOM) for path in ("a.bib", "b.bib", "c.bib")]
    claims += [byline(f"{orcid}.json", Author("A. King", orcid=orcid), TOM) for orcid in (CARBERRY, OTHER)]
    assert merged(claims).work.authors == (ADA, TOM)


def test_ingest_feeds_what_sources_say_beside_the_record(tmp_path: Path) -> None:
    """One paper is printed with a nickname by one source, and so is another paper by its only source."""
    entry = "@article{{x, title={{{}}}, author={{{} and {}}}, year={{1843}}, doi={{10.1000/{}}}}}\n"
    seeds = {
        "a.bib": entry.format("Teaching Looms to Count", "Thomas Henighan", "Ada King", "p"),
        "b.bib": entry.format("Teaching Looms to Count", "Thomas Henighan", "Ada King", "p"),
        "c.bib": entry.format("Teaching Looms to Count", "Tom Henighan", "Ada King", "p"),
        "d.bib": entry.format("Against Steam", "Tom Henighan", "Mary Fair", "q"),
    }
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for name, text in seeds.items():
        (tmp_path / "seeds" / name).write_text(text)
    assert ingest(Project(tmp_path)).problems == ()
    (path,) = (tmp_path / "content" / "people").glob("*.yaml")
    person, _ = read_person(str(path), path.read_text())
    assert person
    assert person.names == ("Thomas Henighan", "Tom Henighan")
    assert person.because == (
        "Thomas Henighan and Tom Henighan: Tom for Thomas, the same place in two lists of the authors of "
        "henighan1843teaching",
    )
    before = path.read_text()
    assert "no records written" in ingest(Project(tmp_path)).report[-1]
    assert path.read_text() == before


def test_lists_of_thousands_of_authors_in_another_order_are_compared_in_good_time() -> None:
    names = [f"Author {at:05}a" for at in range(20_000)]
    assert seats(names, names[::-1]) == tuple(reversed(range(20_000)))
