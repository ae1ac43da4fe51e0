"""A build that has nothing to do finds that out from stamps alone; and never when stamps may lie."""

import errno
import os
from array import array
from pathlib import Path
from unittest.mock import Mock

import pytest

from separata.files import Project
from separata.problems import SeparataError
from separata.stages import plan, sources
from separata.stages.build import build
from separata.stages.program import program_digest
from separata.stages.sources import program_known

OLD = 1_000_000_000


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A group whose files were last changed long ago, and whose templates are its own copy of none."""
    made = Project(tmp_path)
    (made.content / "papers").mkdir(parents=True)
    (made.content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (made.content / "papers" / "a2020x.yaml").write_text("title: X\n")
    for path in made.content.rglob("*"):
        os.utime(path, (OLD, OLD))
    return made


def planned(project: Project, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Build, and tell whether anything was read and planned."""
    with monkeypatch.context() as patch:
        watched = Mock(wraps=plan.work_of)
        patch.setattr(plan, "work_of", watched)
        build(project, out=project.site)
    return bool(watched.called)


@pytest.fixture(autouse=True)
def old_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever these tests run, the theme counts as settled."""
    monkeypatch.setattr("separata.stages.sources.TICK", -(10**18))


def test_nothing_is_read_when_nothing_changed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert planned(project, monkeypatch)
    assert not planned(project, monkeypatch)


def test_an_edit_of_the_same_size_is_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(project, monkeypatch)
    (project.content / "papers" / "a2020x.yaml").write_text("title: Y\n")
    assert planned(project, monkeypatch)
    assert b"Y" in (project.site / "papers" / "a2020x.html").read_bytes()


def test_a_record_that_is_a_link_to_nothing_is_told(project: Project) -> None:
    (project.content / "papers" / "b2021y.yaml").symlink_to(project.content / "nowhere")
    with pytest.raises(SeparataError, match=r"papers/b2021y.yaml: cannot be read"):
        build(project, out=project.site)


def test_records_behind_a_link_are_read(project: Project) -> None:
    (project.content / "papers").rename(project.root / "elsewhere")
    (project.content / "papers").symlink_to(project.root / "elsewhere")
    assert "papers/a2020x.html" in build(project, out=project.site).written


@pytest.mark.parametrize("folder", ["", "papers", "papers/2020"])
def test_an_edit_behind_a_link_to_a_folder_is_read(project: Project, folder: str) -> None:
    elsewhere = project.root / "elsewhere"
    if folder == "papers/2020":
        (project.content / folder).mkdir()
        (project.content / "papers/a2020x.yaml").rename(project.content / folder / "a2020x.yaml")
    (project.content / folder).rename(elsewhere)
    (project.content / folder).symlink_to(elsewhere)
    (record,) = elsewhere.rglob("a2020x.yaml")
    build(project, out=project.site)
    record.write_text("title: Y\n")
    assert "papers/a2020x.html" in build(project, out=project.site).written


def test_a_link_that_leads_back_to_where_it_stands_is_not_followed(project: Project) -> None:
    (project.content / "papers" / "all").symlink_to(project.content)
    assert "papers/a2020x.html" in build(project, out=project.site).written


def test_a_folder_that_cannot_be_read_is_told_and_takes_nothing_off_the_site(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project, out=project.site)
    scandir = os.scandir

    def refusing(folder: str) -> object:
        if str(folder).endswith("/papers"):
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(SeparataError, match="content/papers: cannot be read: Permission denied"):
        build(project, out=project.site)
    assert (project.site / "papers" / "a2020x.html").exists()


def test_a_damaged_file_of_the_site_is_made_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    planned(project, monkeypatch)
    whole = (project.site / "index.html").read_bytes()
    (project.site / "index.html").write_bytes(b"damaged")
    assert planned(project, monkeypatch)
    assert (project.site / "index.html").read_bytes() == whole


def test_a_file_changed_just_now_is_not_trusted(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("separata.stages.sources.TICK", 10**18)
    planned(project, monkeypatch)
    assert planned(project, monkeypatch)


def test_a_warning_is_told_each_time(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.content / "papers" / "b.yml").write_text("title: X\n")
    for _ in range(2):
        assert planned(project, monkeypatch)
    assert build(project, out=project.site).problems


def test_another_address_is_another_site(project: Project) -> None:
    build(project, out=project.site)
    assert build(project, out=project.site, base_url="https://other.example/").written


def test_kept_templates_that_are_damaged_or_of_other_text_are_made_anew(project: Project) -> None:
    build(project, out=project.site)
    page = (project.site / "index.html").read_bytes()
    for damage in (b"", b"damaged", bytes(100)):
        for path in project.cache.glob("templates-*/*"):
            path.write_bytes(damage)
        (project.site / "index.html").unlink()
        build(project, out=project.site)
        assert (project.site / "index.html").read_bytes() == page


@pytest.mark.parametrize("at", [0, 1000, -1])
def test_a_damaged_manifest_means_a_full_build(project: Project, at: int) -> None:
    build(project, out=project.site)
    (heap,) = project.cache.glob("manifest-*-*")
    data = bytearray(heap.read_bytes())
    data[at] ^= 1
    heap.write_bytes(data)
    for name in ("a2020x", "b2021y"):
        (project.content / "papers" / f"{name}.yaml").write_text("title: Y\n")
    done = build(project, out=project.site)
    assert set(done.written) < {reason.url for reason in done.reasons if reason.words == "new"}
    assert len(done.reasons) == done.kept + done.differing
    assert not build(project, out=project.site).reasons


def test_files_beside_records_are_told_wherever_the_folder_is(project: Project) -> None:
    (project.content / "papers" / "b2020x.yml").write_text("title: B\n")
    found = build(project, out=project.site).problems
    assert [problem.place.path for problem in found] == ["content/papers/b2020x.yml"]
    moved = (project.content / "papers").rename(project.root / "elsewhere")
    (project.content / "papers").symlink_to(moved)
    assert build(project, out=project.site).problems == found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """What reads the whole of the program's source, counting."""
    counted = Mock(wraps=program_digest)
    monkeypatch.setattr(sources, "program_digest", counted)
    return counted


def test_the_programs_source_is_read_once_while_its_stamps_are_the_same(tmp_path: Path, read: Mock) -> None:
    found = [program_known(tmp_path, sources.source()) for _ in range(3)]
    assert found == [program_digest()] * 3
    read.assert_called_once_with()


@pytest.mark.parametrize("change", ["stamp", "file", "package", "hour", "damage"])
def test_the_programs_source_is_read_anew_where_anything_may_be_other(
    change: str, tmp_path: Path, read: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = sources.source()
    program_known(tmp_path, now)
    match change:
        case "stamp":
            now = now._replace(stamps=array("q", [*now.stamps[:-1], now.stamps[-1] + 1]))
        case "file":
            now = now._replace(names=(*now.names[:-1], "another.py"))
        case "package":
            monkeypatch.setattr(sources, "packages", lambda: iter([b"jinja2 99"]))
        case "hour":
            monkeypatch.setattr(sources, "TICK", 10**18)
        case "damage":
            kept = (tmp_path / "program").read_bytes()
            (tmp_path / "program").write_bytes(kept[:-20] + b"\0" + kept[-19:])
    assert program_known(tmp_path, now) == program_digest()
    assert len(read.mock_calls) == 2
