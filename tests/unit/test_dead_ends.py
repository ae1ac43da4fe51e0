"""Links of the running head, and redirects, that lead to no page of the site are told, each at its place."""

from pathlib import Path

import pytest

from separata.cli import main

SITE = "title: A group\nbase_url: https://group.example/\n"
FILES = {
    "content/papers/lovelace1843notes.yaml": (
        "title: Notes\nauthors: [Ada Lovelace]\nissued: 1843\ntopics: [engines]\nformer_ids: [lovelace1842]\n"
    ),
    "content/pages/join.md": "# Join us\n",
    "content/pages/über.md": "# About\n",
}

# Links of all kinds of files that there are, as people may write them.
SOUND = (
    "index.html", "papers.html", "search.html?q=engine", "authors.html", "authors/ada-lovelace.html",
    "papers/lovelace1843notes.html#abstract", "papers/lovelace1842.html", "papers/lovelace1843notes.bib",
    "papers.bib", "topics/engines.html", "years/1843.html", "join.html", "über.html", "%C3%BCber.html",
    "feed.atom", "assets/style.css", "404.html",
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "content/site.yaml").write_text(SITE)
    return tmp_path


def nav(*urls: str) -> str:
    return "".join((SITE, "nav:\n", *(f'  - {{words: A, url: "{url}"}}\n' for url in urls)))


def told(project: Path, capsys: pytest.CaptureFixture[str], command: str) -> str:
    capsys.readouterr()
    assert main(["--project", str(project), command]) == 0
    return capsys.readouterr().err


def test_links_to_all_that_the_site_has_are_sound(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/site.yaml").write_text(nav(*SOUND))
    lines = "".join(f'old{at}/: "{url}"\n' for at, url in enumerate(SOUND))
    (project / "content/redirects.yaml").write_text(f"{lines}older/: old1/index.html\n")
    for command in ("build", "check", "build"):
        assert told(project, capsys, command) == ""


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("joins.html", "join.html"),
        ("join", "join.html"),
        ("Join.html", "join.html"),
        ("grup.html?x#y", ""),
        ("people/ada-lovelace.html", "authors/ada-lovelace.html"),
        ("papers/lovelace1843note.html", "papers/lovelace1843notes.html"),
        ("topics/engine.html", "topics/engines.html"),
        ("years/1844.html", "years/1843.html"),
        ("papers/", "papers.html"),
        ("blog/index.html", "index.html"),
        ("#top", ""),
    ],
)
def test_a_dead_link_is_told_with_its_place_and_what_is_near_by_every_build_and_by_check(
    project: Path, capsys: pytest.CaptureFixture[str], url: str, hint: str
) -> None:
    (project / "content/site.yaml").write_text(nav("papers.html", url))
    (project / "content/redirects.yaml").write_text(f'team/: "{url}"\nold/: papers.html\n')
    hint = f"  hint: did you mean '{hint}'?\n" if hint else ""
    wanted = (
        f"content/redirects.yaml:1:8: warning: there is no page '{url}'\n{hint}"
        f"content/site.yaml:5:21: warning: there is no page '{url}'\n{hint}"
        "2 warnings\n"
    )
    for command in ("build", "build", "check"):
        assert told(project, capsys, command) == wanted


def test_a_link_dies_with_its_page_and_lives_again_with_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content/site.yaml").write_text(nav("papers.html", "join.html"))
    assert told(project, capsys, "build") == ""
    page = project / "content/pages/join.md"
    text = page.read_text()
    page.unlink()
    assert "site.yaml:5:21: warning: there is no page 'join.html'" in told(project, capsys, "build")
    page.write_text(text)
    assert told(project, capsys, "build") == ""
