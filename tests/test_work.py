"""How much work a build does in each case, in pages and records, never in seconds: `make bench` has the clock.

A bound here may only be raised together with the reason why the work is worth it.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from unittest.mock import Mock, create_autospec

import pytest

from benchmarks import group as made
from benchmarks.group import Files, Group, edited, write_group
from benchmarks.records import made_up
from separata import records
from separata.files import Project
from separata.stages.build import Built, build
from separata.stages.plan import Work

Edit = Callable[[Group, int], Files]

PAPERS = 60
BESIDE = 8  # a page and the files beside it; two more than there are
NEIGHBOURS = 16  # papers that may come to name another as related: by its authors, and near it in words
WHOLE = 20  # files of the site as a whole: home, lists, feeds, sitemap
SEARCH = 60  # of the hundred words of a paper many share a file


@pytest.fixture(scope="module")
def group(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Group:
    """A made-up group; every test leaves it as it was."""
    return write_group(tmp_path_factory.mktemp("group"), tuple(made_up(getattr(request, "param", PAPERS))))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """The parser of records, counting."""
    counted = Mock()
    for name in ("read_papers", "read_person"):
        counted.attach_mock(Mock(wraps=getattr(records, name)), name)
        monkeypatch.setattr(records, name, getattr(counted, name))
    return counted


def built_after(group: Group, edit: Edit, parsed: Mock) -> Built:
    """Bring the site up to date, edit, build once more, and take the edit back."""
    project = Project(group.root)
    build(project, out=project.site)
    parsed.reset_mock()
    with edited(group.root, edit(group, 1)):
        return build(project, out=project.site)


def printed(done: Built) -> tuple[str, ...]:
    """Return the addresses of what was printed; nothing may be printed twice."""
    urls = tuple(reason.url for reason in done.reasons)
    assert len(urls) == len(set(urls))
    return urls


def within(urls: Iterable[str], folder: str) -> set[str]:
    """Return what the files in a folder of the site belong to, by their names without suffix."""
    return {url.partition("/")[2].partition(".")[0] for url in urls if url.startswith(f"{folder}/")}


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def record_of(group: Group) -> tuple[str, str]:
    """Return the path and the text of the paper's record."""
    path = f"content/papers/{group.paper.id}.yaml"
    return path, (group.root / path).read_text(encoding="utf-8")


def saved_again(group: Group, _at: int) -> Files:
    path, text = record_of(group)
    return {path: text}


def remarked(group: Group, _at: int) -> Files:
    path, text = record_of(group)
    return {path: f"{text}# the editors agree\n"}


def test_a_first_build_prints_every_file_once(group: Group, tmp_path: Path) -> None:
    done = build(Project(group.root), out=tmp_path / "site")
    assert set(printed(done)) == set(done.written) == files(tmp_path / "site")


def test_a_build_after_no_change_reads_and_prints_nothing(
    group: Group, parsed: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However short ago the theme was changed, its stamps count as settled.
    monkeypatch.setattr("separata.stages.sources.TICK", 0)
    reading = Mock()
    monkeypatch.setattr("separata.stages.content.read_content", reading)
    done = built_after(group, made.nothing, parsed)
    assert (done.reasons, done.written, done.removed) == ((), (), ())
    assert not parsed.mock_calls


def test_a_record_saved_as_it_was_is_not_even_parsed(group: Group, parsed: Mock) -> None:
    done = built_after(group, saved_again, parsed)
    assert (done.reasons, done.written, done.removed) == ((), (), ())
    assert not parsed.mock_calls


def test_a_remark_in_a_record_prints_nothing(group: Group, parsed: Mock) -> None:
    done = built_after(group, remarked, parsed)
    assert (done.reasons, done.written, done.removed) == ((), (), ())
    assert len(parsed.mock_calls) == 1


# The bounds are the same for both numbers: what one paper touches must not grow with the papers.
@pytest.mark.parametrize("group", [PAPERS, 3 * PAPERS], indirect=True)
@pytest.mark.parametrize("edit", [made.one_added, made.old_added, made.one_edited])
def test_a_paper_touches_only_where_it_belongs(group: Group, parsed: Mock, edit: Edit) -> None:
    urls = printed(built_after(group, edit, parsed))
    work = (group.newest if edit is made.one_added else group.paper).work
    assert len(parsed.mock_calls) == 1
    assert len(within(urls, "papers")) <= 1 + NEIGHBOURS
    assert len(within(urls, "authors")) <= len(work.authors)
    assert len(within(urls, "topics")) <= len(work.topics)
    assert all(len(within(urls, folder)) <= 1 for folder in ("years", "venues", "kinds"))
    assert len([url for url in urls if url.startswith("search/")]) <= SEARCH
    assert not within(urls, "assets")
    places = 1 + len(work.authors) + len(work.topics) + len(("year", "venue", "kind"))
    assert len(urls) <= places * BESIDE + NEIGHBOURS + SEARCH + WHOLE


@pytest.mark.parametrize("group", [PAPERS, 3 * PAPERS], indirect=True)
@pytest.mark.parametrize("edit", [made.one_added, made.old_added, made.one_edited])
def test_a_paper_is_cause_to_look_only_where_it_belongs(
    group: Group, parsed: Mock, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = create_autospec(Work.is_current, side_effect=Work.is_current)
    monkeypatch.setattr(Work, "is_current", looked_at)
    project = Project(group.root)
    build(project, out=project.site)
    looked_at.reset_mock()
    built_after(group, edit, parsed)
    names = [call.args[1].name for call in looked_at.call_args_list]
    subjects = [name for name in names if not name.startswith("site ")]
    work = (group.newest if edit is made.one_added else group.paper).work
    places = len(work.authors) + len(work.topics) + len(("year", "venue", "kind", "search", "roll"))
    assert len(subjects) <= 1 + places + NEIGHBOURS


def test_a_person_renamed_touches_only_pages_that_print_the_name(group: Group, parsed: Mock) -> None:
    done = built_after(group, made.one_renamed, parsed)
    printed(done)
    assert len(parsed.mock_calls) == 1
    assert len(done.written) >= 1
    # A person with ten papers has some thirty co-authors, whose pages name the person, and some topics do.
    assert len(done.written) <= 60
    # Papers print their own spelling, but do not know that the name they link to is not printed.
    assert len(done.reasons) <= 120


@pytest.mark.parametrize("edit", [made.template_edited, made.site_edited])
def test_what_all_pages_share_prints_all_pages_and_no_other_file(
    group: Group, parsed: Mock, edit: Edit
) -> None:
    done = built_after(group, edit, parsed)
    urls = printed(done)
    pages = {url for url in files(group.root / "site") if url.endswith(".html")}
    # A list to embed stands alone: it has no head or foot in common with the others.
    embedded = {url for url in pages if url.endswith(".embed.html")}
    assert pages - embedded == set(done.written)
    assert pages - embedded <= set(urls) <= pages
    assert not parsed.mock_calls
