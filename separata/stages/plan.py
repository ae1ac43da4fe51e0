"""Planning: what the site should have, what of it is stale, and how each file is printed.

Files that belong to one paper, one person or one kind of page are planned together, as a subject. A
subject is known by the hash of all that its files are a function of; while that and the files stand, its
pages are not even planned.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from separata.config import with_base_url
from separata.files import Project, digest, version_folder
from separata.manifest import (
    Causes,
    Item,
    Kept,
    Made,
    Manifest,
    Reason,
    item_of,
    why_stale,
)
from separata.markup.formulas import keep_formulas
from separata.pages import KINDS, metadata
from separata.pages.edition import Edition
from separata.pages.offprint import Offprint
from separata.pages.page import Kind, Page, hashed
from separata.pages.sheet import Sheet, forget
from separata.pages.slip import Slip
from separata.problems import Place, Problem, SeparataError
from separata.stages.concordances import Concordances
from separata.stages.content import edition_of, read_content
from separata.stages.corrigenda import Corrigenda
from separata.stages.drawings import drawer
from separata.stages.filingbook import FilingBook
from separata.stages.formulas import FormulaBook
from separata.stages.namebook import NameBook
from separata.stages.neighbours import neighbours_of
from separata.stages.ranks import Ranks, ranks_of
from separata.stages.reach import Reach, outline_of, reach
from separata.stages.slips import NOWHERE, Slips, slip_of
from separata.stages.sources import Sources, program_known, source
from separata.stages.tables import showing, tables_of
from separata.staging import Staging
from separata.theme import ENTRY, Theme, theme_of

if TYPE_CHECKING:
    from separata.render import Renderer

_PAPERS = "paper"  # the table of papers
_SITE = "site"  # the table of what the site has as a whole
_ASSETS = "site assets"
_DAMAGED = "missing from the site, or changed there"

T = TypeVar("T")


class Share(NamedTuple):
    """A part of the subjects that are looked at: from where to where of which table."""

    table: str
    start: int
    stop: int


class Subject(NamedTuple):
    """What is planned together: its name in the manifest, the hash of what it is a function of, its pages.

    An empty hash means that the pages must be planned to know. `whole` is what the hash is of, where that is a
    value; `sheet` is what a paper's slip is made of.
    """

    name: str
    digest: bytes
    pages: Callable[[], Iterator[Page]]
    whole: object = None
    sheet: Sheet | None = None

    def hash(self, page: Page) -> bytes:
        """Return the hash of the inputs of a page; one that is a function of all has that of all."""
        inputs = page.inputs
        return self.digest if len(inputs) == 1 and inputs[0] is self.whole else hashed(inputs)


class Done(NamedTuple):
    """What came of a subject: its item for the manifest, what was made anew, what was in the way."""

    name: str
    item: Item
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()


def slips_of(done: Iterable[Done]) -> dict[str, int]:
    """Return where the slips of the papers among some subjects stand, by the papers' ids."""
    made = ((one.name.removeprefix(f"{_PAPERS} "), one.item.slip) for one in done)
    return {paper: slip for paper, slip in made if slip != NOWHERE}


class Left(NamedTuple):
    """What the last build left of an output folder, and under which name it kept the slips.

    `broken` returns the addresses of files that do not stand as it left them, which takes long to find out.
    While the site `is_trusted` to have none, nobody asks unless everything is looked at.
    """

    manifest: Manifest
    broken: Callable[[], frozenset[str]]
    slips: str
    is_trusted: bool = True


class Work:
    """What there is to do for an output folder, ready to be shared out among processes."""

    def __init__(
        self,
        edition: Edition,
        theme: Theme,
        ranks: Ranks,
        left: Left,
        *,
        program: bytes,
        project: Project,
    ) -> None:
        self.edition = edition
        self.theme = theme
        self.before = left.manifest
        self.drawn = drawer(project)
        self.compiled = version_folder(project.cache, "templates", program)
        self.tables = tables_of(edition)
        self.neighbours = edition.neighbours = neighbours_of(project.cache / "neighbours", ranks, program)
        self.outline = outline_of(edition, ranks, self.tables)
        self.causes = Causes(
            program,
            digest(msgspec.msgpack.encode(edition.site)),
            {name: theme.digest(name) for name in sorted(theme.templates) if not name.startswith("default/")},
        )
        same = _slips_are_of(self.causes) == _slips_are_of(self.before.causes)
        kept = self.before.slips if same else Kept()
        self.slips = Slips(project.cache, left.slips, kept, places=self._place_before)
        edition.slip = self.slips.of
        edition.filed = FilingBook(project.cache, program).filed
        edition.concordance = Concordances(project.cache, program).of
        keep_formulas(FormulaBook(project.cache))
        self.reach = self._reach() if left.is_trusted else None
        self.broken = frozenset() if self.reach else left.broken()

    def _reach(self) -> Reach | None:
        """Return what can have been touched since the last build; None where everything is looked at."""
        if not self.before.items or self.causes != self.before.causes or not self.slips.stand:
            return None
        return reach(self.before.outline, self.outline, self.edition, self.tables, self._shown_before)

    def _place_before(self, paper: str) -> int:
        item = self.before.items.get(f"{_PAPERS} {paper}")
        return item.slip if item else NOWHERE

    def _shown_before(self, paper: str) -> str:
        item = self.before.items.get(f"{_PAPERS} {paper}")
        return item.shown if item else ""

    @cached_property
    def looked_at(self) -> Mapping[str, Sequence[str]]:
        """The keys of the subjects to look at, by table."""
        if self.reach:
            return {name: self.reach.keys.get(name, ()) for name in self.tables}
        return {name: table.order() for name, table in self.tables.items()}

    @cached_property
    def ended(self) -> frozenset[str]:
        """The names of the subjects of the last build that are no more."""
        if self.reach:
            return frozenset(name for name in self.reach.ended if name in self.before.items)
        whole = (f"{_SITE} {kind.name}" for kind in KINDS)
        names = (f"{name} {key}" for name, table in self.tables.items() for key in table.found)
        return frozenset(self.before.items).difference(whole, [_ASSETS], names)

    @property
    def is_mostly_known(self) -> bool:
        """Whether most of what is looked at should stand as the last build left it."""
        if self.reach:
            return True
        count = sum(len(table.found) for table in self.tables.values())
        return self.causes == self.before.causes and len(self.before.items) - len(self.ended) > count / 2

    def shares(self) -> tuple[tuple[Share, ...], tuple[Share, ...]]:
        """Return the papers in parts, then all else; what takes longest comes first."""
        lengths = {_SITE: (len(KINDS) + 1, 1)}
        lengths |= {name: (len(keys), self.tables[name].step) for name, keys in self.looked_at.items()}
        shares = tuple(
            Share(name, start, min(start + step, length))
            for name, (length, step) in lengths.items()
            for start in range(0, length, step)
        )
        papers = tuple(share for share in shares if share.table == _PAPERS)
        return papers, tuple(share for share in shares if share.table != _PAPERS)

    def subjects(self, share: Share) -> Iterator[Subject]:
        """Yield the subjects of a share."""
        if share.table != _SITE:
            table, keys = self.tables[share.table], self.looked_at[share.table][share.start : share.stop]
            for key, subject in zip(keys, table.subjects(keys), strict=True):
                sheet = subject.listed if isinstance(subject, Offprint) else None
                pages = partial(_pages, table.kinds, subject)
                yield Subject(f"{share.table} {key}", hashed(subject), pages, subject, sheet)
        elif share.start < len(KINDS):
            kind = KINDS[share.start]
            known = kind.digest(self.edition)
            yield Subject(f"{_SITE} {kind.name}", known, partial(kind.plan, self.edition))
        else:
            yield Subject(_ASSETS, b"", self._assets)

    def _assets(self) -> Iterator[Page]:
        for name, data in self.theme.assets.items():
            yield Page(f"assets/{name}", "", (data,), _itself)

    def is_current(self, subject: Subject) -> bool:
        """Tell whether a subject's files stand as they should, as far as that can be told without planning."""
        known = self.before.items.get(subject.name)
        return (
            known is not None
            and bool(subject.digest)
            and known.digest == subject.digest
            and self.causes == self.before.causes
            and (self.slips.stand or not subject.sheet)
            and (not self.broken or self.broken.isdisjoint(known.urls))
        )

    def brought_up(self, subject: Subject, staging: Staging) -> Done:
        """Print what is stale of a subject, and put in waiting what differs from the file that is there.

        One fault of a template spoils every page it prints; it is told once, with the first of them.
        """
        files: list[Made] = []
        reasons: list[Reason] = []
        problems: dict[Place, Problem] = {}
        slip = NOWHERE
        if subject.sheet:
            try:
                slip = self._slip(subject.sheet)
            except SeparataError as error:
                problems = {problem.place: problem for problem in error.problems}
        known = self._made(subject)
        for page, inputs, words in self._stale(subject, known):
            if not words:
                files.append(known[page.url])
                continue
            try:
                data = self.corrigenda.corrected(page, inputs, known, staging.out) or self.printed(page)
            except SeparataError as error:
                problems = {**{problem.place: problem for problem in error.problems}, **problems}
                continue
            stamp, waits = staging.add(page.url, data)
            files.append(Made(page.url, page.template, inputs, *stamp))
            reasons.append(Reason(page.url, words, waits))
        item = item_of(subject.digest, files, slip, self._shown(subject))
        return Done(subject.name, item, tuple(reasons), tuple(problems.values()))

    @cached_property
    def corrigenda(self) -> Corrigenda:
        """What puts edited and new papers right in files of many."""
        papers = self.tables[_PAPERS].found
        looked_at = self.reach.keys.get(_PAPERS, ()) if self.reach else ()
        new = frozenset(id for id in looked_at if f"{_PAPERS} {id}" not in self.before.items)

        def now(paper: str) -> Slip | None:
            return self.slips.of(self.edition.sheet(papers[paper]))

        edited = self.reach.edited if self.reach else frozenset()
        return Corrigenda(edited, new, then=self.slips.before, now=now)

    def _shown(self, subject: Subject) -> str:
        if not subject.sheet:
            return ""
        return "\n".join(showing(self.edition, subject.sheet.paper))

    def _slip(self, sheet: Sheet) -> int:
        """Return where the slip of a sheet stands: the one that is there, or else one made now."""
        if not self.slips.of(sheet):
            self.slips.add(sheet.id, slip_of(sheet, self.edition.site, self.renderer.entry))
        return self.slips.place(sheet.id)

    def _made(self, subject: Subject) -> Mapping[str, Made]:
        """Return the files that the last build made of a subject, by their addresses."""
        item = self.before.items.get(subject.name)
        return {made.url: made for made in item.files} if item else {}

    def _stale(self, subject: Subject, known: Mapping[str, Made]) -> Iterator[tuple[Page, bytes, str]]:
        """Yield each page of a subject, the hash of its inputs, and why it is made anew; empty if it is not."""
        for page in subject.pages():
            inputs = subject.hash(page)
            words = why_stale(page.template, inputs, known.get(page.url), self.causes, self.before.causes)
            if not words and page.url in self.broken:
                words = _DAMAGED
            yield page, inputs, words

    def reasons(self) -> Iterator[Reason]:
        """Yield every file that is looked at with why it would be made anew; empty words where it would not."""
        for share in chain(*self.shares()):
            for subject in self.subjects(share):
                stale = self._stale(subject, self._made(subject))
                yield from (Reason(page.url, words) for page, _, words in stale)

    def close(self) -> None:
        """Close files, and let go of what is kept beyond this."""
        self.slips.close()
        self.neighbours.close()
        keep_formulas(None)
        forget()
        metadata.forget()

    @cached_property
    def printed(self) -> Callable[[Page], bytes]:
        """The function that gives a page's bytes."""
        rendered = self.renderer.bytes_of
        return lambda page: self.drawn(page) if page.drawn else rendered(page)

    @cached_property
    def renderer(self) -> "Renderer":
        """What prints pages and entries; templates are loaded when it is first asked for."""
        from separata.render import Renderer

        return Renderer(self.theme, self.edition, self.compiled)


def work_of(
    project: Project,
    left: Left,
    *,
    base_url: str = "",
    told: Collection[str] | None = None,
    seen: Sources | None = None,
) -> tuple[Work, tuple[Problem, ...]]:
    """Read everything, to compare it with what the last build left; and tell what to warn of.

    `told` are the source files that alone may have changed since, where that is known; `seen` are the source
    files that there are, if they have been looked at.

    Raises:
        SeparataError: with every problem that stands in the way.
    """
    program = program_known(project.cache, seen.program if seen else source())
    content = read_content(project, program, told, seen.content if seen else None)
    site = with_base_url(content.site, base_url) if base_url else content.site
    theme = theme_of(project)
    edition = edition_of(content, site, faces=theme.faces, names=NameBook(project.cache, program))
    ranks = ranks_of(edition)
    work = Work(edition, theme, ranks, left, program=program, project=project)
    return work, content.problems


def _slips_are_of(causes: Causes) -> tuple[bytes, bytes, bytes | None]:
    """Return what all slips are a function of."""
    return causes.program, causes.site, causes.templates.get(ENTRY)


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


def _pages(kinds: Sequence[Kind[T]], subject: T) -> Iterator[Page]:
    for kind in kinds:
        yield from kind.plan(subject)


def _itself(data: bytes) -> bytes:
    return data
