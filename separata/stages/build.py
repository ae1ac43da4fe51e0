"""Building: content and templates to a site, making anew only what is stale."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from separata.files import Project, Staging, digest, remove, stamp
from separata.manifest import Made, Manifest, Reason, is_intact, manifest_path, read_manifest, write_manifest
from separata.problems import Place, Problem, SeparataError
from separata.stages.sources import sources_of

if TYPE_CHECKING:
    from separata.stages.plan import Work

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
    store = manifest_path(project.cache, out)
    sources = sources_of(project, base_url)
    before = read_manifest(store)
    if before.sources == sources.digest and all(
        is_intact(made, stamp(out / url)) for url, made in before.made.items()
    ):
        return Built((), len(before.made), (), (), ())

    # Only a build that has something to read pays for what reads and plans.
    from separata.stages.plan import work_of

    settled = sources.digest if sources.is_settled(project.cache) else b""
    work = work_of(project, before, out=out, base_url=base_url)
    # A warning has to be told each time, so a site with one is read each time.
    settled = b"" if work.problems else settled
    orphans = sorted(before.made.keys() - work.wanted.keys())
    if not work.reasons and not orphans:
        if settled:
            write_manifest(store, Manifest(before.made, settled))
        return Built((), len(work.wanted), (), (), work.problems)
    with Staging(out) as staging:
        made = _staged(staging, work, progress)
        # Before anything is moved the manifest owns every file that may come to be, so that a build
        # cut short leaves nothing behind that the next one would not know for its own.
        promised = {url: Made(()) for url in staging.waiting}
        write_manifest(store, Manifest({**before.made, **promised}))
        staging.publish()
        written = tuple(staging.waiting)
    removed = tuple(remove(out, orphans))
    kept = {url: before.made[url] for url in work.wanted if url not in made}
    noted = {url: _noted(entry, out / url) for url, entry in made.items()}
    write_manifest(store, Manifest({**kept, **noted}, settled))
    return Built(written, len(work.wanted) - len(written), removed, work.reasons, work.problems)


def _staged(staging: Staging, work: "Work", progress: Progress) -> dict[str, Made]:
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
