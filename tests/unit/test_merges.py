"""A merge that Git could not finish is told as one, and keeping the lines of both sides finishes it."""

from pathlib import Path

import pytest

from separata.cli import main
from tests.unit.test_commands import GOOD, PAPER, write

MARKED = "<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n"
LISTS = ("ledger.jsonl", "addresses.jsonl", "published.jsonl")


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A group of which one paper is from a seed."""
    write(tmp_path, GOOD | {"seeds/a.bib": "@article{a, title = {On Looms}, author = {Ada King}}\n"})
    assert main(["--project", str(tmp_path), "ingest"]) == 0
    capsys.readouterr()
    return tmp_path


@pytest.mark.parametrize("command", ["check", "build", "ingest"])
def test_a_record_with_marks_of_a_merge_is_told_of(
    project: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    write(project, {PAPER: "title: Notes\n" + MARKED.format(ours="issued: 1843\n", theirs="issued: 1844\n")})
    assert main(["--project", str(project), command]) == 1
    told = capsys.readouterr().err
    assert f"{PAPER}:2: an unfinished merge: '<<<<<<<'\n  hint: keep what is right of both sides" in told


@pytest.mark.parametrize("name", LISTS)
def test_a_list_with_marks_of_a_merge_is_told_of_and_may_keep_both_sides(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = project / "content" / name
    before = path.read_text(encoding="utf-8")
    first, *rest = before.splitlines(keepends=True)
    path.write_text("".join([MARKED.format(ours=first, theirs=first), *rest]), encoding="utf-8")
    assert main(["--project", str(project), "ingest"]) == 1
    told = capsys.readouterr().err
    assert f"content/{name}:1: an unfinished merge: '<<<<<<<'\n  hint: keep the lines of both sides" in told
    path.write_text("".join([first, first, *rest]), encoding="utf-8")
    assert main(["--project", str(project), "ingest"]) == 0
    assert path.read_text(encoding="utf-8") == before


def test_what_was_read_is_not_told_in_full(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, {PAPER: "word " * 1000})
    assert main(["--project", str(project), "check"]) == 1
    assert len(capsys.readouterr().err) < 300
