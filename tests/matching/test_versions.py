"""Kinds of identifiers, places in print, and which versions are one publication."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.dates import Date
from separata.matching.imprints import agreement, imprint_of, imprints_of
from separata.matching.kinds import conflicts, kind_of, kind_words, kinds_of, shared
from separata.matching.merge import merged
from separata.matching.series import same_series, series_of
from separata.matching.versions import one_version, publications
from separata.model import Claim, Version, Work
from separata.problems import Place
from separata.text import words_of


@pytest.mark.parametrize(
    ("scheme", "value", "of", "kind", "words"),
    [
        ("arxiv", "2212.08073", "", "arxiv", "arXiv"),
        ("doi", "10.1101/2020.01.02.123456", "", "preprint doi", "preprint DOI"),
        ("doi", "10.1101/gr.123", "article-journal", "article-journal doi", "article DOI"),
        ("doi", "10.5281/zenodo.7", "", "deposit doi", "deposit DOI"),
        ("doi", "10.1000/7", "software", "deposit doi", "deposit DOI"),
        ("doi", "10.1000/7", "document", "doi", "DOI"),
    ],
)
def test_kinds_of_identifiers(scheme: str, value: str, of: str, kind: str, words: str) -> None:
    assert kind_of(scheme, value, of) == kind
    assert kind_words(kind) == words


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ({"arxiv": {"1"}}, {"arxiv": {"2"}}, ("arxiv",)),
        ({"article-journal doi": {"1"}}, {"paper-conference doi": {"2"}}, ()),
        ({"doi": {"1"}}, {"paper-conference doi": {"2"}}, ("doi",)),
        ({"doi": {"1"}}, {"paper-conference doi": {"1"}}, ()),
        ({"doi": {"1"}}, {"preprint doi": {"2"}}, ()),
        ({"deposit doi": {"1"}}, {"deposit doi": {"2"}}, ()),
        ({"isbn": {"1"}}, {"isbn": {"2"}}, ()),
    ],
)
def test_conflicts_of_identifiers(ours: Any, theirs: Any, found: tuple[str, ...]) -> None:
    a, b = ({kind: frozenset(values) for kind, values in side.items()} for side in (ours, theirs))
    assert conflicts(a, b) == conflicts(b, a) == found


@pytest.mark.parametrize(
    ("doi", "kept"),
    [
        ("10.21203/rs.3.rs-1234567/v2", "10.21203/rs.3.rs-1234567"),
        ("10.6084/m9.figshare.123.v4", "10.6084/m9.figshare.123"),
        ("10.12688/f1000research.123456.2", "10.12688/f1000research.123456"),
        ("10.18637/jss.v067.i01", "10.18637/jss.v067.i01"),
    ],
)
def test_the_version_that_ends_a_doi_is_left_out(doi: str, kept: str) -> None:
    assert [value for values in kinds_of(Work(ids={"doi": doi})).values() for value in values] == [kept]


def test_a_doi_is_shared_whatever_it_is_said_to_lead_to() -> None:
    a, b = (kinds_of(Work(versions=(Version(of, ids={"doi": "10.1000/7"}),))) for of in ("book", "chapter"))
    assert list(shared(a, b)) == [("doi", "10.1000/7")]


@pytest.mark.parametrize(
    ("a", "b", "weight"),
    [
        ({"pages": "197-227"}, {"pages": "197–227", "volume": "5(2)"}, 8.0),
        ({"pages": "1564-73"}, {"pages": "1564--1573"}, 8.0),
        ({"pages": "1-9"}, {"pages": "1-9"}, 3.0),
        ({"pages": "197-226"}, {"pages": "197-227"}, 4.0),
        ({"pages": "e12", "volume": "5"}, {"pages": "e12", "volume": "5"}, 4.0),
        ({"pages": "1-9"}, {"pages": "1-12"}, None),
        ({"pages": "197-227", "volume": "5"}, {"pages": "197-227", "volume": "6"}, None),
        ({"container": "Looms", "volume": "5"}, {"container": "The Looms", "volume": "6"}, -20.0),
        ({"container": "Looms", "volume": "5(2)"}, {"container": "Looms", "volume": "5", "issue": "3"}, -20.0),
        ({"container": "Looms 2019", "pages": "10-19"}, {"container": "Looms 2020", "pages": "10-19"}, -20.0),
        ({"container": "Looms", "volume": "1990"}, {"container": "Looms", "volume": "5"}, None),
        ({"container": "Proc. 28th Looms"}, {"container": "Proceedings of the 29th Looms"}, -20.0),
        ({"container": "Looms '93"}, {"container": "Looms 1993"}, None),
        ({"container": "Looms", "volume": "5", "pages": "1-9"},
         {"container": "Looms", "volume": "5", "pages": "20-29"}, -14.0),
        ({"issued": Date(2019)}, {"issued": Date(2020)}, -6.0),
        ({"type": "report", "issued": Date(2019)}, {"type": "report", "issued": Date(2020)}, -18.0),
        ({"issued": Date(2019)}, {"type": "report", "issued": Date(2020)}, None),
    ],
)  # fmt: skip
def test_places_in_print(a: dict[str, Any], b: dict[str, Any], weight: float | None) -> None:
    one, other = (imprint_of(Version(**{"type": "article-journal", **fields})) for fields in (a, b))
    found = agreement((one,), (other,))
    assert found == agreement((other,), (one,))
    assert (found.weight if found else None) == weight


def test_a_preprint_has_no_place_in_print() -> None:
    assert imprints_of(Work(versions=(Version("preprint", pages="1-9"),))) == ()


ARTICLE = Version("article-journal", issued=Date(1993), container="Information and Looms", pages="299-347")


@pytest.mark.parametrize(
    ("other", "one_publication"),
    [
        (Version("article-journal", issued=Date(1993), container="Inf. Looms"), True),
        (Version("article-journal", issued=Date(1994)), True),
        (Version("chapter", issued=Date(1997), pages="299-347"), True),
        (Version("document"), True),
        (Version("document", issued=Date(1989)), False),
        (Version("paper-conference", issued=Date(1993)), False),
        (Version("article-journal", issued=Date(1997)), False),
    ],
)
def test_versions_that_are_one_publication(other: Version, *, one_publication: bool) -> None:
    assert len(publications([(0, ARTICLE), (1, other)])) == (1 if one_publication else 2)


TALK = Version("paper-conference", issued=Date(1993), container="Proc. 5th Conf. on Looms")


@pytest.mark.parametrize(
    ("unstated", "home"),
    [
        (Version("document"), ARTICLE),  # the one that most sources state
        (Version("document", issued=Date(1989)), None),
        (Version("article-journal"), ARTICLE),
        (Version("paper-conference", container="Conference on Looms"), TALK),
        (Version("document", container="Inf. & Looms"), ARTICLE),
        (Version("document", container="Proceedings of the Fifth Conference on Looms"), TALK),
    ],
)
def test_a_version_that_says_little_goes_where_it_fits_best(unstated: Version, home: Version | None) -> None:
    stated = [ARTICLE, TALK, ARTICLE, unstated]
    found = publications(list(enumerate(stated)))
    (own,) = (group for group in found if 3 in group)
    assert [stated[number] for number in own] == [each for each in stated if each in (home, unstated)]


def test_the_year_that_agrees_counts_more_than_the_one_before() -> None:
    stated = [
        Version("paper-conference", issued=Date(1988)),
        Version("paper-conference", issued=Date(1988)),
        Version("article-journal", issued=Date(1989)),
        Version("document", issued=Date(1989)),
    ]
    assert publications(list(enumerate(stated))) == ((0, 1), (2, 3))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Journal of Computer and System Sciences", "J. Comput. Syst. Sci.", True),
        ("Journal of Computer and System Sciences", "JCSS", True),
        ("Proceedings of the Twenty-Fifth Annual Symposium on Looms", "Proc. 25th Symp. on Looms", True),
        ("Intl. Conf. on Looms", "International Conference on Looms", True),
        ("Physical Review A", "Physical Review B", False),
        ("Machine Learning", "Machine Learning Journal", False),
        ("Looms", "Cards", False),
    ],
)
def test_series_are_one_though_abbreviated(a: str, b: str, *, same: bool) -> None:
    (one, numbers), (other, other_numbers) = (series_of(words_of(name)) for name in (a, b))
    assert same_series(one, other) == same_series(other, one) == same
    assert numbers == other_numbers


def test_of_the_years_that_sources_say_that_of_most_is_kept() -> None:
    said = [Version("article-journal", issued=Date(year), issn="0000-0000") for year in (1992, 1993, 1993)]
    assert one_version(said) == Version("article-journal", issued=Date(1993), issn="0000-0000")


def test_a_claim_knows_its_own_versions_apart() -> None:
    assert len(publications([(0, ARTICLE), (0, Version("article-journal", issued=Date(1993)))])) == 2


def test_two_dois_are_two_publications() -> None:
    stated = [(number, Version("chapter", ids={"doi": f"10.1000/{number}"})) for number in range(2)]
    assert len(publications(stated)) == 2


def test_what_sources_say_of_one_publication_becomes_one_version() -> None:
    said = [
        Version("article-journal", issued=Date(1993), container="Inf. Looms", volume="103"),
        Version("article-journal", issued=Date(1993, 4), container="Information and Looms", pages="299-347"),
        Version("document", ids={"doi": "10.1000/7"}),
        Version("paper-conference", issued=Date(1989), container="Symposium on Looms"),
    ]
    claims = [Claim(Place(f"seeds/{n}.bib", 1), Work(versions=(version,))) for n, version in enumerate(said)]
    assert merged(claims).work.versions == (
        said[3],
        Version("article-journal", "", Date(1993, 4), "Information and Looms", "103", "", "299-347",
                ids={"doi": "10.1000/7"}),
    )  # fmt: skip


def test_a_preprint_that_two_sources_find_elsewhere_is_one() -> None:
    said = [
        Version("preprint", issued=Date(2019, 5), url="https://one.example/"),
        Version("preprint", issued=Date(2019, 5), url="https://another.example/"),
        Version("preprint", "v2", Date(2019, 7)),
    ]
    claims = [Claim(Place(f"seeds/{n}.bib", 1), Work(versions=(version,))) for n, version in enumerate(said)]
    assert merged(claims).work.versions == (
        Version("preprint", issued=Date(2019, 5), url="https://another.example/"),
        said[2],
    )


versions = st.builds(
    Version,
    type=st.sampled_from(["article-journal", "paper-conference", "document"]),
    issued=st.sampled_from([None, Date(1989), Date(1990), Date(1993, 4)]),
    container=st.sampled_from(["", "Looms", "Proc. Looms"]),
    pages=st.sampled_from(["", "10-19", "20-29"]),
    ids=st.sampled_from([{}, {}, {"doi": "10.1000/1"}, {"doi": "10.1000/2"}]),
)


@given(st.lists(versions, max_size=6))
def test_every_version_is_in_one_publication(found: list[Version]) -> None:
    groups = publications(list(enumerate(found)))
    assert sorted(number for group in groups for number in group) == list(range(len(found)))
