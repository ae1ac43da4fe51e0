"""A file is written in one step, whoever else writes it and whatever was left of it."""

import os
from pathlib import Path
from unittest.mock import Mock

import pytest

from separata.files import Project, remove, write
from separata.stages.build import build


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_a_kill_has_left_of_a_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".names.new").write_bytes(b"half of what")
    write(tmp_path / "names", b"whole")
    assert tree(tmp_path) == {"names": b"whole"}


def test_several_processes_may_write_a_file_at_the_same_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, replace = tmp_path / "plate", Path.replace

    def replace_after_another(fresh: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(os, "getpid", lambda: 0)
        write(path, b"plate", alone=False)
        return replace(fresh, target)

    monkeypatch.setattr(Path, "replace", replace_after_another)
    write(path, b"plate", alone=False)
    assert tree(tmp_path) == {"plate": b"plate"}


def test_a_file_that_is_called_otherwise_but_for_capitals_stays_where_a_disk_takes_both_for_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "join.html").write_bytes(b"new")
    # What a disk that ignores capitals says of both names: one file.
    os.link(tmp_path / "join.html", tmp_path / "Join.html")
    assert tuple(remove(tmp_path, ["Join.html"], {"Join.html": "join.html"})) == ()
    assert tree(tmp_path)["join.html"] == b"new"


def test_a_file_that_is_called_otherwise_but_for_capitals_goes_where_a_disk_has_both(tmp_path: Path) -> None:
    for name in ("join.html", "Join.html", "Gone.html"):
        (tmp_path / name).write_bytes(name.encode())
    respelt = {"Join.html": "join.html", "Gone.html": "gone.html"}
    assert tuple(remove(tmp_path, ["Join.html", "Gone.html"], respelt)) == ("Join.html", "Gone.html")
    assert tree(tmp_path) == {"join.html": b"join.html"}


def test_a_build_knows_files_that_are_called_otherwise_but_for_capitals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    (project.content / "pages").mkdir(parents=True)
    (project.content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for name in ("Join.md", "Visit.md"):
        (project.content / "pages" / name).write_text("# A page\n")
    build(project, out=project.site)
    (project.content / "pages/Join.md").rename(project.content / "pages/join.md")
    (project.content / "pages/Visit.md").unlink()
    removing = Mock(wraps=remove)
    monkeypatch.setattr("separata.stages.build.remove", removing)
    assert build(project, out=project.site).removed == ("Join.html", "Visit.html")
    removing.assert_called_once_with(project.site, ("Join.html", "Visit.html"), {"Join.html": "join.html"})
