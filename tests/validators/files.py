"""The files of a site that hold papers."""

from collections.abc import Iterator
from pathlib import Path


def exports(site: Path, suffix: str) -> Iterator[tuple[str, str]]:
    """Yield every file of a suffix that holds papers, in order: its path without the suffix, and its text."""
    for file in sorted(site.rglob(f"*{suffix}")):
        text = file.read_text(encoding="utf-8")
        if suffix != ".json" or text.startswith("["):
            yield file.relative_to(site).as_posix().removesuffix(suffix), text
