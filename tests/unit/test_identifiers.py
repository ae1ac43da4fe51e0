"""Identifiers: what is one, how it is written, and that canonical forms are fixed points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.dates import Date, date_from_english, date_from_iso
from separata.identifiers import SCHEMES, Scheme, arxiv_id, doi, isbn, issn, openalex_work, orcid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2212.08073", "2212.08073"),
        ("arXiv:2212.08073v2", "2212.08073"),
        ("https://arxiv.org/abs/2212.08073v1", "2212.08073"),
        ("https://arxiv.org/pdf/2212.08073.pdf", "2212.08073"),
        ("1412.0001", "1412.0001"),
        ("1501.00001", "1501.00001"),
        ("1412.00001", None),
        ("1501.0001", None),
        ("2213.08073", None),
        ("hep-th/9901001v3", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("2212.8073", None),
        ("", None),
    ],
)
def test_arxiv_ids(text: str, expected: str | None) -> None:
    assert arxiv_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1145/3531146.3533229", "10.1145/3531146.3533229"),
        ("https://doi.org/10.1103/PhysRevLett.121.125901", "10.1103/physrevlett.121.125901"),
        ("doi: 10.1000/A.1.", "10.1000/a.1"),
        ("10.1002/(SICI)1<1:AID>3.0.CO;2-#", "10.1002/(sici)1<1:aid>3.0.co;2-#"),
        ("https://doi.org/10.1002/(SICI)1%3C1:AID%3E3.0.CO;2-%23", "10.1002/(sici)1<1:aid>3.0.co;2-#"),
        ("10.1000/a%3cb", "10.1000/a%3cb"),
        ("https://doi.org/10.1000/a%20b", None),
        ("10.1000", None),
        ("10.1000/.", None),
        ("https://doi.org/10.1000/%2E", None),
        ("11.1000/a", None),
        ("10.1000/a b", None),
    ],
)
def test_dois(text: str, expected: str | None) -> None:
    assert doi(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0001-5109-3700", "0000-0001-5109-3700"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", None),
        ("0000-0002", None),
    ],
)
def test_orcids(text: str, expected: str | None) -> None:
    assert orcid(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0028-0836", "0028-0836"),
        ("ISSN 0378-5955", "0378-5955"),
        ("eISSN: 2434561x", "2434-561X"),
        ("0028-0837", None),
        ("0028-083", None),
        ("", None),
    ],
)
def test_issns(text: str, expected: str | None) -> None:
    assert issn(text) == expected
    assert expected is None or issn(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0-262-03384-4", "9780262033848"),
        ("ISBN 978-0-262-03384-8", "9780262033848"),
        ("9780262033849", None),
        ("0262033845", None),
    ],
)
def test_isbns(text: str, expected: str | None) -> None:
    assert isbn(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w2741809807", "W2741809807"),
        ("https://openalex.org/W1", "W1"),
        ("https://api.openalex.org/works/w1", "W1"),
        ("A5023888391", None),
    ],
)
def test_works_of_openalex(text: str, expected: str | None) -> None:
    assert openalex_work(text) == expected


@pytest.mark.parametrize(
    ("scheme", "digits"),
    [("pmid", "1٣"), ("isbn", "978٠262033848"), ("openalex", "W٣"), ("arxiv", "2212.0807٣")],
)
def test_digits_of_other_scripts_are_in_no_identifier(scheme: str, digits: str) -> None:
    assert SCHEMES[scheme].canonical(digits) is None


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: str(scheme.name))
def test_every_scheme_takes_its_example_and_links_it(scheme: Scheme) -> None:
    assert scheme.canonical(scheme.example) == scheme.example
    assert scheme.canonical(scheme.url(scheme.example)) in (scheme.example, None)


@given(
    st.sampled_from(sorted(SCHEMES)),
    st.text() | st.from_regex(r"10\.[0-9]{4}/\S+|[0-9]{4}\.[0-9]{4,5}(v[0-9])?", fullmatch=True),
)
def test_canonical_identifiers_are_fixed_points(scheme: str, text: str) -> None:
    canonical = SCHEMES[scheme].canonical
    found = canonical(text)
    assert found is None or canonical(found) == found


@given(st.dates())
def test_canonical_dates_are_fixed_points(day: object) -> None:
    date = date_from_iso(str(day))
    assert date is None or date_from_iso(str(date)) == date


def test_dates_in_english() -> None:
    assert date_from_english("Dec 15, 2022") == Date(2022, 12, 15)
    assert date_from_english("September 24, 2022") == Date(2022, 9, 24)
    assert date_from_english("Feb 30, 2022") is None
    assert date_from_english("Ju 3, 2022") is None


def test_the_address_of_a_doi_can_be_followed_back_to_it() -> None:
    found = doi("10.1002/(SICI)1<1::AID-X1>3.0.CO;2-O#?[x]'é%41")
    assert found
    address = SCHEMES["doi"].url(found)
    assert not set(address) & set("<>#?[]'é")
    assert doi(address) == found
