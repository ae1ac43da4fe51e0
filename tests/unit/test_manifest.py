"""The manifest: why a file is made anew, and that a damaged manifest is none."""

from collections.abc import Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.files import Stamp
from separata.heap import Heap
from separata.inventory import DamagedError, Inventory, columns_in, read_inventory
from separata.manifest import (
    Causes,
    Item,
    Items,
    Kept,
    Made,
    Manifest,
    Outline,
    item_of,
    manifest_of,
    packed,
    unpacked,
    why_stale,
    write_manifest,
)

Edits = list[tuple[dict[str, int], set[str]]]

NOW = Causes(b"program", b"site", {"page.html": b"template"})
KNOWN = Made("a.html", "page.html", b"inputs", 3, 4)


@pytest.mark.parametrize(
    ("known", "then", "inputs", "words"),
    [
        (None, NOW, b"inputs", "new"),
        (KNOWN, NOW, b"inputs", ""),
        (KNOWN, NOW, b"others", "its data changed"),
        (KNOWN, Causes(b"older", b"site", NOW.templates), b"inputs", "the program changed"),
        (KNOWN, Causes(b"program", b"other", NOW.templates), b"inputs", "the site's configuration changed"),
        (KNOWN, Causes(b"program", b"site", {"page.html": b"older"}), b"inputs", "its template changed"),
        (
            KNOWN,
            Causes(b"older", b"site", {}),
            b"x",
            "the program changed, its template changed, its data changed",
        ),
        (Made("a.html", "other.html", b"inputs", 3, 4), NOW, b"inputs", "made in another way"),
    ],
)
def test_a_file_is_stale_for_a_reason(known: Made | None, then: Causes, inputs: bytes, words: str) -> None:
    assert why_stale("page.html", inputs, known, NOW, then) == words


def test_a_file_without_a_template_does_not_ask_for_the_configuration() -> None:
    known = Made("a.bib", "", b"inputs", 3, 4)
    assert why_stale("", b"inputs", known, NOW, Causes(b"program", b"other", {})) == ""


FILES = ("index.html", "papers/a.html", "papers/a.bib", "Papers/A.html")


def made(*urls: str) -> list[Made]:
    return [Made(url, "page.html", url.encode(), number, -number) for number, url in enumerate(urls)]


def written(path: Path, items: Mapping[str, Item], ended: Collection[str] = ()) -> Items:
    """Change the items at a path, write their manifest, and return what can then be read there."""
    kept = manifest_of(read_inventory(path))
    write_manifest(kept._replace(items=kept.items.updated(unpacked([packed(items.items())]), ended)))
    return manifest_of(read_inventory(path)).items


def one_by_one(items: Items) -> dict[str, Item | None]:
    return {name: items.get(name) for name in items}


@pytest.mark.parametrize("damage", [b"", b"\x93", b"not a manifest", bytes(200)])
def test_a_damaged_or_foreign_manifest_is_none(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "manifest"
    written(path, {"paper a": item_of(b"digest", (KNOWN,))})
    path.write_bytes(damage)
    assert read_inventory(path) == Inventory(path)
    assert read_inventory(tmp_path / "missing") == Inventory(tmp_path / "missing")
    none = manifest_of(read_inventory(path))
    assert (len(none.items), none.items.get("paper a"), none.causes) == (0, None, Causes())


def test_a_manifest_whose_heap_is_cut_short_is_none(tmp_path: Path) -> None:
    path = tmp_path / "manifest"
    written(path, {"paper a": item_of(b"digest", (KNOWN,))})
    heap = tmp_path / "manifest-1"
    heap.write_bytes(heap.read_bytes()[:-1])
    assert read_inventory(path) == Inventory(path)


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_what_is_damaged_in_the_heap_is_never_taken_for_what_was_written(at: int, change: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "manifest"
        written(path, {f"paper {number}": item_of(b"digest", made(*FILES)) for number in range(40)})
        heap = bytearray((Path(folder) / "manifest-1").read_bytes())
        heap[at % len(heap)] ^= change
        (Path(folder) / "manifest-1").write_bytes(heap)
        kept = read_inventory(path)
        with pytest.raises(DamagedError):
            one_by_one(manifest_of(kept).items)
            [columns_in(kept.heap(), part) for part in kept.parts]


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    items = written(
        tmp_path / "manifest", {"paper a": item_of(b"digest", (KNOWN,), 7), "site none": item_of(b"", ())}
    )
    manifest = Manifest(items, NOW, b"sources", Stamp(1, 2), Kept(1, 2, 3), Outline(b"x"), ("old.html",))
    write_manifest(manifest)
    read = manifest_of(read_inventory(tmp_path / "manifest"))
    assert read[1:] == manifest[1:]
    assert sorted(read.items) == ["paper a", "site none"]
    assert (found := read.items.get("paper a")) and (found.files, found.slip) == ((KNOWN,), 7)
    assert read.items.get("paper b") is None
    assert read.items.inventory.files == 1


MARKS = item_of(b"", made(*FILES)).columns.each_mark()
names = st.sampled_from([f"paper {number}" for number in range(300)])
edits = st.lists(st.tuples(st.dictionaries(names, st.integers(0, 4)), st.sets(names)), max_size=6)


@given(edits)
def test_items_that_were_changed_are_as_if_all_had_been_written_at_once(edits: Edits) -> None:
    with TemporaryDirectory() as folder, patch("separata.manifest._WASTE", 500):
        path, held = Path(folder) / "manifest", dict[str, Item]()
        for changes, ended in edits:
            changed = {name: item_of(b"", made(*FILES[:files])) for name, files in changes.items()}
            gone = ended & held.keys() - changed.keys()
            held = {name: item for name, item in {**held, **changed}.items() if name not in gone}
            items = written(path, changed, gone)
            assert (len(items), one_by_one(items)) == (len(held), held)
            assert items.inventory.files == sum(len(item.urls) for item in held.values())
            assert dict(items.marked(MARKS)) == {name: item for name, item in held.items() if item.urls}
            assert len([*Path(folder).iterdir()]) <= 2


def test_an_edit_writes_only_what_is_around_it(tmp_path: Path) -> None:
    path = tmp_path / "manifest"
    items = {f"paper {number}": item_of(b"", made(*FILES)) for number in range(3200)}
    written(path, items)
    before = (tmp_path / "manifest-1").stat().st_size
    written(path, {"paper 7": item_of(b"other", made(*FILES))})
    assert (tmp_path / "manifest-1").stat().st_size - before < before / 50


def test_subjects_are_found_by_the_places_of_their_files(tmp_path: Path) -> None:
    items = {f"paper {number}": item_of(b"", made(f"papers/{number}.html", "x.html")) for number in range(99)}
    found = written(tmp_path / "manifest", items)
    wanted = item_of(b"", made("Papers/7.bib", "y.html")).columns.each_mark()
    assert [name for name, _ in found.marked(wanted)] == ["paper 7"]
    # Of others no part is read, however many there are.
    with patch.object(Heap, "part") as read:
        assert not [*found.marked(frozenset({0}))]
    read.assert_not_called()
