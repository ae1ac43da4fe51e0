"""The site's configuration: `content/site.yaml`, `venues.yaml`, `topics.yaml` and `decisions.yaml`."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from separata import located
from separata.identifiers import orcid
from separata.located import Field, Listing, Mark, Node, Problems, Scalar, Table
from separata.problems import Place, Problem, SeparataError, errors_of


class NavItem(msgspec.Struct, frozen=True):
    """A link of the running head: its words and the page it leads to, from the top of the site."""

    words: str
    url: str


class Watch(msgspec.Struct, frozen=True):
    """Whose new papers `sync` looks for, and where; `arxiv` is a query of arXiv's API."""

    person: str = ""
    orcid: str = ""
    openalex: str = ""
    dblp: str = ""
    arxiv: str = ""


class SiteConfig(msgspec.Struct, frozen=True):
    """What `content/site.yaml` says."""

    title: str
    base_url: str
    description: str = ""
    lede: str = ""
    language: str = "en"
    contact: str = ""
    repository: str = ""
    nav: tuple[NavItem, ...] = ()
    footer: str = ""
    newest: int = 5
    cards: bool = False
    watch: tuple[Watch, ...] = ()
    reference_style: str = ""


class Venue(msgspec.Struct, frozen=True):
    """A journal, conference or publisher: its full name, its short name, other spellings."""

    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()


class Topic(msgspec.Struct, frozen=True):
    """A topic: its words, the name of its page's file where that is not made of them, a sentence on it."""

    name: str
    slug: str = ""
    description: str = ""


def _base_url(node: Node, problems: Problems) -> str:
    """Read the address of the site's top folder; it is kept with one slash at the end."""
    value: str = located.web_address(node, problems)
    if value and not _is_folder(value):
        located.refuse(node, problems, "must be the address of the site's top folder")
        return ""
    return value.rstrip("/") + "/" if value else ""


def _is_folder(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no address of a host
        return False
    return address.isprintable() and bool(parts.hostname) and not parts.query and not parts.fragment


def _page_address(node: Node, problems: Problems) -> str:
    """Read an address inside the site, such as `papers.html`."""
    value = located.text(node, problems)
    if value.startswith("/") or ".." in value or ":" in value:
        located.refuse(node, problems, "must be a page of this site such as papers.html")
        return ""
    return value


def _known_as(pattern: str, wanted: str) -> located.Converter:
    """Make the converter of text that has a pattern."""
    return located.checked(lambda text: text if re.fullmatch(pattern, text) else None, wanted)


_file_name = _known_as("[a-z0-9]+(-[a-z0-9]+)*", "must be small letters and digits joined by hyphens")
_style = _known_as(r"[A-Za-z0-9][\w.-]*", "must be the name of a citation style such as apa")
_openalex = _known_as(r"A\d+", "must be an author of OpenAlex such as A5023888391")
_dblp = _known_as(r"[\w-]+/[\w-]+", "must be a person of DBLP such as 65/9612")
_language = _known_as(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "must be a language tag such as en or pt-BR")
_mail = _known_as(r"[^\s@<>:,;]+@[^\s@<>:,;]+", "must be a mail address such as papers@group.example")
_orcid = located.checked(orcid, "must be an ORCID iD such as 0000-0002-1825-0097")


def _style_name(node: Node, problems: Problems) -> str:
    """Read the name of a citation style; it may end as its file does, in `.csl`."""
    name: str = _style(node, problems)
    return name.removesuffix(".csl")


NAV_FIELDS = (
    Field("words", located.text, "the words of the link"),
    Field("url", _page_address, "the page, from the top of the site"),
)

_nav_item = located.record(NAV_FIELDS)


def _nav(node: Node, problems: Problems) -> NavItem:
    found = len(problems)
    values = _nav_item(node, problems)
    is_sound = len(problems) == found
    if is_sound and not (values.get("words") and values.get("url")):
        problems.append(Problem(node.place, "a link needs 'words' and 'url'"))
    return NavItem(**{"words": "", "url": "", **values})


WATCH_FIELDS = (
    Field("person", located.text, "id of the person whose papers these are"),
    Field("orcid", _orcid, "ORCID iD: the works on that record"),
    Field("openalex", _openalex, "author of OpenAlex"),
    Field("dblp", _dblp, "person of DBLP (the pid)"),
    Field("arxiv", located.text, "query of arXiv's API, such as `au:Lovelace_A AND cat:q-bio.PE`"),
)

_watched = located.record(WATCH_FIELDS)


def _watch(node: Node, problems: Problems) -> Watch:
    watch = Watch(**_watched(node, problems))
    if isinstance(node, Table) and watch == Watch(person=watch.person) and not errors_of(problems):
        problems.append(Problem(node.place, "nothing to look up here", "one of orcid, openalex, dblp, arxiv"))
    return watch


SITE_FIELDS = (
    Field("title", located.text, "name of the group, shown on every page (required)"),
    Field("base_url", _base_url, "where the site is published, for feeds and the sitemap (required)"),
    Field("description", located.text, "one sentence for search engines and feeds"),
    Field("lede", located.text, "the sentence that opens the home page"),
    Field("language", _language, "language of the pages (BCP 47), `en` if not stated"),
    Field("contact", _mail, "mail address for corrections, shown on the site"),
    Field("repository", located.web_address, "address of the repository whose records people may correct"),
    Field("nav", located.many(_nav), "links of the running head; the built-in ones if not stated"),
    Field("footer", located.text, "a line for the foot of every page"),
    Field("watch", located.many(_watch), "whose new papers `build.py sync` looks for (see Watch)"),
    Field("newest", located.number, "how many papers the home page shows as newest, 5 if not stated"),
    Field("cards", located.flag, "true to draw a picture for each paper, shown where a link to it is shared"),
    Field(
        "reference_style",
        _style_name,
        "CSL style of references: `apa` for `content/apa.csl`; ours if not stated",
    ),
)

VENUE_FIELDS = (
    Field("name", located.text, "full name, as records give it"),
    Field("short", located.text, "short name, shown in lists"),
    Field("aliases", located.many(located.text), "other spellings of the full name"),
)

TOPIC_FIELDS = (
    Field("name", located.text, "the topic's words, as records give them"),
    Field("slug", _file_name, "name of its page's file; made of the words if not stated"),
    Field("description", located.text, "a sentence on it, for the list of topics and its page"),
)

DECISION_FIELDS = (
    Field("same", located.many(located.text), "ids or names that are one"),
    Field("different", located.many(located.text), "ids or names that are not one"),
    Field("because", located.text, "why"),
)

DECISIONS_FIELDS = (
    Field("papers", located.many(located.record(DECISION_FIELDS)), "rulings on papers"),
    Field("people", located.many(located.record(DECISION_FIELDS)), "rulings on people"),
)

_site = located.record(SITE_FIELDS)
_venue = located.record(VENUE_FIELDS)
_topic = located.record(TOPIC_FIELDS)
_decisions = located.record(DECISIONS_FIELDS)


def read_site(path: str, text: str) -> SiteConfig:
    """Read `site.yaml`.

    Raises:
        SeparataError: with every problem of the file.
    """
    problems: Problems = []
    root = located.parse(path, text)
    values = _site(root, problems)
    for name in ("title", "base_url"):
        if not values.get(name) and not errors_of(problems):
            problems.append(Problem(Place(path), f"'{name}' is missing"))
    if errors_of(problems):
        raise SeparataError(*problems)
    return SiteConfig(**values)


def place_of(path: str, text: str, name: str) -> Place:
    """Return where a field of `site.yaml` says what it says; the file itself where it has no such field."""
    root = located.parse(path, text)
    pairs = root.pairs if isinstance(root, Table) else ()
    return next((value.place for key, value in pairs if key.text == name), Place(path))


def head_links(path: str, text: str) -> Iterator[tuple[str, Place]]:
    """Yield where each link of the `nav` of a `site.yaml` without errors leads, and the place that says so."""
    root = located.parse(path, text)
    pairs = root.pairs if isinstance(root, Table) else ()
    for links in (value for key, value in pairs if key.text == "nav"):
        for link in links.items if isinstance(links, Listing) else (links,):
            pairs = link.pairs if isinstance(link, Table) else ()
            yield from ((located.text(value, []), value.place) for key, value in pairs if key.text == "url")


def redirect_links(path: str, text: str) -> Iterator[tuple[str, Place]]:
    """Yield the page that each line of a `redirects.yaml` without errors leads to, and where it says so."""
    root = located.parse(path, text)
    for _, value in root.pairs if isinstance(root, Table) else ():
        yield located.text(value, []), value.place


def with_base_url(site: SiteConfig, base_url: str) -> SiteConfig:
    """Return the configuration for another address.

    Raises:
        SeparataError: when it is no address of a folder on the web.
    """
    problems: Problems = []
    value = _base_url(Scalar("--base-url", Mark(-1, -1), base_url), problems)
    if problems:
        raise SeparataError(*problems)
    return msgspec.structs.replace(site, base_url=value)


def read_venues(path: str, text: str) -> tuple[Venue, ...]:
    """Read `venues.yaml`: a list of venues.

    Raises:
        SeparataError: with every problem of the file.
    """
    return tuple(Venue(**values) for values in _named(path, text, _venue, "venue"))


def read_topics(path: str, text: str) -> tuple[Topic, ...]:
    """Read `topics.yaml`: a list of topics.

    Raises:
        SeparataError: with every problem of the file.
    """
    return tuple(Topic(**values) for values in _named(path, text, _topic, "topic"))


def read_redirects(path: str, text: str) -> Mapping[str, str]:
    """Read `redirects.yaml`: addresses of a former site, and the page that each leads to.

    `publication/roses/` is the file `publication/roses/index.html`, and `publication/roses` is
    `publication/roses.html`, as hosts of static files have it.

    Raises:
        SeparataError: with every problem of the file.
    """
    problems: Problems = []
    root = located.parse(path, text)
    if not isinstance(root, Table):
        located.refuse(root, problems, "must be a mapping from former addresses to pages of this site")
    found: dict[str, str] = {}
    for key, value in root.pairs if isinstance(root, Table) else ():
        former = former_file(key.text)
        if not former:
            problems.append(Problem(key.place, f"'{key.text}' is no address within a site"))
        elif former in found:
            problems.append(Problem(key.place, f"'{key.text}' stands here already, written otherwise"))
        elif page := _page_address(value, problems):
            found[former] = page
    if errors_of(problems):
        raise SeparataError(*problems)
    return found


def former_file(address: str) -> str:
    """Return the file that a host serves at an address of a former site; empty where there is none."""
    path = address.strip().lstrip("/")
    if not re.fullmatch(r"[\w~+,@-][\w.~+,@-]*(?:/[\w~+,@-][\w.~+,@-]*)*/?", path):
        return ""
    if path.endswith("/"):
        return f"{path}index.html"
    return path if "." in path.rpartition("/")[2] else f"{path}.html"


def _named(path: str, text: str, read: Callable[[Node, Problems], Any], noun: str) -> list[Any]:
    """Read a list of mappings, each of which must have a name."""
    problems: Problems = []
    root = located.parse(path, text)
    items = root.items if isinstance(root, Listing) else ()
    if not isinstance(root, Listing) and not (isinstance(root, Table) and not root.pairs):
        located.refuse(root, problems, f"must be a list of {noun}s")
    found = [read(item, problems) for item in items]
    for item, values in zip(items, found, strict=True):
        if isinstance(item, Table) and not values.get("name"):
            problems.append(Problem(item.place, f"a {noun} needs a name"))
    if errors_of(problems):
        raise SeparataError(*problems)
    return found


def read_decisions(path: str, text: str) -> Mapping[str, tuple[Mapping[str, object], ...]]:
    """Read `decisions.yaml`: rulings under `papers` and `people`, each a mapping of `DECISION_FIELDS`.

    Raises:
        SeparataError: with every problem of the file.
    """
    problems: Problems = []
    values = _decisions(located.parse(path, text), problems)
    if errors_of(problems):
        raise SeparataError(*problems)
    return values
