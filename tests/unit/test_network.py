"""Ties: who writes with whom, as arcs."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from separata.pages.network import arcs, ordered, strongest, together
from tests.unit.editions import context, crowd, edition, paper

TIES = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda tie: tie[0] < tie[1]))


def test_papers_together_are_counted_once_a_paper() -> None:
    crews = (("a", "b", "a"), ("b", "a"), ("c",), ("a", "x"))
    assert together(crews, ("a", "b", "c")) == {(0, 1): 2}


def test_each_person_shows_the_two_strongest_ties() -> None:
    papers = {(0, 1): 3, (0, 2): 2, (0, 3): 1, (1, 2): 3, (1, 3): 1, (2, 3): 1}
    assert strongest((3, 3, 3, 1), papers) == ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3))


@given(TIES)
def test_an_order_has_everybody_once(ties: set[tuple[int, int]]) -> None:
    order = ordered(9, tuple(sorted(ties)))
    assert sorted(order) == list(range(9))


def test_a_chain_stands_in_order() -> None:
    chain = [3, 0, 4, 1, 2]
    ties = tuple((min(two), max(two)) for two in pairwise(chain))
    row = {at: place for place, at in enumerate(ordered(5, ties))}
    assert sum(abs(row[a] - row[b]) for a, b in pairwise(chain)) == 4


def test_there_is_no_picture_of_two_people_or_of_one_paper() -> None:
    assert arcs((("A", "a", 2), ("B", "b", 2)), {(0, 1): 2}, "") is None
    assert arcs((("A", "a", 1), ("B", "b", 1), ("C", "c", 1)), {(0, 1): 1, (1, 2): 1}, "") is None


def test_a_picture_has_fourteen_names_at_most() -> None:
    papers = [paper(f"p{at}", "Ada Lovelace", *crowd(20), issued="2020") for at in range(2)]
    ties = context(edition(papers), "authors/ada-lovelace.html").ties
    assert len(ties.dots) == 14
    assert all(0 < dot.y < ties.height for dot in ties.dots)
    assert ties.arcs[0].words.endswith("2 papers together")
