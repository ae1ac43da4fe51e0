"""Which claims are one paper: gold pairs, rulings, records, and the laws of grouping."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.dates import Date
from separata.matching.decisions import Decisions, Rulings
from separata.matching.evidence import JOIN, RULES, weighed
from separata.matching.papers import Matching, matched
from separata.matching.traits import RECORD, traits_of
from separata.model import Author, Claim, Version, Work
from separata.problems import Place
from tests.matching.cases import claim, gold, pair

PAIRS = gold("pairs.yaml")
ABSTRACT = (
    "We describe a loom that weaves tables of numbers and ask how it could be taught to sing and to count"
)


def verdict(matching: Matching) -> str:
    if len(matching.groups) == 1:
        return "same"
    return "review" if matching.uncertain else "different"


def places(groups: Sequence[Sequence[Claim]]) -> set[frozenset[Place]]:
    return {frozenset(claim.place for claim in group) for group in groups}


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: str(case["because"]))
def test_gold_pairs(case: Mapping[str, Any]) -> None:
    matching = matched(pair(case), Decisions())
    assert verdict(matching) == case["verdict"], [weighed(*map(traits_of, pair(case)))]


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: str(case["because"]))
def test_every_rule_is_symmetric_on_gold_pairs(case: Mapping[str, Any]) -> None:
    a, b = map(traits_of, pair(case))
    assert [rule(a, b) for rule in RULES] == [rule(b, a) for rule in RULES]


def test_every_join_is_explained_in_words() -> None:
    claims = [
        claim(1, arxiv="2212.08073"),
        claim(2, arxiv="2212.08073", title="Looms"),
        claim(3, title="Cards"),
    ]
    matching = matched(claims, Decisions())
    assert [(join.a.line, join.b.line, join.words) for join in matching.joins] == [
        (1, 2, ("both are arXiv 2212.08073",))
    ]


def test_joins_connect_a_group_and_no_more() -> None:
    claims = [claim(line, arxiv="2212.08073") for line in range(1, 8)]
    assert len(matched(claims, Decisions()).joins) == 6


def test_a_paper_with_more_claims_than_a_block_compares_stays_one() -> None:
    claims = [claim(line, arxiv="2212.08073") for line in range(1, 121)]
    assert len(matched(claims, Decisions()).groups) == 1


@pytest.mark.parametrize("name", ["seeds/a.txt:1", "lovelace1843notes", "arxiv:2212.08073"])
def test_a_ruling_joins_what_nothing_else_does(name: str) -> None:
    claims = [claim(1, title="Looms", arxiv="2212.08073", record="lovelace1843notes"), claim(2, title="Cards")]
    ruled = Decisions(papers=Rulings(same={frozenset((name, "seeds/a.txt:2")): "she said so"}))
    assert [join.words for join in matched(claims, ruled).joins] == [("ruled the same: she said so",)]


def test_a_ruling_parts_what_an_identifier_joins_and_is_not_asked_again() -> None:
    claims = [claim(1, arxiv="2212.08073"), claim(2, arxiv="2212.08073")]
    ruled = Decisions(papers=Rulings(different={frozenset(("seeds/a.txt:1", "seeds/a.txt:2")): "two talks"}))
    matching = matched(claims, ruled)
    assert verdict(matching) == "different"


def test_a_third_claim_does_not_join_what_a_ruling_parts() -> None:
    claims = [claim(line, arxiv="2212.08073") for line in (1, 2, 3)]
    ruled = Decisions(papers=Rulings(different={frozenset(("seeds/a.txt:1", "seeds/a.txt:3")): ""}))
    assert len(matched(claims, ruled).groups) == 2


def test_a_claim_finds_the_record_we_hold() -> None:
    claims = [claim(1, arxiv="2212.08073", record="lovelace1843notes"), claim(2, arxiv="2212.08073")]
    assert len(matched(claims, Decisions()).groups) == 1


def test_two_records_are_reported_and_never_joined() -> None:
    claims = [claim(line, arxiv="2212.08073", record=f"lovelace1843{line}") for line in (1, 2)]
    matching = matched([*claims, claim(3, arxiv="2212.08073")], Decisions())
    assert len(matching.groups) == 2
    assert matching.uncertain[0].words[-1] == "two records: lovelace18431 and lovelace18432"


def test_two_identifiers_of_one_kind_never_meet_through_a_claim_without_one() -> None:
    claims = [
        claim(1, arxiv="2212.08073", abstract=ABSTRACT),
        claim(2, abstract=ABSTRACT),
        claim(3, arxiv="2301.00001", abstract=ABSTRACT),
    ]
    groups = matched(claims, Decisions()).groups
    assert all(len({claim.work.ids["arxiv"] for claim in group if claim.work.ids}) == 1 for group in groups)


def test_what_one_claim_knows_of_a_doi_all_claims_know() -> None:
    title: dict[str, Any] = {
        "title": "Teaching Looms to Count by Steam",
        "authors": ["Ada Lovelace", "Charles Babbage"],
    }
    claims = [
        claim(1, doi="10.1000/journal.9", **title),
        claim(2, type="paper-conference", version_doi="10.1000/talk.1", **title),
    ]
    assert len(matched(claims, Decisions()).groups) == 2
    knowing = claim(3, type="article-journal", version_doi="10.1000/journal.9")
    assert len(matched([*claims, knowing], Decisions()).groups) == 1


def test_the_explanation_of_a_paper_stays_the_same_once_it_has_a_record() -> None:
    claims = [claim(1, arxiv="2212.08073"), claim(2, arxiv="2212.08073")]
    record = claim(1, path="content/papers/x.yaml", arxiv="2212.08073", record="x")
    pledged = Rulings(same={frozenset(("x", str(each.place))): "pledged" for each in claims})
    before = matched(claims, Decisions()).joins
    after = matched([*claims, record], Decisions(papers=pledged)).joins
    assert set(before) <= set(after)


words = st.sampled_from(["loom", "cards", "weaving", "numbers", "engine", "part", "i", "ii", "steam", "tables"])
phrases = st.lists(words, max_size=24).map(" ".join)
printed = st.builds(
    Version,
    type=st.sampled_from(["article-journal", "paper-conference", "preprint", "report", "document"]),
    issued=st.sampled_from([None, Date(2019), Date(2020)]),
    container=st.sampled_from(["", "Journal of Looms", "Looms 2019", "Looms 2020"]),
    volume=st.sampled_from(["", "5", "6(2)"]),
    pages=st.sampled_from(["", "10-19", "10-20", "1-9", "e12"]),
    ids=st.sampled_from([{}, {}, {"doi": "10.1000/a.1"}, {"doi": "10.1000/a.2"}]),
)
works = st.builds(
    Work,
    title=st.lists(words, max_size=5).map(" ".join),
    authors=st.lists(st.sampled_from(["Ada King", "A. King", "Tom Brown"]), max_size=2, unique=True).map(
        lambda names: tuple(Author(name) for name in names)
    ),
    authors_incomplete=st.booleans(),
    issued=st.sampled_from([None, Date(2019), Date(2020)]),
    ids=st.sampled_from([{}, {"arxiv": "2212.08073"}, {"arxiv": "2301.00001"}, {"doi": "10.1000/a.1"}]),
    versions=st.lists(printed, max_size=2).map(tuple),
    abstract=phrases,
    extra=st.sampled_from([{}, {}, {}, {RECORD: "one"}, {RECORD: "two"}]),
)
claim_lists = st.lists(st.tuples(works, phrases), max_size=7).map(
    lambda drawn: [
        Claim(Place("seeds/a.txt", line), work, abstract_opens=opens)
        for line, (work, opens) in enumerate(drawn, start=1)
    ]
)


@given(claim_lists, st.data())
def test_the_order_of_claims_does_not_matter(claims: list[Claim], data: st.DataObject) -> None:
    assert matched(data.draw(st.permutations(claims)), Decisions()) == matched(claims, Decisions())


@given(claim_lists)
def test_every_claim_is_in_one_group(claims: list[Claim]) -> None:
    grouped = [claim for group in matched(claims, Decisions()).groups for claim in group]
    assert sorted(claim.place for claim in grouped) == [claim.place for claim in claims]


@given(claim_lists)
def test_no_group_holds_two_records_or_two_arxiv_ids(claims: list[Claim]) -> None:
    for group in matched(claims, Decisions()).groups:
        assert len({claim.work.extra[RECORD] for claim in group if claim.work.extra}) <= 1
        assert len({claim.work.ids["arxiv"] for claim in group if "arxiv" in claim.work.ids}) <= 1


@given(claim_lists)
def test_matching_again_with_the_groups_ruled_changes_nothing(claims: list[Claim]) -> None:
    groups = matched(claims, Decisions()).groups
    same = {
        frozenset((str(group[0].place), str(claim.place))): "before" for group in groups for claim in group[1:]
    }
    assert places(matched(claims, Decisions(papers=Rulings(same=same))).groups) == places(groups)


@given(claim_lists)
def test_joins_explain_every_group_and_each_has_its_evidence_in_words(claims: list[Claim]) -> None:
    matching = matched(claims, Decisions())
    connected = {claim.place: {claim.place} for claim in claims}
    for join in matching.joins:
        assert join.weight >= JOIN
        assert join.words
        assert all(join.words)
        union = connected[join.a] | connected[join.b]
        connected |= dict.fromkeys(union, union)
    assert {frozenset(group) for group in connected.values()} == places(matching.groups)


@given(claim_lists, claim_lists)
def test_every_rule_is_symmetric(some: list[Claim], others: list[Claim]) -> None:
    for a, b in zip(map(traits_of, some), map(traits_of, others), strict=False):
        assert weighed(a, b) == weighed(b, a)
