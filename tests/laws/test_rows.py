"""Rows: columns that are put together of pieces say what they would if they were made at once."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.dates import Date
from separata.files import Project
from separata.model import Author, Teaser, Version, Work
from separata.paper import Paper
from separata.problems import Problem
from separata.rows import (
    Columns,
    Papers,
    columns_of,
    newest_first,
    pieces_of,
    row_of,
    runs,
    sketched,
    spliced,
)
from separata.stages.recordfiles import Records, read_records

works = st.builds(
    Work,
    title=st.sampled_from(("Looms", "Notes")),
    authors=st.lists(
        st.builds(Author, st.sampled_from(("Ada King", "", "A\nB")), literal=st.booleans()),
        max_size=2,
    ).map(tuple),
    issued=st.sampled_from((None, Date(2019), Date(2019, 2), Date(2020))),
    versions=st.sampled_from(((), (Version("report", publisher="LU"),), (Version("book"),))),
    topics=st.lists(st.sampled_from(("looms", "notes")), unique=True).map(tuple),
    selected=st.booleans(),
    awards=st.sampled_from(((), ("Best paper",))),
)
papers = st.lists(
    st.builds(
        Paper,
        id=st.sampled_from("abcdef"),
        work=works,
        former_ids=st.sampled_from(((), ("old",))),
        teaser=st.sampled_from((None, Teaser("a.png", "A loom"))),
    ),
    unique_by=lambda paper: paper.id,
)


def columns(found: Sequence[Paper]) -> Columns:
    """Return the columns of papers as they stand."""
    return columns_of(map(sketched, found))


@given(papers, papers)
def test_a_row_of_pieces_is_the_row_made_at_once(before: list[Paper], fresh: list[Paper]) -> None:
    known, new = sorted(before, key=newest_first), sorted(fresh, key=newest_first)
    leave = [at for at, paper in enumerate(known) if paper.id in {one.id for one in new}]
    come = [sum(newest_first(one) < newest_first(paper) for one in known) for paper in new]
    found = spliced(columns(known), columns(new), tuple(pieces_of(len(known), leave, come)))
    stay = [paper for at, paper in enumerate(known) if at not in leave]
    assert found == row_of([*stay, *new]).columns


@given(papers, papers)
def test_runs_tell_just_what_differs(before: list[Paper], after: list[Paper]) -> None:
    then, now = row_of(before), row_of(after)
    found = tuple(runs(then.columns.digests, now.columns.digests))
    left = {at for run in found for at in run.old}
    come = {at for run in found for at in run.new}
    stay = [then.columns.ids[at] for at in range(len(then)) if at not in left]
    assert stay == [now.columns.ids[at] for at in range(len(now)) if at not in come]
    assert all(then.paper(then.positions[id]).work == now.paper(now.positions[id]).work for id in stay)


@given(papers, st.data())
def test_parts_of_a_row_say_what_its_papers_say(found: list[Paper], data: st.DataObject) -> None:
    row = row_of(found)
    some = Papers(row, data.draw(st.lists(st.integers(0, max(len(row) - 1, 0)), max_size=len(row) and 4)))
    for part in (row.papers, row.papers[1:3], row.papers[::-1], some, some[1:]):
        assert [*part.ids] == [paper.id for paper in part]
        assert part.digests == b"".join(paper.card.digest for paper in part)
        assert [*part.each(row.columns.types)] == [paper.card.type for paper in part]
        assert [part[at] for at in range(len(part))] == [*part]
    assert [row.columns.card(at) for at in range(len(row))] == [paper.card for paper in row.papers]


@given(papers, st.data())
def test_a_row_with_others_has_their_columns(found: list[Paper], data: st.DataObject) -> None:
    row = row_of(found)
    chosen = data.draw(st.sets(st.sampled_from(range(len(row))))) if found else set()
    others = {at: row.paper(at).with_former_ids(("older",)) for at in chosen}
    made = row.with_others(others)
    assert made.columns == columns([*made.papers])
    assert [paper.former_ids == ("older",) for paper in made.papers if paper.id] == [
        at in chosen or row.paper(at).former_ids == ("older",) for at in range(len(row))
    ]


def record(title: str, year: int) -> str:
    return f"title: {title}\nauthors: [Ada King]\nissued: {year}\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a few records."""
    (tmp_path / "content" / "papers").mkdir(parents=True)
    (tmp_path / "content" / "people").mkdir()
    for name, year in (("old", 1990), ("mid", 2000), ("new", 2010)):
        (tmp_path / "content" / "papers" / f"{name}.yaml").write_text(record(name, year))
    (tmp_path / "content" / "people" / "ada-king.yaml").write_text("name: Ada King\n")
    return Project(tmp_path)


def read(project: Project, told: Sequence[str] | None = None) -> tuple[Records, list[Problem]]:
    """Return what is read, and what is wrong."""
    problems: list[Problem] = []
    return read_records(project, b"program", problems, told), problems


def said(records: Records) -> tuple[object, ...]:
    """Return all that records say."""
    return [*records.papers], [paper.place for paper in records.papers], records.people, records.foreign


def test_records_read_from_the_catalogue_are_those_read_anew(project: Project) -> None:
    folder = project.content / "papers"
    steps = (
        ("mid", record("Looms", 2020)),
        ("more", record("More", 1995)),
        ("new", None),
        ("old", "title: [\n"),
        ("old", record("Old", 1990)),
        ("two", "- {id: p, title: P, issued: 2001}\n- {id: q, title: Q, issued: 1985}\n"),
        ("old", record("Old", 2015)),
    )
    read(project)
    for name, text in steps:
        path = folder / f"{name}.yaml"
        if text is None:
            path.unlink()
        else:
            path.write_text(text)
        found, problems = read(project, [project.shown(path)])
        (project.cache / "records").rename(project.root / "kept")
        anew, expected = read(project)
        (project.root / "kept").rename(project.cache / "records")
        assert said(found) == said(anew)
        assert problems == expected


def test_a_file_that_is_no_record_is_told_of_as_long_as_it_is_there(project: Project) -> None:
    read(project)
    path = project.content / "papers" / "lost.yml"
    path.write_text(record("Lost", 2000))
    shown = project.shown(path)
    assert read(project, [shown])[0].foreign == (shown,)
    assert read(project, [])[0].foreign == (shown,)
    path.unlink()
    assert read(project, [shown])[0].foreign == ()


def test_works_of_records_that_are_no_more_are_left_behind(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("separata.stages.recordfiles._WASTE", 0)
    read(project)
    path = project.content / "papers" / "mid.yaml"
    sizes = []
    for year in range(1990, 2000):
        path.write_text(record("Looms " * year, year))
        found, _ = read(project, [project.shown(path)])
        assert [(paper.id, paper.work.title) for paper in found.papers if paper.id == "mid"] == [
            ("mid", ("Looms " * year).strip())
        ]
        assert sorted(paper.work.title for paper in found.papers if paper.id != "mid") == ["new", "old"]
        sizes.append(sum(file.stat().st_size for file in project.cache.glob("works-*")))
    # What is of no use any more is at most as much as what is.
    assert max(sizes) < 3 * sizes[0]


def test_a_damaged_catalogue_is_as_good_as_none(project: Project) -> None:
    expected, _ = read(project)
    store = project.cache / "records"
    whole = store.read_bytes()
    for at in range(0, len(whole), 7):
        store.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert said(read(project)[0]) == said(expected)
    for data in (b"", whole[:3], whole[:-1]):
        store.write_bytes(data)
        assert said(read(project)[0]) == said(expected)
