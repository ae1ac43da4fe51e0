"""Planning: what the site should have, what of it is stale, and how each file is printed."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from separata.config import with_base_url
from separata.files import Project, digest, stamp
from separata.manifest import Fingerprint, Manifest, Reason, is_intact, manifest_path, read_manifest, stale
from separata.pages import KINDS
from separata.pages.edition import Edition
from separata.pages.page import Page
from separata.problems import Place, Problem, SeparataError
from separata.stages.content import edition_of, read_content
from separata.stages.program import program_digest
from separata.theme import Theme, theme_of

_WORDS = ("the program changed", "the site's configuration changed", "its template changed", "its data changed")
_ASSETS = "assets/"


class Work(NamedTuple):
    """What there is to do for an output folder: every file wanted, what is stale, and how to print it."""

    wanted: Mapping[str, Fingerprint]
    reasons: tuple[Reason, ...]
    printed: Callable[[str], bytes]
    problems: tuple[Problem, ...]


def work_of(project: Project, before: Manifest, *, out: Path, base_url: str = "") -> Work:
    """Read everything and compare it with what the last build made, `before`.

    Raises:
        SeparataError: with every problem that stands in the way.
    """
    program = program_digest()
    content = read_content(project, program)
    site = with_base_url(content.site, base_url) if base_url else content.site
    edition = edition_of(content, site)
    theme = theme_of(project)
    pages = planned(edition)
    wanted = _fingerprints(pages, theme, edition, program)
    intact = [url for url, made in before.made.items() if is_intact(made, stamp(out / url))]
    reasons = stale(wanted, before, intact)
    return Work(wanted, reasons, _printer(pages, theme, edition), content.problems)


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
    before = read_manifest(manifest_path(project.cache, project.site))
    work = work_of(project, before, out=project.site)
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
