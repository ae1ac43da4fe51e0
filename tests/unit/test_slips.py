"""Slips: what is printed of a paper in many places is printed once, and again when that would be otherwise."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from benchmarks import group as made
from benchmarks.group import Group, edited, write_group
from benchmarks.records import made_up
from separata.files import Project, discard
from separata.pages.sheet import Line
from separata.pages.slip import Way
from separata.problems import SeparataError
from separata.render import Renderer
from separata.stages.build import build

PAPERS = 40
ENTRY = "templates/parts/entry.html"


@pytest.fixture
def group(tmp_path: Path) -> Group:
    found = write_group(tmp_path, tuple(made_up(PAPERS)))
    build(Project(found.root), out=tmp_path / "site")
    return found


@pytest.fixture
def entries() -> Iterator[Mock]:
    """The printing of entries in lists of a year, counting."""
    counted = Mock()
    whole = Renderer.entry

    def entry(self: Renderer, line: Line, root: str | Way) -> bytes:
        counted(line, root)
        return whole(self, line, root)

    # Other processes would count for themselves.
    with patch.object(Renderer, "entry", entry), patch("separata.stages.build.cores", lambda: 1):
        yield counted


def of_years(entries: Mock) -> int:
    return sum(call.args[0].in_year for call in entries.call_args_list)


def slips(group: Group) -> list[Path]:
    return sorted((group.root / ".cache").glob("slips-*"))


def test_an_edit_prints_the_entry_of_the_edited_paper_alone(group: Group, entries: Mock) -> None:
    with edited(group.root, made.one_edited(group, 1)):
        build(Project(group.root), out=group.root / "site")
    assert of_years(entries) == 1


def test_another_template_of_entries_prints_them_all_anew(group: Group, entries: Mock) -> None:
    with edited(group.root, {ENTRY: "<p>{{ e.title }}</p>\n"}):
        build(Project(group.root), out=group.root / "site")
    assert of_years(entries) == PAPERS


def test_another_template_of_a_page_prints_none(group: Group, entries: Mock) -> None:
    text = '{% extends "default/person.html" %}\n'
    with edited(group.root, {"templates/person.html": text}):
        build(Project(group.root), out=group.root / "site")
    assert of_years(entries) == 0


def test_an_entry_that_is_printed_once_leads_to_the_paper_from_every_folder(group: Group) -> None:
    for page, way in (("papers.html", ""), (f"years/{group.paper.card.year}.html", "../")):
        assert f'<a href="{way}papers/{group.paper.id}.html">' in (group.root / "site" / page).read_text()


@pytest.mark.parametrize("question", ["root", 'root == "../"'])
def test_an_entry_can_not_ask_where_it_stands(group: Group, question: str) -> None:
    asking = f"\n<p>{{% if {question} %}}{{{{ e.title }}}}{{% endif %}}</p>\n"
    with edited(group.root, {ENTRY: asking}), pytest.raises(SeparataError) as error:
        build(Project(group.root), out=group.root / "site")
    (problem,) = error.value.problems
    assert str(problem.place) == f"{ENTRY}:2"
    assert problem.message.startswith("in an entry `root` can only be printed")


def test_slips_that_were_lost_or_cut_are_made_again_for_all(group: Group, entries: Mock) -> None:
    for damage in (Path.unlink, lambda path: path.write_bytes(b"")):
        (kept,) = slips(group)
        damage(kept)
        entries.reset_mock()
        with edited(group.root, made.one_edited(group, 1)):
            build(Project(group.root), out=group.root / "site")
        assert of_years(entries) == PAPERS


def test_a_slip_in_which_a_letter_is_another_is_not_printed(group: Group) -> None:
    (kept,) = slips(group)
    kept.write_bytes(kept.read_bytes().replace(b">Cite<", b">Bite<"))
    with edited(group.root, made.one_edited(group, 1)):
        written = build(Project(group.root), out=group.root / "site").written
    assert written
    assert not [url for url in written if b">Bite<" in (group.root / "site" / url).read_bytes()]


def test_a_work_in_which_a_letter_is_another_is_told_once(group: Group) -> None:
    (kept,) = (group.root / ".cache").glob("works-*")
    title = group.paper.title.encode()
    kept.write_bytes(kept.read_bytes().replace(title, title.swapcase()))
    discard(group.root / "site")
    with pytest.raises(SeparataError, match=f"{kept.name}: was not what had been written there"):
        build(Project(group.root), out=group.root / "site")
    build(Project(group.root), out=group.root / "site")
    assert title in (group.root / "site" / "papers.bib").read_bytes()


def test_slips_nobody_asks_for_any_more_do_not_pile_up(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("separata.stages.slips._WASTE", 0)
    first = slips(group)[0].stat().st_size
    for at in range(3):
        for texts in ({ENTRY: f"<p>{at} {{{{ e.title }}}}</p>\n"}, made.one_edited(group, at)):
            with edited(group.root, texts):
                build(Project(group.root), out=group.root / "site")
        (kept,) = slips(group)
        assert kept.stat().st_size <= 3 * first
