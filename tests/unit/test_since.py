"""`build --since`: only what Git knows to have changed is looked at, if the last build can be trusted."""

import subprocess
from pathlib import Path
from unittest.mock import patch

import pytest

from separata.cli import main
from separata.files import Project
from separata.problems import SeparataError
from separata.stages import build as stage
from separata.stages.build import build
from separata.stages.history import changed_since
from separata.staging import Staging


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A group in the care of Git, whose site is built from its only revision."""
    made = Project(tmp_path)
    (made.content / "papers").mkdir(parents=True)
    (made.content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (made.root / ".gitignore").write_text("/site\n/.cache\n")
    for name in ("a2020x", "b2021y"):
        written(made, name, f"On {name}")
    git(made, "init", "--quiet")
    git(made, "add", ".")
    git(made, "-c", "user.name=Ada", "-c", "user.email=ada@group.example", "commit", "--quiet", "-m", "Begin")
    build(made, out=made.site)
    return made


def git(project: Project, *words: str) -> None:
    """Run Git in a project."""
    subprocess.run(["git", "-C", str(project.root), *words], check=True)


def written(project: Project, name: str, title: str) -> None:
    """Write a record."""
    (project.content / "papers" / f"{name}.yaml").write_text(f"title: {title}\nauthors: [Ada Lovelace]\n")


def since(project: Project) -> tuple[str, ...]:
    """Build from what Git tells, and return what was written; the site ends as any build would leave it."""
    done = build(project, out=project.site, told=changed_since(project, "HEAD"))
    assert not build(project, out=project.site).written
    return done.written


def test_changed_new_and_deleted_files_are_told(project: Project) -> None:
    written(project, "a2020x", "Edited")
    written(project, "c2022z", "New")
    (project.content / "papers" / "b2021y.yaml").unlink()
    records = ("a2020x", "b2021y", "c2022z")
    assert changed_since(project, "HEAD") == {f"content/papers/{name}.yaml" for name in records}


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=site/index.html"])
def test_a_revision_that_is_none_is_told(project: Project, revision: str) -> None:
    with pytest.raises(SeparataError, match="--since"):
        changed_since(project, revision)


def test_edits_additions_and_removals_reach_the_site(project: Project) -> None:
    written(project, "a2020x", "Edited")
    written(project, "c2022z", "New")
    assert {"papers/a2020x.html", "papers/c2022z.html", "authors/ada-lovelace.html"} <= set(since(project))
    (project.content / "papers" / "b2021y.yaml").unlink()
    since(project)
    assert not (project.site / "papers" / "b2021y.html").exists()


def test_the_site_and_other_records_are_not_looked_at(project: Project) -> None:
    with patch.object(stage, "damaged") as looked, patch.object(stage, "sources_of") as stamped:
        assert build(project, out=project.site, told=frozenset()).kept
    assert not looked.called
    assert not stamped.called


def test_after_a_build_that_was_cut_short_everything_is_looked_at(project: Project) -> None:
    (project.site / "papers" / "a2020x.html").unlink()
    Path(Staging(project.site).folder).mkdir()
    assert "papers/a2020x.html" in since(project)


def test_after_another_command_has_read_records_everything_is_looked_at(project: Project) -> None:
    before = (project.content / "papers" / "a2020x.yaml").read_bytes()
    written(project, "a2020x", "For a moment")
    assert main(["--project", str(project.root), "check"]) == 0
    (project.content / "papers" / "a2020x.yaml").write_bytes(before)
    since(project)
    assert b"For a moment" not in (project.site / "papers" / "a2020x.html").read_bytes()


def test_a_record_at_fault_is_read_each_time(project: Project) -> None:
    (project.content / "papers" / "a2020x.yaml").write_text("titel: X\n")
    for _ in range(2):
        with pytest.raises(SeparataError, match="titel"):
            build(project, out=project.site, told=changed_since(project, "HEAD"))


def test_the_command_takes_a_revision(project: Project) -> None:
    written(project, "a2020x", "Edited")
    assert main(["--project", str(project.root), "build", "--since", "HEAD"]) == 0
    assert b"Edited" in (project.site / "papers" / "a2020x.html").read_bytes()
