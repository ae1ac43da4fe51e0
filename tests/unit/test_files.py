"""A file is written in one step, whoever else writes it and whatever was left of it."""

import os
from pathlib import Path

import pytest

from separata.files import write


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
