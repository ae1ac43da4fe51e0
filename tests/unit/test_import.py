"""Moving in: a list, or the folder of a former site, becomes seeds, people and redirects."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from separata.cli import main
from separata.files import Project
from separata.problems import SeparataError
from separata.stages.importing import import_from
from tests.conftest import ROOT
from tests.laws.test_ingest import tree

CASES = ROOT / "tests" / "readers"
MEMBER = """\
---
name: Ada Lovelace
image: images/ada.jpg
role: principal-investigator
aliases: [A. Lovelace]
links:
  home-page: https://ada.example
  orcid: 0000-0002-1825-0097
  email: ada@garden.example
  github: ada
---

Ada **counts** [petals](https://garden.example).
"""
AUTHOR = """\
---
title: Mary Somerville
role: Professor
superuser: true
social:
- {icon: github, link: https://github.com/mary}
user_groups: [Alumni]
---
"""
TEAM = """\
- name: Kei Ito
  photo: kei.jpg
  info: PhD student
"""


PHOTOS = {
    "images/ada.jpg": "red",
    "images/teampic/kei.jpg": "green",
    "content/authors/admin/avatar.PNG": "blue",
}


def photo(colour: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (30, 40), colour).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A group's repository with nothing in it."""
    (tmp_path / "group").mkdir()
    return Project(tmp_path / "group")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The folder of a former site that is a bit of everything."""
    folder = tmp_path / "Garden Lab"
    texts = {
        "_config.yaml": "title: The Garden Lab # ours\nurl: https://garden.example\n",
        "_data/citations.yaml": (CASES / "citations_yaml" / "plain.yaml").read_text(),
        "_members/ada-lovelace.md": MEMBER,
        "_data/alumni_members.yml": TEAM,
        "_publications/moss.md": (CASES / "academicpages" / "plain.md").read_text(),
        "content/authors/admin/_index.md": AUTHOR,
        "content/publication/petals/index.md": (CASES / "hugoblox" / "plain.md").read_text(),
        "content/publication/petals/cite.bib": "@misc{a, title = {Ferns}, author = {Ito, Kei}, year = 1850}\n",
        "_posts/2020-01-01-hello.md": "---\ntitle: Hello\n---\nWords.\n",
        "_site/publications.bib": "@misc{old, title = {Made by the site}}\n",
        "images/ada.jpg": "",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_a_former_site_moves_in_with_one_command(project: Project, site: Path) -> None:
    assert main(["--project", str(project.root), "import", str(site)]) == 0
    found = tree(project.root)
    assert found["content/site.yaml"] == "title: The Garden Lab\nbase_url: https://garden.example\n"
    assert set(found) >= {
        "seeds/garden-lab/_data/citations.yaml",
        "seeds/garden-lab/_publications/moss.md",
        "seeds/garden-lab/content/publication/petals/cite.bib",
    }
    assert "Made by the site" not in "".join(found.values())
    assert main(["--project", str(project.root), "build"]) == 0


def test_people_come_with_role_links_and_words(project: Project, site: Path) -> None:
    import_from(project, site)
    people = {path.stem: path.read_text() for path in (project.content / "people").iterdir()}
    assert people["ada-lovelace"] == (
        "name: Ada Lovelace\n"
        "links: {Homepage: 'https://ada.example', GitHub: 'https://github.com/ada'}\n"
        "names: [Ada Lovelace, A. Lovelace]\n"
        "orcid: 0000-0002-1825-0097\n"
        "member: current\n"
        "role: Principal investigator\n"
        "note: Ada counts petals.\n"
    )
    assert "member: former\nrole: Professor\n" in people["mary-somerville"]
    assert people["kei-ito"] == "name: Kei Ito\nmember: former\nrole: PhD student\n"


def test_a_word_that_stands_for_a_name_becomes_the_name(project: Project, site: Path) -> None:
    import_from(project, site)
    papers = tree(project.content / "papers")
    assert "  - {name: Mary Somerville, equal: true}\n" in papers["somerville1843we.yaml"]
    assert "admin" not in "".join(papers.values())


def test_former_addresses_lead_to_the_new_pages(project: Project, site: Path) -> None:
    import_from(project, site)
    main(["--project", str(project.root), "build"])
    for former, page in {
        "publication/petals/index.html": "../../papers/somerville1843we.html",
        "publications/moss/index.html": "../../papers/ito1844moss.html",
        "members/ada-lovelace.html": "../authors/ada-lovelace.html",
        "author/admin/index.html": "../../authors/mary-somerville.html",
        "publications/index.html": "../papers.html",
        "team/index.html": "../group.html",
    }.items():
        text = (project.site / former).read_text()
        assert f'content="0; url={page}"' in text
        assert (project.site / former).parent.joinpath(page).is_file()


def test_what_could_not_be_carried_over_is_told(project: Project, site: Path) -> None:
    told = import_from(project, site).report
    assert "seeds/garden-lab/_data/citations.yaml: three entries (citations_yaml)" in told
    assert [line for line in told if line.startswith("not carried over")] == [
        "not carried over: Kei Ito: photo (kei.jpg)",
        "not carried over: Ada Lovelace: email (ada@garden.example), photo (images/ada.jpg)",
        "not carried over: _posts/",
        "not carried over: images/",
    ]


def test_people_come_with_their_photos(project: Project, site: Path) -> None:
    photos = {name: photo(colour) for name, colour in PHOTOS.items()}
    for name, data in photos.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    told = import_from(project, site).report
    assert not [line for line in told if line.startswith("not carried over: images/")]
    for person, name in zip(("ada-lovelace", "kei-ito", "mary-somerville"), photos, strict=True):
        file = f"people/{person}{Path(name).suffix.lower()}"
        assert f"photo: {{file: {file}}}\n" in (project.content / f"people/{person}.yaml").read_text()
        assert (project.pictures / file).read_bytes() == photos[name]
    assert import_from(project, site).problems == ()
    assert main(["--project", str(project.root), "build"]) == 0


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n damaged"])
def test_a_photo_that_cannot_be_read_is_told_and_left(project: Project, site: Path, data: bytes) -> None:
    (site / "images/ada.jpg").write_bytes(data)
    imported = import_from(project, site)
    (told,) = (str(problem) for problem in imported.problems if problem.place.path == "images/ada.jpg")
    assert told.startswith("images/ada.jpg: warning: ")
    assert any("photo (images/ada.jpg)" in line for line in imported.report)
    assert "photo" not in (project.content / "people/ada-lovelace.yaml").read_text()
    assert not project.pictures.exists()


def test_importing_twice_changes_nothing(project: Project, site: Path) -> None:
    import_from(project, site)
    before = tree(project.root)
    told = import_from(project, site).report
    assert tree(project.root) == before
    assert any("Ada Lovelace is on record" in line for line in told)


def test_a_list_alone_is_recognised_by_its_content(project: Project, tmp_path: Path) -> None:
    (tmp_path / "papers.txt").write_bytes("@misc{a, title = {Caf\xe9}, year = 1843}\n".encode("latin-1"))
    imported = import_from(project, tmp_path / "papers.txt")
    assert [str(problem).partition("\n")[0] for problem in imported.problems] == [
        "papers.txt: warning: is not UTF-8; read as windows-1252"
    ]
    listed = (project.seeds / "seeds.yaml").read_text()
    assert listed == "papers.txt: {format: bibtex, encoding: windows-1252}\n"
    assert "title: Café\n" in (project.content / "papers" / "anon1843cafe.yaml").read_text()
    assert not (project.content / "redirects.yaml").exists()


def test_another_list_of_the_same_name_does_not_take_its_place(project: Project, tmp_path: Path) -> None:
    for title in ("Roses", "Tulips"):
        (tmp_path / "papers.bib").write_text(f"@misc{{a, title = {{{title}}}}}\n")
        import_from(project, tmp_path / "papers.bib")
    assert len(list(project.seeds.glob("papers*.bib"))) == 2
    assert len(list((project.content / "papers").iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("words.txt", "roses", "is of no known format"),
        ("folder/words.md", "roses", "has no list of works and no page of a person in a format that is known"),
    ],
)
def test_what_is_not_known_is_told_and_nothing_is_written(
    project: Project, tmp_path: Path, name: str, text: str, problem: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    with pytest.raises(SeparataError, match=problem):
        import_from(project, tmp_path / name.partition("/")[0])
    assert tree(project.root) == {}


def test_a_failure_leaves_content_and_seeds_as_they_were(project: Project, site: Path) -> None:
    (project.content).mkdir()
    (project.content / "site.yaml").write_text("title: A group\n")
    before = tree(project.root)
    assert main(["--project", str(project.root), "import", str(site)]) == 1
    assert {name: text for name, text in tree(project.root).items() if ".cache" not in name} == before


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: papers.html\na.html: papers.html", "content/redirects.yaml:2:1: 'a.html' stands here already"),
        ("../a: papers.html", "content/redirects.yaml:1:1: '../a' is no address within a site"),
        ("a: https://elsewhere.example", "content/redirects.yaml:1:4: must be a page of this site"),
        ("- a", "content/redirects.yaml:1:1: must be a mapping from former addresses"),
        ("papers: authors.html", "papers.html"),
    ],
)
def test_a_redirect_that_cannot_be_is_told(
    project: Project, capsys: pytest.CaptureFixture[str], text: str, problem: str
) -> None:
    project.content.mkdir()
    (project.content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (project.content / "redirects.yaml").write_text(f"{text}\n")
    assert main(["--project", str(project.root), "check"]) == 1
    assert problem in capsys.readouterr().err


def test_one_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "one.bib").write_text("@misc{a, title = {Roses}, author = {Lovelace, Ada}, year = 1843}\n")
    told = import_from(Project(tmp_path / "group"), tmp_path / "one.bib").report
    assert "seeds/one.bib: one entry (bibtex)" in told
    assert told[-1] == "one claim, one paper; one record written"
