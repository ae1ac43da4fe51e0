"""What formats say beside the reference: the standing of a paper, missing authors, the ISSN."""

from collections.abc import Mapping

import pytest

from separata.exporters import EXPORTERS, bibtex, csl, ris
from separata.exporters.citation import citation
from separata.model import Author, Version, Work
from separata.paper import Paper

_, RIS, _ = EXPORTERS
WHOLE = Paper("whole", Work(title="T", authors=(Author("Ann Bo"),)))


def test_the_standing_of_a_paper_and_missing_authors_are_told_where_a_format_can() -> None:
    work = Work(
        title="T",
        authors=(Author("Ann Bo"),),
        authors_incomplete=True,
        status="retracted",
        status_note="See the $x^2$ & the journal.",
    )
    paper = Paper("x", work)
    assert dict(bibtex.fields(citation(paper)))["note"] == r"{Retracted. See the x² \& the journal.}"
    assert (
        "N1  - Retracted. See the x² & the journal.\r\nN1  - The list of authors is incomplete.\r\n"
        in RIS.write([paper])
    )
    item = csl.item(citation(paper))
    assert item["status"] == "retracted"
    assert item["note"] == "Retracted. See the x² & the journal. The list of authors is incomplete."
    assert "note" not in csl.item(citation(WHOLE))
    assert "N1" not in RIS.write([WHOLE])


@pytest.mark.parametrize(
    ("type", "issn", "isbn", "number"),
    [
        ("article-journal", "0028-0836", "9780262033848", "0028-0836"),
        ("paper-conference", "0302-9743", "9780262033848", "9780262033848"),
        ("paper-conference", "0302-9743", "", "0302-9743"),
    ],
)
def test_the_issn_of_a_journal_or_a_series_is_exported(type: str, issn: str, isbn: str, number: str) -> None:
    version = Version(type, container="J", issn=issn, ids={"isbn": isbn} if isbn else {})
    paper = Paper("x", Work(title="T", versions=(version,)))
    assert dict(bibtex.fields(citation(paper)))["issn"] == f"{{{issn}}}"
    assert csl.item(citation(paper))["ISSN"] == issn
    assert f"SN  - {number}\r\n" in RIS.write([paper])


@pytest.mark.parametrize(
    ("type", "expected"), [("article-journal", "{2}"), ("paper-conference", None), ("book", None)]
)
def test_bibtex_is_given_the_volume_or_the_number_of_a_book_for_it_warns_of_both(
    type: str, expected: str | None
) -> None:
    version = Version(type, container="C", volume="5", issue="2")
    assert (
        dict(bibtex.fields(citation(Paper("x", Work(title="T", versions=(version,)))))).get("number")
        == expected
    )


@pytest.mark.parametrize(
    ("type", "extra", "told"),
    [
        ("thesis", {"entry_type": "mastersthesis"}, ("mastersthesis", "Master's thesis")),
        ("thesis", {"entry_type": "thesis", "type": "mathesis"}, ("mastersthesis", "Master's thesis")),
        ("thesis", {"work_type": "Diplomarbeit"}, ("mastersthesis", "Diplomarbeit")),
        ("thesis", {"genre": "Doctoral dissertation"}, ("phdthesis", "Doctoral dissertation")),
        ("thesis", {"type": "7"}, ("phdthesis", "")),
        ("thesis", {}, ("phdthesis", "")),
        ("report", {"type": "White paper"}, ("techreport", "White paper")),
        ("report", {"work_type": "doi:10.1234/x"}, ("techreport", "")),
        ("article-journal", {"type": "Review"}, ("article", "")),
    ],
)
def test_a_masters_thesis_is_not_exported_as_one_of_a_doctor(
    type: str, extra: Mapping[str, str], told: tuple[str, str]
) -> None:
    cited = citation(Paper("x", Work(title="T", versions=(Version(type),), extra=extra)))
    kind, words = told
    entry = bibtex.entry(cited).decode()
    assert entry.startswith(f"@{kind}{{")
    assert (f"type = {{{words}}}" in entry) == bool(words)
    assert csl.item(cited).get("genre", "") == words
    assert (f"M3  - {words}\r\n" in ris.entry(cited).decode()) == bool(words)


def test_the_number_of_a_report_is_where_programs_look_for_it() -> None:
    """Citeproc prints a report's `number`, and Zotero reads it from SN alone."""
    cited = citation(Paper("x", Work(title="T", versions=(Version("report", issue="TR-7"),))))
    item, lines = csl.item(cited), ris.entry(cited).decode().split("\r\n")
    assert item["number"] == "TR-7"
    assert "issue" not in item
    assert "SN  - TR-7" in lines
    assert not any(line.startswith("IS") for line in lines)
    with_isbn = Version("report", issue="TR-7", ids={"isbn": "9780262033848"})
    lines = ris.entry(citation(Paper("x", Work(title="T", versions=(with_isbn,))))).decode().split("\r\n")
    assert {"SN  - 9780262033848", "IS  - TR-7"} <= set(lines)


def test_a_publisher_is_one_to_biblatex_whatever_its_name() -> None:
    """Publishers and schools are lists in BibLaTeX, which `and` parts."""
    cited = citation(Paper("x", Work(title="T", versions=(Version("thesis", publisher="Arts and Crafts"),))))
    assert "  school = {Arts {and} Crafts},\n" in bibtex.entry(cited).decode()
