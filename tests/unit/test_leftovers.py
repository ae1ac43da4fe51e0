"""A process that builds again and again, as the preview does, holds nothing of earlier builds."""

import gc
import sqlite3
from pathlib import Path

import pytest

from separata.files import Project
from separata.pages.edition import Edition
from separata.paper import Paper
from separata.stages.build import build, staleness

TITLE = "A group of no other test"


def group_at(folder: Path) -> Project:
    """Return a group with one paper."""
    project = Project(folder)
    record = project.content / "papers/lovelace1843notes.yaml"
    record.parent.mkdir(parents=True)
    (project.content / "site.yaml").write_text(f"title: {TITLE}\nbase_url: https://group.example/\n")
    record.write_text("title: Of looms\nauthors: [Ada Lovelace]\nissued: 1843\n")
    return project


def test_nothing_that_a_build_has_read_outlives_it(tmp_path: Path) -> None:
    project = group_at(tmp_path)
    record = project.content / "papers/lovelace1843notes.yaml"
    for title in ("Of looms", "Of mills"):
        record.write_text(f"title: {title}\nauthors: [Ada Lovelace]\nissued: 1843\n")
        build(project, out=project.site)
    gc.collect()
    held = gc.get_objects()
    assert not [found for found in held if isinstance(found, Edition) and found.site.title == TITLE]
    assert not [found for found in held if isinstance(found, Paper) and found.id == record.stem]


def test_what_a_build_has_opened_is_closed_when_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python 3.13 and later warn of databases that are not."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(path: Path, *, timeout: float, isolation_level: None) -> sqlite3.Connection:
        opened.append(connect(path, timeout=timeout, isolation_level=isolation_level))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    project = group_at(tmp_path)
    for data in (None, b"no database", b"SQLite format 3\0"):
        if data is not None:
            (project.cache / "neighbours").write_bytes(data)
        (project.content / "about.md").write_text(f"Of {data!r}.\n")
        build(project, out=project.site)
        staleness(project)
    with pytest.raises(OSError, match=r"site\.yaml"):
        build(project, out=project.content / "site.yaml")
    assert len(opened) > 3
    for one in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            one.execute("SELECT 1")
