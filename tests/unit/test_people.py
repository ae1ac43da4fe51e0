"""People's pages: what is found in a quicker way for who has one paper is what would be found anyway."""

import json

from hypothesis import given
from hypothesis import strategies as st

from separata.exporters import jsonfeed
from separata.model import Author, Work
from separata.pages.addresses import person_url
from separata.pages.edition import years_of
from separata.pages.person import coauthors
from separata.paper import Paper
from separata.text import printable
from tests.unit.editions import edition

NAMES = ("Ada King", "Bo Ek", "Cy Ek", "Di Ek")


@given(st.lists(st.sampled_from(NAMES), min_size=1))
def test_coauthors_on_one_paper_are_those_on_several_of_which_the_others_have_none(names: list[str]) -> None:
    made = edition([Paper("p", Work(title="T", authors=tuple(map(Author, names))))], [])
    crew = made.sheet(made.library.papers[0]).crew
    for own in map(person_url, made.library.people):
        assert coauthors([crew], own) == coauthors([crew, ()], own)


@given(st.lists(st.lists(st.sampled_from(NAMES)), max_size=4))
def test_who_stands_twice_on_a_paper_is_who_is_counted_twice_in_its_byline(bylines: list[list[str]]) -> None:
    works = [Work(title="T", authors=tuple(map(Author, names))) for names in bylines]
    library = edition([Paper(f"p{at}", work) for at, work in enumerate(works)], []).library
    for person in (*library.people, "nobody"):
        counted = [at for at, ids in enumerate(library.bylines.values()) if ids.count(person) > 1]
        assert library.crews.twice(person) == counted


@given(st.dictionaries(st.integers(0, 3).map(lambda year: year and 2000 + year), st.integers(1, 5)))
def test_years_go_from_the_first_to_the_last_without_gaps(counts: dict[int, int]) -> None:
    found = years_of(counts)
    assert {year: count for year, count in found if count} == {year: counts[year] for year in counts if year}
    assert [year for year, _ in found] == [*range(found[0][0], found[-1][0] + 1)] if found else not any(counts)


@given(st.text(), st.text(), st.text())
def test_a_json_feed_says_what_may_be_printed_of_its_title(title: str, url: str, language: str) -> None:
    written = jsonfeed.whole((), title=title, feed_url=url, site_url=title, language=language).decode()
    stated = {
        "version": jsonfeed.VERSION,
        "title": printable(title),
        "home_page_url": printable(title),
        "feed_url": printable(url),
        "language": printable(language),
        "items": [],
    }
    assert json.loads(written) == stated
    assert written.startswith(json.dumps(stated, ensure_ascii=False, indent=1).removesuffix("[]\n}"))
