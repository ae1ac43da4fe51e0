"""The preview: pages with the reload script, problems as a page, and a reload when a source changes."""

import asyncio
import errno
import gc
import json
import os
import weakref
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from select import select
from unittest.mock import Mock

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.websocket import websocket_connect

from separata.cli import main
from separata.problems import Place, Problem, SeparataError, warning
from separata.serve import Preview, listen, reload_browsers, serve, states, with_reload
from separata.stages.watching import watching

PAGE = (
    '<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "connect-src 'none'\"></head><body>Newest</body></html>"
)
PROBLEM = Problem(Place("content/papers/x.yaml", 3, 1), "unknown field '<script>'", "did you mean 'subscript'?")

Fetch = Callable[[str], Awaitable[HTTPResponse]]


class Sources:
    """A folder of sources and a rebuild that finds wrong whatever it is told to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content"
        self.site = folder / "site"
        for made in (self.folder, self.site / "papers"):
            made.mkdir(parents=True)
        (self.site / "index.html").write_text(PAGE)
        (self.site / "papers" / "a.html").write_text("<head></head>Paper")
        (self.site / "404.html").write_text("<head></head>Nothing here")
        (self.site / "all.bib").write_text("@misc{a}")
        (folder / "secret.html").write_text("secret")
        self.wrong: tuple[Problem, ...] = ()
        self.told: list[set[str] | None] = []

    @property
    def rebuilds(self) -> int:
        return len(self.told)

    def rebuild(self, changed: Collection[Path] | None) -> tuple[Problem, ...]:
        """Find wrong what this was told to, and note what has changed."""
        names = None if changed is None else {path.relative_to(self.folder).as_posix() for path in changed}
        self.told.append(names)
        return self.wrong

    def edit(self, name: str = "site.yaml") -> None:
        """Change a source; its time moves on even where the file system's clock is coarse."""
        path = self.folder / name
        path.write_text("title: x")
        os.utime(path, ns=(0, self.rebuilds + 1))


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)


def preview_of(sources: Sources) -> Preview:
    return Preview(sources.rebuild, sources.site, (sources.folder,))


def browse(preview: Preview, visit: Callable[[Fetch, str], Awaitable[None]]) -> None:
    """Serve a preview on a free port for as long as a visit takes."""

    async def visited() -> None:
        server, address = listen(preview, 0)
        client = AsyncHTTPClient(force_instance=True)
        try:
            await visit(lambda path: client.fetch(address + path, raise_error=False), address)
        finally:
            client.close()
            server.stop()
            await server.close_all_connections()

    # In a thread of its own: Playwright's browser keeps a loop in this one for as long as it is open.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(visited())).result()


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("", 200, "Newest"),
        ("index.html", 200, "Newest"),
        ("papers/a.html", 200, "Paper"),
        ("papers/b.html", 404, "Nothing here"),
        ("papers/", 404, "Nothing here"),
        ("%2e%2e/secret.html", 404, "Nothing here"),
        ("all.bib", 200, "@misc{a}"),
        ("livereload.js", 200, "LiveReload"),
    ],
)
def test_the_preview_answers_with_the_files_of_the_site(
    sources: Sources, path: str, status: int, words: str
) -> None:
    async def visit(fetch: Fetch, _: str) -> None:
        answer = await fetch(path)
        assert answer.code == status
        assert words in answer.body.decode()

    browse(preview_of(sources), visit)


def test_a_page_reloads_and_its_policy_lets_it_while_the_file_stays_as_it_is(sources: Sources) -> None:
    async def visit(fetch: Fetch, _: str) -> None:
        page = (await fetch("")).body.decode()
        assert '<script src="/livereload.js" defer></script>\n</head>' in page
        assert "content=\"connect-src 'self' ws:; default-src 'none'; connect-src 'none'\"" in page
        assert (await fetch("all.bib")).body == b"@misc{a}"

    browse(preview_of(sources), visit)
    assert (sources.site / "index.html").read_text() == PAGE


def test_while_a_source_is_wrong_every_page_says_so_and_afterwards_the_site_is_back(sources: Sources) -> None:
    preview = preview_of(sources)

    async def visit(fetch: Fetch, _: str) -> None:
        sources.wrong = (PROBLEM, warning(Place("content/site.yaml"), "an empty lede"))
        sources.edit()
        assert preview.follow()
        for path in ("", "papers/a.html", "papers/b.html"):
            answer = await fetch(path)
            page = answer.body.decode()
            assert answer.code == 500
            assert "content/papers/x.yaml:3:1: unknown field &#x27;&lt;script&gt;&#x27;" in page
            assert "hint: did you mean" in page
            assert "an empty lede" not in page
            assert "livereload.js" in page
        assert (await fetch("all.bib")).code == 200

        sources.wrong = ()
        sources.edit()
        assert preview.follow()
        assert "Newest" in (await fetch("")).body.decode()

    browse(preview, visit)


def test_a_browser_is_told_to_reload(sources: Sources) -> None:
    async def visit(_: Fetch, address: str) -> None:
        socket = await websocket_connect(address.replace("http", "ws") + "livereload")
        await socket.write_message(json.dumps({"command": "hello"}))
        assert json.loads(str(await socket.read_message()))["command"] == "hello"
        await socket.write_message(json.dumps({"command": "info", "url": address}))
        # An answer to a second greeting means that the server has read what came before it.
        await socket.write_message(json.dumps({"command": "hello"}))
        await socket.read_message()
        reload_browsers()
        assert json.loads(str(await socket.read_message()))["command"] == "reload"
        socket.close()

    browse(preview_of(sources), visit)


def test_a_rebuild_follows_a_change_an_addition_and_a_removal_but_no_quiet(sources: Sources) -> None:
    preview = preview_of(sources)
    sources.edit()
    assert preview.follow()
    assert not preview.follow()
    sources.edit()
    assert preview.follow()
    (sources.folder / "papers").mkdir()
    sources.edit("papers/a.yaml")
    assert preview.follow()
    (sources.folder / "papers" / "a.yaml").unlink()
    assert preview.follow()
    assert not preview.follow()
    assert sources.told == [None, {"site.yaml"}, {"papers/a.yaml"}, {"papers/a.yaml"}]


@pytest.mark.parametrize("name", [".site.yaml.swp", "site.yaml~", ".#site.yaml", "site.yaml.tmp"])
def test_files_that_editors_keep_for_themselves_are_no_sources(sources: Sources, name: str) -> None:
    sources.edit(name)
    assert states([sources.folder]) == {}


def test_a_page_without_a_head_or_policy_is_left_as_it_is() -> None:
    assert with_reload(b"<p>x</p>") == b"<p>x</p>"


def test_a_port_in_use_is_a_problem_with_a_hint(sources: Sources) -> None:
    preview = preview_of(sources)

    async def visit(_: Fetch, address: str) -> None:
        with pytest.raises(SeparataError) as refused:
            listen(preview, int(address.rstrip("/").rpartition(":")[2]))
        assert "in use" in str(refused.value)
        assert "name another with --port" in str(refused.value)

    browse(preview, visit)


def test_a_folder_that_cannot_be_read_for_a_while_does_not_end_the_preview(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources.edit()
    preview = preview_of(sources)
    assert preview.follow()
    with monkeypatch.context() as patch:
        refused = SeparataError(Problem(Place("content/papers"), "cannot be read: Permission denied"))
        patch.setattr("separata.serve.listing", Mock(side_effect=refused))
        assert preview.follow()
        assert not preview.follow()
    assert preview.follow([str(sources.folder / "site.yaml")])
    assert not preview.follow()
    # Whoever did not see what went meanwhile looks at everything.
    assert sources.told == [None, None, None]


def test_a_build_that_another_one_disturbs_does_not_end_the_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), ".preview.staged/index.html")
    monkeypatch.setattr("separata.stages.build.build", Mock(side_effect=gone))
    monkeypatch.setattr("separata.stages.watching.watching", lambda _: nullcontext())
    told: list[Problem] = []
    monkeypatch.setattr("separata.serve.serve", lambda rebuild, *_, **__: told.extend(rebuild(None)))
    assert main(["--project", str(tmp_path), "serve"]) == 0
    assert [problem.message for problem in told] == [f"cannot be used: {gone.strerror}"]


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_number_that_no_port_has_is_a_problem(sources: Sources, port: int) -> None:
    with pytest.raises(SeparataError, match=f"--port: must be a number from 0 to 65535, got '{port}'"):
        listen(preview_of(sources), port)


class Leftover:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_a_rebuild_leaves_behind_is_let_go(tmp_path: Path) -> None:
    left: list[weakref.ref[Leftover]] = []
    alive = []

    def rebuild(_changed: object) -> tuple[Problem, ...]:
        alive.append([one() is not None for one in left])
        if len(left) == 3:
            raise KeyboardInterrupt
        left.append(weakref.ref(Leftover()))
        (tmp_path / f"cause of the next one {len(left)}").touch()
        return ()

    def served() -> None:
        serve(rebuild, tmp_path, watched=(tmp_path,), port=0, started=lambda _: None)

    gc.disable()
    try:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(served).result()
    finally:
        gc.enable()
    assert alive == [[], [False], [False, False], [False, False, False]]


def test_what_is_told_is_looked_at_and_nothing_else(sources: Sources) -> None:
    preview = preview_of(sources)
    sources.edit()
    sources.edit("a.yaml")
    assert preview.follow()
    sources.edit()
    sources.edit("a.yaml")
    assert preview.follow([str(sources.folder / "a.yaml"), str(sources.folder / ".a.yaml.swp"), "/elsewhere"])
    assert not preview.follow([str(sources.folder / "a.yaml")])
    (sources.folder / "a.yaml").unlink()
    assert preview.follow([str(sources.folder / "a.yaml")])
    assert preview.follow()
    assert sources.told == [None, {"a.yaml"}, {"a.yaml"}, {"site.yaml"}]


def test_all_is_looked_at_when_a_folder_comes_or_goes(sources: Sources) -> None:
    preview, folder = preview_of(sources), sources.folder / "papers"
    preview.follow()
    folder.mkdir()
    sources.edit("papers/a.yaml")
    assert preview.follow([str(folder)])
    folder.rename(sources.folder.parent / "papers of old")
    assert preview.follow([str(folder)])
    assert sources.told == [None, {"papers/a.yaml"}, {"papers/a.yaml"}]


def test_a_change_that_is_told_is_followed_before_the_next_look_at_all(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("separata.serve.INTERVAL", 10_000.0)
    reading, writing = os.pipe()
    path = f"{sources.folder}/site.yaml\0".encode()

    def rebuild(changed: Collection[Path] | None) -> tuple[Problem, ...]:
        sources.rebuild(changed)
        if changed is not None:
            raise KeyboardInterrupt
        return ()

    def begun(_: str) -> None:
        sources.edit()
        os.write(writing, path[:5])
        os.write(writing, path[5:])

    def served() -> None:
        with os.fdopen(reading, "rb", buffering=0) as news:
            serve(rebuild, sources.site, watched=(sources.folder,), port=0, started=begun, news=news)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(served).result()
    os.close(writing)
    assert sources.told == [None, {"site.yaml"}]


def test_a_change_that_was_told_is_not_waited_for_once_more(sources: Sources) -> None:
    reading, writing = os.pipe()
    # Whoever reads where there is nothing gets an error, in place of waiting for the next edit.
    os.set_blocking(reading, False)

    def tell(turns: int = 0) -> None:
        """Edit and tell of it, some turns of the loop later."""
        if turns:
            asyncio.get_running_loop().call_soon(tell, turns - 1)
            return
        sources.edit()
        os.write(writing, f"{sources.folder}/site.yaml\0".encode())

    def rebuild(changed: Collection[Path] | None) -> tuple[Problem, ...]:
        sources.rebuild(changed)
        if sources.rebuilds == 3:
            raise KeyboardInterrupt
        if changed is not None:
            tell(turns=50)
        return ()

    def served() -> None:
        with os.fdopen(reading, "rb", buffering=0) as news:
            watched = (sources.folder,)
            serve(rebuild, sources.site, watched=watched, port=0, started=lambda _: tell(), news=news)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(served).result()
    os.close(writing)
    assert sources.told == [None, {"site.yaml"}, {"site.yaml"}]


def test_files_are_looked_at_where_nothing_is_told_any_more(sources: Sources) -> None:
    reading, writing = os.pipe()
    os.close(writing)

    def rebuild(changed: Collection[Path] | None) -> tuple[Problem, ...]:
        sources.rebuild(changed)
        if changed is not None:
            raise KeyboardInterrupt
        return ()

    def served() -> None:
        with os.fdopen(reading, "rb", buffering=0) as news:
            watched = (sources.folder,)
            serve(rebuild, sources.site, watched=watched, port=0, started=lambda _: sources.edit(), news=news)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(served).result()
    assert sources.told == [None, {"site.yaml"}]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_the_system_tells_which_files_change(sources: Sources) -> None:
    (sources.folder / "papers").mkdir()
    with watching([sources.folder, sources.folder / "not there"]) as news:
        assert news
        # Nobody says when it begins to hear.
        while not select([news], [], [], 0.05)[0]:
            sources.edit("papers/a.yaml")
        assert f"{sources.folder}/papers/a.yaml" in news.read(1 << 12).decode().split("\0")
