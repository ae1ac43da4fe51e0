"""What is not sure says so on the pages of a built site: joins nobody confirmed, names of several people."""

import re
from pathlib import Path

import pytest

from separata.files import Project
from separata.stages.build import build
from separata.stages.ingest import ingest

SITE = "title: A group\nbase_url: https://group.example/\nrepository: https://code.example/group\n"
LOOMS = "On the weaving of looms in the northern counties"
PREPRINT = f"""\
- title: {LOOMS}
  arxiv: '2001.00001'
  submitted: '2020-01-01'
  authors: [Thomas Brown, Ada King, Mary Fair]
"""
ARTICLE = f"""\
- title: {LOOMS}
  published:
  - {{kind: article, container: Looms, issued: '2021', doi: 10.1234/looms.7}}
  authors: [Thomas Brown, Ada King, Mary Fair]
"""
OTHERS = """\
- {title: Tides, arxiv: '2002.00002', authors: [Tom Brown, Ada King, Mary Fair]}
- {title: Waves, arxiv: '2003.00003', authors: [Tom Brown, Ada King, Mary Fair]}
"""


def site(folder: Path, papers: str, more: str = "", decisions: str = "") -> Project:
    """Ingest two sources, the second with more papers, and build."""
    for name in ("content", "seeds"):
        (folder / name).mkdir()
    (folder / "content" / "site.yaml").write_text(SITE)
    (folder / "content" / "decisions.yaml").write_text(decisions)
    (folder / "seeds" / "seeds.yaml").write_text("a.yaml: {format: facts}\nb.yaml: {format: facts}\n")
    (folder / "seeds" / "a.yaml").write_text(f"papers:\n{papers}")
    (folder / "seeds" / "b.yaml").write_text(f"papers:\n{more or OTHERS}")
    project = Project(folder)
    published(project)
    return project


def published(project: Project) -> None:
    ingest(project)
    build(project, out=project.site)


def words(project: Project, url: str) -> str:
    """Return what a page says, without markup."""
    return " ".join(re.sub("<[^>]+>", " ", (project.site / url).read_text()).split())


ONE_WORK = "One work? What sources list as these versions was joined by rule, and nobody has confirmed it: "


def test_versions_that_evidence_alone_has_joined_say_so_with_a_way_to_say_otherwise(tmp_path: Path) -> None:
    page = words(site(tmp_path, PREPRINT, ARTICLE), "papers/brown2020weaving.html")
    assert ONE_WORK in page
    assert "and years one apart. Correct this record if that is wrong." in page


@pytest.mark.parametrize(
    ("article", "decisions"),
    [
        pytest.param(
            ARTICLE.replace("  published", "  arxiv: '2001.00001'\n  published"), "", id="by identifier"
        ),
        pytest.param(
            ARTICLE, "papers: [{same: ['arxiv:2001.00001', 'doi:10.1234/looms.7'], because: x}]", id="by ruling"
        ),
    ],
)
def test_versions_that_an_identifier_or_a_person_has_joined_need_no_word(
    tmp_path: Path, article: str, decisions: str
) -> None:
    page = words(site(tmp_path, PREPRINT, article, decisions), "papers/brown2020weaving.html")
    assert "Versions" in page
    assert "One work?" not in page


def test_sources_of_one_version_need_no_word(tmp_path: Path) -> None:
    assert "One work?" not in words(site(tmp_path, PREPRINT, PREPRINT), "papers/brown2020weaving.html")


def test_names_joined_by_rule_say_so_until_a_person_agrees(tmp_path: Path) -> None:
    project = site(tmp_path, PREPRINT)
    page = words(project, "authors/tom-brown.html")
    assert "One person? These names were joined by rule, and nobody has confirmed it." in page
    assert "Thomas Brown and Tom Brown: Tom for Thomas, 2 co-authors in common" in page
    assert "Correct this record if that is wrong." in page
    (project.content / "decisions.yaml").write_text(
        "people: [{same: [Tom Brown, Thomas Brown], because: asked him}]\n"
    )
    published(project)
    assert "One person?" not in words(project, "authors/tom-brown.html")


ORCIDS = ("0000-0002-1825-0097", "0000-0001-5109-3700")


def test_a_name_of_several_people_says_so_on_its_page_and_leads_to_them(tmp_path: Path) -> None:
    """Two bearers are told apart by ORCID iDs; a third paper says of nobody which of them it is."""
    project = site(tmp_path, PREPRINT)
    papers = project.content / "papers"
    for number, orcid in enumerate(ORCIDS):
        (papers / f"told{number}.yaml").write_text(
            f"title: Told {number}\nauthors: [{{name: Wei Wang, orcid: '{orcid}'}}, Ada King]\n"
        )
    (papers / "untold.yaml").write_text("title: Untold\nauthors: [Wei Wang]\n")
    published(project)
    pages = {
        path.name: words(project, f"authors/{path.name}")
        for path in project.site.glob("authors/wei-wang*.html")
    }
    several = "Several people publish under this name, and these papers do not say which of them it is:"
    (undecided,) = (name for name, page in pages.items() if several in page)
    assert "Untold" in pages[undecided]
    html = (project.site / "authors" / undecided).read_text()
    others = {name for name in pages if name != undecided and "embed" not in name}
    assert len(others) == 2
    assert all(f'href="../authors/{name}"' in html for name in others)
    assert all("Others publish under the same name:" in pages[name] for name in others)


def test_a_pair_that_nobody_has_decided_says_so_on_both_pages(tmp_path: Path) -> None:
    project = site(tmp_path, PREPRINT)
    papers = project.content / "papers"
    (papers / "engines.yaml").write_text("title: On engines\nauthors: [Ada King, J. Smith]\n")
    (papers / "looms.yaml").write_text("title: On looms\nauthors: [Ada King, Jane Smith, John Smith]\n")
    published(project)
    asked = "Nobody has decided yet whether this is the same person as"
    assert f"{asked} Jane Smith , John Smith ." in words(project, "authors/j-smith.html").replace("  ", " ")
    assert f"{asked} J. Smith" in words(project, "authors/jane-smith.html")
