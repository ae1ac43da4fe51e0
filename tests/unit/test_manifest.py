"""What is stale, and why: a table; and a damaged manifest is as good as none."""

from pathlib import Path

import pytest

from separata.files import Stamp
from separata.manifest import Fingerprint, Made, Manifest, is_intact, read_manifest, stale, write_manifest

WORDS = ("the program changed", "its data changed")
WANTED = {"a.html": Fingerprint((b"1", b"2"), WORDS)}


@pytest.mark.parametrize(
    ("made", "intact", "reason"),
    [
        ({}, [], "new"),
        ({"a.html": Made((b"1", b"2"), b"x")}, ["a.html"], ""),
        ({"a.html": Made((b"1", b"2"), b"x")}, [], "missing from the site, or changed there"),
        ({"a.html": Made((b"1", b"9"), b"x")}, ["a.html"], "its data changed"),
        ({"a.html": Made((b"9", b"9"), b"x")}, ["a.html"], "the program changed, its data changed"),
        ({"a.html": Made((b"1",), b"x")}, ["a.html"], "made in another way"),
    ],
)
def test_a_file_is_made_anew_for_a_reason(made: dict[str, Made], intact: list[str], reason: str) -> None:
    found = stale(WANTED, Manifest(made), intact)
    assert [words for _, words in found] == ([reason] if reason else [])


def test_a_promised_file_is_never_intact() -> None:
    assert not is_intact(Made((b"1",)), Stamp(0, 0))
    assert is_intact(Made((b"1",), b"x", 3, 4), Stamp(3, 4))
    assert not is_intact(Made((b"1",), b"x", 3, 4), None)


@pytest.mark.parametrize("data", [b"", b"\xc1", b"not a manifest", b"\x92\x80\x63"])
def test_a_damaged_manifest_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "manifest"
    path.write_bytes(data)
    assert read_manifest(path) == Manifest({})


def test_a_manifest_is_read_back_the_same(tmp_path: Path) -> None:
    manifest = Manifest({"a.html": Made((b"1", b"2"), b"x", 3, 4)})
    write_manifest(tmp_path / "m", manifest)
    assert read_manifest(tmp_path / "m") == manifest
