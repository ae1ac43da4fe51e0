"""What holds for every reader and every text."""

import json
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.model import Claim
from separata.problems import Problem, errors_of
from separata.readers import READERS, Known, Reader, Seed, read_all, recognised
from tests.readers.answers import ANSWERS

WORDS = st.lists(st.sampled_from("we count the petals of red roses in May 5% of $n^2$".split()), min_size=1)
SENTENCE = WORDS.map(lambda words: f"We {' '.join(words)}.")
NUMBER = st.integers(0, 99999).map("2305.{:05}".format)
DAY = st.integers(1, 28)

# Pieces that readers look for, so that texts of chance come near to being records.
PIECES = st.sampled_from(
    ["arXiv:", "2207.05221", "1412.0522", "Created: ", "2022-05-20", "Abstract:", "CLApr 12, 2022", "\n",
     "\n\n", "Dec 15, 2022", "Viaarxiv icon", "Alert button", "Picture for ", "Figure 1 for ", "* ", "3 pages",
     " et al.", " · ", ", ", "Ada Lovelace", "papers:", "\n- ", "title: ", "published: ", "kind: article", "{",
     "[", "'", "\xa0", "@article{a,", "title = {", "}", "author", "=", '"', "#", "\\", "month = may",
     '"type": "article"', '"title": "', "\nTY  - JOUR", "\nTI  - ", "\nER  - "]
)  # fmt: skip
TEXT = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


def lines_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "".join(f"{abstract}\narXiv:{number}" for abstract, number, _ in records)


def paragraphs_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "\n\n".join(f"{text}\n\narXiv:{number}\nCreated: 2023-05-{day:02}" for text, number, day in records)


def abstracts_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "\n".join(["label", *(f"Abstract:{abstract}" for abstract, _, _ in records)])


def cards_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "\n".join(f"CLMay {day}, 2023\nPetalsAda Lovelace\n{abstract}" for abstract, _, day in records)


def figures_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "\n\n".join(
        f"Petals\n\nMay {day:02}, 2023\nAda Lovelace\n\n{abstract}\n\nViaarxiv icon"
        for abstract, _, day in records
    )


def facts_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "papers:\n" + "".join(
        f"- {{arxiv: '{number}', title: Petals {day}}}\n" for _, number, day in records
    )


def bibtex_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "\n".join(
        f"@article{{k{at},\n  abstract = {{{abstract}}},\n  eprint = {{{number}}}\n}}"
        for at, (abstract, number, _) in enumerate(records)
    )


def citations_yaml_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "".join(
        f"- id: arxiv:{number}\n  title: Petals\n  authors: [Ada Lovelace]\n  abstract: '{abstract}'\n"
        for abstract, number, _ in records
    )


def csl_json_of(records: Sequence[tuple[str, str, int]]) -> str:
    items = [
        {"type": "article", "title": "Petals", "number": f"arXiv:{number}", "abstract": abstract}
        for abstract, number, _ in records
    ]
    return json.dumps(items, indent=1)


def ris_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "".join(
        f"TY  - JOUR\nTI  - Petals\nUR  - https://arxiv.org/abs/{number}\nAB  - {abstract}\nER  - \n\n"
        for abstract, number, _ in records
    )


def web_of_science_of(records: Sequence[tuple[str, str, int]]) -> str:
    entries = "".join(f"PT J\nTI Petals\nAB {abstract}\nER\n\n" for abstract, _, _ in records)
    return f"FN Clarivate Analytics Web of Science\nVR 1.0\n{entries}EF\n"


def citation_csv_of(records: Sequence[tuple[str, str, int]]) -> str:
    rows = "".join(f'Petals,Ada Lovelace,1843,{number},"{text}"\n' for text, number, _ in records)
    return f"title,authors,year,arxiv,abstract\n{rows}"


def citation_lines_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "".join(
        f"Lovelace, A. (1843). We count the petals. Journal of Gardens. arXiv:{number}\n"
        for _, number, _ in records
    )


def publist_of(records: Sequence[tuple[str, str, int]]) -> str:
    return "".join(
        f"- title: Petals\n  authors: A. Lovelace\n  link:\n    url: https://arxiv.org/abs/{number}\n"
        "    display: Journal of Gardens 7, 11 (1843)\n"
        for _, number, _ in records
    )


def endnote_xml_of(records: Sequence[tuple[str, str, int]]) -> str:
    entries = "\n".join(
        f'<record><ref-type name="Generic">13</ref-type><titles><title>Petals</title></titles>'
        f"<abstract>{abstract}</abstract><urls><related-urls><url>https://arxiv.org/abs/{number}</url></related-urls>"
        "</urls></record>"
        for abstract, number, _ in records
    )
    return f"<xml><records>{entries}</records></xml>"


WRITERS: dict[str, Callable[[Sequence[tuple[str, str, int]]], str]] = {
    **ANSWERS,
    "arxiv_lines": lines_of,
    "arxiv_paragraphs": paragraphs_of,
    "abstract_lines": abstracts_of,
    "etal_cards": cards_of,
    "figure_cards": figures_of,
    "facts": facts_of,
    "bibtex": bibtex_of,
    "citations_yaml": citations_yaml_of,
    "csl_json": csl_json_of,
    "ris": ris_of,
    "web_of_science": web_of_science_of,
    "publist": publist_of,
    "endnote_xml": endnote_xml_of,
    "citation_csv": citation_csv_of,
    "citation_lines": citation_lines_of,
}
MARKS = st.sampled_from(
    ["", "{", "[", "]", "}", ",", '"', "null", "1e999", "9" * 5000, "[" * 100_000, "<", ">", "</", "&x;",
     "&#0;", "<a " * 200, "<!DOCTYPE a [", "<![CDATA[", "\ud800", "\ufffe", "true", "-1", "\\u12"]
)  # fmt: skip
FORMATS = {reader.name: reader for reader in READERS}
RECORDS = st.lists(st.tuples(SENTENCE, NUMBER, DAY), min_size=1, max_size=6)


# Formats of one work a file: `test_cases.py` holds them to their promises.
PAGES = {"academicpages", "citation_cff", "hugoblox"}
LISTS = [reader for reader in READERS if reader.name not in PAGES]

HINT = "hint: name its format in seeds.yaml"


def named(reader: Reader) -> str:
    return reader.name


def counted(items: Sequence[Claim | Problem]) -> int:
    """Return how many records the items speak of: a claim or an error each."""
    return sum(isinstance(item, Claim) or bool(errors_of([item])) for item in items)


@pytest.mark.parametrize("reader", READERS, ids=named)
@given(TEXT)
def test_no_text_makes_a_reader_raise(reader: Reader, text: str) -> None:
    reader.detect(text)
    lines = 1 + sum(text.count(end) for end in "\n\r\x85\u2028\u2029")  # what ends a line to YAML
    for item in reader.read(
        Seed("seeds/a.txt", text), Known(frozenset({"Petals"}), frozenset({"Ada Lovelace"}))
    ):
        assert item.place.path == "seeds/a.txt"
        assert item.place.line <= lines + 1  # YAML misses what is not there on the line behind


@pytest.mark.parametrize("reader", LISTS, ids=named)
@given(RECORDS)
def test_as_many_claims_come_out_as_records_went_in(
    reader: Reader, records: list[tuple[str, str, int]]
) -> None:
    seed = Seed("seeds/a.txt", WRITERS[reader.name](records))
    claims = [item for item in reader.read(seed, Known()) if isinstance(item, Claim)]
    assert recognised(seed) == reader
    assert len(claims) == len(records)
    for claim, (abstract, number, _) in zip(claims, records, strict=True):
        assert claim.work.abstract in (abstract, "")
        assert claim.work.ids.get("arxiv") in (number, None)


# A tree that is cut short is no tree: these readers tell that, and may read nothing.
TREES = {"facts", "citations_yaml", "publist", "endnote_xml"}


@pytest.mark.parametrize("reader", [reader for reader in LISTS if reader.name not in TREES], ids=named)
@given(RECORDS, st.data())
def test_a_file_cut_short_loses_no_record_in_silence(
    reader: Reader, records: list[tuple[str, str, int]], data: st.DataObject
) -> None:
    write = WRITERS[reader.name]
    whole, head = write(records), write(records[:-1])
    cut = data.draw(st.integers(len(head), len(whole)))
    lost = not whole[len(head) : cut].strip()
    items = tuple(reader.read(Seed("seeds/a.txt", whole[:cut]), Known()))
    assert counted(items) >= len(records) - lost


@pytest.mark.parametrize("name", ANSWERS)
@given(RECORDS, st.data())
def test_no_damage_to_an_answer_makes_a_reader_raise(
    name: str, records: list[tuple[str, str, int]], data: st.DataObject
) -> None:
    """A piece of an answer is cut out, doubled, or another piece put in its place."""
    whole = WRITERS[name](records)
    start, end = sorted((data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, len(whole)))))
    text = whole[:start] + data.draw(MARKS | st.just(whole[start:end] * 2)) + whole[end:]
    items = tuple(FORMATS[name].read(Seed("seeds/a.txt", text), Known()))
    assert all(item.place.line <= text.count("\n") + 1 for item in items)


@given(TEXT)
def test_a_text_that_is_not_blank_is_never_passed_over(text: str) -> None:
    for reader in READERS:
        claims, problems = read_all([(Seed("seeds/a.txt", text), reader.name)])
        assert claims or problems


@given(RECORDS)
def test_the_order_of_the_seeds_does_not_matter(records: list[tuple[str, str, int]]) -> None:
    seeds = [
        (Seed(f"seeds/{name}.txt", WRITERS[name](records)), "")
        for name in ("etal_cards", "facts", "figure_cards")
    ]
    readings = [read_all(shuffled) for shuffled in permutations(seeds)]
    assert all(reading == readings[0] for reading in readings)
    claims, problems = readings[0]
    assert list(claims) == sorted(claims, key=lambda claim: claim.place)
    assert not problems  # the card's title is known from the figure cards


@pytest.mark.parametrize(
    ("text", "format", "problem"),
    [
        ("", "", "seeds/a.txt: the file is empty"),
        (" \n", "facts", "seeds/a.txt: the file is empty"),
        ("roses", "", f"seeds/a.txt: the file is of no known format\n  {HINT}"),
        (
            "Abstract:roses\nViaarxiv icon",
            "",
            f"seeds/a.txt: the file could be abstract_lines or figure_cards\n  {HINT}",
        ),
        ("roses", "fact", "seeds/a.txt: no reader has the name 'fact'\n  hint: did you mean 'facts'?"),
        ("papers: []", "", "seeds/a.txt: has no record of the format facts"),
        ("rosefan", "abstract_lines", "seeds/a.txt: has no record of the format abstract_lines"),
    ],
)
def test_a_file_without_records_is_a_problem(text: str, format: str, problem: str) -> None:
    claims, problems = read_all([(Seed("seeds/a.txt", text), format)])
    assert not claims
    assert [str(found) for found in problems] == [problem]
