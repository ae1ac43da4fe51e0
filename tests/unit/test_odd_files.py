"""Files that cannot be read, or whose names say nothing: told, never taken to be empty, never a traceback."""

import os
import sys
from pathlib import Path

import pytest

from separata.cli import main
from tests.unit.test_commands import GOOD, tree, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, GOOD)
    return tmp_path


@pytest.mark.parametrize("command", ["check", "ingest"])
@pytest.mark.parametrize(
    "name", ["site.yaml", "venues.yaml", "decisions.yaml", "review.yaml", "ledger.jsonl", "published.jsonl"]
)
def test_a_list_that_cannot_be_read_is_not_taken_to_be_empty(
    project: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    (project / "content" / name).unlink(missing_ok=True)
    (project / "content" / name).symlink_to(project / "nowhere")
    assert main(["--project", str(project), command]) == 1
    assert f"content/{name}: cannot be read: " in capsys.readouterr().err
    (project / "content" / name).unlink()
    (project / "content" / name).mkdir()
    assert main(["--project", str(project), command]) == 1
    assert f"content/{name}: cannot be read: " in capsys.readouterr().err


def test_nothing_is_ingested_while_the_list_of_seeds_has_an_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = "TY  - JOUR\nTI  - Roses\nAU  - admin\nER  -\n"
    write(project, {"seeds/x.ris": seed, "seeds/seeds.yaml": "x.ris: {handle: {admin: Ada Lovelace}}\n"})
    before = tree(project / "content")
    assert main(["--project", str(project), "ingest"]) == 1
    assert (
        "seeds/seeds.yaml:1:9: unknown field 'handle'\n  hint: did you mean 'handles'?"
        in capsys.readouterr().err
    )
    assert tree(project / "content") == before


@pytest.mark.skipif(sys.platform == "darwin", reason="no file there has a name that is not UTF-8")
def test_a_seed_that_cannot_be_read_does_not_hold_up_the_others(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = "TY  - JOUR\nTI  - Roses\nPY  - 1843\nER  -\n"
    write(project, {"seeds/x.ris": seed})
    (project / "seeds" / "a.ris").symlink_to(project / "nowhere")
    (project / "seeds" / os.fsdecode(b"b\xff.ris")).write_text(seed)
    assert main(["--project", str(project), "ingest"]) == 1
    told = capsys.readouterr().err
    assert "seeds/a.ris: cannot be read: " in told
    assert "seeds/b\ufffd.ris: the file's name is not UTF-8\n  hint: rename the file" in told
    assert "Roses" in (project / "content/papers/anon1843roses.yaml").read_text()


def test_a_record_or_a_page_of_another_suffix_is_told_of(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, {"content/papers/x.yml": "title: X\n", "content/pages/join.markdown": "# Join us\n"})
    assert main(["--project", str(project), "build"]) == 0
    told = capsys.readouterr().err
    assert "content/papers/x.yml: warning: is not read: records end in .yaml" in told
    assert "content/pages/join.markdown: warning: is not read: prose ends in .md" in told


@pytest.mark.skipif(sys.platform == "darwin", reason="no file there has such a name")
@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("content/papers", b"x\xff.yaml"),
        ("content/papers", b"x\xff.txt"),
        ("content/pages", b"x\xff.md"),
        ("content/news", b"2026-11-21-x\xff.md"),
    ],
)
def test_a_name_that_is_not_utf8_is_told_of(
    project: Path, capsys: pytest.CaptureFixture[str], folder: str, name: bytes
) -> None:
    (project / folder).mkdir(exist_ok=True)
    Path(os.fsdecode(os.fsencode(project / folder) + b"/" + name)).write_text("title: X\n")
    for command in ("check", "ingest", "build"):
        assert main(["--project", str(project), command]) == 1
        told = f"{folder}/{name.decode(errors='replace')}: the file's name is not UTF-8"
        assert told in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "darwin", reason="no file there has such a name")
@pytest.mark.parametrize("command", ["import", "add"])
def test_a_list_is_not_taken_in_under_a_name_that_is_not_utf8(
    project: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    origin = project / os.fsdecode(b"x\xff.ris")
    origin.write_text("TY  - JOUR\nTI  - Roses\nER  -\n")
    assert main(["--project", str(project), command, str(origin)]) == 1
    assert "x\ufffd.ris: the file's name is not UTF-8" in capsys.readouterr().err
    assert [path.name for path in (project / "seeds").iterdir()] == ["seeds.yaml"]


@pytest.mark.skipif(sys.platform == "darwin", reason="no file there has such a name")
def test_a_former_site_is_taken_in_without_the_files_whose_names_are_not_utf8(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = "TY  - JOUR\nTI  - Roses\nPY  - 1843\nER  -\n"
    write(project, {"old/roses.ris": entry, f"old/{os.fsdecode(b'x%c.ris' % 255)}": entry})
    assert main(["--project", str(project), "import", str(project / "old")]) == 1
    assert "x\ufffd.ris: the file's name is not UTF-8" in capsys.readouterr().err
    assert (project / "seeds/old/roses.ris").is_file()


@pytest.mark.skipif(sys.platform == "darwin", reason="no folder there has such a name")
def test_a_site_can_be_built_below_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    project = tmp_path / os.fsdecode(b"x\xff")
    write(project, GOOD)
    assert main(["--project", str(project), "build"]) == 0
    assert (project / "site" / "papers" / "lovelace1843notes.html").is_file()


def test_a_list_of_nearly_its_name_is_told_of(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["decisions.yml", "topic.yaml", "paper/b2020x.yaml", "site.yaml.bak", "README.md", "apa.csl"]
    write(project, {f"content/{name}": "x\n" for name in names})
    assert main(["--project", str(project), "check"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "content/decisions.yml: warning: is not read",
        "  hint: did you mean 'decisions.yaml'?",
        "content/paper: warning: is not read",
        "  hint: did you mean 'papers'?",
        "content/topic.yaml: warning: is not read",
        "  hint: did you mean 'topics.yaml'?",
        "3 warnings",
    ]


def test_a_project_that_is_not_there_is_told_of_and_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(tmp_path / "misspelt"), "build"]) == 1
    assert "content/site.yaml: there is no such file" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["venues.yaml", "pages/about.md", "papers/lovelace1843notes.yaml"])
def test_a_link_that_leads_to_itself_is_told_of_by_its_path(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = project / "content" / name
    path.unlink()
    path.symlink_to(path)
    for command in ("check", "build"):
        assert main(["--project", str(project), command]) == 1
        assert f"content/{name}: cannot be read: " in capsys.readouterr().err
