"""How many bytes a first search loads: `python -m benchmarks.search_bytes papers.jsonl.gz [1000 30000]`.

The file is one that `benchmarks.records.archive` reads. For each number of papers the search alone is printed,
served and used in Chromium; every file that the browser asks for counts with its size under gzip. The page
itself, its style and its fonts do not count.
"""

import gzip
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.records import archive
from separata.config import SiteConfig
from separata.files import Project
from separata.library import library_of
from separata.pages import rolls, search
from separata.pages.edition import Edition
from separata.render import Renderer
from separata.theme import theme_of
from tests.browser.chromium import chromium
from tests.browser.conftest import FLAGS

QUERIES = (
    "reinforcement learning", "deep model", "gaussian processes", "francis bach", "convex conv",
    "neural networks 2019", "problem method", "Schölkopf kernel",
)  # fmt: skip
MOST = {1000: 60_000, 30_000: 200_000}  # bytes that issue no. 3 allows


class Quiet(SimpleHTTPRequestHandler):
    """Serve a folder and say nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def written(edition: Edition, folder: Path) -> tuple[float, float, int]:
    """Write the search of an edition; return the seconds for planning and for printing, and the files."""
    theme = theme_of(Project(Path()))
    started = time.perf_counter()
    index = (page for block in search.blocks(edition) for page in search.plan_block(block))
    of_people = (rolls.roll_of(edition.library, *roll, edition.concordance) for roll in edition.rolls)
    people = (page for roll in of_people for page in rolls.plan(roll))
    pages = (*search.plan(edition), *index, *people)
    planned = time.perf_counter()
    renderer = Renderer(theme, edition)
    for page in pages:
        path = folder / page.url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(renderer.bytes_of(page))
    ended = time.perf_counter()
    for name, data in theme.assets.items():
        path = folder / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return planned - started, ended - planned, len(pages)


def loaded(browser: Browser, address: str, folder: Path, query: str) -> tuple[int, int, str]:
    """Search once in a fresh browser; return the bytes and the files loaded, and what the page says."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0].removeprefix(address)))
    page.goto(f"{address}search.html")
    page.get_by_role("searchbox").fill(query)
    found = page.locator("#found")
    expect(found).not_to_be_empty(timeout=60_000)
    said = found.text_content() or ""
    context.close()
    scripts = [url for url in asked if url.endswith(".js") and not url.endswith("theme.js")]
    return sum(len(gzip.compress((folder / url).read_bytes())) for url in scripts), len(scripts), said


def main(path: Path, counts: list[int]) -> int:
    """Print the figures; return 1 where one is more than it may be."""
    worst = {}
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for count in counts:
            worst[count] = measured(path, count, browser)
        browser.close()
    return int(any(worst[count] > MOST.get(count, worst[count]) for count in counts))


def measured(path: Path, count: int, browser: Browser) -> int:
    """Print the figures for so many papers; return the most bytes that a query loads."""
    library, _ = library_of(tuple(archive(path, count)), ())
    edition = Edition(SiteConfig("Benchmark", "https://example.org/"), library)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planned, printed, files = written(edition, folder)
        print(f"{len(library.papers):,} papers: {files:,} files,", end=" ")
        print(f"planned in {planned:.1f} s, printed in {printed:.1f} s")
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=name)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            most = 0
            for query in QUERIES:
                size, asked, said = loaded(browser, address, folder, query)
                print(f"  {size / 1000:6.1f} kB in {asked:3} files  {query}: {said}")
                most = max(most, size)
            server.shutdown()
    return most


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [int(count) for count in sys.argv[2:]] or list(MOST)))
