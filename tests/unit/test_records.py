"""A record is read with the place of every fault, and what is written is read back the same."""

import pytest

from separata.dates import Date
from separata.model import Author, DateStatement, Person, Version, Work
from separata.paper import Paper
from separata.records import patched, read_papers, read_person, stated, written_person, written_work

PATH = "content/papers/lovelace1843notes.yaml"

FULL = Work(
    title="Notes: on 'the' <i>Engine</i>, $x_1$",
    authors=(Author("Ada Lovelace"), Author("Babbage, Charles", person="charles-babbage", equal=True)),
    authors_incomplete=True,
    issued=Date(1843, 10),
    ids={"doi": "10.1000/182", "arxiv": "2101.00100"},
    categories=("cs.LG",),
    versions=(
        Version("preprint", label="v1", issued=Date(1843)),
        Version(
            "article-journal",
            container="Taylor's Memoirs",
            volume="3",
            pages="666-731",
            ids={"doi": "10.1000/x"},
        ),
    ),
    abstract="One long paragraph. " * 9 + "End.\n\nA second one: with a colon.",
    topics=("engines", "no"),
    selected=True,
    links={"pdf": "https://example.org/a.pdf"},
    comment="10:20",
    page_count="65",
    dates=(DateStatement(Date(1843, 10, 1), "first-version", "UTC", "seeds/x.txt"),),
    unconfirmed=("title",),
    status="corrected",
    status_note="see the erratum",
    extra={"note": "true", "list": ("1", "2")},
)

BROKEN = [
    ("title: A\ntitel: B\n", "2:1: unknown field 'titel'\n  hint: did you mean 'title'?"),
    ("title: A\nissued: 18x3\n", "2:9: must be a date such as 2022, 2022-12 or 2022-12-15, got '18x3'"),
    (
        "title: A\nissued: 2022-02-30\n",
        "2:9: must be a date such as 2022, 2022-12 or 2022-12-15, got '2022-02-30'",
    ),
    ("title: A\ntitle: B\n", "2:1: 'title' stands here a second time, after line 1"),
    ("title: A\nids: {arxiv: 2101.1}\n", "2:14: arXiv must look like 2212.08073, got '2101.1'"),
    ("title: A\nids: {arxive: 1}\n", "2:7: unknown identifier 'arxive'\n  hint: did you mean 'arxiv'?"),
    ("title: A\nauthors: {a: b}\n", "2:10: must be a list, got a mapping"),
    ("title: A\nauthors: [{person: x}]\n", "2:11: an author needs a name"),
    ("title: [A]\n", "1:8: must be text, got a list"),
    ("title: A\nselected: maybe\n", "2:11: must be true or false, got 'maybe'"),
    (
        "title: A\nlinks: {pdf: 'javascript:alert(1)'}\n",
        "2:14: must be an address that begins with https:// or http://, got 'javascript:alert(1)'",
    ),
    ("title: A\nversions: [{type: paper}]\n", "2:19: must be one of preprint, "),
    ("authors: [A]\n", "1:1: the paper has no title"),
    ("title: 'A\n", "2:1: while scanning a quoted scalar, found unexpected end of stream"),
    ("&a [*a]\n", "1:1: YAML aliases are not used in records"),
    ('title: "a\\x07"\n', "1:8: has the control character U+0007"),
    ("title: A\n---\ntitle: B\n", "2:1: expected a single document in the stream"),
]


@pytest.mark.parametrize(("text", "wanted"), BROKEN)
def test_each_fault_of_a_record_is_told_with_its_place(text: str, wanted: str) -> None:
    papers, problems = read_papers(PATH, text)
    assert papers == ()
    assert any(str(problem).startswith(f"{PATH}:{wanted}") for problem in problems), [str(p) for p in problems]


def test_scalars_stay_text() -> None:
    papers, problems = read_papers(PATH, "title: no\ncomment: 10:20\nids: {arxiv: 2101.00100}\n")
    assert problems == ()
    work = papers[0].work
    assert (work.title, work.comment, work.ids) == ("no", "10:20", {"arxiv": "2101.00100"})


def test_a_file_may_hold_many_papers_and_one_fault_loses_one_of_them() -> None:
    text = "- {id: a2020x, title: X}\n- {id: b2020y, titel: Y}\n- {title: Z}\n- {id: d2020w, title: W}\n"
    papers, problems = read_papers("content/papers/all.yaml", text)
    assert [paper.id for paper in papers] == ["a2020x", "d2020w"]
    assert [problem.place.line for problem in problems] == [2, 3]


def test_a_written_paper_is_read_back_the_same() -> None:
    papers, problems = read_papers(PATH, written_work(FULL, ("old-id",)))
    assert problems == ()
    assert papers == (Paper("lovelace1843notes", FULL, ("old-id",), papers[0].place),)


def test_a_written_person_is_read_back_the_same() -> None:
    person = Person(
        "ada", "Ada Lovelace", names=("A. Lovelace", "Ada King"), orcid="0000-0002-1825-0097", verified=True
    )
    back, problems = read_person("content/people/ada.yaml", written_person(person))
    assert problems == ()
    assert back
    assert stated(back.names) == stated(person.names)
    assert (back.id, back.name, back.orcid, back.verified) == (
        "ada",
        "Ada Lovelace",
        "0000-0002-1825-0097",
        True,
    )


def test_the_file_name_must_be_an_id() -> None:
    _, problems = read_papers("content/papers/My Paper.yaml", "title: A\n")
    assert "the file's name gives the id" in problems[0].message


HAND_EDITED = """\
# a remark on the whole
title: Old   # not kept: it is of the value
# who wrote it
authors:
  - Ada Lovelace  # first

abstract: |
  Kept as it is,
  line by line.
"""


def test_setting_a_field_leaves_every_other_line_as_it_was() -> None:
    after = patched(HAND_EDITED, {"title": "New", "topics": ("engines",), "comment": "12 pages"})
    assert after == (
        "# a remark on the whole\ntitle: New\n# who wrote it\nauthors:\n  - Ada Lovelace  # first\n\n"
        "abstract: |\n  Kept as it is,\n  line by line.\ntopics: [engines]\ncomment: 12 pages\n"
    )


def test_setting_a_field_to_nothing_takes_it_out() -> None:
    assert patched("title: A\nselected: true\n", {"selected": False}) == "title: A\n"


def test_setting_a_field_leaves_a_line_whole_in_which_signs_stand_that_yaml_takes_for_its_end() -> None:
    text = "title: Roses\nabstract: red\u2028and white\nissued: 2022\n"
    assert patched(text, {"issued": Date(2023)}) == text.replace("2022", "2023")
