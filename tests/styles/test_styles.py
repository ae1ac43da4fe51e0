"""References: ours against a CSL processor's in the same style, and other styles that a site may name."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from separata.config import read_site
from separata.exporters.reference import reference
from separata.exporters.styles import Style, faults_of, formatted
from separata.files import Project
from separata.markup.prose import emphasised
from separata.model import Author, Version, Work
from separata.paper import Paper
from separata.problems import SeparataError
from separata.stages.build import build
from tests.unit.editions import SITE, context, day, edition, paper

HERE = Path(__file__).parent
OURS = Style("separata.csl", (HERE / "separata.csl").read_text(encoding="utf-8"))
NUMBERED = Style("numbered.csl", (HERE / "numbered.csl").read_text(encoding="utf-8"))


def published(type: str, *authors: str, issued: str = "2021-05-03", **fields: str) -> Paper:
    """Return a paper with one version of a type, and that version's fields."""
    ids: dict[str, str] = {name: fields.pop(name) for name in ("doi", "isbn") if name in fields}
    version = Version(type, issued=day(issued) if issued else None, ids=ids, **fields)
    return paper("p", *authors, title="On things", versions=(version,))


def crowd(size: int) -> tuple[str, ...]:
    """Return so many names."""
    return tuple(f"{chr(65 + at % 26)}nna B. Writer{at}" for at in range(size))


JOURNAL = {"container": "Journal of Things", "volume": "5", "issue": "2", "pages": "1-10", "doi": "10.1000/x"}

SAME = {
    "journal": published("article-journal", "Ada Lovelace", "Charles Babbage", **JOURNAL),
    "article number": published(
        "article-journal", "Ada Lovelace", container="Journal", volume="5", pages="e12"
    ),
    "issue alone": published("article-journal", "Ada Lovelace", container="Journal", issue="4"),
    "conference": published("paper-conference", "Ada Lovelace", container="Proceedings of Things", pages="1-9"),
    "chapter": published("chapter", "Ada Lovelace", container="A Book", publisher="Press", pages="20-31"),
    "book": published("book", "Ada Lovelace", publisher="Press", isbn="9780262033848"),
    "thesis": published("thesis", "Ada Lovelace", publisher="University of London"),
    "report": published("report", "Ada Lovelace", publisher="Institute of Things", volume="12"),
    "data set": published("dataset", "Ada Lovelace", publisher="Archive", doi="10.5281/zenodo.1"),
    "software": published("software", "Ada Lovelace", publisher="Archive"),
    "preprint": paper("p", "Ada Lovelace", issued="2021-03-02", ids={"arxiv": "2103.00001"}),
    "no date": published("article-journal", "Ada Lovelace", issued="", container="Journal"),
    "no author": published("book", publisher="Press"),
    "seven authors": published("article-journal", *crowd(7), **JOURNAL),
    "eight authors": published("article-journal", *crowd(8), **JOURNAL),
    "four hundred authors": published("article-journal", *crowd(400), **JOURNAL),
    "particles": published("book", "Ludwig van Beethoven", "Lou de la Fontaine", "Jean-Luc O'Neill"),
    "one name": published("book", "Plato"),
    "suffix": published("book", "Martin Luther King, Jr."),
    "other letters": published("book", "Zoë Ångström", "Łucja Çelik"),
    "corporate author": Paper(
        "p", Work(title="On things", authors=(Author("Ada Lovelace"), Author("The Team of 9", literal=True)))
    ),
    "signs of markup": paper("p", "Ada Lovelace", title="If a < b & c > d"),
}


@pytest.mark.parametrize("case", SAME)
def test_our_style_reads_as_a_csl_processor_sets_it(case: str) -> None:
    ours = reference(SAME[case]).replace("\N{NO-BREAK SPACE}", " ")
    assert emphasised(ours.replace("&", "&amp;").replace("<", "&lt;")) == emphasised(
        formatted(SAME[case], OURS, "en")
    )


def test_a_published_paper_also_names_its_preprint_for_which_csl_has_no_place() -> None:
    both = published("article-journal", "Ada Lovelace", **JOURNAL)
    held = Paper("p", replace(both.work, ids={"arxiv": "2103.00001"}))
    ours = reference(held).replace("\N{NO-BREAK SPACE}", " ")
    assert ours == f"{formatted(held, OURS, 'en')} arXiv:2103.00001."


def test_a_style_sets_emphasis_and_nothing_else_and_one_paper_has_no_number() -> None:
    made = edition(
        [paper("a", "Ada Lovelace", issued="2020", title="<b>Bold</b> & <script>x</script> a < b")],
        style=NUMBERED,
    )
    assert context(made, "papers/a.html").reference == (
        "Ada Lovelace, <i>Bold &amp; &lt;script&gt;x&lt;/script&gt; a &lt; b</i>."
    )


def test_a_paper_page_changes_with_the_style_alone() -> None:
    papers = [paper("a", "Ada Lovelace", issued="2020")]
    assert context(edition(papers), "papers/a.html").reference == "Lovelace,\u00a0A. (2020). On a."
    assert context(edition(papers, style=OURS), "papers/a.html").reference == "Lovelace, A. (2020). On a."


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<style>\n<a>", 2, "is not XML"),
        ("", 1, "is not XML"),
        ("<style/>", 1, "is not a CSL style"),
        (
            OURS.text.replace("<id>", '<link href="https://x.example/y" rel="independent-parent"/><id>'),
            6,
            "points",
        ),
        (OURS.text.partition("<bibliography")[0] + "</style>", 3, "has no 'bibliography'"),
        (OURS.text.replace('variable="page"', 'variable="pgae"'), 21, "is not CSL 1.0"),
    ],
)
def test_a_broken_style_is_told_with_its_line(text: str, line: int, words: str) -> None:
    problem = next(faults_of(Style("content/x.csl", text)))
    assert problem.place.path == "content/x.csl"
    assert problem.place.line == line
    assert words in problem.message


def test_our_own_styles_have_no_fault() -> None:
    assert not list(faults_of(OURS))
    assert not list(faults_of(NUMBERED))


def test_a_style_that_calls_itself_is_a_problem_and_no_traceback() -> None:
    endless = OURS.text.replace('<text variable="page"/>', '<text macro="source"/>')
    with pytest.raises(SeparataError, match="citeproc-py cannot set the reference of 'p'"):
        formatted(SAME["journal"], Style("content/x.csl", endless), "en")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A group with one paper, whose site names a style on the third line."""
    content = tmp_path / "content"
    (content / "papers").mkdir(parents=True)
    lines = ("title: A group", f"base_url: {SITE.base_url}", "reference_style: house.csl")
    (content / "site.yaml").write_text("\n".join(lines), encoding="utf-8")
    (content / "papers" / "a2020x.yaml").write_text("title: X\nauthors: [Ada Lovelace]\n", encoding="utf-8")
    return Project(tmp_path)


def test_a_style_that_is_not_there_is_told_where_it_is_named(project: Project) -> None:
    with pytest.raises(SeparataError, match=r"content/site.yaml:3:18: there is no citation style 'house'"):
        build(project, out=project.site)


@pytest.mark.parametrize("folder", ["content", "templates"])
def test_a_style_of_the_group_is_used_and_an_edit_of_it_is_seen(project: Project, folder: str) -> None:
    (project.root / folder).mkdir(exist_ok=True)
    style = project.root / folder / "house.csl"
    style.write_text(NUMBERED.text, encoding="utf-8")
    build(project, out=project.site)
    page = project.site / "papers" / "a2020x.html"
    assert "Ada Lovelace, <i>X</i>." in page.read_text(encoding="utf-8")
    style.write_text(NUMBERED.text.replace("italic", "normal"), encoding="utf-8")
    build(project, out=project.site)
    assert "Ada Lovelace, X." in page.read_text(encoding="utf-8")


def test_a_style_of_citeproc_py_itself_is_known_by_name(project: Project) -> None:
    site = project.content / "site.yaml"
    site.write_text(
        site.read_text(encoding="utf-8").replace("house", "harvard-cite-them-right"), encoding="utf-8"
    )
    build(project, out=project.site)
    assert "Lovelace, A. (no date) " in (project.site / "papers" / "a2020x.html").read_text(encoding="utf-8")


def test_the_name_of_a_style_is_a_name() -> None:
    with pytest.raises(SeparataError, match="must be the name of a citation style"):
        read_site("site.yaml", "title: A\nbase_url: https://a.example/\nreference_style: ../apa.csl\n")
