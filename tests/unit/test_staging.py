"""Files wait beside the output until all are ready, and are then moved into their places."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from separata.files import stamp
from separata.staging import Staging


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    """An output folder that is not there yet; nothing else is left beside it in the end."""
    yield tmp_path / "site"
    assert [path.name for path in tmp_path.iterdir()] in (["site"], [])


def published(out: Path, files: Mapping[str, bytes]) -> list[str]:
    """Put files in and publish them; return those that were written."""
    with Staging(out) as staging:
        added = {url: staging.add(url, data) for url, data in files.items()}
        staging.publish()
    assert {url: stamped for url, (stamped, _) in added.items()} == {url: stamp(out / url) for url in added}
    return [url for url, (_, waits) in added.items() if waits]


def test_a_file_of_the_same_bytes_is_left_alone(out: Path) -> None:
    files = {"index.html": b"home", "papers/a.html": b"A", "papers/a/b.json": b"", "papers/b.html": b"B"}
    assert published(out, files) == [*files]
    (out / "theirs.txt").write_bytes(b"not ours")
    changed = {**files, "papers/a.html": b"C", "index.html": b"house", "new/c.html": b"C"}
    assert published(out, changed) == ["index.html", "papers/a.html", "new/c.html"]
    assert tree(out) == {**changed, "theirs.txt": b"not ours"}


def test_nothing_is_in_place_before_all_is_ready(out: Path) -> None:
    published(out, {"a.html": b"old"})
    with Staging(out) as staging:
        staging.add("a.html", b"new")
        staging.add("papers/b.html", b"B")
        assert tree(out) == {"a.html": b"old"}
    assert tree(out) == {"a.html": b"old"}


def test_a_folder_in_the_place_of_a_file_gives_way_and_a_file_in_the_place_of_a_folder(out: Path) -> None:
    published(out, {"a/b/c.html": b"deep", "d": b"flat"})
    assert published(out, {"a/b": b"flat", "d/e.html": b"deep"}) == ["a/b", "d/e.html"]
    assert tree(out) == {"a/b": b"flat", "d/e.html": b"deep"}


def test_a_link_is_replaced_and_what_it_leads_to_stays(out: Path) -> None:
    published(out, {"a.html": b"A", "b.html": b"B"})
    (out / "a.html").unlink()
    (out / "a.html").symlink_to(out / "b.html")
    assert published(out, {"a.html": b"B"}) == ["a.html"]
    assert not (out / "a.html").is_symlink()
    assert tree(out) == {"a.html": b"B", "b.html": b"B"}


def test_bytes_that_a_disk_takes_in_pieces_are_all_written(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    assert published(out, {"a.html": b"eleven long"}) == ["a.html"]
    assert tree(out) == {"a.html": b"eleven long"}


def test_files_wait_on_the_disk_on_which_they_will_stand(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.mkdir()
    replace = os.replace

    def within_a_disk(waiting: str, place: str) -> None:
        assert all(Path(path).is_relative_to(out) for path in (waiting, place))
        replace(waiting, place)

    monkeypatch.setattr("separata.staging._disk", lambda folder: int(folder == out))
    monkeypatch.setattr(os, "replace", within_a_disk)
    files = {"index.html": b"home", "papers/a.html": b"A"}
    assert published(out, files) == [*files]
    assert published(out, {**files, "papers/a.html": b"B"}) == ["papers/a.html"]
    assert tree(out) == {"index.html": b"home", "papers/a.html": b"B"}
