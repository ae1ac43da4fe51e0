"""The manifest: why a file is made anew, and that a damaged manifest is none."""

from pathlib import Path

import pytest

from separata.manifest import Causes, Made, Manifest, item_of, read_manifest, why_stale, write_manifest

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


@pytest.mark.parametrize(
    "damage", [b"", b"\x93", b"not a manifest", b"\x94\x80\x93\xc4\x00\xc4\x00\x80\xc4\x00\x01"]
)
def test_a_damaged_or_foreign_manifest_is_none(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "manifest"
    path.write_bytes(damage)
    assert read_manifest(path) == Manifest()
    assert read_manifest(tmp_path / "missing") == Manifest()


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    manifest = Manifest({"paper a": item_of(b"digest", (KNOWN,))}, NOW, b"sources")
    write_manifest(tmp_path / "manifest", manifest)
    read = read_manifest(tmp_path / "manifest")
    assert read == manifest
    assert read.items["paper a"].files == (KNOWN,)
