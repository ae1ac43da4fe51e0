"""Pelican, from the package `pelican`."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.peer import Peer, venue_of
from separata.paper import Paper
from separata.text import squeezed

_PROJECT = Path(__file__).parent / "pelican-site"


def write(folder: Path, papers: Sequence[Paper]) -> None:
    """Write a Pelican project: an article for each paper, whose tags are topics."""
    shutil.copytree(_PROJECT, folder)
    content = folder / "content" / "papers"
    content.mkdir(parents=True)
    for paper in papers:
        # Pelican sets prose only; what is TeX stays as it is printed.
        text = f"{_front(paper)}\n\n{paper.work.abstract}\n"
        (content / f"{paper.id}.md").write_text(text, encoding="utf-8")


def _front(paper: Paper) -> str:
    work = paper.work
    venue, volume, pages = venue_of(paper)
    year, month, day = work.issued or (1, 1, 1)
    stated = {
        "title": work.title,
        "slug": paper.id,
        "date": f"{year:04}-{month or 1:02}-{day or 1:02}",
        "authors": "; ".join(author.name for author in work.authors),
        "tags": ", ".join(work.topics),
        "venue": venue,
        "volume": volume,
        "pages": pages,
        **dict(work.ids),
        **dict(work.links),
    }
    return "\n".join(f"{name}: {squeezed(value)}" for name, value in stated.items() if value)


def command(folder: Path, out: Path) -> Sequence[str]:
    """Return the command that builds the project in a folder."""
    settings = str(folder / "pelicanconf.py")
    return (sys.executable, "-m", "pelican", "--quiet", "--settings", settings, "--output", str(out))


PEER = Peer("pelican", write, command)
