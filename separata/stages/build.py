"""Building: content and templates to a site, making anew only what is stale."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from separata.files import Project, Staging, remove, stamp_at
from separata.manifest import (
    Item,
    Made,
    Manifest,
    Reason,
    item_of,
    manifest_path,
    read_manifest,
    write_manifest,
)
from separata.problems import Place, Problem, SeparataError
from separata.stages.sources import sources_of
from separata.stages.workers import cores, shared_out

if TYPE_CHECKING:
    from separata.stages.plan import Done, Share, Work

Progress = Callable[[int, int], None]

_ORPHANS = "orphans"  # the item under which files stand that are about to be removed
_PER_SHARE = 64  # papers or people that a process takes at a time
_FEW = 2000  # subjects up to which one process is quicker than several, when most of them are current


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
    if before.sources == sources.digest and _is_intact(before, out):
        return Built((), _count(before.items), (), (), ())

    # Only a build that has something to read pays for what reads and plans.
    from separata.stages.plan import work_of

    settled = sources.digest if sources.is_settled(project.cache) else b""
    work, problems = work_of(project, before, out=out, base_url=base_url)
    # A warning has to be told each time, so a site with one is read each time.
    settled = b"" if problems else settled
    with Staging(out) as staging:
        done = tuple(_done(work, staging, progress))
        items, orphans = _settled(work, done)
        # Before anything is moved the manifest owns every file that may come to be, so that a build
        # cut short leaves nothing behind that the next one would not know for its own.
        known = {_ORPHANS: orphans} if orphans.files else {}
        write_manifest(store, Manifest({**items, **known}, work.causes, b"" if known else settled))
        staging.publish()
    removed = tuple(remove(out, [made.url for made in orphans.files]))
    if known:
        write_manifest(store, Manifest(items, work.causes, settled))
    written = tuple(url for one in done for url in one.written)
    reasons = tuple(reason for one in done for reason in one.reasons)
    return Built(written, _count(items) - len(written), removed, reasons, problems)


def _is_intact(manifest: Manifest, out: Path) -> bool:
    """Tell whether every file stands as the last build left it."""
    return all(
        stamp_at(f"{out}/{made.url}") == made.stamp for item in manifest.items.values() for made in item.files
    )


def _done(work: "Work", staging: Staging, progress: Progress) -> Iterator["Done"]:
    """Yield what came of every subject that is not current; many are shared out among processes.

    Raises:
        SeparataError: with the faults of templates, each told once.
    """
    shares = work.shares(_PER_SHARE)
    total, count = len(work.names), 0
    problems: dict[Place, Problem] = {}
    known = len(work.names & work.before.items.keys()) > total / 2 and work.causes == work.before.causes
    few = total < (_FEW if known else _PER_SHARE)

    def brought_up(share: "Share") -> tuple[int, list["Done"]]:
        subjects = tuple(work.subjects(share))
        stale = [subject for subject in subjects if not work.is_current(subject)]
        return len(subjects), [work.brought_up(subject, staging) for subject in stale]

    for size, found in shared_out(brought_up, shares, workers=1 if few else cores()):
        count += size
        progress(count, total)
        for one in found:
            problems = {**{problem.place: problem for problem in one.problems}, **problems}
            yield one
    if problems:
        raise SeparataError(*problems.values())


def _settled(work: "Work", done: Sequence["Done"]) -> tuple[dict[str, Item], Item]:
    """Return what the site will have, and the files that it has no more.

    Raises:
        SeparataError: when two pages claim one address.
    """
    items = {name: item for name, item in work.before.items.items() if name in work.names}
    items |= {one.name: one.item for one in done}
    gone: dict[str, Made] = {}
    fresh: set[str] = set()
    for one in done:
        wanted = {made.url for made in one.item.files}
        before = {made.url: made for made in _files(work.before, one.name)}
        fresh |= wanted - before.keys()
        gone |= {url: made for url, made in before.items() if url not in wanted}
    for name in work.before.items.keys() - work.names:
        gone |= {made.url: made for made in _files(work.before, name)}
    if fresh:
        from separata.stages.plan import clashes

        addresses = [(name, made.url) for name, item in items.items() for made in item.files]
        if found := clashes(addresses):
            raise SeparataError(*found)
    orphans = sorted((made for url, made in gone.items() if url not in fresh), key=lambda made: made.url)
    return items, item_of(b"", tuple(orphans))


def _files(manifest: Manifest, name: str) -> tuple[Made, ...]:
    item = manifest.items.get(name)
    return item.files if item else ()


def _count(items: Mapping[str, Item]) -> int:
    return sum(len(item.files) for item in items.values())


def explained(reasons: Sequence[Reason]) -> Iterator[str]:
    """Yield a line for each file made anew and why."""
    return (f"{url}: {words}" for url, words in reasons)
