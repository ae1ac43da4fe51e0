"""Related papers: near means much in common, from either side, and the reason says what."""

from itertools import chain, permutations

from hypothesis import given
from hypothesis import strategies as st

from separata.pages.related import (
    Kinship,
    Meeting,
    Related,
    Traits,
    admits,
    keys_of,
    kinships,
    reason,
    sketch_of,
    traits_of,
)
from separata.paper import Paper
from separata.search.told import Told
from tests.unit.editions import edition, paper

WORDS = st.lists(st.sampled_from("lattice phonon crystal superposition".split()), unique=True)
NONE: frozenset[str] = frozenset()
NOTHING = Told("", "", "", "")
TELLING = WORDS.map(" ".join)
TRAITS = st.builds(traits_of, WORDS, WORDS, st.builds(Told, st.just(""), st.just(""), TELLING, TELLING))


def kin(one: Traits, other: Traits) -> str:
    """Return the reason for which a paper leads to another; empty where it does not."""
    (found,) = kinships(sketch_of(one), [other])
    return reason(0, found) if found else ""


def ids(papers: list[Paper], id: str) -> list[str]:
    """Return the ids of the papers to which one paper leads."""
    return [other.url.removeprefix("papers/").removesuffix(".html") for other in related(papers)[id]]


def related(papers: list[Paper]) -> dict[str, tuple[Related, ...]]:
    """Return for each paper's id the papers to which it leads."""
    found = edition(papers).neighbours
    return {paper.id: found.rows(paper.id) for paper in papers}


def group() -> list[Paper]:
    """Return papers of three companies that have nothing in common."""
    return [
        paper(
            f"{team}{at}", f"{team} A", f"{team} B", issued=f"20{10 + at}", title=f"{team} {at}", topics=(team,)
        )
        for team in ("crystals", "looms", "engines")
        for at in range(3)
    ]


def test_papers_of_the_same_people_on_the_same_topic_are_related() -> None:
    assert ids(group(), "looms0") == ["looms2", "looms1"]


def test_strangers_are_not_related() -> None:
    papers = [paper("a", "Ada Lovelace", title="Engines"), paper("b", "Jane Roe", title="Crystals")]
    assert ids(papers, "a") == []


def test_words_alone_can_relate_two_papers() -> None:
    title = "Superposition in toy crystals"
    papers = [paper("a", "Ada Lovelace", title=title), paper("b", "Jane Roe", title=f"More {title}")]
    (found,) = related(papers)["a"]
    assert found.why == "both speak of superposition and crystals"


def test_no_page_leads_to_more_than_four_papers_or_to_itself() -> None:
    papers = [paper(f"p{at}", "Ada Lovelace", issued="2020") for at in range(60)]
    found = related(papers)
    assert {len(near) for near in found.values()} == {4}
    assert not any(f"papers/{id}.html" in [other.url for other in near] for id, near in found.items())


def test_a_new_paper_changes_only_the_pages_of_its_neighbours() -> None:
    papers = group()
    new = paper("new", "looms A", "looms B", issued="2019", topics=("looms",))
    before, after = (related(known) for known in (papers, [*papers, new]))
    assert {id for id in before if before[id] != after[id]} == {"looms0", "looms1", "looms2"}


def test_the_reason_names_what_two_papers_share() -> None:
    authors = frozenset(f"@{at}" for at in range(27))
    shared = Kinship(1.0, authors, frozenset({"#alignment"}), frozenset({"harmless"}), NONE)
    assert reason(2022, shared) == "2022; 27 authors in common, both on alignment"
    assert reason(0, Kinship(1.0, frozenset({"@1"}), NONE, NONE, NONE)) == "one author in common"
    words = frozenset({"model", "toy"})
    assert reason(2021, Kinship(1.0, NONE, NONE, words, NONE)) == "2021; both speak of model and toy"


@given(TRAITS, TRAITS)
def test_nearness_is_the_same_from_either_side(one: Traits, other: Traits) -> None:
    assert [*kinships(sketch_of(one), [other])] == [*kinships(sketch_of(other), [one])]


def test_words_are_named_where_people_or_topics_are_not_shared_those_of_both_titles_first() -> None:
    one = traits_of(("ada",), ("looms",), Told("", "", "lattice notes", "crystal lattice superposition"))
    other = traits_of(("ada",), (), Told("", "", "crystal lattice", "superposition"))
    words = "lattice, superposition and crystal"
    assert kin(one, other) == f"one author in common, both speak of {words}"
    assert kin(one, one) == "one author in common, both on looms"


def test_people_topics_and_words_of_the_same_letters_are_not_the_same() -> None:
    told = Told("", "", "looms", "")
    person, topic, word = (
        traits_of(("looms",), (), NOTHING),
        traits_of((), ("looms",), NOTHING),
        traits_of((), (), told),
    )
    for one, other in permutations((person, topic, word), 2):
        assert not set(chain(*keys_of(one))) & set(chain(*keys_of(other)))
        assert kin(one, other) == ""


def test_those_who_are_met_most_are_compared_of_equals_the_newer() -> None:
    those = [Meeting(-3, place) for place in range(12)]
    assert admits(those, those[-1])
    assert admits(those, Meeting(-4, 99))
    assert not admits(those, Meeting(-3, 99))
    assert admits(those[:-1], Meeting(-2, 99))
    assert not admits([], Meeting(-1, 0))
