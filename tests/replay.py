"""A server on this machine that answers for all services, from a script; and a clock that no test waits for."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

TODAY = "Sat, 21 Nov 2026 08:00:00 GMT"


class Reply(NamedTuple):
    """An answer: status, body, headers; `cut` breaks it off half way, `hang` never gives it."""

    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = {}
    cut: bool = False
    hang: bool = False


class Replay:
    """What the server says: for the beginning of an address (`host/path`), replies in order, the last stays."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.ended = threading.Event()
        self.url = ""

    def says(self, start: str, *replies: Reply | str) -> None:
        """Let addresses that begin so be answered so."""
        self.replies[start] = [reply if isinstance(reply, Reply) else Reply(reply) for reply in replies]

    def reply(self, path: str) -> Reply:
        """Return the next answer to an address; the longest beginning that fits counts."""
        found = max((start for start in self.replies if path.startswith(start)), key=len, default="")
        if not found:
            return Reply("no such thing", 404)
        replies = self.replies[found]
        return replies.pop(0) if len(replies) > 1 else replies[0]

    @property
    def paths(self) -> list[str]:
        """Every address asked for, in order."""
        return [path for path, _ in self.asked]


class Ticks:
    """A clock that stands still until somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@contextmanager
def replaying() -> Iterator[Replay]:
    """Run the server for as long as the context lasts."""
    replay = Replay()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.removeprefix("/")
            replay.asked.append((path, dict(self.headers)))
            reply = replay.reply(path)
            if reply.hang:
                replay.ended.wait(5)
                self.close_connection = True
                return
            body = reply.body.encode()
            self.send_response_only(reply.status)
            for name, value in {"Date": TODAY, "Content-Length": str(len(body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if reply.cut else body)
            self.close_connection = reply.cut

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of a client that has hung up."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    replay.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield replay
    finally:
        replay.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
