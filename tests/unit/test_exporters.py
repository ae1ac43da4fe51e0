import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.dates import Date
from separata.exporters import EXPORTERS, atom, bibtex, csl
from separata.exporters.atom import FeedEntry, feed_entry
from separata.exporters.citation import citation
from separata.exporters.reference import reference
from separata.model import Author, Version, Work
from separata.names import parse_name
from separata.paper import Paper
from separata.text import words_of
from separata.worktypes import TYPES

BIBTEX, RIS, CSL = EXPORTERS
ATOM = "{http://www.w3.org/2005/Atom}"
PREPRINT = Paper(
    "bai2022constitutional",
    Work(
        title="Constitutional AI: Harmlessness from AI Feedback",
        authors=tuple(map(Author, ("Yuntao Bai", "Sheer El Showk", "Samuel R. Bowman"))),
        issued=Date(2022, 12, 15),
        ids={"arxiv": "2212.08073"},
        categories=("cs.CL", "cs.AI"),
        topics=("alignment",),
        abstract="As AI systems\nbecome $10\\times$ more capable & useful.",
    ),
)
ARTICLE = Paper(
    "ada1843notes",
    Work(
        title=r"Notes on the {A}nalytical Engine \& 50% of $B_{2n}$",
        authors=(Author(r"Ada Lov\'elace"), Author("Luigi de Menabrea"), Author("Royal Society", literal=True)),
        issued=Date(1842, 5),
        versions=(
            Version(
                "preprint", "v1", Date(1842, 5), ids={"arxiv": "2101.00100", "doi": "10.48550/arxiv.2101.00100"}
            ),
            Version(
                "article-journal",
                issued=Date(1843, 9),
                container="Scientific Memoirs & more",
                volume="3",
                issue="2",
                pages="666-731",
                publisher="Taylor",
                ids={"doi": "10.1000/a_b"},
                url="https://example.org/notes_1",
            ),
        ),
    ),
)
EMPTY = Paper("empty", Work())


def test_a_preprint_in_bibtex() -> None:
    assert bibtex.entry(citation(PREPRINT)).decode() == (
        "@misc{bai2022constitutional,\n"
        "  title = {Constitutional {AI}: Harmlessness from {AI} Feedback},\n"
        "  author = {Bai, Yuntao and El Showk, Sheer and Bowman, Samuel R.},\n"
        "  year = {2022},\n"
        "  month = dec,\n"
        "  day = {15},\n"
        "  eprint = {2212.08073},\n"
        "  eprinttype = {arxiv},\n"
        "  primaryclass = {cs.CL},\n"
        "  url = {https://arxiv.org/abs/2212.08073},\n"
        "}\n"
    )


def test_an_article_in_bibtex_carries_the_published_version() -> None:
    assert bibtex.entry(citation(ARTICLE)).decode() == (
        "@article{ada1843notes,\n"
        r"  title = {Notes on the Analytical Engine \& 50\% of {$B_{2n}$}}," + "\n"
        "  author = {Lovélace, Ada and de Menabrea, Luigi and {Royal Society}},\n"
        r"  journal = {Scientific Memoirs \& more}," + "\n"
        "  volume = {3},\n"
        "  number = {2},\n"
        "  pages = {666--731},\n"
        "  publisher = {Taylor},\n"
        "  year = {1843},\n"
        "  month = sep,\n"
        "  doi = {10.1000/a_b},\n"
        "  eprint = {2101.00100},\n"
        "  eprinttype = {arxiv},\n"
        "  url = {https://example.org/notes_1},\n"
        "}\n"
    )


def test_an_empty_record_is_still_an_entry() -> None:
    assert bibtex.entry(citation(EMPTY)) == b"@misc{empty,\n}\n"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("GPT-3 and ImageNet in 3D", "{GPT}-3 and {ImageNet} in {3D}"),
        ("A Self-Attentive Net", "A Self-Attentive Net"),
        (r"Schr\"odinger's {DNA}", "Schrödinger's {DNA}"),
        ("CO<sub>2</sub> in <i>E. coli</i>", "{CO}₂ in E. coli"),
        (r"a_b # c & d% $5 ~x \^{}", r"a\_b \# c \& d\% \$5 \textasciitilde{}x \textasciicircum{}"),
        (r"the $\ell_1$ norm", r"the {$\ell_1$} norm"),
        (r"of $x\}$ and $50%$", r"of x and {$50\%$}"),
        ("}{ unbalanced {", "unbalanced"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_title_in_bibtex_keeps_capitals_and_formulas(title: str, expected: str) -> None:
    assert dict(bibtex.fields(citation(titled(title))))["title"] == f"{{{expected}}}"


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ((Author("Plato"),), "Plato"),
        ((Author("others"), Author("Smith and Sons", literal=True)), "{others} and {Smith and Sons}"),
        ((Author("Ann And Bo"),), "Bo, Ann {And}"),
        ((Author("Martin Luther King Jr."),), "King, Jr., Martin Luther"),
        ((Author("{"), Author("Bo {X"), Author("")), "X, Bo"),
    ],
)
def test_a_name_in_bibtex_stays_one_name(authors: tuple[Author, ...], expected: str) -> None:
    paper = Paper("x", Work(title="T", authors=authors))
    assert dict(bibtex.fields(citation(paper)))["author"] == f"{{{expected}}}"


def test_an_incomplete_list_of_authors_says_so() -> None:
    paper = Paper("x", Work(title="T", authors=(Author("Ann Bo"),), authors_incomplete=True))
    assert dict(bibtex.fields(citation(paper)))["author"] == "{Bo, Ann and others}"
    assert reference(paper) == "Bo,\u00a0A., et al. T."


def test_a_published_version_without_doi_does_not_take_arxivs() -> None:
    versions = (Version("paper-conference", issued=Date(2020), container="ICML"),)
    paper = Paper("x", Work(title="T", ids={"doi": "10.48550/arxiv.2001.00001"}, versions=versions))
    assert "doi" not in dict(bibtex.fields(citation(paper)))


def test_an_address_that_is_none_is_not_exported() -> None:
    paper = Paper("x", Work(title="T", versions=(Version("report", url="javascript:alert(1)"),)))
    assert "javascript" not in "".join(exporter.write((paper,)) for exporter in EXPORTERS)
    assert "javascript" not in RIS.write((paper,)) + CSL.write((paper,))


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_work_can_be_exported(kind: str) -> None:
    paper = Paper("x", Work(title="T", versions=(Version(kind, container="C", publisher="P"),)))
    assert bibtex.entry(citation(paper)).decode().startswith(f"@{TYPES[kind].bibtex}{{x,\n")
    assert RIS.write((paper,)).startswith(f"TY  - {TYPES[kind].ris}\r\n")
    assert csl.item(citation(paper))["type"] == TYPES[kind].csl


def test_an_article_in_ris() -> None:
    assert RIS.write((ARTICLE,)).split("\r\n") == [
        "TY  - JOUR",
        "ID  - ada1843notes",
        "TI  - Notes on the Analytical Engine & 50% of B_2n",
        "AU  - Lovélace, Ada",
        "AU  - de Menabrea, Luigi",
        "AU  - Royal Society",
        "PY  - 1843",
        "DA  - 1843/09",
        "T2  - Scientific Memoirs & more",
        "VL  - 3",
        "IS  - 2",
        "SP  - 666",
        "EP  - 731",
        "PB  - Taylor",
        "DO  - 10.1000/a_b",
        "UR  - https://doi.org/10.1000/a_b",
        "UR  - https://example.org/notes_1",
        "ER  - ",
        "",
        "",
    ]


def test_a_preprint_in_csl() -> None:
    assert json.loads(CSL.write((PREPRINT,))) == [
        {
            "id": "bai2022constitutional",
            "type": "article",
            "title": "Constitutional AI: Harmlessness from AI Feedback",
            "author": [
                {"family": "Bai", "given": "Yuntao"},
                {"family": "El Showk", "given": "Sheer"},
                {"family": "Bowman", "given": "Samuel R."},
            ],
            "issued": {"date-parts": [[2022, 12, 15]]},
            "publisher": "arXiv",
            "number": "arXiv:2212.08073",
            "URL": "https://arxiv.org/abs/2212.08073",
            "abstract": "As AI systems become 10× more capable & useful.",
        }
    ]


def test_references_follow_the_house_style() -> None:
    assert reference(PREPRINT) == (
        "Bai,\u00a0Y., El Showk,\u00a0S., Bowman,\u00a0S.\u00a0R. (2022). "
        "Constitutional AI: Harmlessness from AI Feedback. arXiv:2212.08073."
    )
    assert reference(ARTICLE) == (
        "Lovélace,\u00a0A., de Menabrea,\u00a0L., Royal Society (1843). "
        "Notes on the Analytical Engine & 50% of B_2n. "
        "Scientific Memoirs & more, 3(2), 666–731. doi:10.1000/a_b. arXiv:2101.00100."
    )
    assert reference(titled("Why?")) == "Why?"
    assert reference(Paper("p", Work("On things", issued=Date(2021)))) == "On things (2021)."
    assert reference(EMPTY) == ""


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1"), (7, "1 2 3 4 5 6 7"), (8, "1 2 3 4 5 6 8"), (444, "1 2 3 4 5 6 444")]
)
def test_a_reference_names_seven_authors_at_most(count: int, shown: str) -> None:
    authors = tuple(Author(f"Group {number}", literal=True) for number in range(1, count + 1))
    text = reference(Paper("x", Work(title="T", authors=authors)))
    assert re.findall(r"\d+", text) == shown.split()
    assert ("…" in text) == (count > 7)


def test_a_feed_is_atom_with_the_dates_of_the_data() -> None:
    entries = (
        feed_entry(citation(PREPRINT), "https://x.example/papers/bai2022constitutional.html"),
        feed_entry(citation(ARTICLE), "https://x.example/papers/ada1843notes.html"),
    )
    root = ET.fromstring(written_feed(*entries))
    assert root.findtext(f"{ATOM}id") == "https://x.example/feed.atom"
    assert root.findtext(f"{ATOM}updated") == "2022-12-15T00:00:00Z"
    first, second = root.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}id") == "https://x.example/papers/bai2022constitutional.html"
    assert first.findtext(f"{ATOM}summary") == "As AI systems become 10× more capable & useful."
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "Yuntao Bai"
    terms = [category.get("term") for category in first.findall(f"{ATOM}category")]
    assert terms == ["alignment", "cs.CL", "cs.AI"]
    assert second.findtext(f"{ATOM}published") == "1842-05-01T00:00:00Z"
    assert second.findtext(f"{ATOM}updated") == "1843-09-01T00:00:00Z"


def test_an_empty_feed_is_valid_and_has_no_clock() -> None:
    assert ET.fromstring(written_feed()).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def titled(title: str) -> Paper:
    return Paper("x", Work(title=title))


def written_feed(*entries: FeedEntry) -> str:
    updated = max(map(atom.updated_of, entries), default="")
    addresses = {"feed_url": "https://x.example/feed.atom", "site_url": "https://x.example/"}
    return atom.whole(map(atom.written, entries), updated, title="Group", **addresses).decode()


# The laws: whatever a record holds, what is written can be read.

TEXTS = st.text(max_size=30) | st.lists(
    st.sampled_from(
        [
            *r'$ \ { } < > " & % # _ ~ @ , ; and others -- \{ \} \" \frac $x$ <i> </i> é Ab'.split(),
            " ",
            "\n",
            "\r",
            "\x00",
        ]
    ),
    max_size=12,
).map("".join)
LETTERS = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=8)
DATES = st.none() | st.builds(Date, st.integers(1000, 2999), st.integers(1, 12), st.integers(0, 28))
IDS = st.dictionaries(st.sampled_from(["doi", "arxiv", "isbn"]), TEXTS, max_size=2)
AUTHORS = st.lists(st.builds(Author, TEXTS, literal=st.booleans()), max_size=4).map(tuple)
FACTS = dict.fromkeys(("container", "volume", "issue", "pages", "publisher", "url"), TEXTS)
VERSIONS = st.lists(
    st.builds(Version, st.sampled_from(sorted(TYPES)), issued=DATES, ids=IDS, **FACTS), max_size=2
).map(tuple)
PAPERS = st.builds(
    Paper,
    TEXTS,
    st.builds(
        Work,
        title=TEXTS,
        authors=AUTHORS,
        authors_incomplete=st.booleans(),
        issued=DATES,
        ids=IDS,
        categories=st.lists(TEXTS, max_size=2).map(tuple),
        versions=VERSIONS,
        abstract=TEXTS,
    ),
)


@dataclass
class Entry:
    """A BibTeX entry as a strict reader sees it."""

    kind: str
    key: str
    fields: dict[str, str]


def read_bibtex(text: str) -> Iterator[Entry]:
    """Yield the entries of a file; fails at the first character that is out of place."""
    at = 0
    while opening := re.compile(r"\n?@([a-z]+)\{([^\s,{}]*),\n").match(text, at):
        at, fields = opening.end(), dict[str, str]()
        while field := re.compile(r"  ([a-z]+) = ").match(text, at):
            end = value_end(text, field.end())
            assert field[1] not in fields
            fields[field[1]], at = text[field.end() : end], end + 2
            assert text[end:at] == ",\n"
        assert text[at : at + 2] == "}\n"
        at += 2
        yield Entry(opening[1], opening[2], fields)
    assert at == len(text)


def value_end(text: str, start: int) -> int:
    """Return where a value ends, by counting braces as BibTeX does."""
    if macro := re.compile("[a-z]{3}").match(text, start):
        return macro.end()
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        assert text[at] != "\n"
        if depth == 0:
            return at + 1
    raise AssertionError(text)


@given(st.lists(PAPERS, max_size=3))
def test_whatever_a_record_holds_its_bibtex_can_be_read(papers: list[Paper]) -> None:
    entries = list(read_bibtex(BIBTEX.write(papers)))
    assert len(entries) == len(papers)
    for paper, entry in zip(papers, entries, strict=True):
        assert tuple(entry.fields.items()) == bibtex.fields(citation(paper))


@given(
    st.lists(LETTERS, min_size=1), st.lists(st.tuples(LETTERS, LETTERS), min_size=1), st.integers(1000, 2999)
)
def test_bibtex_gives_back_title_authors_and_year(
    words: list[str], names: list[tuple[str, str]], year: int
) -> None:
    authors = tuple(Author(" ".join(name)) for name in names)
    paper = Paper("x", Work(title=" ".join(words), authors=authors, issued=Date(year)))
    (entry,) = read_bibtex(bibtex.entry(citation(paper)).decode())
    assert words_of(entry.fields["title"].replace("{", "").replace("}", "")) == words_of(" ".join(words))
    read = re.split(r" (?:and) ", entry.fields["author"][1:-1])
    assert [name.replace("{", "").replace("}", "") for name in read] == [
        parse_name(author.name).family_first for author in authors
    ]
    assert entry.fields["year"] == f"{{{year}}}"


@given(st.lists(PAPERS, max_size=3))
def test_whatever_a_record_holds_its_ris_can_be_read(papers: list[Paper]) -> None:
    lines = RIS.write(papers).split("\r\n")
    assert all(line == "" or re.match(r"[A-Z][A-Z0-9]  - [^\n\r]*$", line) for line in lines)
    assert sum(line.startswith("TY  - ") for line in lines) == lines.count("ER  - ") == len(papers)


@given(st.lists(PAPERS, max_size=3))
def test_whatever_a_record_holds_its_csl_can_be_read(papers: list[Paper]) -> None:
    items = json.loads(CSL.write(papers).encode())
    assert [item["type"] for item in items] == [csl.item(citation(paper))["type"] for paper in papers]


@given(st.lists(st.tuples(PAPERS, TEXTS), max_size=3))
def test_whatever_a_record_holds_its_feed_is_xml(papers: list[tuple[Paper, str]]) -> None:
    written = written_feed(*(feed_entry(citation(paper), url) for paper, url in papers))
    root = ET.fromstring(written.encode())
    assert len(root.findall(f"{ATOM}entry")) == len(papers)
    assert {element.tag.removeprefix(ATOM) for element in root.iter()} <= set(
        "feed title id link updated author name entry published category summary".split()
    )


@given(PAPERS)
def test_a_reference_is_one_line_of_text(paper: Paper) -> None:
    text = reference(paper)
    assert not re.search(r"[\n\r\x00]", text.encode().decode())


def test_no_two_exporters_share_a_name_or_a_suffix() -> None:
    assert len({exporter.name for exporter in EXPORTERS}) == len(EXPORTERS)
    assert len({exporter.suffix for exporter in EXPORTERS}) == len(EXPORTERS)
