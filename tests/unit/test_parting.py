"""What was ruled to be one and is ruled to be two again parts, under the ids that both had."""

from pathlib import Path

import pytest

from separata.files import Project
from separata.problems import Severity
from separata.stages.explain import explain
from separata.stages.ingest import ingest
from tests.laws.test_ingest import tree

SEEDS = """\
@article{a, title = {Walls of Moss}, author = {Ada King and Mia Fox}, year = 2001, doi = {10.1000/moss.1}}
@article{b, title = {Roofs of Slate}, author = {Ada King and Mia Fox}, year = 2002}
"""
SAME = "papers:\n  - same: [king2001walls, king2002roofs]\n"
DIFFERENT = SAME.replace("same", "different")


@pytest.fixture
def group(tmp_path: Path) -> Project:
    """A group whose two papers a ruling has made one."""
    project = ingested(tmp_path, SEEDS)
    rule(project, SAME)
    assert papers(project) == ["king2001walls"]
    return project


def ingested(folder: Path, seeds: str) -> Project:
    """Return a group that has ingested a BibTeX file."""
    for name in ("seeds", "content"):
        (folder / name).mkdir()
    (folder / "seeds" / "a.bib").write_text(seeds)
    (folder / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    project = Project(folder)
    ingest(project)
    return project


def rule(project: Project, text: str) -> tuple[str, ...]:
    """Rule and ingest; return the report."""
    (project.content / "decisions.yaml").write_text(text)
    return ingest(project).report


def papers(project: Project) -> list[str]:
    return sorted(path.stem for path in (project.content / "papers").glob("*.yaml"))


def test_the_opposite_ruling_gives_back_both_papers_their_ids_and_what_they_said(group: Project) -> None:
    assert "content/papers/king2001walls.yaml: king2002roofs is a paper of its own again, as was ruled" in rule(
        group, DIFFERENT
    )
    records = {path: (group.content / "papers" / f"{path}.yaml").read_text() for path in papers(group)}
    assert list(records) == ["king2001walls", "king2002roofs"]
    assert "former_ids" not in records["king2001walls"]
    assert "Roofs" not in records["king2001walls"]
    before = tree(group.content)
    ingest(group)
    assert tree(group.content) == before


def test_what_has_another_identifier_does_not_go_with_the_paper_that_parts(tmp_path: Path) -> None:
    """Even if it has that paper's title and authors: two papers would want one id, and one would be lost."""
    project = ingested(
        tmp_path,
        "@article{a, title = {Walls of Moss}, author = {Mia Fox}, year = 2001}\n"
        "@article{b, title = {Walls of Moss}, author = {Mia E. Fox}, year = 2001, doi = {10.1000/moss.1}}\n"
        "@article{c, title = {Walls of Moss}, author = {Mia E. Fox}, year = 2001, doi = {10.1000/moss.2}}\n",
    )
    before = tree(project.content / "papers")
    assert papers(project) == ["fox2001walls", "fox2001wallsa"]
    for word in ("same", "different"):
        rule(project, f"papers:\n  - {word}: [fox2001walls, fox2001wallsa]\n")
    assert tree(project.content / "papers") == before


def test_a_ruling_means_a_paper_by_its_former_id(group: Project) -> None:
    (group.seeds / "b.bib").write_text(
        "@article{c, title = {Slate and its Roofs}, author = {Ada King}, year = 2004}\n"
    )
    ingest(group)
    rule(group, f"{SAME}  - same: [king2002roofs, king2004slate]\n")
    assert papers(group) == ["king2001walls"]


def test_papers_that_nothing_can_tell_apart_are_told(group: Project) -> None:
    (group.seeds / "a.bib").unlink()
    (group.content / "decisions.yaml").write_text(DIFFERENT)
    (problem,) = ingest(group).problems
    assert problem.severity is Severity.WARNING
    assert str(problem).startswith(
        "content/decisions.yaml:2:5: warning: 'king2002roofs' is a former id of 'king2001walls', and no source"
    )


@pytest.mark.parametrize(
    ("ruling", "side", "hint"),
    [
        ("papers:\n  - same: [king2001walls, king2002roof]\n", "king2002roof", "king2002roofs"),
        ("people:\n  - different: [Ada King, Mia Foxe]\n", "Mia Foxe", "Mia Fox"),
        (
            "papers:\n  - same: [king2001walls, 'doi:10.1000/moss.2']\n",
            "doi:10.1000/moss.2",
            "doi:10.1000/moss.1",
        ),
    ],
)
def test_a_ruling_on_what_is_not_there_is_told(group: Project, ruling: str, side: str, hint: str) -> None:
    (group.content / "decisions.yaml").write_text(ruling)
    (problem,) = ingest(group).problems
    assert problem.severity is Severity.WARNING
    assert f"'{side}'" in problem.message
    assert f"'{hint}'" in problem.hint


def test_a_ruling_by_identifier_place_id_or_name_is_no_stray(group: Project) -> None:
    by_source = "papers:\n  - different: ['doi:10.1000/moss.1', 'seeds/a.bib:2']\n"
    by_name = "people:\n  - different: [Ada King, Mia Fox]\n"
    (group.content / "decisions.yaml").write_text(by_source + by_name)
    assert not ingest(group).problems


def test_what_a_ruling_joined_is_accounted_for_once_the_ruling_is_gone(group: Project) -> None:
    assert any(
        "ruled the same: king2001walls and king2002roofs" in line for line in explain(group, "king2001walls")
    )
    (group.content / "decisions.yaml").unlink()
    ingest(group)
    assert papers(group) == ["king2001walls"]
    told = [line.strip() for line in explain(group, "king2001walls") if "earlier ingest" in line]
    assert told == [
        "joined at an earlier ingest, and no ruling or evidence says so now: seeds/a.bib:1 and seeds/a.bib:2"
    ]


def test_names_that_a_ruling_joined_are_accounted_for_once_it_is_gone(group: Project) -> None:
    (group.seeds / "b.bib").write_text("@article{c, title = {Slate}, author = {Kei Ito}, year = 2004}\n")
    rule(group, "people:\n  - same: [Kei Ito, Ada King]\n")
    assert not any("earlier ingest" in line for line in explain(group, "ada-king"))
    (group.content / "decisions.yaml").unlink()
    ingest(group)
    told = [line.strip() for line in explain(group, "ada-king") if "earlier ingest" in line]
    assert told == ["joined at an earlier ingest, and no ruling or evidence says so now: Ada King and Kei Ito"]
