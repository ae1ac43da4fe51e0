"""A source that changes or goes: what it said is found again, and what is lost is told."""

from pathlib import Path

import pytest

from separata.files import Project
from separata.stages.explain import explain
from separata.stages.ingest import ingest
from tests.laws.test_ingest import tree

ENTRY = "@article{slate, title = {Roofs of Slate}, author = {Ada King}, journal = {Looms}, year = 2002}\n"
OTHER = "@article{moss, title = {Walls of Moss}, author = {Mia Fox}, journal = {Looms}, year = 2001}\n"


@pytest.fixture
def group(tmp_path: Path) -> Project:
    for folder in ("seeds", "content"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "a.bib").write_text(OTHER + ENTRY)
    (tmp_path / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    ingest(Project(tmp_path))
    return Project(tmp_path)


def papers(project: Project) -> list[str]:
    return sorted(path.stem for path in (project.content / "papers").glob("*.yaml"))


@pytest.mark.parametrize(
    "changed",
    [
        OTHER + ENTRY.replace("Slate}", "Slate and Straw}").replace("King", "King and Kei Ito"),
        ENTRY.replace("Slate}", "Slate, Thatch and Straw}") + "\n\n" + OTHER,
    ],
    ids=["the title and the authors", "the title, elsewhere"],
)
def test_an_entry_that_is_corrected_stays_the_paper_that_it_was(group: Project, changed: str) -> None:
    (group.seeds / "a.bib").write_text(changed)
    ingest(group)
    assert papers(group) == ["fox2001walls", "king2002roofs"]
    title = next(line for line in explain(group, "king2002roofs"))
    assert title.removeprefix("king2002roofs: Roofs of Slate") in {" and Straw", ", Thatch and Straw"}
    assert any("was of this paper before it changed" in line for line in explain(group, "king2002roofs"))
    before = tree(group.content)
    ingest(group)
    assert tree(group.content) == before


def test_an_entry_that_is_written_over_is_another_paper(
    group: Project,
) -> None:
    (group.seeds / "a.bib").write_text(OTHER + ENTRY.replace("Roofs of Slate", "A Theory of Tides"))
    ingest(group)
    assert papers(group) == ["fox2001walls", "king2002roofs", "king2002theory"]
    before = tree(group.content)
    ingest(group)
    assert tree(group.content) == before


def test_an_entry_that_moves_to_the_place_of_one_that_is_gone_is_what_it_was(group: Project) -> None:
    (group.seeds / "a.bib").write_text(
        ENTRY.replace("Slate}", "Slate Again}").replace("{slate", "{again") + ENTRY
    )
    ingest(group)
    (group.seeds / "a.bib").write_text(ENTRY)
    ingest(group)
    assert papers(group) == ["fox2001walls", "king2002roofs", "king2002roofsa"]
    assert not any("before it changed" in line for line in explain(group, "king2002roofsa"))


def test_an_entry_that_is_new_is_no_change_of_another(group: Project) -> None:
    (group.seeds / "a.bib").write_text(ENTRY.replace("Slate}", "Slate Again}") + OTHER + ENTRY)
    ingest(group)
    assert papers(group) == ["fox2001walls", "king2002roofs", "king2002roofsa"]


def test_a_source_that_goes_is_told_with_what_goes_with_it(group: Project) -> None:
    doi = ENTRY.replace("year = 2002", "volume = 7, doi = {10.1000/slate.1}, year = 2002")
    (group.seeds / "b.bib").write_text(doi)
    ingest(group)
    (group.seeds / "b.bib").unlink()
    record = "content/papers/king2002roofs.yaml"
    lines = [line for line in ingest(group).report if line.startswith(record)]
    assert lines[0] == f"{record}: seeds/b.bib says nothing of it any more"
    assert f"{record}: versions: brought up to date, without '7', '10.1000/slate.1'" in lines
    assert not [line for line in ingest(group).report if line.startswith(record)]
