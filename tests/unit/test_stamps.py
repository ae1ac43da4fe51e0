"""What the disk says of many files is the same however it is asked."""

import os
from pathlib import Path

import pytest

from separata.files import listing, stamp
from separata.inventory import DamagedError, Inventory, added, columns_of
from separata.stages import stamps, workers
from separata.stages.stamps import damaged, damaged_meanwhile

OLD = 1_000_000_000
FILES = ("index.html", "papers/a.bib", "papers/a.html", "papers/b.html", "people/a.html", "people/b.html")


def failing() -> None:
    raise RuntimeError("only in a process that was forked")


@pytest.fixture(params=["one process", "several", "several, of which one fails", "no open folders"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask in each of the ways there are, on machines that allow it."""
    monkeypatch.setattr(stamps, "_PER_LOOK", 2)
    monkeypatch.setattr(workers, "cores", lambda: 2)
    if request.param in ("several", "several, of which one fails"):
        monkeypatch.setattr(stamps, "_FEW", 0)
    if request.param == "several, of which one fails":
        monkeypatch.setattr(workers, "_leave_interrupts_to_the_first", failing)
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


@pytest.fixture
def held(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """The inventory of the files, each in a part of its own; and one part is empty."""
    path = tmp_path_factory.mktemp("cache") / "manifest"
    heap = Inventory(path).growing()
    told = [columns_of([name], [stamped]) for name in FILES if (stamped := stamp(out / name))]
    parts = tuple(added(heap, columns, b"", subjects=1) for columns in (columns_of([], []), *told))
    heap.heap()
    return Inventory(path, parts, heap.number, heap.size)


@pytest.mark.usefixtures("way")
def test_a_file_that_is_gone_or_changed_is_told(out: Path, held: Inventory) -> None:
    assert not damaged(out, held)
    (out / "papers/a.bib").unlink()
    (out / "papers/b.html").write_text("longer than it was")
    os.utime(out / "papers/b.html", (OLD, OLD))
    (out / "people/b.html").write_text("people/B.html")
    assert damaged(out, held) == {"papers/a.bib", "papers/b.html", "people/b.html"}


@pytest.mark.usefixtures("way")
def test_of_a_site_that_is_gone_every_file_is_told(out: Path, held: Inventory) -> None:
    assert damaged(out / "gone", held) == set(FILES)
    assert damaged(out / "index.html", held) == set(FILES)


@pytest.mark.usefixtures("way")
def test_files_may_be_looked_at_while_something_else_is_done(out: Path, held: Inventory) -> None:
    (out / "people/a.html").unlink()
    with damaged_meanwhile(out, held) as broken:
        assert broken() == {"people/a.html"}


@pytest.mark.usefixtures("way")
def test_what_is_done_meanwhile_may_fail_first(out: Path, held: Inventory) -> None:
    with pytest.raises(KeyError), damaged_meanwhile(out, held):
        raise KeyError


@pytest.mark.usefixtures("way")
def test_a_damaged_inventory_is_told(out: Path, held: Inventory) -> None:
    heap = held.path.with_name(f"{held.path.name}-{held.number}")
    heap.write_bytes(heap.read_bytes()[:-1] + b"?")
    with pytest.raises(DamagedError):
        damaged(out, held)


def test_a_listing_changes_with_any_file(out: Path) -> None:
    before = listing(out)
    assert [*before.each()] == [(name, *stamped) for name in FILES if (stamped := stamp(out / name))]
    assert listing(out).digest == before.digest
    assert listing(out, ".bib").names == ("papers/a.bib",)
    (out / "papers/a.bib").write_text("papers/A.bib")
    assert listing(out).digest != before.digest
    os.utime(out / "papers/a.bib", (OLD, OLD))
    assert listing(out).digest == before.digest
    os.utime(out / "papers/b.html", (OLD, OLD + 1))
    assert listing(out).digest != before.digest
    assert listing(out).newest == (OLD + 1) * 1_000_000_000


def test_a_listing_of_a_folder_that_is_not_there_is_empty(out: Path) -> None:
    assert (listing(out / "gone").names, listing(out / "gone").newest) == ((), 0)


def test_a_link_to_nothing_is_listed(out: Path) -> None:
    (out / "papers/c.html").symlink_to(out / "nowhere")
    assert ("papers/c.html", -1, -1) in listing(out).each()
    assert len(listing(out).names) == len(FILES) + 1
