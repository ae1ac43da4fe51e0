"""Related papers: near means much in common, from either side, and the reason says what."""

from hypothesis import given, settings
from hypothesis import strategies as st

from separata.model import Paper
from separata.pages.related import Kinship, Traits, nearness_of, reason
from tests.unit.editions import edition, paper

WORDS = st.frozensets(st.sampled_from("lattice phonon crystal superposition".split()))
TRAITS = st.builds(Traits, WORDS, WORDS, WORDS, WORDS)


def ids(papers: list[Paper], id: str) -> list[str]:
    """Return the ids of the papers to which one paper leads."""
    return [other.id for other, _ in related(papers)[id]]


def related(papers: list[Paper]) -> dict[str, tuple[tuple[Paper, Kinship], ...]]:
    """Return for each paper's id the papers to which it leads."""
    found = edition(papers).neighbourhood
    return {paper.id: found.related(paper.id) for paper in papers}


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
    ((_, kin),) = related(papers)["a"]
    assert reason(2020, kin) == "2020; both speak of superposition and crystals"


def test_no_page_leads_to_more_than_four_papers_or_to_itself() -> None:
    papers = [paper(f"p{at}", "Ada Lovelace", issued="2020") for at in range(60)]
    found = related(papers)
    assert {len(near) for near in found.values()} == {4}
    assert not any(id in [other.id for other, _ in near] for id, near in found.items())


def test_a_new_paper_changes_only_the_pages_of_its_neighbours() -> None:
    papers = group()
    new = paper("new", "looms A", "looms B", issued="2019", topics=("looms",))
    before, after = (related(known) for known in (papers, [*papers, new]))
    assert {id for id in before if before[id] != after[id]} == {"looms0", "looms1", "looms2"}


def test_the_reason_names_what_two_papers_share() -> None:
    shared = Kinship(1.0, 27, ("alignment",), ("harmless",))
    assert reason(2022, shared) == "2022; 27 authors in common, both on alignment"
    assert reason(0, Kinship(1.0, 1, (), ())) == "one author in common"
    assert reason(2021, Kinship(1.0, 0, (), ("toy", "model"))) == "2021; both speak of toy and model"


@given(TRAITS, TRAITS)
def test_nearness_is_the_same_from_either_side_and_never_beyond_its_parts(one: Traits, other: Traits) -> None:
    assert nearness_of(one, other) == nearness_of(other, one) >= 0
    assert nearness_of(one, other) <= 6.0 + 1e-9


TOLD = st.tuples(
    st.sampled_from(("Lattices", "Phonons in lattices", "Crystals", "Looms and crystals")),
    st.lists(st.sampled_from(("Ada A", "Bea B", "Cem C")), min_size=1, max_size=2, unique=True),
    st.integers(2000, 2003),
    st.sampled_from(((), ("looms",), ("looms", "crystals"))),
)
LIBRARIES = st.dictionaries(st.integers(0, 39), TOLD, max_size=40)


def papers_of(told: dict[int, tuple[str, list[str], int, tuple[str, ...]]]) -> list[Paper]:
    """Return papers by their number: title, authors, year, topics."""
    return [
        paper(f"p{number}", *names, issued=str(year), title=title, topics=topics)
        for number, (title, names, year, topics) in told.items()
    ]


@settings(deadline=None, derandomize=True, max_examples=60)
@given(LIBRARIES, LIBRARIES, st.sets(st.integers(0, 39)))
def test_what_an_earlier_build_remembers_changes_nothing(
    older: dict[int, tuple[str, list[str], int, tuple[str, ...]]],
    newer: dict[int, tuple[str, list[str], int, tuple[str, ...]]],
    gone: set[int],
) -> None:
    """Papers are added, changed and taken away; who keeps the rows of then would find them again."""
    then = edition(papers_of(older)).neighbourhood
    then.settle([(at, then.made(at)) for at in then.stale])
    now = papers_of({number: told for number, told in (older | newer).items() if number not in gone})
    fresh = edition(now).neighbourhood
    kept = edition(now, standings=then.standings).neighbourhood
    kept.settle([(at, kept.made(at)) for at in kept.stale])
    assert {one.id: kept.rows(one.id) for one in now} == {one.id: fresh.rows(one.id) for one in now}
