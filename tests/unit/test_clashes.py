"""No two pages have one address, whichever build brings the second; but one may take over another's."""

from pathlib import Path

import pytest

from separata.files import Project
from separata.problems import SeparataError
from separata.stages.build import build


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A group with a site that is built, on which a former address leads on."""
    made = Project(tmp_path)
    write(made, "site.yaml", "title: A group\nbase_url: https://group.example/\n")
    write(made, "papers/a2020x.yaml", "title: X\nauthors: [Ada Lovelace]\n")
    write(made, "pages/about.md", "# About\n")
    write(made, "redirects.yaml", "team.html: about.html\n")
    build(made, out=made.site)
    return made


def write(project: Project, name: str, text: str) -> None:
    path = project.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def site(project: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["team", "Team", "404"])
def test_a_new_page_at_an_address_that_is_taken_is_refused(project: Project, name: str) -> None:
    before = site(project)
    write(project, f"pages/{name}.md", "# Who we are\n")
    with pytest.raises(SeparataError, match=f"{name.lower()}.html would be the address of two pages"):
        build(project, out=project.site)
    assert site(project) == before


def test_an_address_passes_from_one_page_to_another(project: Project) -> None:
    write(project, "redirects.yaml", "people.html: about.html\n")
    write(project, "pages/team.md", "# Who we are\n")
    assert {"people.html", "team.html"} <= set(build(project, out=project.site).written)
    assert b"Who we are" in (project.site / "team.html").read_bytes()
    assert not build(project, out=project.site).reasons


def test_an_address_that_was_refused_can_be_had_once_it_is_free(project: Project) -> None:
    write(project, "pages/team.md", "# Who we are\n")
    with pytest.raises(SeparataError):
        build(project, out=project.site)
    (project.content / "redirects.yaml").unlink()
    assert "team.html" in build(project, out=project.site).written
