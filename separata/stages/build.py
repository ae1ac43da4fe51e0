"""Building: content and templates to a site, making anew only what is stale."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from separata.files import Project, Stamp, remove, stamp
from separata.inventory import Columns, DamagedError, Inventory, inventory_path, read_inventory
from separata.problems import Place, Problem, SeparataError
from separata.stages.sources import CATALOGUE, Sources, sources_of
from separata.stages.stamps import damaged, damaged_meanwhile
from separata.stages.workers import cores, shared_out, uncollected
from separata.staging import Staging

if TYPE_CHECKING:
    from separata.manifest import Fresh, Items, Reason
    from separata.stages.plan import Left, Share, Work

Progress = Callable[[int, int], None]

_FEW = 6000  # subjects up to which one process is quicker than several, when most of them are current
_VERY_FEW = 64  # the same, when all have to be printed
_MANY = 20_000  # papers of which lists of the whole site alone are worth several processes


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
    def reasons(self) -> tuple["Reason", ...]:
        """Why each file was made anew."""
        from separata.manifest import reasons_of

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
    known = read_inventory(inventory_path(project.cache, out))
    order = Order(project, out, base_url, progress)
    with uncollected():
        try:
            return _built(order, known, told)
        except DamagedError:
            return _built(order, Inventory(known.path), None)


class Order(NamedTuple):
    """What to build, where to, for which address, and whom to tell how far it is."""

    project: Project
    out: Path
    base_url: str
    progress: Progress


def _built(order: Order, known: Inventory, told: Collection[str] | None) -> Built:
    """Build as `build` does, with what is known of the last one.

    Raises:
        DamagedError: when that is not what was written; nothing has been changed then.
    """
    project, out = order.project, order.out
    if told is not None and not _is_known(project, known, out):
        told = None
    looked_at = known if told is None else known._replace(parts=())
    with damaged_meanwhile(out, looked_at) as broken:
        sources = sources_of(project, order.base_url) if told is None else None
        is_new = not sources or sources.digest != known.sources
        if not is_new and not broken():
            return Built((), 0, known.files, (), ())
        # It takes long to look at a large site, and mostly all is well. So a build that needs to look at little
        # else goes on meanwhile; should anything be amiss, it begins again and looks at everything.
        try:
            return _brought_up(order, Before(known, broken, is_trusted=is_new), told, sources)
        except _AmissError:
            return _brought_up(order, Before(known, broken, is_trusted=False), told, sources)


class _AmissError(Exception):
    """Files of the site do not stand as the last build left them, which was taken for granted."""


class Before(NamedTuple):
    """What is known of the last build, what tells of damage since, and whether none is taken for granted."""

    inventory: Inventory
    broken: Callable[[], frozenset[str]]
    is_trusted: bool


def _brought_up(order: Order, before: Before, told: Collection[str] | None, sources: Sources | None) -> Built:
    """Build what differs from the last build.

    Raises:
        _AmissError: when trust was misplaced; nothing has been changed then.
    """
    # Only a build that has something to read pays for what reads and plans.
    from separata.manifest import Manifest, unpacked, write_manifest
    from separata.stages.deadends import dead_ends, there_in
    from separata.stages.plan import work_of

    project, out = order.project, order.out
    settled = sources.digest if sources and sources.is_settled(project.cache) else b""
    work, problems = work_of(project, _left(before), base_url=order.base_url, told=told, seen=sources)
    with closing(work), Staging(out) as staging:
        outcomes = tuple(_outcomes(work, staging, order.progress))
        if work.reach and before.broken():
            raise _AmissError
        changed = unpacked(outcome.items for outcome in outcomes)
        items, orphans = _settled(work, changed)
        there = partial(there_in, work.edition, items)
        problems = (*problems, *dead_ends(project, work.edition, there))
        # A warning has to be told each time, so a site with one is read each time.
        settled = b"" if problems else settled
        # Before anything is moved the manifest owns every file that may come to be, so that a build
        # cut short leaves nothing behind that the next one would not know for its own.
        kept = Manifest(items, work.causes, settled, _catalogue(project), work.slips.kept(), work.outline)
        write_manifest(kept._replace(sources=b"", orphans=orphans) if orphans else kept)
        staging.publish()
    removed = tuple(remove(out, orphans, _respelt(orphans, changed)))
    if orphans:
        write_manifest(kept)
    work.slips.discard_others()
    logs = tuple(outcome.log for outcome in outcomes)
    differing = sum(outcome.differing for outcome in outcomes)
    return Built(logs, differing, items.inventory.files - differing, removed, problems)


def _is_known(project: Project, known: Inventory, out: Path) -> bool:
    """Tell whether the last build came to its end, and no command has read records since."""
    from separata.manifest import left_by

    if not known.parts:
        return False
    catalogue, orphans = left_by(known)
    return not orphans and not Staging(out).was_left() and catalogue == _catalogue(project)


def _catalogue(project: Project) -> Stamp:
    return stamp(project.cache / CATALOGUE) or Stamp(0, 0)


def _left(before: Before) -> "Left":
    from separata.manifest import manifest_of
    from separata.stages.plan import Left

    slips = before.inventory.path.name.replace("manifest", "slips")
    return Left(manifest_of(before.inventory), before.broken, slips, before.is_trusted)


class Outcome(NamedTuple):
    """What came of a share of the subjects, in few bytes, since all is kept until the last file is printed.

    `size` is the number of its subjects. Of those that were not current there are the items, where their slips
    are, what was in the way, a log of their files, and of how many the bytes are other than before.
    """

    size: int
    items: bytes
    slips: Mapping[str, int]
    problems: tuple[Problem, ...]
    log: bytes
    differing: int


def _outcomes(work: "Work", staging: Staging, progress: Progress) -> Iterator[Outcome]:
    """Yield what came of each share of the subjects; many are shared out among processes.

    Papers come first, because all else puts in what was printed of them.

    Raises:
        SeparataError: with the faults of templates, each told once.
    """
    total, count = sum(share.stop - share.start for share in chain(*work.shares())), 0
    problems: dict[Place, Problem] = {}
    few = total < (_FEW if work.is_mostly_known else _VERY_FEW) and len(work.edition.library.papers) < _MANY

    for shares in work.shares():
        for outcome in shared_out(partial(_outcome, work, staging), shares, workers=1 if few else cores()):
            count += outcome.size
            progress(count, total)
            problems = {**{problem.place: problem for problem in outcome.problems}, **problems}
            work.slips.learn(outcome.slips)
            yield outcome
    if problems:
        raise SeparataError(*problems.values())


def _outcome(work: "Work", staging: Staging, share: "Share") -> Outcome:
    """Bring the subjects of a share up to date."""
    from separata.manifest import log_of, packed
    from separata.stages.plan import slips_of

    subjects = tuple(work.subjects(share))
    done = [work.brought_up(subject, staging) for subject in subjects if not work.is_current(subject)]
    reasons = [reason for one in done for reason in one.reasons]
    return Outcome(
        size=len(subjects),
        items=packed((one.name, one.item) for one in done),
        slips=slips_of(done),
        problems=tuple(problem for one in done for problem in one.problems),
        log=log_of(reasons),
        differing=sum(reason.differs for reason in reasons),
    )


def _settled(work: "Work", changed: "Fresh") -> tuple["Items", tuple[str, ...]]:
    """Return what the site will have, and the files that it has no more.

    Raises:
        SeparataError: when two pages claim one address.
    """
    before = work.before.items
    ended = filter(None, map(before.get, work.ended))
    gone = {*work.before.orphans, *chain.from_iterable(item.urls for item in ended)}
    moved = _Moved(set(), {}, set())
    for name, item in changed.items():
        wanted, known = item.columns, before.get(name)
        if known is None or known.columns.urls != wanted.urls:
            moved.add(name, wanted)
            gone |= set(known.urls if known else ()).difference(wanted.each_url())
    if moved.names:
        _refuse_clashes(before, changed, moved, work.ended)
    if gone:
        gone = gone.difference(*(item.urls for item in changed.values()))
    return before.updated(changed, work.ended), tuple(sorted(gone))


def _respelt(orphans: Sequence[str], changed: "Fresh") -> dict[str, str]:
    """Return which of the files that the site has no more are others now but for small and capital letters."""
    folded = {url.casefold(): url for url in orphans}
    if not folded:
        return {}
    urls = chain.from_iterable(item.urls for item in changed.values())
    return {folded[url.casefold()]: url for url in urls if url.casefold() in folded}


class _Moved(NamedTuple):
    """The subjects that have other addresses than before, with one that has each mark.

    `contested` are those of them that may have an address twice, or one that another one has as well.
    """

    names: set[str]
    owners: dict[int, str]
    contested: set[str]

    def add(self, name: str, columns: Columns) -> None:
        """Add a subject with its files."""
        self.names.add(name)
        if columns.has_one_twice:
            self.contested.add(name)
        for mark in columns.each_mark():
            if (owner := self.owners.setdefault(mark, name)) != name:
                self.contested.update((owner, name))


def _refuse_clashes(before: "Items", changed: "Fresh", moved: _Moved, ended: Collection[str]) -> None:
    """Look for addresses that are claimed twice: among subjects that share a mark, and within those that moved.

    Raises:
        SeparataError: when there are any.
    """
    from separata.stages.plan import clashes

    contested = {name: changed[name] for name in moved.contested}
    leaving = {*moved.names, *ended}
    for name, item in before.marked(frozenset(moved.owners)):
        if name not in leaving:
            shared = item.columns.each_mark() & moved.owners.keys()
            contested |= {name: item, **{moved.owners[mark]: changed[moved.owners[mark]] for mark in shared}}
    addresses = [(name, url) for name in sorted(contested) for url in contested[name].urls]
    if found := clashes(addresses):
        raise SeparataError(*found)


def staleness(project: Project) -> dict[str, str]:
    """Return why a build would make files anew; those that it would not have an empty reason, or none."""
    from separata.stages.plan import work_of

    known = read_inventory(inventory_path(project.cache, project.site))
    broken = damaged(project.site, known)
    work, _ = work_of(project, _left(Before(known, lambda: broken, is_trusted=not broken)))
    with closing(work):
        return {reason.url: reason.words for reason in work.reasons()}


def explained(reasons: Sequence["Reason"]) -> Iterator[str]:
    """Yield a line for each file made anew and why."""
    return (f"{reason.url}: {reason.words}" for reason in reasons)
