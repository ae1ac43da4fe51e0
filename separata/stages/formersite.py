"""A group's former site as it stands in a folder: which of its files are lists, which speak of people."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from separata.files import bytes_of, named_in_utf8, names_below, walk, well_named
from separata.problems import Place, Problem, SeparataError, warning
from separata.readers import ENCODINGS, Seed, recognised, seed_from_bytes
from separata.readers.front_matter import front_matter
from separata.readers.members import Member, has_members, members_of
from separata.stages.formerphotos import with_photos
from separata.text import slug

# Text that can be a list or a page; the other files of a site are pictures, programs and layouts.
_TEXT = {".bib", ".ris", ".json", ".yaml", ".yml", ".xml", ".csv", ".tsv", ".md", ".txt", ".nbib"}

# Folders that hold what a site has been made into, or what it is made with.
_PASSED = {"node_modules", "vendor", "public", "_site", "site", "resources", "themes", "dist", "build"}

# Where prose may look like a list, the name of the file has to agree.
_LOOSE = {"citation_lines": {".txt"}, "citation_csv": {".csv", ".tsv"}}
_OF_PAGES = {"academicpages", "hugoblox"}

_CONFIGURATIONS = re.compile(r"(?:_config\.ya?ml|(?:config/_default/)?(?:hugo|config)\.(?:ya?ml|toml))")
_TITLE = re.compile(r"^title\s*[:=]\s*['\"]?([^'\"#\n]*[^'\"#\s])", re.MULTILINE)
_ADDRESS = re.compile(
    r"^(?:url|baseURL|baseurl)\s*[:=]\s*['\"]?(https?://[\w.:/~-]+)", re.MULTILINE | re.IGNORECASE
)
_PERMALINK = re.compile(r"^permalink:\s*['\"]?(/[^\s'\"]+)", re.MULTILINE)

# The page of all works in each kind of site, and the page of its people.
_LISTS = {
    "academicpages": ("publications/",),
    "hugoblox": ("publication/", "publications/"),
    "citations_yaml": ("research/",),
    "publist": ("publications/", "allpublications/"),
    "bibtex": ("publications/",),
}
_PEOPLE = ("team/", "people/")


class Source(NamedTuple):
    """A file for `seeds/`: its path within the site, its bytes, its format, its encoding if that is not UTF-8.

    `former` is the address of the page that the site made of it, where it made one.
    """

    name: str
    data: bytes
    format: str
    encoding: str = ""
    former: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is one work's page among others of its kind."""
        return self.format in _OF_PAGES


class FormerSite(NamedTuple):
    """What was found: names, lists and pages of works, people, addresses, and what was left behind.

    `name` is the folder below `seeds/`, empty for a list alone; `lists` are the former addresses of the
    list of all works, `left` counts the files of each folder that nothing was taken from, and `photos` are
    the pictures of members by name.
    """

    name: str
    title: str = ""
    base_url: str = ""
    sources: tuple[Source, ...] = ()
    members: tuple[Member, ...] = ()
    lists: tuple[str, ...] = ()
    left: Mapping[str, int] = {}
    photos: Mapping[str, bytes] = {}
    problems: tuple[Problem, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The former addresses of the list of people."""
        return _PEOPLE if self.members else ()


def former_site(origin: Path) -> FormerSite:
    """Find out what a list or the folder of a site holds.

    Raises:
        SeparataError: when there is nothing that is known.
    """
    if not origin.is_dir():
        return _list_alone(origin)
    site = FormerSite(slug(origin.resolve().name) or "former-site")
    unnamed: list[Problem] = []
    for name in well_named(names_below(origin), unnamed):
        path = origin / name
        if not _PASSED & set(name.split("/")[:-1]):
            site = _with(site, name, bytes_of(path, str(path)) if path.suffix in _TEXT else None)
    site = site._replace(problems=(*site.problems, *unnamed))
    if not (site.sources or site.members):
        message = "has no list of works and no page of a person in a format that is known"
        raise SeparataError(Problem(Place(str(origin)), message, "name the file of the list itself"))
    site = _with_photos(site, origin)
    formats = dict.fromkeys(source.format for source in site.sources)
    return site._replace(lists=tuple(dict.fromkeys(old for form in formats for old in _LISTS.get(form, ()))))


def _with_photos(site: FormerSite, origin: Path) -> FormerSite:
    """Return the site with the photos of its members, which are no longer left behind."""
    names = tuple(path.relative_to(origin).as_posix() for path in walk(origin))
    members, photos, problems = with_photos(site.members, origin, names)
    left = dict(site.left)
    for name in photos:
        folder = _top(name)
        left[folder] = left.get(folder, 0) - 1
    return site._replace(
        members=members,
        photos=photos,
        problems=site.problems + problems,
        left={folder: count for folder, count in left.items() if count > 0},
    )


def _list_alone(origin: Path) -> FormerSite:
    named_in_utf8(origin.name)
    data = bytes_of(origin, str(origin))
    seed, encoding = _decoded(origin.name, data)
    reader = seed if isinstance(seed, Problem) else recognised(seed)
    if isinstance(reader, Problem):
        raise SeparataError(reader._replace(place=Place(str(origin))))
    source = Source(origin.name, data, reader.name, encoding)
    return FormerSite("", sources=(source,), problems=tuple(_guessed(origin.name, encoding)))


def _with(site: FormerSite, name: str, data: bytes | None) -> FormerSite:
    """Return the site with one more file; the bytes of what cannot be a list or a page are not needed."""
    if data is None:
        return _without(site, name)
    seed, encoding = _decoded(name, data)
    if isinstance(seed, Problem):
        return _without(site, name)
    if _CONFIGURATIONS.fullmatch(name):
        title, address = _TITLE.search(seed.text), _ADDRESS.search(seed.text)
        site = site._replace(title=title[1] if title else site.title)
        return site._replace(base_url=address[1] if address else site.base_url)
    if has_members(seed):
        found = tuple(members_of(seed))
        members = tuple(each for each in found if isinstance(each, Member))
        wrong = tuple(each for each in found if isinstance(each, Problem))
        return site._replace(members=site.members + members, problems=site.problems + wrong)
    reader = recognised(seed)
    if isinstance(reader, Problem) or not _agrees(name, reader.name):
        return _without(site, name)
    source = Source(name, data, reader.name, encoding, _former(name, seed, reader.name))
    guessed = tuple(_guessed(name, encoding))
    return site._replace(sources=(*site.sources, source), problems=site.problems + guessed)


def _without(site: FormerSite, name: str) -> FormerSite:
    folder = _top(name)
    return site._replace(left={**site.left, folder: site.left.get(folder, 0) + 1})


def _top(name: str) -> str:
    return f"{name.partition('/')[0]}/" if "/" in name else name


def _agrees(name: str, format: str) -> bool:
    """Tell whether a file's name allows for what its text looks like: pages of prose are no lists."""
    suffix = f".{name.rpartition('.')[2]}"
    if suffix == ".md":
        return format in _OF_PAGES
    return format not in _LOOSE or suffix in _LOOSE[format]


def _decoded(name: str, data: bytes) -> tuple[Seed | Problem, str]:
    """Return a file as text, in the first encoding that fits, and that encoding where it is not UTF-8."""
    seed = seed_from_bytes(name, data)
    if isinstance(seed, Seed):
        return seed, ""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in data and not marked:
        return seed, ""
    encoding = "utf-16" if marked else ENCODINGS[0]
    return seed_from_bytes(name, data, encoding), encoding


def _guessed(name: str, encoding: str) -> Iterator[Problem]:
    if encoding:
        hint = "look at its letters with accents; seeds.yaml names the encoding"
        yield warning(Place(name), f"is not UTF-8; read as {encoding}", hint)


def _former(name: str, seed: Seed, format: str) -> str:
    """Return the address of the page that a site made of a work's own file."""
    parts = name.split("/")
    if format == "hugoblox":
        return f"{'/'.join(parts[-3:-1])}/" if parts[-1].startswith("index.") else ""
    if format == "academicpages":
        permalink = _PERMALINK.search(front_matter(seed.text))
        return permalink[1] if permalink else f"publications/{parts[-1].removesuffix('.md')}/"
    return ""
