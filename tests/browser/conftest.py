"""A browser and a site to look at: Chromium, and a server of the built site on this machine alone."""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route, sync_playwright

from separata.files import Project
from separata.pages.edition import Edition
from separata.render import Renderer
from separata.theme import theme_of
from tests.browser.chromium import chromium
from tests.browser.kinds import kinds
from tests.unit.editions import planned

MOUNT = "/group/"

# A browser started by root cannot use its sandbox; the rest keeps it from asking the network for itself.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Mounted(SimpleHTTPRequestHandler):
    """Serve a folder under `MOUNT`; any other address has the site's page for missing ones."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        """Return the file for an address; one outside the mount is no file."""
        if not path.startswith(MOUNT):
            return str(Path(self.directory) / "outside the site")
        return super().translate_path("/" + path.removeprefix(MOUNT))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for what is missing, as hosts of static sites do."""
        if code != 404:
            return super().send_error(code, message, explain)
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, handler: type[Mounted] = Mounted) -> Iterator[str]:
    """Serve a site under a sub-path, on a port of its own; the value is its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{MOUNT}"
        server.shutdown()


def print_pages(made: Edition, names: Collection[str], folder: Path) -> None:
    """Write some pages of an edition into a folder, with all that they load from there."""
    theme = theme_of(Project(Path(__file__).resolve().parents[2]))
    renderer = Renderer(theme, made)
    pages = {page.url: renderer.bytes_of(page) for _, page in planned(made) if page.url in {*names, "404.html"}}
    for name, content in {**pages, **{f"assets/{name}": of for name, of in theme.assets.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture(scope="session")
def site_url(seed_site: Path) -> Iterator[str]:
    """The address of the built site."""
    with served(seed_site) as url:
        yield url


@pytest.fixture(scope="session")
def pages(seed_site: Path, large_site: Path, site_url: str) -> Iterator[tuple[str, ...]]:
    """The addresses of pages that stand for every kind, in this site and the made-up one."""
    with served(large_site) as large_url:
        yield (
            *(site_url + page for page in kinds(seed_site)),
            *(large_url + page for page in kinds(large_site)),
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; without one these tests fail and say what to do."""
    program = chromium()
    if program is None:
        pytest.fail("no Chromium for the browser tests; 'make chromium' installs one", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """A fresh page; the test fails if anything in it erred, went missing or came from elsewhere."""
    context = browser.new_context()
    opened = context.new_page()
    complaints = listen(opened, site_url)
    yield opened
    context.close()
    assert not complaints


@contextmanager
def still_page(browser: Browser, **options: Any) -> Iterator[Page]:
    """Open a page in a context of its own that stays at a redirect, to look at it, instead of following it."""

    def stay(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh"', 'name="refresh"'))

    context = browser.new_context(**options)
    context.route("**/*.html", stay)
    yield context.new_page()
    context.close()


def listen(page: Page, site_url: str) -> list[str]:
    """Return a list to which the page's faults are added as they come, in words."""
    complaints: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        # What failed to load is told by on_response, which knows the page that is missing on purpose.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            complaints.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((site_url, "data:")) and not request.is_navigation_request():
            complaints.append(f"asked elsewhere: {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            complaints.append(f"status {response.status}: {response.url}")

    def on_failure(request: Request) -> None:
        # What the browser itself gives up, because the page is left, is no fault; what is missing has a status.
        if request.failure != "net::ERR_ABORTED":
            complaints.append(f"failed: {request.url} {request.failure}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("response", on_response)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("requestfailed", on_failure)
    return complaints


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    root = "document.documentElement"
    return cast(int, page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
