"""Law 3 for lists: what an exporter writes, the reader of that format reads as the same work.

Two works are the same here when they are cited the same: title, authors, date, where it appeared,
identifiers. What a format has no place for does not count.
"""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.dates import Date
from separata.exporters import EXPORTERS
from separata.exporters.citation import Citation, citation
from separata.matching.decisions import Decisions
from separata.matching.papers import matched
from separata.model import Author, Version, Work
from separata.paper import Paper
from separata.readers import Seed, read_all
from separata.tex import one_line
from separata.worktypes import TYPES

FORMATS = {"BibTeX": "bibtex", "RIS": "ris", "CSL-JSON": "csl_json"}
WRITE = {FORMATS[exporter.name]: exporter.write for exporter in EXPORTERS if exporter.name in FORMATS}

WORDS = st.lists(
    st.sampled_from(
        ("We", "count", "petals", "DNA", "GPT-3", "naïve", "Łódź", "10%", "A&B", "a_b", "#1", "roses,", "(red)",
         "–", "“why?”", "x < 3", "Überall", "l'été", "H₂O", "and", "others", "李", "e.g.", "50/50", "it's",
         "a:b")
    ),
    min_size=1,
    max_size=6,
).map(" ".join)  # fmt: skip
MATHS = st.sampled_from(
    ("", " in $O(n^2)$", " of $\\alpha_{1}$-decay", " at H<sub>2</sub>O", " of <i>E. coli</i>")
)
NAMES = st.sampled_from(
    ("Ada Lovelace", "Ludwig van der Berg", "Rosa Verde, Ana", "Martin King Jr.", "Plato", "Jean-Luc Ångström",
     "A. B. Ito", "Sheer El Showk", "Ann And Bo", "李 明", "María José García y Vega")
)  # fmt: skip
GROUPS = st.sampled_from(("Royal Garden Society", "The Petal Collaboration", "Smith and Sons & Company"))
AUTHORS = st.lists(
    st.one_of(NAMES.map(Author), GROUPS.map(lambda name: Author(name, literal=True))), max_size=4, unique=True
).map(tuple)
YEAR, MONTH, DAY = st.integers(1843, 2030), st.integers(1, 12), st.integers(1, 28)
DATES = st.none() | st.one_of(st.tuples(YEAR), st.tuples(YEAR, MONTH), st.tuples(YEAR, MONTH, DAY)).map(
    lambda parts: Date(*parts)
)
# Where an export has no type but @misc or GEN, other fields tell no more what a work is.
TYPED = st.sampled_from([name for name, form in TYPES.items() if form.bibtex != "misc"])
VERSIONS = st.builds(
    Version,
    type=TYPED,
    issued=DATES,
    container=st.sampled_from(("", "Journal of Gardens & Ponds", "Proceedings of Flower Days 1844")),
    volume=st.sampled_from(("", "7", "12A")),
    issue=st.sampled_from(("", "2", "3-4")),
    pages=st.sampled_from(("", "11-19", "e12", "S3-S9")),
    publisher=st.sampled_from(("", "Garden Press", "Universität für Rosen", "School of Roses and Thorns")),
    ids=st.sampled_from(
        (
            {},
            {"doi": "10.1234/roses_7"},
            {"isbn": "9780262033848"},
            {"doi": "10.1002/(sici)1<1::aid-x1>3.0.co;2-o"},
        )
    ),
    url=st.sampled_from(("", "https://garden.example/roses_1?a=1&b=2", "https://garden.example/~ada/%7Ea")),
)


def _numbered(version: Version) -> Version:
    """Return a version with the numbers of its kind: RIS has one place for ISSN, ISBN and a report's number."""
    if version.type == "article-journal":
        return msgspec.structs.replace(version, issn="2049-3630", ids={"doi": "10.1234/roses_7"})
    if version.type == "report":
        return msgspec.structs.replace(version, ids={})
    return msgspec.structs.replace(version, issue="")


GENRES = st.sampled_from(
    ({}, {"genre": "Master's thesis"}, {"type": "Bericht & mehr"}, {"work_type": "PhD thesis"})
)
WORKS = st.builds(
    Work,
    title=st.builds(str.__add__, WORDS, MATHS),
    authors=AUTHORS,
    ids=st.sampled_from(({}, {"arxiv": "2101.00100"})),
    versions=VERSIONS.map(lambda version: (_numbered(version),)),
    abstract=st.sampled_from(("", "We count the petals & rest.")),
    extra=GENRES,
)


def comparable(cited: Citation, format: str) -> Citation:
    """Return what a format can say: BibTeX no abstract, the others no arXiv id of a published work."""
    cited = cited._replace(key="", categories=(), title=cited.plain_title, first_issued=None, last_issued=None)
    return cited._replace(abstract="") if format == "bibtex" else cited._replace(arxiv="")


@pytest.mark.parametrize("format", WRITE)
@given(WORKS)
def test_what_is_exported_is_read_as_the_same_work(format: str, work: Work) -> None:
    text = WRITE[format]((Paper("key1843", work),)).replace("\r\n", "\n")
    claims, problems = read_all([(Seed("seeds/a", text), format)])
    assert not problems
    (claim,) = claims
    before, after = citation(Paper("key1843", work)), citation(Paper("key1843", claim.work))
    assert comparable(after, format) == comparable(before, format)
    assert claim.work.extra["citation_key"] == "key1843"


@given(st.lists(WORKS, min_size=1, max_size=4, unique_by=lambda work: one_line(work.title)))
def test_a_list_is_the_same_works_in_every_format(works: list[Work]) -> None:
    """Each work has a DOI and pages of its own, and shares no id: it is known again whatever its title."""
    papers = tuple(
        Paper(f"key{at}", msgspec.structs.replace(work, ids={}, versions=(_with_doi(work.versions[0], at),)))
        for at, work in enumerate(works)
    )
    seeds = [
        (Seed(f"seeds/{format}", write(papers).replace("\r\n", "\n")), format)
        for format, write in WRITE.items()
    ]
    claims, problems = read_all(seeds)
    assert not problems
    groups = matched(claims, Decisions()).groups
    assert sorted(tuple(claim.place.path for claim in group) for group in groups) == [
        tuple(sorted(f"seeds/{format}" for format in WRITE))
    ] * len(papers)
    for group in groups:
        assert len({one_line(claim.work.title) for claim in group}) == 1
        assert len({claim.work.extra["citation_key"] for claim in group}) == 1


def _with_doi(version: Version, number: int) -> Version:
    # "We" and "We We" by one author on the same pages are rightly taken for one.
    pages = f"{number + 2}1-{number + 2}9" if version.pages else ""
    return msgspec.structs.replace(version, ids={"doi": f"10.1234/roses_{number}"}, pages=pages)
