"""What the disk says of many files is the same however it is asked."""

import os
from pathlib import Path

import pytest

from separata.files import stamp
from separata.stages import stamps
from separata.stages.stamps import damaged, stamps_of

OLD = 1_000_000_000
FILES = ("index.html", "papers/a.bib", "papers/a.html", "papers/b.html", "people/a.html", "people/b.html")


@pytest.fixture(params=["one process", "several", "no open folders"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask in each of the ways there are, on machines that allow it."""
    monkeypatch.setattr(stamps, "_PER_PART", 2)
    monkeypatch.setattr(stamps, "cores", lambda: 2)
    if request.param == "several":
        monkeypatch.setattr(stamps, "_FEW", 0)
    if request.param == "no open folders":
        monkeypatch.setattr(os, "supports_dir_fd", set())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the files, last changed long ago."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (OLD, OLD))
    return tmp_path


def told(out: Path) -> list[tuple[str, int, int]]:
    """Return the files with their stamps."""
    return [(name, *stamped) for name in FILES if (stamped := stamp(out / name))]


def unlike(out: Path, held: list[tuple[str, int, int]]) -> set[str]:
    """Return what does not stand as held, where each file is held by itself."""
    return set(damaged(out, held, lambda one: [one], count=len(held)))


@pytest.mark.usefixtures("way")
def test_a_file_that_is_gone_or_changed_is_told(out: Path) -> None:
    held = told(out)
    assert not unlike(out, held)
    (out / "papers/a.bib").unlink()
    (out / "papers/b.html").write_text("longer than it was")
    os.utime(out / "papers/b.html", (OLD, OLD))
    (out / "people/b.html").write_text("people/B.html")
    assert unlike(out, held) == {"papers/a.bib", "papers/b.html", "people/b.html"}


@pytest.mark.usefixtures("way")
def test_of_a_site_that_is_gone_every_file_is_told(out: Path) -> None:
    held = told(out)
    assert unlike(out / "gone", held) == set(FILES)
    assert unlike(out / "index.html", held) == set(FILES)


def test_files_may_be_held_in_groups(out: Path) -> None:
    groups = [told(out)[:3], [], told(out)[3:]]
    (out / "people/a.html").unlink()
    assert list(damaged(out, groups, lambda group: group, count=6)) == ["people/a.html"]
    assert not list(damaged(out, [], lambda group: group, count=0))


def test_many_stamps_have_one_hash_however_many_processes_ask(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_PER_PART", 2)
    monkeypatch.setattr(stamps, "cores", lambda: 2)
    alone = stamps_of(out)
    monkeypatch.setattr(stamps, "_FEW", 0)
    assert stamps_of(out) == alone
    os.utime(out / "papers/b.html", (OLD, OLD + 1))
    assert stamps_of(out) != alone
    assert stamps_of(out)[1] == (OLD + 1) * 1_000_000_000
