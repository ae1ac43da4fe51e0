"""Building: content and templates to a site, making anew only what is stale."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from separata.files import Project, Staging, Stamp, remove, stamp
from separata.manifest import (
    Item,
    Made,
    Manifest,
    Reason,
    item_of,
    manifest_path,
    read_manifest,
    reasons_of,
    write_manifest,
)
from separata.problems import Place, Problem, SeparataError
from separata.stages.sources import CATALOGUE, sources_of
from separata.stages.stamps import damaged
from separata.stages.workers import cores, shared_out, uncollected

if TYPE_CHECKING:
    from separata.stages.plan import Done, Left, Share, Work

Progress = Callable[[int, int], None]

_ORPHANS = "orphans"  # the item under which files stand that are about to be removed
_VERY_FEW = 64  # the same, when all have to be printed
_FEW = 6000  # subjects up to which one process is quicker than several, when most of them are current


class Built(NamedTuple):
    """What a build did: a log of the files made anew, of how many of them the bytes are other than before.

    Then how many files stand as they were, which went, and warnings.
    """

    logs: tuple[bytes, ...]
    differing: int
    kept: int
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why each file was made anew."""
        return tuple(reason for log in self.logs for reason in reasons_of(log))

    @property
    def written(self) -> tuple[str, ...]:
        """The addresses of the files that were new or came out otherwise than before."""
        return tuple(reason.url for reason in self.reasons if reason.differs)


def build(
    project: Project,
    *,
    out: Path,
    base_url: str = "",
    told: Collection[str] | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Built:
    """Bring the site in a folder up to date with content and templates.

    The folder ends with the bytes that a build into an empty folder would give. Files there that no
    build of ours wrote are left alone. On a problem nothing in the folder is changed.

    `told` are the source files that alone may have changed since the last build, by path from the root. Then
    no other file is looked at, and the site is taken to be as that build left it.

    Raises:
        SeparataError: with every problem that stands in the way.
    """
    store = manifest_path(project.cache, out)
    before = read_manifest(store)
    told = told if _is_known(project, before, out) else None
    sources = sources_of(project, base_url) if told is None else None
    broken = frozenset(_broken(before, out) if told is None else ())
    if sources and before.sources == sources.digest and not broken:
        return Built((), 0, _count(before.items), (), ())

    # Only a build that has something to read pays for what reads and plans.
    from separata.stages.plan import work_of

    settled = sources.digest if sources and sources.is_settled(project.cache) else b""
    with uncollected():
        work, problems = work_of(project, _left(before, broken, store), base_url=base_url, told=told)
    # A warning has to be told each time, so a site with one is read each time.
    settled = b"" if problems else settled
    with Staging(out) as staging, closing(work.slips):
        done = tuple(_done(work, staging, progress))
        items, orphans = _settled(work, done)
        # Before anything is moved the manifest owns every file that may come to be, so that a build
        # cut short leaves nothing behind that the next one would not know for its own.
        known = {_ORPHANS: orphans} if orphans.files else {}
        rest = (_catalogue(project), work.slips.kept(), work.outline)
        write_manifest(store, Manifest({**items, **known}, work.causes, b"" if known else settled, *rest))
        staging.publish()
    removed = tuple(remove(out, [made.url for made in orphans.files]))
    if known:
        write_manifest(store, Manifest(items, work.causes, settled, *rest))
    work.slips.discard_others()
    logs = tuple(one.log for one in done)
    differing = sum(one.written for one in done)
    return Built(logs, differing, _count(items) - differing, removed, problems)


def _is_known(project: Project, before: Manifest, out: Path) -> bool:
    """Tell whether the last build came to its end, and no command has read records since."""
    cut_short = _ORPHANS in before.items or Staging(out).was_left()
    return bool(before.items) and not cut_short and before.catalogue == _catalogue(project)


def _catalogue(project: Project) -> Stamp:
    return stamp(project.cache / CATALOGUE) or Stamp(0, 0)


def _broken(manifest: Manifest, out: Path) -> Iterator[str]:
    """Yield the addresses of the files that do not stand as the last build left them."""
    items = tuple(manifest.items.values())
    return damaged(out, items, lambda item: item.stamps, count=_count(manifest.items))


def _left(before: Manifest, broken: frozenset[str], store: Path) -> "Left":
    from separata.stages.plan import Left

    return Left(before, broken, store.name.replace("manifest", "slips"))


def _done(work: "Work", staging: Staging, progress: Progress) -> Iterator["Done"]:
    """Yield what came of every subject that is not current; many are shared out among processes.

    Papers come first, because all else puts in what was printed of them.

    Raises:
        SeparataError: with the faults of templates, each told once.
    """
    total, count = sum(share.stop - share.start for share in chain(*work.shares())), 0
    problems: dict[Place, Problem] = {}
    few = total < (_FEW if work.is_mostly_known else _VERY_FEW)

    def brought_up(share: "Share") -> tuple[int, list["Done"]]:
        subjects = tuple(work.subjects(share))
        stale = [subject for subject in subjects if not work.is_current(subject)]
        return len(subjects), [work.brought_up(subject, staging) for subject in stale]

    for shares in work.shares():
        for size, found in shared_out(brought_up, shares, workers=1 if few else cores()):
            count += size
            progress(count, total)
            for one in found:
                problems = {**{problem.place: problem for problem in one.problems}, **problems}
                work.learn(one)
                yield one
    if problems:
        raise SeparataError(*problems.values())


def _settled(work: "Work", done: Sequence["Done"]) -> tuple[dict[str, Item], Item]:
    """Return what the site will have, and the files that it has no more.

    Raises:
        SeparataError: when two pages claim one address.
    """
    before = work.before.items
    items = {name: item for name, item in before.items() if name not in work.ended}
    items |= {one.name: one.item for one in done}
    gone = {made.url: made for name in work.ended for made in before[name].files}
    moved = []
    for one in done:
        wanted, known = _files(items, one.name), _files(before, one.name)
        if wanted.keys() != known.keys():
            moved.append(one.name)
        gone |= {url: made for url, made in known.items() if url not in wanted}
    if moved:
        _refuse_clashes(items, moved)
    taken = {url for one in done for url in _files(items, one.name)} if gone else ()
    orphans = sorted((made for url, made in gone.items() if url not in taken), key=lambda made: made.url)
    return items, item_of(b"", tuple(orphans))


def _refuse_clashes(items: Mapping[str, Item], moved: Iterable[str]) -> None:
    """Look for addresses that are claimed twice: among items that share a place, and within those that moved.

    Raises:
        SeparataError: when there are any.
    """
    from separata.stages.plan import clashes

    owners: dict[str, str] = {}
    contested = {name for name in moved if _repeats(items[name])}
    for name, item in items.items():
        for place in item.places:
            if (owner := owners.setdefault(place, name)) != name:
                contested |= {owner, name}
    addresses = [(name, made.url) for name in sorted(contested) for made in items[name].files]
    if found := clashes(addresses):
        raise SeparataError(*found)


def _repeats(item: Item) -> bool:
    return len({made.url.casefold() for made in item.files}) < item.count


def _files(items: Mapping[str, Item], name: str) -> dict[str, Made]:
    """Return the files of an item by their addresses; none where there is no such item."""
    item = items.get(name)
    return {made.url: made for made in item.files} if item else {}


def _count(items: Mapping[str, Item]) -> int:
    return sum(item.count for item in items.values())


def staleness(project: Project) -> dict[str, str]:
    """Return why a build would make files anew; those that it would not have an empty reason, or none."""
    from separata.stages.plan import work_of

    store = manifest_path(project.cache, project.site)
    before = read_manifest(store)
    work, _ = work_of(project, _left(before, frozenset(_broken(before, project.site)), store))
    return {reason.url: reason.words for reason in work.reasons()}


def explained(reasons: Sequence[Reason]) -> Iterator[str]:
    """Yield a line for each file made anew and why."""
    return (f"{reason.url}: {reason.words}" for reason in reasons)
