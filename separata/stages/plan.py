"""Planning: what the site should have, what of it is stale, and how each file is printed.

Files that belong to one paper, one person or one kind of page are planned together, as a subject. A
subject is known by the hash of all that its files are a function of; while that and the files stand, its
pages are not even planned.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from separata.config import with_base_url
from separata.files import Project, Staging, digest, folder_at, stamp_at
from separata.library import Library
from separata.manifest import (
    Causes,
    Item,
    Made,
    Manifest,
    Reason,
    item_of,
    log_of,
    manifest_path,
    read_manifest,
    why_stale,
)
from separata.model import Person
from separata.pages import (
    KINDS,
    OF_BLOCKS,
    OF_KINDS,
    OF_PAPERS,
    OF_PEOPLE,
    OF_SELECTIONS,
    OF_TOPICS,
    OF_VENUES,
    OF_YEARS,
)
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.holding import PAPERS, TOPICS, VENUES, Holding, annuals, holdings
from separata.pages.offprint import offprints
from separata.pages.page import Kind, Page, hashed
from separata.pages.profile import profiles
from separata.pages.related import Neighbourhood, Standing
from separata.pages.search import block_of, ranges
from separata.pages.shelves import Shelf
from separata.problems import Place, Problem, SeparataError
from separata.stages.content import edition_of, read_content
from separata.stages.drawings import drawer
from separata.stages.memory import Memory
from separata.stages.program import program_digest
from separata.stages.workers import cores, shared_out
from separata.theme import Theme, theme_of

_SITE = "site"  # the table of what the site has as a whole
_ASSETS = "site assets"
_PER_SHARE = 64  # papers or people that a process takes at a time
_SHELVES = 4  # the same of topics and venues, which may have thousands of papers
_PER_PART = 128  # papers whose neighbours a process looks for at a time
_FEW_PARTS = 4  # parts up to which one process is quicker than several
_DAMAGED = "missing from the site, or changed there"

T = TypeVar("T")


class Share(NamedTuple):
    """A part of the subjects: from where to where of which table."""

    table: str
    start: int
    stop: int


class Table(NamedTuple):
    """Subjects of one sort: their names, what each of them has, how a part of them is prepared.

    A process takes up to `step` of them at a time.
    """

    names: Sequence[str]
    kinds: Sequence[Kind[Any]]
    prepared: Callable[[int, int], Iterator[Any]]
    step: int


class Subject(NamedTuple):
    """What is planned together: its name in the manifest, the hash of what it is a function of, its pages.

    An empty hash means that the pages must be planned to know.
    """

    name: str
    digest: bytes
    pages: Callable[[], Iterator[Page]]


class Done(NamedTuple):
    """What came of a subject: its item for the manifest, a log of what was made anew, how many files wait.

    `problems` are what was in the way.
    """

    name: str
    item: Item
    log: bytes = b""
    written: int = 0
    problems: tuple[Problem, ...] = ()


class Work:
    """What there is to do for an output folder, ready to be shared out among processes."""

    def __init__(
        self,
        edition: Edition,
        theme: Theme,
        before: Manifest,
        *,
        out: Path,
        program: bytes,
        project: Project,
    ) -> None:
        self.edition = edition
        self.theme = theme
        self.before = before
        self.drawn = drawer(project)
        self.compiled = project.cache / "templates"
        self.out = f"{out}/"
        self.tables = _tables(edition)
        self.causes = Causes(
            program,
            digest(msgspec.msgpack.encode(edition.site)),
            {name: theme.digest(name) for name in sorted(theme.templates) if not name.startswith("default/")},
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The name of every subject."""
        whole = (f"{_SITE} {kind.name}" for kind in KINDS)
        return frozenset(chain(whole, [_ASSETS], *(table.names for table in self.tables.values())))

    def shares(self) -> tuple[Share, ...]:
        """Return the subjects in parts; what takes longest comes first."""
        lengths = {_SITE: (len(KINDS) + 1, 1)}
        lengths |= {name: (len(table.names), table.step) for name, table in self.tables.items()}
        return tuple(
            Share(name, start, min(start + step, length))
            for name, (length, step) in lengths.items()
            for start in range(0, length, step)
        )

    def subjects(self, share: Share) -> Iterator[Subject]:
        """Yield the subjects of a share."""
        if share.table != _SITE:
            table = self.tables[share.table]
            names = table.names[share.start : share.stop]
            for name, subject in zip(names, table.prepared(share.start, share.stop), strict=True):
                yield Subject(name, hashed(subject), partial(_pages, table.kinds, subject))
        elif share.start < len(KINDS):
            kind = KINDS[share.start]
            yield Subject(f"{_SITE} {kind.name}", b"", partial(kind.plan, self.edition))
        else:
            yield Subject(_ASSETS, b"", self._assets)

    def _assets(self) -> Iterator[Page]:
        for name, data in self.theme.assets.items():
            yield Page(f"assets/{name}", "", (data,), _itself)

    def is_current(self, subject: Subject) -> bool:
        """Tell whether a subject's files stand as they should, as far as that can be told without planning."""
        known = self.before.items.get(subject.name)
        if (
            not known
            or not subject.digest
            or known.digest != subject.digest
            or self.causes != self.before.causes
        ):
            return False
        return all(stamp_at(self.out + made.url) == made.stamp for made in known.files)

    def brought_up(self, subject: Subject, staging: Staging) -> Done:
        """Print what is stale of a subject, and put in waiting what differs from the file that is there.

        One fault of a template spoils every page it prints; it is told once, with the first of them.
        """
        files: list[Made] = []
        reasons: list[Reason] = []
        problems: dict[Place, Problem] = {}
        for page, made, words in self._stale(subject):
            if made and not words:
                files.append(made)
                continue
            try:
                data = self.printed(page)
            except SeparataError as error:
                problems = {**{problem.place: problem for problem in error.problems}, **problems}
                continue
            stamp, waits = staging.add(page.url, data)
            files.append(Made(page.url, page.template, hashed(page.inputs), *stamp))
            reasons.append(Reason(page.url, words, waits))
        written = sum(reason.differs for reason in reasons)
        item = item_of(subject.digest, tuple(files))
        return Done(subject.name, item, log_of(reasons), written, tuple(problems.values()))

    def _stale(self, subject: Subject) -> Iterator[tuple[Page, Made | None, str]]:
        """Yield each page of a subject with the file of the last build and why it is made anew, if it is."""
        item = self.before.items.get(subject.name)
        known = {made.url: made for made in item.files} if item else {}
        for page in subject.pages():
            made = known.get(page.url)
            words = why_stale(page.template, hashed(page.inputs), made, self.causes, self.before.causes)
            if not words and made and stamp_at(self.out + made.url) != made.stamp:
                words = _DAMAGED
            yield page, made, words

    def reasons(self) -> Iterator[Reason]:
        """Yield every file of the site with why it would be made anew; empty words where it would not."""
        for share in self.shares():
            for subject in self.subjects(share):
                yield from (Reason(page.url, words) for page, _, words in self._stale(subject))

    @cached_property
    def printed(self) -> Callable[[Page], bytes]:
        """The function that gives a page's bytes; templates are loaded when it is first asked for."""
        from separata.render import Renderer

        rendered = Renderer(self.theme, self.edition, folder_at(self.compiled)).bytes_of
        return lambda page: self.drawn(page) if page.drawn else rendered(page)


def _tables(edition: Edition) -> dict[str, Table]:
    """Return the tables of subjects by name, but for what the site has as a whole."""
    library = edition.library
    papers, people = library.papers, tuple(_as_met(library))
    spans = tuple(ranges(papers))
    years = tuple(library.by_year)
    of_shelves = partial(_of_shelves, edition)
    return {
        "search": Table(
            [f"search {name}" for name, _ in spans],
            OF_BLOCKS,
            lambda start, stop: (block_of(edition, *span) for span in spans[start:stop]),
            1,
        ),
        "topic": of_shelves("topic", OF_TOPICS, edition.topics, TOPICS),
        "venue": of_shelves("venue", OF_VENUES, edition.venues, VENUES),
        "kind": of_shelves("kind", OF_KINDS, edition.kinds, PAPERS),
        "selection": of_shelves("selection", OF_SELECTIONS, edition.selections, PAPERS),
        "year": Table(
            [f"year {year}" for year in years],
            OF_YEARS,
            lambda start, stop: annuals(edition, years[start:stop]),
            1,
        ),
        "paper": Table(
            [f"paper {paper.id}" for paper in papers],
            OF_PAPERS,
            lambda start, stop: offprints(edition, papers[start:stop]),
            _PER_SHARE,
        ),
        "person": Table(
            [f"person {person.id}" for person in people],
            OF_PEOPLE,
            lambda start, stop: profiles(edition, people[start:stop]),
            _PER_SHARE,
        ),
    }


def _of_shelves(
    edition: Edition, name: str, kinds: Sequence[Kind[Holding]], found: Mapping[str, Shelf], up: Link
) -> Table:
    shelves = tuple(found.values())
    names = [f"{name} {shelf.url}" for shelf in shelves]
    return Table(names, kinds, lambda start, stop: holdings(edition, shelves[start:stop], up), _SHELVES)


def work_of(
    project: Project, before: Manifest, *, out: Path, base_url: str = ""
) -> tuple[Work, tuple[Problem, ...]]:
    """Read everything, to compare it with what the last build made, `before`; and tell what to warn of.

    Raises:
        SeparataError: with every problem that stands in the way.
    """
    program = program_digest()
    content = read_content(project, program)
    site = with_base_url(content.site, base_url) if base_url else content.site
    theme = theme_of(project)
    memory = Memory(project.cache / "neighbours", list[Standing], program)
    edition = edition_of(content, site, faces=theme.faces, standings=memory.read([]))
    if _settled(edition.neighbourhood):
        memory.write(edition.neighbourhood.standings)
    work = Work(edition, theme, before, out=out, program=program, project=project)
    return work, content.problems


def _settled(neighbourhood: Neighbourhood) -> bool:
    """Find the neighbours of all papers that may have others than before; tell whether there were any."""
    stale = neighbourhood.stale
    parts = [stale[start : start + _PER_PART] for start in range(0, len(stale), _PER_PART)]

    def made(part: Sequence[int]) -> list[tuple[int, bytes]]:
        return [(at, neighbourhood.made(at)) for at in part]

    found = shared_out(made, parts, workers=cores() if len(parts) > _FEW_PARTS else 1)
    neighbourhood.settle(chain.from_iterable(found))
    return bool(stale)


def pages_of(edition: Edition) -> Iterator[tuple[str, Page]]:
    """Yield every page of an edition with the name of its kind."""
    for kind in KINDS:
        yield from ((kind.name, page) for page in kind.plan(edition))
    for table in _tables(edition).values():
        for subject in table.prepared(0, len(table.names)):
            yield from ((kind.name, page) for kind in table.kinds for page in kind.plan(subject))


def clashes(addresses: Sequence[tuple[str, str]]) -> tuple[Problem, ...]:
    """Tell of addresses that are claimed twice; file systems that ignore case count. Each has its claimant."""
    claims: dict[str, list[str]] = defaultdict(list)
    for claimant, url in addresses:
        claims[url.casefold()].append(claimant)
    return tuple(
        Problem(Place("content"), f"{url} would be the address of two pages: {' and '.join(found)}")
        for url, found in sorted(claims.items())
        if len(found) > 1
    )


def staleness(project: Project) -> dict[str, str]:
    """Return for every file of the site why a build would make it anew; an empty reason where it would not."""
    before = read_manifest(manifest_path(project.cache, project.site))
    work, _ = work_of(project, before, out=project.site)
    return {reason.url: reason.words for reason in work.reasons()}


def _as_met(library: Library) -> Iterator[Person]:
    """Yield everybody in the order of their newest papers, so that neighbours print much the same entries."""
    seats = (person for paper in library.papers for person in library.bylines[paper.id])
    return (library.people[person] for person in dict.fromkeys(chain(seats, library.people)))


def _pages(kinds: Sequence[Kind[T]], subject: T) -> Iterator[Page]:
    for kind in kinds:
        yield from kind.plan(subject)


def _itself(data: bytes) -> bytes:
    return data
