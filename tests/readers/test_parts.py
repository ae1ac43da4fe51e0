"""The small rules that readers share: bytes, ids, categories, bylines, the list of seeds."""

import json
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata import located
from separata.dates import Date
from separata.model import Author
from separata.problems import Problem
from separata.readers import Known, Seed, SeedNote, note_of, read_all, seed_from_bytes, seed_list
from separata.readers.arxiv import leading_id
from separata.readers.bylines import parse_byline
from separata.readers.categories import category
from separata.readers.reference import Reference, author_named, marked_up, work_of
from separata.readers.yaml_lists import ListEntry, list_entries


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfpetal", "petal"),
        ("Lukošiūtė\xa0".encode(), "Lukošiūtė\xa0"),
        (b"a\x0cb\tc", "ab\tc"),
        ("Roses \x96 \x93red\x94\x81".encode(), "Roses – “red”"),
    ],
)
def test_bytes_become_text_with_line_feeds(content: bytes, text: str) -> None:
    assert seed_from_bytes("seeds/a.txt", content) == Seed("seeds/a.txt", text)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"a\r\nb\xe9c", "seeds/a.txt:2: not text in UTF-8: has the byte 0xE9"),
        (b"\xef\xbb\xbfa\nb\n\xff", "seeds/a.txt:3: not text in UTF-8: has the byte 0xFF"),
        (b"PK\x03\x04\n\0", "seeds/a.txt:2: not text in UTF-8: has the byte 0x00"),
        (b"\xff\xfea\0", "seeds/a.txt:1: not text in UTF-8: has the byte 0xFF"),
    ],
)
def test_bytes_that_are_no_text_are_a_problem_on_their_line(content: bytes, problem: str) -> None:
    found = str(seed_from_bytes("seeds/a.txt", content))
    assert found == f"{problem}\n  hint: name its encoding in seeds.yaml"


@given(st.binary())
def test_any_bytes_give_a_seed_or_a_problem(content: bytes) -> None:
    seed_from_bytes("seeds/a.txt", content)


def test_only_line_feeds_end_a_line() -> None:
    lines = Seed("a", "one\u2028still one\n\ntwo\x85still two").lines
    assert [(line.number, line.text) for line in lines] == [(1, "one\u2028still one"), (3, "two\x85still two")]


def test_a_passage_is_some_lines_without_those_around_them() -> None:
    seed = Seed("a", "one\ntwo\n\nfour\n")
    assert [seed.passage(1, 2), seed.passage(2, 4), seed.passage(4, 6)] == ["one", "two", "four"]


LONG_LISTS = {
    "citations_yaml": "- id: doi:10.1234/{}\n  title: Petals\n  publisher: Roses\n" + "# dew\n" * 60,
    "facts": "  - title: Petals\n    arxiv: '1805.{:05}'\n" + "# dew\n" * 60,
    "citation_csv": '10.1234/{},"Petals\n' + "of roses\n" * 60 + '"\n',
}


@pytest.mark.parametrize("format", LONG_LISTS)
def test_a_long_list_is_read_without_going_through_all_of_it_for_each_entry(format: str) -> None:
    head = {"facts": "papers:\n", "citation_csv": "doi,title\n"}.get(format, "")
    seed = Seed("a", head + "".join(LONG_LISTS[format].format(at) for at in range(2000)))
    claims, problems = read_all([(seed, format)])
    # A matter of a moment, which took a hundred times as long with the whole text cut up for each entry.
    assert (len(claims), problems) == (2000, ())


def test_each_entry_of_a_yaml_list_is_read_once_however_many_are_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = [f"- title: Roses {number}\n  date: 1843\n" for number in range(200)]
    entries[50:60] = [
        "- title: A\n  title: B\n",
        "- title: A: b\n",
        "- a: &x 1\n  b: *x\n",
        "- A: \x01\n",
        "- A\n",
    ] * 2
    seed = Seed("a.yaml", "".join(["# Ours\n\n", *entries]))
    parsed = Mock(wraps=located.parse)
    monkeypatch.setattr(located, "parse", parsed)
    found = list(list_entries(seed))
    assert sum(len(call.args[1]) for call in parsed.call_args_list) < 2.1 * len(seed.text)
    told = [str(one) for one in found if isinstance(one, Problem)]
    assert len(found) == 200
    assert told[:5] == [
        "a.yaml:104:3: 'title' stands here a second time, after line 103",
        "a.yaml:105:11: mapping values are not allowed in this context",
        "a.yaml:106:6: YAML aliases are not used in records",
        "a.yaml:108:6: has the control character U+0001\n  hint: delete it",
        "a.yaml:109:3: must be a mapping of fields",
    ]
    last = found[-1]
    assert isinstance(last, ListEntry)
    assert last == ({"title": "Roses 199", "date": "1843"}, ("a.yaml", 395, 0), entries[-1].rstrip())


def test_facts_stand_on_the_lines_that_editors_count() -> None:
    text = "papers:\n  - title: Petals\u2028of\u2028roses\u2028\u2028\n  - title: Moss\n"
    claims, problems = read_all([(Seed("a", text), "facts")])
    assert [(claim.place.line, claim.raw) for claim in claims][1:] == [(3, "  - title: Moss")], problems


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2207.05221Recent", "2207.05221"),
        ("2207.0522110 years ago", "2207.05221"),
        ("1412.0522110 years ago", "1412.0522"),
        ('1501.00001"Petals"', "1501.00001"),
        ("0704.0001", "0704.0001"),
        ("hep-th/9901001We", "hep-th/9901001"),
        ("2213.05221No such month", ""),
        ("2207.0522", ""),
        ("２２０７.０５２２１", ""),
        ("", ""),
    ],
)
def test_an_id_ends_where_its_year_says(text: str, number: str) -> None:
    assert leading_id(text) == number


@pytest.mark.parametrize(
    ("code", "name"),
    [("CL", "cs.CL"), ("LG", "cs.LG"), ("mtrl-sci", "cond-mat.mtrl-sci"), ("CV", ""), ("XX", ""), ("", "")],
)
def test_a_class_names_its_archive_where_only_one_has_it(code: str, name: str) -> None:
    assert category(code) == name


TITLES = Known(titles=frozenset({"On Petals", "On Petals DeepMind Saw"}))
NAMES = Known(names=frozenset({"Ada Lovelace", "Ann Lovelace", "Lovelace", "van der Berg"}))


@pytest.mark.parametrize(
    ("text", "known", "title", "first", "guessed"),
    [
        (
            "On Petals DeepMind SawAda Byron, B C, D E et al.",
            TITLES,
            "On Petals DeepMind Saw",
            "Ada Byron",
            False,
        ),
        ("On Petals in MayAda Byron, B C, D E et al.", TITLES, "On Petals in May", "Ada Byron", True),
        ("What DeepMind SawAda Lovelace, B C, D E et al.", NAMES, "What DeepMind Saw", "Ada Lovelace", False),
        ("Petalsvan der Berg", NAMES, "Petals", "van der Berg", False),
        ("PetalsMary Ann Lovelace", NAMES, "Petals", "Mary Ann Lovelace", True),
        ("Petals on ChatGPTAda Byron", Known(), "Petals on ChatGPT", "Ada Byron", True),
        ("Petals (Red)Ada de Byron", Known(), "Petals (Red)", "Ada de Byron", True),
        ("Petals of TreesA. B. Byron, B C", Known(), "Petals of Trees", "A. B. Byron", True),
        ("Petals of McGregorsAda Byron", Known(), "", "", False),
        ("Petals of trees and nothing else", Known(), "", "", False),
        ("", Known(), "", "", False),
    ],
)
def test_a_byline_is_cut_by_what_others_know(
    text: str, known: Known, title: str, first: str, *, guessed: bool
) -> None:
    byline = parse_byline(text, known)
    assert (byline.title, (*byline.names, "")[0], byline.guessed) == (title, first, guessed)


@given(st.text(), st.frozensets(st.text(min_size=1)), st.frozensets(st.text(min_size=1)))
def test_any_byline_can_be_read_and_has_no_blanks_around_names(
    text: str, titles: frozenset[str], names: frozenset[str]
) -> None:
    byline = parse_byline(text, Known(titles, names))
    assert all(words == words.strip() for words in (byline.title, *byline.names))


def test_a_name_of_which_the_end_is_lost_is_what_is_left_of_it() -> None:
    byline = parse_byline("Petals on ChatGPTAda Byron, Mary , Ann Lovelace et al.", Known())
    assert byline.names == ("Ada Byron", "Mary", "Ann Lovelace")


def test_the_list_of_seeds_says_what_files_cannot() -> None:
    text = "a.txt: {format: ris, profile: Ada Lovelace}\nb.txt:\n  retrieved: 2024-02\n  note: no dates\n"
    assert seed_list("seeds/seeds.yaml", text) == (
        {"a.txt": SeedNote("ris", "Ada Lovelace"), "b.txt": SeedNote(retrieved="2024-02", note="no dates")},
        (),
    )
    assert seed_list("seeds/seeds.yaml", "") == ({}, ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a.txt: {formt: ris}", "seeds/seeds.yaml:1:9: unknown field 'formt'\n  hint: did you mean 'format'?"),
        ("a.txt: ris", "seeds/seeds.yaml:1:8: must be a mapping of fields, got 'ris'"),
        ("- a.txt", "seeds/seeds.yaml:1:1: must be a mapping from file names, got a list"),
        ("a.txt: {}\na.txt: {}", "seeds/seeds.yaml:2:1: 'a.txt' stands here a second time, after line 1"),
    ],
)
def test_a_damaged_list_of_seeds_is_told_with_places(text: str, problem: str) -> None:
    notes, problems = seed_list("seeds/seeds.yaml", text)
    assert not notes
    assert [str(found) for found in problems] == [problem]


def test_a_list_saved_before_utf8_is_read_in_the_encoding_that_is_named() -> None:
    assert seed_from_bytes("seeds/a.txt", b"caf\xe9\r\n", "windows-1252") == Seed("seeds/a.txt", "café\n")
    assert seed_from_bytes("seeds/a.txt", "roses".encode("utf-16"), "utf-16") == Seed("seeds/a.txt", "roses")
    assert isinstance(seed_from_bytes("seeds/a.txt", b"\xff", "utf-16"), Problem)


def test_a_folder_of_seeds_has_one_note() -> None:
    notes, problems = seed_list("seeds/seeds.yaml", "old/: {format: hugoblox}\nold/a/b.md: {format: ris}\n")
    assert not problems
    assert note_of(notes, "old/a/b.md").format == "ris"
    assert note_of(notes, "old/a/c.md").format == "hugoblox"
    assert note_of(notes, "older/c.md") == SeedNote()


@pytest.mark.parametrize(
    ("container", "doi", "type"),
    [
        ("bioRxiv", "10.1101/2023.10.16.562584", "preprint"),
        ("openRxiv", "10.1101/2023.10.16.562584", "preprint"),
        ("", "10.1101/2023.10.16.562584", "preprint"),
        ("Journal of Looms", "10.1101/gr.123", "article-journal"),
        ("Journal of Looms", "10.1101/2023.10.16.562584", "article-journal"),
    ],
)
def test_what_stands_on_a_preprint_server_is_a_preprint(container: str, doi: str, type: str) -> None:
    said = Reference("article-journal", title="Looms", container=container, ids={"doi": doi})
    assert [version.type for version in work_of(said, "seeds/a.yaml").versions] == [type]


@pytest.mark.parametrize(
    ("fields", "types"),
    [
        ({}, []),
        ({"issued": Date(2020)}, ["preprint"]),
        ({"container": "Journal of Looms"}, ["article-journal"]),
        ({"pages": "1-9"}, ["article-journal"]),
        ({"ids": {"arxiv": "2101.00100", "doi": "10.1101/gr.123"}}, ["article-journal"]),
    ],
)
def test_an_article_of_which_nothing_but_arxiv_is_known_is_a_preprint(
    fields: dict[str, Any], types: list[str]
) -> None:
    said = Reference(**{"type": "article-journal", "title": "Looms", "ids": {"arxiv": "2101.00100"}, **fields})
    assert [version.type for version in work_of(said, "seeds/a.bib").versions] == types


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p class='a b'>We <strong>count</strong>.</p>", "We <b>count</b>."),
        ('<iframe src="a.html" allowfullscreen></iframe>Roses<br/>and moss', "Roses and moss"),
        ("where a<b and c>d", "where a<b and c>d"),
        (
            '(<Formula format="inline"><TexMath><?TeX $n=29$?></TexMath><AltText>Math 1</AltText>'
            '<File name="a-1" type="svg"/></Formula>)',
            "($n=29$)",
        ),
    ],
)
def test_a_tag_falls_away_and_words_between_signs_do_not(html: str, text: str) -> None:
    assert marked_up(html) == text


def test_a_generation_behind_a_name_of_datacite_stays() -> None:
    record = {"doi": "10.1234/a", "titles": [{"title": "A"}], "creators": [{"name": "King, Jr., Martin"}]}
    text = json.dumps({"data": {"type": "dois", "attributes": record}})
    (claim,), _ = read_all([(Seed("a", text), "datacite")])
    assert claim.work.authors == (Author("Martin King Jr."),)


ENDNOTE = (
    '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>Roses</title></titles><dates>'
    "<year>{}</year><pub-dates><date>{}</date></pub-dates></dates></record></records></xml>"
)
CFF = "cff-version: 1.2.0\ntitle: Roses\nyear: {}\nmonth: {}\n"


@pytest.mark.parametrize(
    ("format", "text", "issued", "kept"),
    [
        ("endnote_xml", ENDNOTE.format("in press", "May 3"), None, {"year": "in press", "pub-dates": "May 3"}),
        ("endnote_xml", ENDNOTE.format("1843", "spring"), Date(1843), {"pub-dates": "spring"}),
        ("endnote_xml", ENDNOTE.format("1843", "May 3"), Date(1843, 5, 3), {}),
        ("web_of_science", "PT B\nTI Roses\nPY in press\nPD MAY\nER\n", None, {"PY": "in press", "PD": "MAY"}),
        ("web_of_science", "PT B\nTI Roses\nPY 1843\nPD MAY\nER\n", Date(1843, 5), {}),
        ("citation_cff", CFF.format("in press", "5"), None, {"year": "in press", "month": "5"}),
        ("citation_cff", CFF.format("1843", "13"), Date(1843), {"month": "13"}),
        ("bibtex", "@book{k, title={Roses}, year=1843, month=feb, day={31}}", Date(1843, 2), {"day": "31"}),
        ("bibtex", "@book{k, title={Roses}, year=1843, month=feb, day={3}}", Date(1843, 2, 3), {}),
    ],
)
def test_a_date_that_cannot_be_read_is_kept_as_it_stands(
    format: str, text: str, issued: Date | None, kept: dict[str, str]
) -> None:
    (claim,), _ = read_all([(Seed("a", text), format)])
    assert next((version.issued for version in claim.work.versions), None) == issued
    assert {**claim.work.extra, "citation_key": "k"} == {**kept, "citation_key": "k"}


@pytest.mark.parametrize(
    "printed", ["Reed, Tom*", "Reed*, Tom", "Tom Reed*†", "Tom Reed1,2", "Tom Reed$^{1,2}$", "Reed, Tom‡"]
)
def test_footnote_marks_are_no_part_of_a_name(printed: str) -> None:
    assert author_named(printed) == Author("Tom Reed")
