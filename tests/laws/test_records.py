"""Laws 3 and 5 for records: what is written can be read, and no text ends in a traceback."""

import datetime
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from separata.config import read_decisions, read_site, read_venues
from separata.dates import Date
from separata.ledger import Ledger
from separata.model import Author, DateStatement, Version, Work
from separata.problems import SeparataError
from separata.records import PAPER_FIELDS, patched, read_papers, read_person, stated, written_work
from separata.text import squeezed

PATH = "content/papers/a2020x.yaml"

# Text as a record can hold it: any letters, signs that mean something to YAML or TeX among them.
letters = st.text(
    st.one_of(
        st.sampled_from("abcXYZ019 '\"\\#:-?!&*|>%@`{}[],~$_^<>/=."), st.characters(exclude_categories=["C"])
    ),
    min_size=1,
    max_size=140,
)
line = letters.map(squeezed).filter(lambda text: bool(text) and text.isprintable())
prose = st.lists(line, min_size=1, max_size=3).map("\n\n".join)
days = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
dates = days.map(lambda day: Date(day.year, day.month, day.day)) | st.integers(1000, 2999).map(Date)
dates |= st.tuples(st.integers(1000, 2999), st.integers(1, 12)).map(lambda month: Date(*month))
lines = st.lists(line, max_size=3).map(tuple)
authors = st.builds(Author, name=line, affiliation=st.just("") | line, equal=st.booleans())
versions = st.builds(
    Version,
    type=st.sampled_from(("preprint", "article-journal", "paper-conference")),
    issued=st.none() | dates,
    container=st.just("") | line,
    pages=st.just("") | line,
    issn=st.sampled_from(("", "0028-0836")),
)
statements = st.builds(
    DateStatement, date=dates, of=st.sampled_from(("first-version", "published")), source=line
)
works = st.builds(
    Work,
    title=line,
    authors=st.lists(authors, max_size=3).map(tuple),
    authors_incomplete=st.booleans(),
    issued=st.none() | dates,
    ids=st.sampled_from(({}, {"arxiv": "2101.00100"}, {"doi": "10.1000/182", "arxiv": "1412.0001"})),
    versions=st.lists(versions, max_size=2).map(tuple),
    abstract=st.just("") | prose,
    topics=lines,
    comment=st.just("") | line,
    dates=st.lists(statements, max_size=2).map(tuple),
    unconfirmed=lines,
    extra=st.dictionaries(st.sampled_from(("a", "b")), line, max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(work=works)
def test_a_written_record_is_read_back_the_same(work: Work) -> None:
    papers, problems = read_papers(PATH, written_work(work))
    assert problems == ()
    assert papers[0].work == work
    assert written_work(papers[0].work) == written_work(work)


@settings(max_examples=100, deadline=None)
@given(
    work=works,
    other=works,
    names=st.sets(st.sampled_from(["comment", "abstract", "authors", "topics", "issued"])),
)
def test_setting_fields_sets_these_and_leaves_the_rest(work: Work, other: Work, names: set[str]) -> None:
    changes: dict[str, Any] = {name: getattr(other, name) for name in sorted(names)}
    papers, problems = read_papers(PATH, patched(written_work(work), changes))
    assert problems == ()
    assert papers[0].work == msgspec.structs.replace(work, **changes)


def mangled(draw: st.DrawFn) -> str:
    """Draw a record with some of its letters lost, doubled or replaced."""
    text = written_work(draw(works))
    at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 30))
    return text[:at] + draw(st.text(max_size=12)) + text[at + length :]


@settings(max_examples=200, deadline=None)
@given(text=st.composite(mangled)() | st.text(max_size=200))
def test_no_text_of_a_record_ends_in_a_traceback_or_in_silence(text: str) -> None:
    for path, read in ((PATH, read_papers), ("content/people/a.yaml", read_person)):
        found, problems = read(path, text)
        assert found or problems
        assert all(problem.place.path == path for problem in problems)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_of_a_configuration_ends_in_a_traceback(text: str) -> None:
    for read in (read_site, read_venues, read_decisions, lambda path, text: tuple(Ledger(path, text.encode()))):
        try:
            read("content/x.yaml", text)
        except SeparataError as error:
            assert error.problems


def test_every_field_of_a_record_is_in_the_property() -> None:
    """A field added to records has to be added here, or to the example table of test_records."""
    drawn = {
        "title",
        "authors",
        "authors_incomplete",
        "issued",
        "ids",
        "versions",
        "abstract",
        "topics",
        "comment",
    }
    drawn |= {"dates", "unconfirmed", "extra"}
    by_example = {
        "categories",
        "selected",
        "awards",
        "links",
        "page_count",
        "figure_count",
        "status",
        "status_note",
    }
    assert {field.name for field in PAPER_FIELDS} == drawn | by_example
    assert stated(Work()) == {}
