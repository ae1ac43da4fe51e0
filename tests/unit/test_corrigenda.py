"""An edit puts its entry right in files of many papers, which come out as if they had been made anew."""

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from benchmarks.group import Group, edited, write_group
from benchmarks.records import made_up
from separata.files import Project
from separata.pages.batch import Batch
from separata.stages.build import build

PAPERS = 40


@pytest.fixture
def group(tmp_path: Path) -> Group:
    """A site of some papers, built."""
    found = write_group(tmp_path / "group", tuple(made_up(PAPERS)))
    build(Project(found.root), out=found.root / "site")
    return found


@pytest.fixture
def made() -> Iterator[Mock]:
    """The making of files of many papers from their entries, counting."""
    counted = Mock()
    whole: cached_property[tuple[bytes, ...]] = vars(Batch)["files"]

    def files(batch: Batch) -> tuple[bytes, ...]:
        counted(batch)
        return whole.func(batch)

    # Other processes would count for themselves.
    with (
        patch.object(Batch, "files", property(files)),
        patch("separata.stages.build.cores", lambda: 1),
    ):
        yield counted


def record(group: Group) -> tuple[str, str]:
    path = f"content/papers/{group.paper.id}.yaml"
    return path, (group.root / path).read_text(encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rebuilt(group: Group, elsewhere: Path) -> None:
    """Bring the site up to date, and see that a build from nothing gives the same."""
    project = Project(group.root)
    build(project, out=project.site)
    build(project, out=elsewhere)
    assert tree(project.site) == tree(elsewhere)


def titled(text: str, title: str) -> str:
    _, _, rest = text.partition("\n")
    return f"title: {title}\n{rest}"


def test_files_of_many_papers_are_corrected_where_a_title_was_edited(
    group: Group, made: Mock, tmp_path: Path
) -> None:
    path, text = record(group)
    with edited(group.root, {path: titled(text, "Of engines")}):
        project = Project(group.root)
        build(project, out=project.site)
        assert not made.called
        assert b"title = {Of engines}" in (project.site / "papers.bib").read_bytes()
        rebuilt(group, tmp_path / "elsewhere")


def newcomer(text: str, title: str, issued: str) -> str:
    """Return a record with another title and date, by the same people on the same topics."""
    kept = (line for line in text.split("\n")[1:] if not line.startswith("issued:"))
    return "\n".join((f"title: {title}", f"issued: {issued}", *kept))


NEWCOMERS = {
    "the newest": {"added1": "2031-12-01"},
    "an old one": {"added1": "2003-02-01"},
    "two, one behind the other": {"added1": "2031-12-01", "added2": "2031-12-01"},
    "two, apart": {"added1": "2031-12-01", "added2": "2003-02-01"},
    "the oldest ones": {"added1": "1843", "added2": "1842", "added3": "2003-02-01"},
}


@pytest.mark.parametrize("dates", NEWCOMERS.values(), ids=NEWCOMERS)
def test_a_new_paper_takes_its_place_in_files_of_many(
    group: Group, made: Mock, tmp_path: Path, dates: dict[str, str]
) -> None:
    _, text = record(group)
    records = {f"content/papers/{id}.yaml": newcomer(text, f"Of {id}", date) for id, date in dates.items()}
    with edited(group.root, records):
        project = Project(group.root)
        build(project, out=project.site)
        assert all({*call.args[0].papers.ids} <= {*dates} for call in made.call_args_list)
        for suffix in ("bib", "ris", "json"):
            assert (project.site / f"papers.{suffix}").read_bytes().count(b"Of added") == len(dates)
        rebuilt(group, tmp_path / "elsewhere")
    rebuilt(group, tmp_path / "again")


CHANGES = {
    "another year": ("\nissued: ", "\nissued: 1843 #"),
    "another topic": ("\ntopics: ", "\ntopics: [Engines] #"),
    "a day later": ("\nissued: ", "\nissued: 2031-12-01 #"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_files_are_made_anew_where_lists_have_other_papers(
    group: Group, made: Mock, tmp_path: Path, change: str
) -> None:
    path, text = record(group)
    old, new = CHANGES[change]
    assert old in text
    with edited(group.root, {path: text.replace(old, new)}):
        rebuilt(group, tmp_path / "elsewhere")
    assert made.called


def test_topics_that_change_places_take_their_papers_along(group: Group, tmp_path: Path) -> None:
    path, text = record(group)
    names = sorted(folder.stem for folder in (group.root / "site/topics").glob("*.bib"))[:2]
    topics = "".join(
        f"- {{name: {name}, slug: {slug}}}\n" for name, slug in zip(names, names[::-1], strict=True)
    )
    with edited(group.root, {path: titled(text, "Of engines"), "content/topics.yaml": topics}):
        rebuilt(group, tmp_path / "elsewhere")


def test_a_file_that_is_not_as_it_was_made_is_made_anew(group: Group, made: Mock) -> None:
    path, text = record(group)
    project = Project(group.root)
    whole, bib = tree(project.site), project.site / "papers.bib"
    bib.write_bytes(bib.read_bytes().replace(b"author", b"editor"))
    with edited(group.root, {path: titled(text, "Of engines")}):
        build(project, out=project.site, told={path})
    assert made.called
    build(project, out=project.site, told={path})
    os.utime(bib)
    build(project, out=project.site)
    assert tree(project.site) == whole
