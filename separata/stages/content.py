"""Reading content: every record, the configuration, prose and the ledger, from cache where nothing changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from separata.addresses import read_addresses, read_published
from separata.config import (
    SiteConfig,
    Topic,
    Venue,
    place_of,
    read_redirects,
    read_site,
    read_topics,
    read_venues,
)
from separata.drawing.faces import Faces
from separata.drawing.pictures import Original
from separata.exporters.styles import Style, bundled, faults_of
from separata.files import (
    Listing,
    Project,
    bytes_if_there,
    names_in,
    text_if_there,
    text_of,
)
from separata.identities import identities_of
from separata.ledger import Ledger
from separata.library import Library, library_of
from separata.model import Address, Person, Published
from separata.names import name_key, name_keys
from separata.pages.addresses import paper_url
from separata.pages.edition import Edition, News, Prose
from separata.problems import Place, Problem, SeparataError, did_you_mean, errors_of, warning
from separata.rows import Papers
from separata.stages.namebook import NameBook
from separata.stages.origins import Stated
from separata.stages.pictures import read_pictures
from separata.stages.prosefiles import read_news, read_prose
from separata.stages.recordfiles import read_records
from separata.stages.stacks import told_of

if TYPE_CHECKING:
    from separata.review import Pair

Item = TypeVar("Item")

_REVIEW = "review.yaml"
# What content consists of, besides citation styles.
_FOLDERS = ("news", "pages", "papers", "people", "pictures")
_LISTS = (
    "addresses.jsonl", "decisions.yaml", "ledger.jsonl", "published.jsonl", "redirects.yaml", _REVIEW,
    "site.yaml", "topics.yaml", "venues.yaml",
)  # fmt: skip


class Content(NamedTuple):
    """All that `content/` holds, with the problems found in reading it."""

    site: SiteConfig
    papers: Papers
    people: tuple[Person, ...]
    venues: tuple[Venue, ...]
    topics: tuple[Topic, ...]
    prose: tuple[Prose, ...]
    news: tuple[News, ...]
    pictures: Mapping[str, Original]
    redirects: Mapping[str, str]
    ledger: Ledger
    style: Style | None
    addresses: tuple[Address, ...]
    published: tuple[Published, ...]
    open_pairs: "tuple[Pair, ...]"
    problems: tuple[Problem, ...]


def read_content(
    project: Project, program: bytes, told: Collection[str] | None = None, seen: Listing | None = None
) -> Content:
    """Read everything below `content/`; problems are collected, and what can be read is read.

    `told` are the files that alone may have changed since it was last read, where that is known; `seen` are
    the files that there are, if they have been looked at.

    Raises:
        SeparataError: when there is no readable `site.yaml`, without which nothing can be built.
    """
    found: list[Problem] = []
    site = _site(project, found)
    papers, people, foreign = read_records(project, program, found, told, seen)
    venues = _optional(project, "venues.yaml", read_venues, found)
    topics = _optional(project, "topics.yaml", read_topics, found)
    ledger = _ledger(project, found)
    addresses = _lines(project, "addresses.jsonl", read_addresses, found)
    published = _lines(project, "published.jsonl", read_published, found)
    pairs = _pairs(project, found)
    prose = read_prose(project, found)
    news = read_news(project, found)
    pictures, wrong = read_pictures(project, papers, people)
    found += wrong
    style = _style(project, site.reference_style, found) if site and site.reference_style else None
    redirects = dict(_optional(project, "redirects.yaml", _redirects, found))
    found += _foreign(foreign)
    found += _misnamed(project)
    if site is None:
        raise SeparataError(*found)
    return Content(
        site,
        papers,
        people,
        venues,
        topics,
        prose,
        news,
        pictures,
        redirects,
        ledger,
        style,
        addresses,
        published,
        pairs,
        tuple(found),
    )


def library_from(content: Content, names: NameBook | None = None) -> Library:
    """Return the library of a content that has no error; a name book makes it sooner.

    Raises:
        SeparataError: with every problem, when there is an error among them.
    """
    # What the group itself says of a former address goes before what can be told of it.
    published = [one for one in content.published if paper_url(one.paper) not in content.redirects]
    identify = names.identities if names else identities_of
    library, problems = library_of(
        content.papers, content.people, content.addresses, published, identify=identify
    )
    if errors_of((*content.problems, *problems)):
        raise SeparataError(*content.problems, *problems)
    return library


def edition_of(
    content: Content, site: SiteConfig, *, faces: Faces | None = None, names: NameBook | None = None
) -> Edition:
    """Return the edition that a content without errors makes.

    Raises:
        SeparataError: as `library_from`.
    """
    return edition_with(content, library_from(content, names), site, faces=faces)


def edition_with(
    content: Content,
    library: Library,
    site: SiteConfig | None = None,
    *,
    faces: Faces | None = None,
) -> Edition:
    """Return the edition of a library with all that the content says besides records."""
    return Edition(
        site or content.site,
        library,
        venues=content.venues,
        topics=content.topics,
        prose=content.prose,
        news=content.news,
        pictures=content.pictures,
        faces=faces,
        origins=Stated(content.ledger),
        told=told_of,
        style=content.style,
        redirects=content.redirects,
        published=content.published,
        doubts=_doubts(library, content.open_pairs),
    )


def _doubts(library: Library, pairs: "Iterable[Pair]") -> dict[str, tuple[str, ...]]:
    """Return for each person who may be another one, which nobody has decided, those others' ids, sorted."""
    sides = [(pair.one, pair.other) for pair in pairs if pair.kind == "people"]
    if not sides:
        return {}
    on_record, own = library.people.on_record, library.people.own
    borne = [(name, id) for id, one in on_record.items() for name in (one.name, *one.names)]
    borne += [(name, id) for id, name in own.items()]
    keys = name_keys(dict.fromkeys(name for name, _ in borne))
    by_key = {keys[name]: id for name, id in borne}
    found: dict[str, set[str]] = defaultdict(set)
    for names in sides:
        one, other = (name if name in library.people else by_key.get(name_key(name), "") for name in names)
        if one and other:
            found[one].add(other)
            found[other].add(one)
    return {person: tuple(sorted(others - {person})) for person, others in found.items()}


def read_configuration(project: Project) -> SiteConfig:
    """Read `site.yaml` alone.

    Raises:
        SeparataError: when it is not there or has an error.
    """
    problems: list[Problem] = []
    site = _site(project, problems)
    if site is None:
        raise SeparataError(*problems)
    return site


def _site(project: Project, problems: list[Problem]) -> SiteConfig | None:
    path = project.content / "site.yaml"
    shown = project.shown(path)
    try:
        text = text_if_there(path, shown)
        if text is not None:
            return read_site(shown, text)
        problems.append(Problem(Place(shown), "there is no such file", "it needs a 'title' and a 'base_url'"))
    except SeparataError as error:
        problems += error.problems
    return None


def _style(project: Project, name: str, problems: list[Problem]) -> Style | None:
    """Read a citation style: the group's own, from `content/` or `templates/`, else one of citeproc-py's."""
    own = (folder / f"{name}.csl" for folder in (project.content, project.templates))
    path = next((path for path in own if path.is_file()), None) or bundled(name)
    if path is None:
        site = project.content / "site.yaml"
        place = place_of(project.shown(site), text_of(site, project.shown(site)), "reference_style")
        hint = f"put {name}.csl into content/; styles stand at https://www.zotero.org/styles"
        problems.append(Problem(place, f"there is no citation style '{name}'", hint))
        return None
    shown = project.shown(path)
    try:
        style = Style(shown, text_of(path, shown))
    except SeparataError as error:
        problems += error.problems
        return None
    problems += faults_of(style)
    return style


def _optional(
    project: Project, name: str, read: Callable[[str, str], tuple[Item, ...]], problems: list[Problem]
) -> tuple[Item, ...]:
    """Read a list that need not be there."""
    path = project.content / name
    shown = project.shown(path)
    try:
        text = text_if_there(path, shown)
        return () if text is None else read(shown, text)
    except SeparataError as error:
        problems += error.problems
        return ()


def _redirects(path: str, text: str) -> tuple[tuple[str, str], ...]:
    return tuple(read_redirects(path, text).items())


def _lines(
    project: Project, name: str, read: Callable[[str, bytes], tuple[Item, ...]], problems: list[Problem]
) -> tuple[Item, ...]:
    """Read a file that ingest writes, one entry a line, which need not be there."""
    path = project.content / name
    shown = project.shown(path)
    try:
        data = bytes_if_there(path, shown)
        return () if data is None else read(shown, data)
    except SeparataError as error:
        problems += error.problems
        return ()


def _ledger(project: Project, problems: list[Problem]) -> Ledger:
    path = project.content / "ledger.jsonl"
    shown = project.shown(path)
    try:
        data = bytes_if_there(path, shown)
        return Ledger() if data is None else Ledger(shown, data)
    except SeparataError as error:
        problems += error.problems
        return Ledger()


def _pairs(project: Project, problems: list[Problem]) -> "tuple[Pair, ...]":
    path = project.content / _REVIEW
    try:
        if not text_if_there(path, project.shown(path)):
            return ()
        # What reads rulings loads much of what joins claims.
        from separata.stages.rulings import open_pairs

        return open_pairs(project)
    except SeparataError as error:
        hint = "delete the file: ingest writes it anew"
        ours = project.shown(path)
        problems += (
            problem._replace(hint=hint) if problem.place.path == ours else problem for problem in error.problems
        )
        return ()


def _foreign(files: Iterable[str]) -> Iterator[Problem]:
    """Tell of files that nothing reads: a record saved as `.yml` would be lost in silence."""
    for path in files:
        message = "is not read: records end in .yaml"
        yield warning(Place(path), message, "rename the file or move it elsewhere")


def _misnamed(project: Project) -> Iterator[Problem]:
    """Tell of what has nearly a name that is read: of rulings in `decisions.yml` none would count."""
    for name in names_in(project.content):
        if name in _FOLDERS or name.startswith(_LISTS):  # or a copy that somebody keeps, as `site.yaml.bak`
            continue
        if hint := did_you_mean(name.lower(), (*_FOLDERS, *_LISTS)):
            yield warning(Place(project.shown(project.content / name)), "is not read", hint)
