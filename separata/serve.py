"""The site on this machine while it is edited: rebuilt on a change, and reloaded in the browser."""

import asyncio
import gc
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from html import escape
from pathlib import Path
from socket import create_server

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler, StaticFileHandler

from separata.files import Stamp, listing
from separata.problems import Place, Problem, SeparataError, errors_of, report

ADDRESS = "127.0.0.1"

# Often enough to feel immediate; of many files seldom enough that looking takes a small part of the time.
INTERVAL = 0.1  # seconds at least
PAUSE = 8  # times as long as a look took

_SCRIPT = b'<script src="/livereload.js" defer></script>\n</head>'

# A policy's first directive of a name counts, so this one goes before a `connect-src` of the page.
_POLICY = re.compile(rb'(http-equiv="Content-Security-Policy"\s+content=")')
_RELOADS = rb"\1connect-src 'self' ws:; "

_PROBLEMS = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The site was not rebuilt</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body {{ max-width: 50rem; margin: 3rem auto; padding: 0 1rem; font: 1.05rem/1.5 serif }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere }}</style>
</head>
<body>
<main>
<h1>The site was not rebuilt</h1>
<pre>{problems}</pre>
<p>This page gives way to the site when the files are mended.</p>
</main>
</body>
</html>
"""

# Told which files alone have changed since it was last called, or None where that is not known.
Rebuild = Callable[[Collection[Path] | None], tuple[Problem, ...]]


class Preview:
    """A site that follows its sources: what they were at the last rebuild, and what that one found wrong."""

    def __init__(self, rebuild: Rebuild, site: Path, watched: tuple[Path, ...]) -> None:
        self.site = site
        self.problems: tuple[Problem, ...] = ()
        self._rebuild = rebuild
        self._watched = watched
        self._seen: dict[str, Stamp] | None = None

    def follow(self) -> bool:
        """Rebuild if a source has changed since the last rebuild; say whether it had."""
        # Looked at before the rebuild, so that a change during it is a change for the next look.
        seen = states(self._watched)
        if seen == self._seen:
            return False
        before, self._seen = self._seen, seen
        self.problems = errors_of(self._rebuild(None if before is None else _differing(before, seen)))
        return True


def states(folders: Iterable[Path]) -> dict[str, Stamp]:
    """Return the stamp of every file in the folders by its path, without those that editors keep."""
    return {
        f"{folder}/{name}": Stamp(size, changed)
        for folder in folders
        for name, size, changed in listing(folder).each()
        if not name.endswith(("~", ".tmp"))
    }


def _differing(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> frozenset[Path]:
    """Return the files that are new, changed or gone."""
    return frozenset(Path(path) for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def with_reload(page: bytes) -> bytes:
    """Return a page with the script that reloads it, allowed by the page's policy; the file stays as it is."""
    return _POLICY.sub(_RELOADS, page, count=1).replace(b"</head>", _SCRIPT, 1)


def problems_page(problems: Iterable[Problem]) -> bytes:
    """Return the page that stands in for every other while the sources have problems."""
    return with_reload(_PROBLEMS.format(problems=escape(report(problems))).encode())


class _Page(RequestHandler):
    """Answer for a page: from the site's folder, or with the problems that keep it from being rebuilt."""

    def initialize(self, preview: Preview) -> None:
        """Take what the application's table gives."""
        self.preview = preview

    def get(self, path: str) -> None:
        """Send the page at an address from the top of the site; a folder's is its `index.html`."""
        self.set_header("Cache-Control", "no-store")
        if self.preview.problems:
            self.set_status(500)
            self.finish(problems_page(self.preview.problems))
            return
        site = self.preview.site.resolve()
        file = (site / path / "index.html" if not path or path.endswith("/") else site / path).resolve()
        if not (file.is_relative_to(site) and file.is_file()):
            self.set_status(404)
            file = site / "404.html"
        self.finish(with_reload(file.read_bytes()) if file.is_file() else b"")


class _File(StaticFileHandler):
    """Answer for anything but a page, always as it is now."""

    def set_default_headers(self) -> None:
        """Keep browsers from keeping it."""
        self.set_header("Cache-Control", "no-store")


def application(preview: Preview) -> Application:
    """Return the web application of a preview."""
    return Application(
        [
            (r"/livereload", LiveReloadHandler),
            (r"/livereload\.js", LiveReloadJSHandler),
            (r"/((?:.*/)?(?:[^/]*\.html)?)", _Page, {"preview": preview}),
            (r"/(.*)", _File, {"path": str(preview.site)}),
        ],
        log_function=_keep_quiet,
    )


def _keep_quiet(handler: RequestHandler) -> None:
    """Log no request: the terminal is for problems."""


def reload_browsers() -> None:
    """Tell every browser that shows a page of the preview to load it again."""
    for browser in tuple(LiveReloadHandler.waiters):
        browser.send_message({"command": "reload", "path": "*", "liveCSS": False})


def listen(preview: Preview, port: int) -> tuple[HTTPServer, str]:
    """Listen on a port of this machine, 0 for any free one; return the server and its address.

    Raises:
        SeparataError: when the port is taken or not allowed.
    """
    try:
        socket = create_server((ADDRESS, port))
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0].lower()
        raise SeparataError(
            Problem(Place("--port"), f"cannot listen on port {port}: {reason}", "name another with --port")
        ) from error
    socket.setblocking(False)  # as tornado wants it
    server = HTTPServer(application(preview))
    server.add_socket(socket)
    return server, f"http://{ADDRESS}:{socket.getsockname()[1]}/"


def serve(
    rebuild: Rebuild, site: Path, *, watched: tuple[Path, ...], port: int, started: Callable[[str], None]
) -> None:
    """Rebuild a site, serve it, and follow changes in the watched folders until interrupted.

    `rebuild` is told what changed and returns the problems it met; with an error among them it must have left
    the site as it was. `started` is told the address once it answers.

    Raises:
        SeparataError: when the port is taken or not allowed.
    """

    async def until_interrupted() -> None:
        preview = Preview(rebuild, site, watched)
        _, address = listen(preview, port)
        preview.follow()
        started(address)
        gc.collect()
        pause, clock = INTERVAL, asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(pause)
            began = clock()
            if preview.follow():
                reload_browsers()
                # Browsers first. A rebuild leaves much behind that refers to itself, with files that are open;
                # as it was kept from Python's collector meanwhile, nothing else would let it go.
                await asyncio.sleep(0)
                gc.collect()
            else:
                pause = max(INTERVAL, PAUSE * (clock() - began))

    try:
        asyncio.run(until_interrupted())
    except KeyboardInterrupt:
        return
