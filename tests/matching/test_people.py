"""Which printed names are one person: gold cases, the seeds' own authors, rulings, and laws."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from separata.matching.decisions import Decisions, Rulings
from separata.matching.people import PeopleMatching, PersonGroup, people_of
from separata.matching.printed import likeness, shown_name
from separata.matching.sameness import RULES, WEAK_RULES, clash
from separata.matching.signatures import Mention, signatures_of
from separata.model import Person
from separata.names import name_key
from tests.matching.cases import gold

FACTS = Path(__file__).parents[2] / "seeds" / "facts.yaml"
PEOPLE = gold("people.yaml")

# The two ORCIDs are examples in ORCID's own documentation.
CARBERRY, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"


def mentions_of(papers: Iterable[Sequence[str]]) -> list[Mention]:
    return [
        Mention(f"paper{number}", position, name)
        for number, names in enumerate(papers)
        for position, name in enumerate(names)
    ]


def home(matching: PeopleMatching, name: str) -> PersonGroup:
    (group,) = (group for group in matching.groups if name in group.names)
    return group


def joined(matching: PeopleMatching) -> set[frozenset[str]]:
    return {frozenset(group.names) for group in matching.groups if len(group.names) > 1}


@pytest.fixture(scope="module")
def seed_mentions() -> list[Mention]:
    facts = yaml.load(FACTS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        Mention(paper["arxiv"], position, name)
        for paper in facts["papers"]
        for position, name in enumerate(paper["authors"])
    ]


@pytest.mark.parametrize("case", PEOPLE, ids=lambda case: str(case["because"]))
def test_gold_people(case: Mapping[str, Any]) -> None:
    matching = people_of(mentions_of(case["papers"]), (), Decisions())
    for a, b in case.get("same", ()):
        assert home(matching, a) == home(matching, b), (a, b)
    for a, b in (*case.get("different", ()), *case.get("review", ())):
        assert home(matching, a) != home(matching, b), (a, b)
    doubts = {frozenset((doubt.a, doubt.b)) for doubt in matching.uncertain}
    assert doubts == {frozenset(names) for names in case.get("review", ())}


def test_the_variants_among_the_seeds_authors_are_joined_and_no_others(seed_mentions: list[Mention]) -> None:
    matching = people_of(seed_mentions, (), Decisions())
    assert joined(matching) == {
        frozenset(names)
        for names in (
            ("Sheer El-Showk", "Sheer El Showk"),
            ("Zac Hatfield-Dodds", "Zac Hatfield Dodds"),
            ("Chris Olah", "Christopher Olah"),
            ("Sam Bowman", "Samuel R. Bowman"),
            ("Tom Brown", "Tom B. Brown"),
            ("Ben Mann", "Benjamin Mann"),
            ("Tom Henighan", "Thomas Henighan"),
            ("Kamilė Lukošiūtė", "Kamile Lukosuite"),
            ("Noemí Mercado", "Noemi Mercado"),
            ("Tim Maxwell", "Timothy Maxwell"),
        )
    }
    assert matching.uncertain == ()


def test_the_seeds_authors_come_under_their_usual_names(seed_mentions: list[Mention]) -> None:
    shown = {group.name for group in people_of(seed_mentions, (), Decisions()).groups if len(group.names) > 1}
    assert shown == {
        "Sheer El Showk", "Zac Hatfield-Dodds", "Chris Olah", "Samuel R. Bowman", "Tom Brown",
        "Ben Mann", "Tom Henighan", "Kamilė Lukošiūtė", "Noemí Mercado", "Tim Maxwell",
    }  # fmt: skip


def test_people_on_record_keep_their_ids_and_reasons(seed_mentions: list[Mention]) -> None:
    before = people_of(seed_mentions, (), Decisions())
    known = [
        Person(f"person-{number}", group.name, tuple(group.names))
        for number, group in enumerate(before.groups)
        if len(group.names) > 1
    ]
    after = people_of(seed_mentions, known, Decisions())
    assert [group._replace(person="") for group in after.groups] == list(before.groups)
    assert {group.person for group in after.groups} == {"", *(person.id for person in known)}


def test_an_affiliation_joins_a_name_that_nobody_else_has_and_asks_about_one_that_others_have() -> None:
    mentions = [
        Mention("p", 0, "Tom Brown", affiliation="Society for Engines"),
        Mention("q", 0, "Tom B. Brown", affiliation="society for engines"),
    ]
    group = home(people_of(mentions, (), Decisions()), "Tom Brown")
    assert group.because == (
        "Tom B. Brown and Tom Brown: B left out, both of Society for Engines, nobody else has that family name",
    )
    crowded = people_of([*mentions, Mention("r", 0, "Ada Brown")], (), Decisions())
    assert [(doubt.a, doubt.b) for doubt in crowded.uncertain] == [("Tom B. Brown", "Tom Brown")]


def test_venue_and_topic_alone_join_nobody() -> None:
    names = ("Tom Brown", "Tom B. Brown")
    mentions = [Mention(name, 0, name, venue="Looms", topics=("weaving",), year=1843) for name in names]
    assert len(people_of(mentions, (), Decisions()).groups) == 2


def test_long_silence_between_two_names_speaks_against_them() -> None:
    company = [(paper, at, name) for paper in "pq" for at, name in enumerate(("Ada King", "Mary Fair"))]
    mentions = [Mention(paper, at, name, year=1843 if paper == "p" else 1901) for paper, at, name in company]
    mentions += [Mention("p", 2, "Tom Brown", year=1843), Mention("q", 2, "Tom B. Brown", year=1901)]
    matching = people_of(mentions, (), Decisions())
    assert home(matching, "Tom Brown") != home(matching, "Tom B. Brown")
    assert matching.uncertain[0].words == (
        "B left out", "2 co-authors in common", "58 years between them", "nobody else has that family name",
    )  # fmt: skip


def test_a_join_says_why() -> None:
    papers = [["Thomas Henighan", "Ada King", "Mary Fair"], ["Tom Henighan", "Ada King", "Mary Fair"]]
    group = home(people_of(mentions_of(papers), (), Decisions()), "Tom Henighan")
    assert group.because == ("Thomas Henighan and Tom Henighan: Tom for Thomas, 2 co-authors in common",)


def test_one_long_list_of_authors_is_weak_evidence() -> None:
    crowd = [f"Ada{number:03} King" for number in range(440)]
    papers = [["Tom Brown", *crowd], ["Tom B. Brown", *crowd[:2]]]
    matching = people_of(mentions_of(papers), (), Decisions())
    assert home(matching, "Tom Brown") != home(matching, "Tom B. Brown")


def test_the_same_place_in_two_lists_of_one_paper_joins() -> None:
    mentions = [Mention("p", 3, "T. Brown", source="a"), Mention("p", 3, "Tom Brown", source="b")]
    assert len(people_of(mentions, (), Decisions()).groups) == 1


def test_one_name_twice_in_a_list_is_two_people() -> None:
    assert len(people_of(mentions_of([["Wei Wang", "Wei Wang"]]), (), Decisions()).groups) == 2


def test_the_same_orcid_joins_any_two_names() -> None:
    mentions = [Mention("p", 0, "Ada King", orcid=CARBERRY), Mention("q", 0, "Ada Lovelace", orcid=CARBERRY)]
    (group,) = people_of(mentions, (), Decisions()).groups
    assert group.because == (f"Ada King and Ada Lovelace: the same ORCID {CARBERRY}",)


def test_different_orcids_part_one_name_and_a_mention_without_is_neither() -> None:
    mentions = [
        Mention("p", 0, "Wei Wang", orcid=CARBERRY),
        Mention("q", 0, "Wei Wang", orcid=OTHER),
        Mention("r", 0, "Wei Wang"),
    ]
    matching = people_of(mentions, (), Decisions())
    assert len(matching.groups) == 3
    assert [doubt.words for doubt in matching.uncertain] == [("Wei Wang fits too",)] * 2


def test_a_name_that_one_person_on_record_has_is_that_person() -> None:
    known = [Person("ada-king", "Ada King", ("Ada King", "Ada Lovelace"))]
    (group,) = people_of([Mention("p", 0, "Ada Lovelace")], known, Decisions()).groups
    assert (group.person, group.name) == ("ada-king", "Ada Lovelace")


def test_a_numbered_namesake_on_record_does_not_take_the_name_without_a_number() -> None:
    papers = [["Wei Wang 0001", "Ada King"], ["Wei Wang", "Mary Fair"]]
    before = people_of(mentions_of(papers), (), Decisions())
    known = [Person("wei-wang-0001", home(before, "Wei Wang 0001").name, ("Wei Wang 0001",))]
    after = people_of(mentions_of(papers), known, Decisions())
    assert home(after, "Wei Wang").person == ""


def test_an_orcid_on_record_parts_a_name_with_another_one() -> None:
    known = [Person("tom-brown", "Tom Brown", orcid=CARBERRY)]
    company = [Mention(paper, at, name) for paper in "pq" for at, name in enumerate(("Ada King", "Mary Fair"))]
    mentions = [*company, Mention("p", 2, "Tom Brown"), Mention("q", 2, "Tom B. Brown", orcid=OTHER)]
    matching = people_of(mentions, known, Decisions())
    assert home(matching, "Tom Brown") != home(matching, "Tom B. Brown")


def test_a_paper_itself_says_which_of_two_people_it_means() -> None:
    known = [Person("wei-wang", "Wei Wang"), Person("wei-wang-2", "Wei Wang")]
    mentions = [Mention("p", 0, "Wei Wang", "wei-wang"), Mention("q", 0, "Wei Wang", "wei-wang-2")]
    assert {group.person for group in people_of(mentions, known, Decisions()).groups} == {
        "wei-wang",
        "wei-wang-2",
    }


def test_two_people_on_record_are_reported_and_not_joined() -> None:
    papers = [["Tom Brown", "Ada King", "Mary Fair"], ["Tom B. Brown", "Ada King", "Mary Fair"]]
    known = [Person("tom-brown", "Tom Brown"), Person("tom-b-brown", "Tom B. Brown")]
    matching = people_of(mentions_of(papers), known, Decisions())
    assert home(matching, "Tom Brown").person == "tom-brown"
    assert matching.uncertain[0].words[-1] == "on record as two: tom-b-brown and tom-brown"


def test_a_ruling_joins_two_people_on_record_under_one_id() -> None:
    known = [Person("ada-king", "Ada King"), Person("ada-lovelace", "Ada Lovelace")]
    ruled = Decisions(people=Rulings(same={frozenset(("ada-king", "Ada Lovelace")): "she married"}))
    (group,) = people_of(mentions_of([["Ada King"], ["Ada Lovelace"]]), known, ruled).groups
    assert (group.person, group.former) == ("ada-king", ("ada-lovelace",))
    assert group.because == ("Ada King and Ada Lovelace: ruled the same: she married",)


def test_a_ruling_parts_what_evidence_joins_and_is_not_asked_again() -> None:
    papers = [["Tom Brown", "Ada King", "Mary Fair"], ["Tom B. Brown", "Ada King", "Mary Fair"]]
    known = [Person("tom-brown", "Tom Brown", ("Tom Brown", "Tom B. Brown"))]
    ruled = Decisions(people=Rulings(different={frozenset(("Tom Brown", "Tom B. Brown")): "father and son"}))
    matching = people_of(mentions_of(papers), known, ruled)
    assert matching.uncertain == ()
    assert home(matching, "Tom Brown").person == "tom-brown"
    assert home(matching, "Tom B. Brown").person == ""


def test_a_ruling_that_parts_one_of_three_names_leaves_the_others_with_the_name_to_show() -> None:
    papers = [[name, "Ada King", "Mary Fair"] for name in ("T. Maxwell", "Tim Maxwell", "Timothy Maxwell")]
    ruled = Decisions(people=Rulings(different={frozenset(("T. Maxwell", "Tim Maxwell")): "asked him"}))
    names: tuple[str, ...] = ("T. Maxwell", "Tim Maxwell", "Timothy Maxwell")
    for _ in range(2):
        matching = people_of(mentions_of(papers), [Person("tim", "Tim Maxwell", names)], ruled)
        group = home(matching, "Tim Maxwell")
        names = tuple(group.names)
        assert (group.person, names) == ("tim", ("Tim Maxwell", "Timothy Maxwell"))
        assert [join.words for join in group.joins] == [("Tim for Timothy", "2 co-authors in common")]
        assert not home(matching, "T. Maxwell").person


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ({"Tom Brown": 10, "Tom B. Brown": 3}, "Tom Brown"),
        ({"Sheer El-Showk": 1, "Sheer El Showk": 2, "S. El Showk": 2}, "Sheer El Showk"),
        ({"Noemi Mercado": 2, "Noemí Mercado": 1}, "Noemí Mercado"),
        ({"Tim Maxwell": 1, "Timothy Maxwell": 1}, "Tim Maxwell"),
        ({"King, Ada": 3, "Ada King": 1}, "Ada King"),
        ({"Lovelace, Adá": 1, "Ada Lovelace": 1}, "Ada Lovelace"),
        ({"T. Maxwell": 9, "Maxwell TJ": 9, "Timothy Maxwell": 1}, "Timothy Maxwell"),
        ({"Tom Reed*†": 9, "Tom Reed": 1}, "Tom Reed"),
    ],
)
def test_the_name_to_show(names: Mapping[str, int], shown: str) -> None:
    assert shown_name(names) == shown


names = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    st.sampled_from(["Tom", "Thomas", "T.", "Ada", "Wei", "Brown"]),
    st.sampled_from(["", "", "B.", "Bernard", "C."]),
    st.sampled_from(["Brown", "Lukosiute", "Lukosuite", "Lukošiūtė", "El-Showk", "Wei", "TB", "Müller"]),
    st.sampled_from(["", "", "", "Jr.", "0001", "0002"]),
)
mention_lists = st.lists(
    st.builds(
        Mention,
        paper=st.sampled_from(["p", "q", "r"]),
        position=st.integers(0, 5),
        name=names,
        orcid=st.sampled_from(["", "", "", CARBERRY, OTHER]),
        person=st.just(""),
        source=st.sampled_from(["", "", "seeds/b.txt:1"]),
        affiliation=st.sampled_from(["", "society for engines"]),
        year=st.sampled_from([0, 1843, 1844, 1901]),
        venue=st.sampled_from(["", "looms"]),
        topics=st.sampled_from([(), ("weaving",), ("weaving", "steam")]),
        ids=st.sampled_from([(), (), ("dblp:1/2",), ("profile:Tom Brown", "s2:7")]),
    ),
    max_size=10,
    unique_by=lambda mention: (mention.paper, mention.source, mention.position),
)


@given(mention_lists, st.data())
def test_the_order_of_mentions_does_not_matter(mentions: list[Mention], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(mentions))
    assert people_of(shuffled, (), Decisions()) == people_of(mentions, (), Decisions())


@given(mention_lists)
def test_every_mention_is_in_one_group(mentions: list[Mention]) -> None:
    grouped = [mention for group in people_of(mentions, (), Decisions()).groups for mention in group.mentions]
    assert sorted(grouped) == sorted(mentions)


@given(mention_lists)
def test_nobody_is_twice_in_one_list_or_has_two_orcids(mentions: list[Mention]) -> None:
    for group in people_of(mentions, (), Decisions()).groups:
        assert len({(mention.paper, mention.source) for mention in group.mentions}) == len(group.mentions)
        assert len({mention.orcid for mention in group.mentions} - {""}) <= 1


@given(mention_lists)
def test_joins_on_record_stay(mentions: list[Mention]) -> None:
    before = people_of(mentions, (), Decisions())
    keys = [
        name_key(name) for group in before.groups for name in {name_key(n): n for n in group.names}.values()
    ]
    known = [
        Person(f"person-{number}", group.name, tuple(group.names))
        for number, group in enumerate(before.groups)
        if all(keys.count(name_key(name)) == 1 for name in group.names)
    ]
    after = people_of(mentions, known, Decisions())
    assert {group.mentions for group in after.groups} == {group.mentions for group in before.groups}


@given(mention_lists)
def test_every_name_joined_to_another_is_in_the_reasons_given(mentions: list[Mention]) -> None:
    for group in people_of(mentions, (), Decisions()).groups:
        keys = {name_key(name) for name in group.names}
        told = {name_key(name) for words in group.because for name in words.split(": ")[0].split(" and ")}
        assert len(keys) == 1 or told == keys
        assert all(words.split(": ", 1)[1] for words in group.because)


@given(mention_lists)
def test_every_rule_says_the_same_both_ways(mentions: list[Mention]) -> None:
    signatures = signatures_of(mentions, ())
    for a, b in combinations(signatures, 2):
        assert [rule(a, b) for rule in (*RULES, *WEAK_RULES)] == [rule(b, a) for rule in (*RULES, *WEAK_RULES)]
        assert clash((a,), (b,)) == clash((b,), (a,))


@given(names, names)
def test_likeness_is_symmetric(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
