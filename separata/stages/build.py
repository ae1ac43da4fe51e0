"""Building: content and templates to a site, making anew only what is stale."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from separata.config import with_base_url
from separata.files import Project, Staging, digest, remove, stamp
from separata.manifest import (
    Fingerprint,
    Made,
    Manifest,
    Reason,
    is_intact,
    manifest_path,
    read_manifest,
    stale,
    write_manifest,
)
from separata.pages import KINDS
from separata.pages.edition import Edition
from separata.pages.page import Page
from separata.problems import Place, Problem, SeparataError
from separata.stages.content import edition_of, read_content
from separata.stages.program import program_digest
from separata.theme import Theme, theme_of

_WORDS = ("the program changed", "the site's configuration changed", "its template changed", "its data changed")
_ASSETS = "assets/"

Progress = Callable[[int, int], None]


class Built(NamedTuple):
    """What a build did: addresses written, kept and removed, reasons, and warnings to tell."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]
    reasons: tuple[Reason, ...]
    problems: tuple[Problem, ...]


def build(
    project: Project, *, out: Path, base_url: str = "", progress: Progress = lambda _done, _all: None
) -> Built:
    """Bring the site in a folder up to date with content and templates.

    The folder ends with the bytes that a build into an empty folder would give. Files there that no
    build of ours wrote are left alone. On a problem nothing in the folder is changed.

    Raises:
        SeparataError: with every problem that stands in the way.
    """
    work = _work(project, out, base_url)
    orphans = sorted(work.before.made.keys() - work.wanted.keys())
    if not work.reasons and not orphans:
        return Built((), len(work.wanted), (), (), work.problems)
    store = manifest_path(project.cache, out)
    with Staging(out) as staging:
        made = _staged(staging, work, progress)
        # Before anything is moved the manifest owns every file that may come to be, so that a build
        # cut short leaves nothing behind that the next one would not know for its own.
        promised = {url: Made(()) for url in staging.waiting}
        write_manifest(store, Manifest({**work.before.made, **promised}))
        staging.publish()
        written = tuple(staging.waiting)
    removed = tuple(remove(out, orphans))
    kept = {url: work.before.made[url] for url in work.wanted if url not in made}
    noted = {url: _noted(entry, out / url) for url, entry in made.items()}
    write_manifest(store, Manifest({**kept, **noted}))
    return Built(written, len(work.wanted) - len(written), removed, work.reasons, work.problems)


class Work(NamedTuple):
    """What there is to do for an output folder: every file wanted, what is stale, and how to print it."""

    wanted: Mapping[str, Fingerprint]
    before: Manifest
    reasons: tuple[Reason, ...]
    printed: Callable[[str], bytes]
    problems: tuple[Problem, ...]


def _work(project: Project, out: Path, base_url: str) -> Work:
    program = program_digest()
    content = read_content(project, program)
    site = with_base_url(content.site, base_url) if base_url else content.site
    edition = edition_of(content, site)
    theme = theme_of(project)
    pages = planned(edition)
    wanted = _fingerprints(pages, theme, edition, program)
    before = read_manifest(manifest_path(project.cache, out))
    intact = [url for url, made in before.made.items() if is_intact(made, stamp(out / url))]
    reasons = stale(wanted, before, intact)
    return Work(wanted, before, reasons, _printer(pages, theme, edition), content.problems)


def planned(edition: Edition) -> dict[str, Page]:
    """Return every page of an edition by its address.

    Raises:
        SeparataError: when two pages claim one address; file systems that ignore case count.
    """
    pages: dict[str, Page] = {}
    claims: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        for page in kind.plan(edition):
            claims[page.url.casefold()].append(kind.name)
            pages[page.url] = page
    clashes = [
        Problem(Place("content"), f"{url} would be the address of two pages: {' and '.join(kinds)}")
        for url, kinds in sorted(claims.items())
        if len(kinds) > 1
    ]
    if clashes:
        raise SeparataError(*clashes)
    return pages


def staleness(project: Project) -> dict[str, str]:
    """Return for every file of the site why a build would make it anew; an empty reason where it would not."""
    work = _work(project, project.site, "")
    reasons = dict(work.reasons)
    return {url: reasons.get(url, "") for url in work.wanted}


def _fingerprints(
    pages: Mapping[str, Page], theme: Theme, edition: Edition, program: bytes
) -> dict[str, Fingerprint]:
    """Return for each file of the site the hashes of all that it is a function of."""
    site = digest(msgspec.msgpack.encode(edition.site))
    templates = {name: theme.digest(name) for name in {page.template for page in pages.values()}}
    inputs_digest = _input_digests()
    found = {
        url: Fingerprint((program, site, templates[page.template], inputs_digest(page.inputs)), _WORDS)
        for url, page in pages.items()
    }
    for name, data in theme.assets.items():
        found[_ASSETS + name] = Fingerprint((digest(data),), ("the file changed",))
    return found


def _input_digests() -> Callable[[Any], bytes]:
    """Return the function that hashes inputs; what many pages share, such as a work, is encoded once."""
    encode = msgspec.msgpack.Encoder().encode
    # An object's identity holds while something refers to it, so the object is kept beside its hash.
    known: dict[int, tuple[Any, bytes]] = {}

    def hashed(value: Any) -> bytes:
        if isinstance(value, tuple) and any(isinstance(item, tuple | msgspec.Struct) for item in value):
            return digest(b"tuple" + b"".join(hashed(item) for item in value))
        if not isinstance(value, msgspec.Struct):
            return digest(encode(value))
        if id(value) not in known:
            known[id(value)] = (value, digest(encode(value)))
        return known[id(value)][1]

    return hashed


def _printer(pages: Mapping[str, Page], theme: Theme, edition: Edition) -> Callable[[str], bytes]:
    """Return the function that gives a file's bytes; templates are loaded at the first page."""

    @cache
    def renderer() -> Callable[[Page], bytes]:
        from separata.render import Renderer

        return Renderer(theme, edition).bytes_of

    def printed(url: str) -> bytes:
        if url.startswith(_ASSETS):
            return theme.assets[url.removeprefix(_ASSETS)]
        return renderer()(pages[url])

    return printed


def _staged(staging: Staging, work: Work, progress: Progress) -> dict[str, Made]:
    """Print what is stale, and put in waiting what differs from the file that is there.

    One fault of a template spoils every page it prints; it is told once, with the first of them.
    """
    made = {}
    problems: dict[Place, Problem] = {}
    for done, (url, _) in enumerate(work.reasons):
        progress(done, len(work.reasons))
        try:
            data = work.printed(url)
        except SeparataError as error:
            problems = {**{problem.place: problem for problem in error.problems}, **problems}
            continue
        made[url] = Made(work.wanted[url].causes, digest(data))
        staging.add(url, data)
    if problems:
        raise SeparataError(*problems.values())
    progress(len(work.reasons), len(work.reasons))
    return made


def _noted(made: Made, path: Path) -> Made:
    """Return the entry with the stamp of the file as it now stands."""
    now = stamp(path)
    return msgspec.structs.replace(made, size=now.size, changed=now.changed) if now else made


def explained(reasons: Sequence[Reason]) -> Iterator[str]:
    """Yield a line for each file made anew and why."""
    return (f"{url}: {words}" for url, words in reasons)
