"""How claims become one work: a table for each policy, then the laws of merging."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.dates import Date
from separata.matching.claims import stated
from separata.matching.merge import POLICY, merged
from separata.model import MEANINGS, Author, Claim, DateStatement, Version, Work
from separata.problems import Place

FIRST, SEEN = (
    DateStatement(Date(2022, 7, day), of, "UTC", "") for day, of in ((11, MEANINGS[0]), (16, MEANINGS[1]))
)


def claims(*works: Work) -> list[Claim]:
    """Place each work in a source of its own."""
    return [Claim(Place(f"seeds/{number}.txt", 1), work) for number, work in enumerate(works)]


def field(name: str, *works: Work) -> Any:
    return getattr(merged(claims(*works)).work, name)


def by(*names: str) -> tuple[Author, ...]:
    return tuple(Author(name) for name in names)


def test_there_is_a_policy_for_every_field_of_a_work() -> None:
    assert tuple(POLICY) == Work.__struct_fields__


def test_the_title_of_most_sources_is_kept_whatever_its_case() -> None:
    titles = ("Toy Models of Looms", "Toy models of looms", "Looms: Toy Models", "Toy Models of Looms")
    assert field("title", *(Work(title=title) for title in titles)) == "Toy Models of Looms"


def test_of_titles_with_as_many_sources_the_latest_is_kept() -> None:
    assert (
        field("title", Work(title="New Looms", dates=(SEEN,)), Work(title="Old Looms", dates=(FIRST,)))
        == "New Looms"
    )


def test_the_longest_complete_list_of_authors_wins() -> None:
    lists = (by("Ada King"), by("Ada King", "Mary Fair"), by("Ada King"))
    assert field("authors", *(Work(authors=names) for names in lists)) == by("Ada King", "Mary Fair")


def test_a_list_cut_short_never_shortens_a_longer_one() -> None:
    cut = Work(authors=by("Ada King", "Mary Fair", "Tom Brown"), authors_incomplete=True)
    full = Work(authors=by("Ada King", "Mary Fair", "Tom Brown", "Wei Wang"))
    assert field("authors", cut, full, cut) == full.authors
    assert field("authors_incomplete", cut, full, cut) is False
    assert field("authors_incomplete", cut) is True


def test_of_two_spellings_the_one_of_an_identified_claim_wins_then_the_one_with_marks() -> None:
    plain, marked = by("Kamile Lukosiute"), by("Kamilė Lukošiūtė")
    identified = Work(authors=plain, ids={"arxiv": "2212.08073"})
    assert field("authors", Work(authors=marked), identified) == plain
    assert field("authors", Work(authors=marked), Work(authors=plain)) == marked
    assert field("authors", Work(authors=plain), Work(authors=marked), identified) == plain


def test_of_spellings_in_as_many_sources_the_one_that_writes_out_more_given_names_wins() -> None:
    short, mixed, full = (
        by("A. Lovelace", "CJ Babbage"),
        by("Ada Lovelace", "C. J. Babbage"),
        by("Ada A. Lovelace", "C. James Babbage"),
    )
    identified = Work(authors=short, ids={"arxiv": "2212.08073"})
    assert field("authors", Work(authors=mixed), identified, Work(authors=full)) == full
    assert field("authors", Work(authors=full), identified, Work(authors=short)) == short


@pytest.mark.parametrize(
    ("dates", "issued"),
    [
        (
            [(Date(2022, 7, 10), "first-version", "US-Eastern"), (Date(2022, 7, 11), "first-version", "UTC")],
            "2022-07-11",
        ),
        (
            [(Date(2022, 7, 10), "first-version", "US-Eastern"), (Date(2022, 7, 2), "seen-version", "UTC")],
            "2022-07-10",
        ),
        ([(Date(2022, 7, 16), "seen-version", "UTC"), (Date(2023), "published", "")], "2022-07-16"),
        ([(Date(2022), "published", ""), (Date(2022, 7, 16), "seen-version", "UTC")], "2022-07-16"),
    ],
)
def test_issued_is_the_first_version_in_utc_where_anyone_knows_it(
    dates: Sequence[tuple[Date, str, str]], issued: str
) -> None:
    works = [Work(dates=(DateStatement(date, of, zone),)) for date, of, zone in dates]
    assert str(field("issued", *works)) == issued


def test_a_printed_date_does_not_replace_the_first_version() -> None:
    assert field("issued", Work(issued=Date(2023)), Work(dates=(FIRST,))) == FIRST.date


def test_a_later_seen_version_is_a_version_without_a_number() -> None:
    arxiv = Work(ids={"arxiv": "2207.05221"}, dates=(FIRST,))
    printed = Work(versions=(Version("article-journal", container="Looms"),))
    assert field("versions", printed, arxiv, Work(dates=(SEEN,))) == (
        Version("preprint", "v1", FIRST.date),
        Version("preprint", "later version", SEEN.date),
        Version("article-journal", container="Looms"),
    )


def test_a_version_seen_a_day_later_is_the_same_one() -> None:
    next_day = DateStatement(Date(2022, 7, 12), "seen-version", "UTC")
    assert len(field("versions", Work(dates=(FIRST,)), Work(dates=(next_day,)))) == 1


def test_a_version_that_says_less_than_another_is_left_out() -> None:
    less = Version("article-journal", container="Looms")
    more = Version("article-journal", container="Looms", volume="3", ids={"doi": "10.1000/a.1"})
    assert field("versions", Work(versions=(less,)), Work(versions=(more,))) == (more,)


def test_the_abstract_and_the_comment_of_the_latest_version_are_kept() -> None:
    old = Work(abstract="To the looms.", comment="23+17 pages", page_count="23+17", dates=(FIRST,))
    new = Work(abstract="In the looms.", comment="Refs added", dates=(SEEN,))
    undated = Work(abstract="Of the many looms that nobody dated.", comment="A talk given somewhere")
    work = merged(claims(old, old, new, undated)).work
    assert (work.abstract, work.comment, work.page_count) == ("In the looms.", "Refs added", "")


def test_the_doi_of_a_publication_is_kept_before_that_of_a_preprint() -> None:
    preprint, printed = {"doi": "10.48550/arxiv.2207.05221"}, {"doi": "10.1000/a.1"}
    assert field("ids", Work(ids=preprint), Work(ids=preprint), Work(ids=printed)) == printed


def test_said_tells_what_each_claim_alone_would_have() -> None:
    said = merged(claims(Work(title="Looms"), Work(title="LOOMS"), Work(comment="5 pages"))).said
    assert said == {
        "title": ((Place("seeds/0.txt", 1), "Looms"), (Place("seeds/1.txt", 1), "LOOMS")),
        "comment": ((Place("seeds/2.txt", 1), "5 pages"),),
    }


text = st.sampled_from(["", "Looms", "looms", "Cards and looms", "Steam"])
days = st.builds(Date, st.integers(2020, 2022), st.integers(1, 12), st.integers(1, 28))
bylines = st.lists(st.sampled_from(["Ada King", "Adá King", "Tom Brown"]), max_size=3).map(
    lambda each: by(*each)
)
versions = st.builds(
    lambda type, issued, container, ids: Version(type, issued=issued, container=container, ids=ids),
    st.sampled_from(["preprint", "article-journal"]),
    st.none() | days,
    text,
    st.sampled_from([{}, {"doi": "10.1000/a.1"}]),
)
statements = st.builds(
    DateStatement, days, st.sampled_from(MEANINGS), st.sampled_from(["UTC", "US-Eastern"]), st.just("")
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": text,
    "authors": bylines,
    "authors_incomplete": st.booleans(),
    "issued": st.none() | days,
    "ids": st.dictionaries(st.sampled_from(["doi", "arxiv"]), st.sampled_from(["10.1000/a.1", "2212.08073"])),
    "categories": st.lists(text.filter(bool), max_size=2, unique=True).map(tuple),
    "versions": st.lists(versions, max_size=3).map(tuple),
    "abstract": text,
    "topics": st.lists(text.filter(bool), max_size=2, unique=True).map(tuple),
    "selected": st.booleans(),
    "links": st.dictionaries(st.sampled_from(["pdf", "code"]), text.filter(bool), max_size=2),
    "comment": text,
    "page_count": st.sampled_from(["", "5", "23+17"]),
    "figure_count": st.sampled_from(["", "5"]),
    "dates": st.lists(statements, max_size=3, unique=True).map(tuple),
    "unconfirmed": st.lists(text.filter(bool), max_size=2, unique=True).map(tuple),
    "status": st.sampled_from(["", "withdrawn", "corrected"]),
    "status_note": text,
    "extra": st.dictionaries(text, st.integers(), max_size=2),
}
works = st.fixed_dictionaries({}, optional=VALUES).map(lambda fields: Work(**fields))
work_lists = st.lists(works, min_size=1, max_size=5)


@given(works)
def test_merging_one_claim_keeps_everything_it_states(work: Work) -> None:
    (claim,) = claims(work)
    found = merged([claim]).work
    for name in set(Work.__struct_fields__) - {"dates", "versions"}:
        if stated((claim,), name):
            assert getattr(found, name) == getattr(work, name)
    assert set(found.dates) == set(work.dates)
    kept = [version for version in found.versions if version in work.versions]
    assert kept or not work.versions


@given(work_lists)
def test_merging_again_changes_nothing(found: list[Work]) -> None:
    once = merged(claims(*found)).work
    assert merged(claims(once)).work == once


@given(work_lists, st.data())
def test_the_order_of_claims_does_not_matter(found: list[Work], data: st.DataObject) -> None:
    ordered = claims(*found)
    assert merged(data.draw(st.permutations(ordered))) == merged(ordered)


@given(work_lists)
def test_the_same_sources_said_twice_change_nothing(found: list[Work]) -> None:
    once = claims(*found)
    again = [msgspec.structs.replace(claim, place=Place(claim.place.path, 2)) for claim in once]
    assert merged([*once, *again]).work == merged(once).work
