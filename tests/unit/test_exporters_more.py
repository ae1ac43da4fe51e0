"""What formats say beside the reference: the standing of a paper, missing authors, the ISSN."""

import pytest

from separata.exporters import EXPORTERS, bibtex, csl
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
