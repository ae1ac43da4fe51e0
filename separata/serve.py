"""The site on this machine while it is edited: rebuilt on a change, and reloaded in the browser."""

import asyncio
import gc
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from socket import create_server
from typing import IO, NoReturn

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler, StaticFileHandler

from separata.files import Stamp, is_followed, listing, stamp_at
from separata.inventory import PARTED
from separata.problems import Place, Problem, SeparataError, errors_of, report

ADDRESS = "127.0.0.1"
_PORTS = range(1 << 16)

# All files are looked at often enough to feel immediate, and of many seldom enough that this takes a small part
# of the time. Where the system tells of changes it is for those that it does not, as on some network disks.
INTERVAL = 0.1  # seconds at least
PAUSE = 8  # times as long as a look took
PAUSE_WHERE_TOLD = 50


_SCRIPT = b'<script src="/livereload.js" defer></script>\n</head>'

# A policy's first directive of a name counts, so this one goes before a `connect-src` of the page.
_POLICY = re.compile(rb'(http-equiv="Content-Security-Policy"\s+content=")')
_RELOADS = rb"\1connect-src 'self' ws:; "

_UNFINISHED = ("~", ".tmp")  # how files end that editors write first

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
        self._seen: dict[str, Stamp] | None = None  # None where not everything could be looked at
        self._has_begun = False

    def follow(self, told: Collection[str] | None = None) -> bool:
        """Rebuild if a source has changed since the last rebuild; say whether it had.

        `told` are the paths of what may have changed; then no other is looked at.
        """
        # Looked at before the rebuild, so that a change during it is a change for the next look.
        try:
            seen = states(self._watched) if told is None else self._looked_at(told)
        except SeparataError:
            # The rebuild comes upon what cannot be read, and tells of it.
            seen = None
        if seen == self._seen and self._has_begun:
            return False
        before, self._seen, self._has_begun = self._seen, seen, True
        changed = None if before is None or seen is None else _differing(before, seen)
        self.problems = errors_of(self._rebuild(changed))
        return True

    def _looked_at(self, told: Collection[str]) -> dict[str, Stamp]:
        """Return the stamps of all files, of which only some may be others than they were."""
        if self._seen is None:
            return states(self._watched)
        known = self._seen
        stamps = {path: stamp_at(path) for path in told if self._is_followed(path)}
        if any(Path(path).is_dir() or not (found or path in known) for path, found in stamps.items()):
            # A folder came or went, and who knows what with it.
            return states(self._watched)
        return {path: found for path, found in (known | stamps).items() if found}

    def _is_followed(self, path: str) -> bool:
        """Tell whether this would be a source if it were there."""
        inner = (path.removeprefix(f"{folder}/") for folder in self._watched if path.startswith(f"{folder}/"))
        return any(is_followed(name) and not name.endswith(_UNFINISHED) for name in inner)


def states(folders: Iterable[Path]) -> dict[str, Stamp]:
    """Return the stamp of every file in the folders by its path, without those that editors keep."""
    return {
        f"{folder}/{name}": Stamp(size, changed)
        for folder in folders
        for name, size, changed in listing(folder).each()
        if not name.endswith(_UNFINISHED)
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
    if port not in _PORTS:
        raise SeparataError(Problem(Place("--port"), f"must be a number from 0 to {_PORTS[-1]}, got '{port}'"))
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
    rebuild: Rebuild,
    site: Path,
    *,
    watched: tuple[Path, ...],
    port: int,
    started: Callable[[str], None],
    news: IO[bytes] | None = None,
) -> None:
    """Rebuild a site, serve it, and follow changes in the watched folders until interrupted.

    `rebuild` is told what changed and returns the problems it met; with an error among them it must have left
    the site as it was. `started` is told the address once it answers. `news` is a pipe of the paths of changes,
    as `stages/watching.py` gives it; without one they are noticed a little later.

    Raises:
        SeparataError: when the port is taken or not allowed.
    """

    async def until_interrupted() -> None:
        preview = Preview(rebuild, site, watched)
        server, address = listen(preview, port)
        try:
            preview.follow()
            started(address)
            gc.collect()
            await _following(preview, _News(news))
        finally:
            server.stop()

    try:
        asyncio.run(until_interrupted())
    except KeyboardInterrupt:
        return


class _News:
    """Paths of files that have changed, as they come out of a pipe."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        self.pipe = pipe
        self._heard = b""
        self._came = asyncio.Event()
        if pipe:
            asyncio.get_running_loop().add_reader(pipe, self._hear, pipe)

    def _hear(self, pipe: IO[bytes]) -> None:
        """Read what stands in the pipe.

        Nobody else may: only when the loop calls is there surely something, and to read without would hold up
        everything, browsers too, until the next change.
        """
        data = pipe.read(1 << 16)
        if not data:
            asyncio.get_running_loop().remove_reader(pipe)
            self.pipe = None
        self._heard += data
        self._came.set()

    async def told(self, pause: float) -> Collection[str] | None:
        """Return the next paths; None if a pause goes by without any."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._came.wait(), pause)
        if not self._came.is_set():
            return None
        self._came.clear()
        *paths, self._heard = self._heard.split(PARTED.encode())
        return frozenset(path.decode(errors="surrogateescape") for path in paths)


async def _following(preview: Preview, news: _News) -> NoReturn:
    """Follow changes, and tell browsers, for as long as nobody interrupts."""
    pause, clock = INTERVAL, asyncio.get_running_loop().time
    while True:
        told = await news.told(pause)
        began = clock()
        if preview.follow(told):
            reload_browsers()
            # Browsers first. A rebuild leaves much behind that refers to itself, with files that are open;
            # as it was kept from Python's collector meanwhile, nothing else would let it go.
            await asyncio.sleep(0)
            gc.collect()
        elif told is None:
            pause = max(INTERVAL, (PAUSE_WHERE_TOLD if news.pipe else PAUSE) * (clock() - began))
