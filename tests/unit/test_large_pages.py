"""Pages of much stay small files, with everything that a record may hold."""

from collections.abc import Iterable

import pytest

from separata.files import Project
from separata.model import Author, Person, Version, Work
from separata.pages import record
from separata.pages.edition import Edition
from separata.paper import Paper
from separata.problems import Place
from separata.render import Renderer
from separata.theme import theme_of
from tests.conftest import ROOT
from tests.unit.editions import context, day, edition, planned

MOST = 300_000  # bytes of one page

TITLE = "What follows for $x^2$ and $\\alpha$ where many things are measured at once, part {}"
LINKS = {name: f"https://example.org/{name}" for name in ("code", "data", "slides")}


def name(number: int) -> str:
    """Return a name of two words, another one for each number."""
    letters = [chr(97 + number // 26**at % 26) for at in range(3)]
    return f"Mary{''.join(letters)} Cole{''.join(reversed(letters))}"


def rich(number: int, authors: Iterable[int]) -> Paper:
    """Return a paper with nearly everything that pages print."""
    journal = Version(
        "article-journal",
        issued=day("2021-05-03"),
        container="Journal of Quite Remarkable Measurements",
        volume="12",
        issue="3",
        pages="1001–1020",
        publisher="Press",
        issn="0028-0836",
        ids={"doi": f"10.1000/remarkable.2021.{number}"},
    )
    work = Work(
        title=TITLE.format(number),
        authors=tuple(Author(name(at), affiliation="An Institute", equal=at < 3) for at in authors),
        issued=day("2020-11-02"),
        ids={"arxiv": f"2011.{number:05}"},
        versions=(Version("preprint", "v1", day("2020-11-02")), journal),
        abstract="We measure at length what can be measured, and say so. " * 30,
        topics=("measures", "things"),
        awards=("Best paper award, Measures 2021",),
        status="corrected",
        links=LINKS,
    )
    return Paper(f"mary2020what{number}", work, place=Place("content/papers/x.yaml", 1))


def members(count: int) -> tuple[Person, ...]:
    """Return so many members of the group, who are the first of all authors."""
    places = ((at, Place(f"content/people/member-{at}.yaml", 1)) for at in range(count))
    return tuple(Person(f"member-{at}", name(at), member="current", place=place) for at, place in places)


def size(made: Edition, url: str) -> int:
    """Return the bytes of one page."""
    page = next(page for _, page in planned(made) if page.url == url)
    return len(Renderer(theme_of(Project(ROOT)), made).bytes_of(page))


@pytest.fixture(scope="module")
def prolific() -> Edition:
    """A group of twenty, of whom one has 959 papers in one year with the others and 2,000 people more.

    So many that even the newest part of the list, which fills up, is one paper short of full.
    """
    papers = [rich(at, (*range(20), *range(20 + at * 7 % 2000, 60 + at * 7 % 2000))) for at in range(959)]
    return edition(papers, members(20))


@pytest.mark.parametrize(
    "url",
    [
        "authors/member-0.html",
        "authors/member-0.1.html",
        "authors/member-0.embed.html",
        "years/2020.html",
        "years/2020-1.html",
        "topics/measures.html",
        "selections/awards.html",
    ],
)
def test_every_page_of_somebody_with_over_900_papers_is_small(prolific: Edition, url: str) -> None:
    assert 20_000 < size(prolific, url) < MOST


@pytest.fixture(scope="module")
def crowded() -> Edition:
    """A paper with 3,000 authors, of whom twenty are members of the group."""
    return edition([rich(0, range(3000))], members(20))


def test_the_page_of_a_paper_with_3000_authors_is_small_and_links_to_each(crowded: Edition) -> None:
    page = context(crowded, "papers/mary2020what0.html")
    assert len({author.url for author in page.authors.all}) == 3000
    assert 200_000 < size(crowded, "papers/mary2020what0.html") < MOST


def test_bibtex_that_would_fill_the_page_is_copied_from_its_file(crowded: Edition) -> None:
    assert context(crowded, "papers/mary2020what0.html").bibtex is None
    assert context(crowded, "papers/mary2020what0.bib").count(b" and Cole") == 2999
    few = edition([rich(0, range(20))])
    assert context(few, "papers/mary2020what0.html").bibtex.opens == "@article{mary2020what0,"


def test_the_one_affiliation_that_a_page_leaves_to_the_record_is_told_as_one() -> None:
    authors = tuple(Author(name(at), affiliation="An Institute") for at in range(201))
    (lines,) = [fact.lines for fact in record.details(Work(authors=authors)) if fact.term == "Affiliations"]
    assert lines[200:] == ("and those of one other, which stand in the record",)
