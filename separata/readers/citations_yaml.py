"""The Lab Website Template: its list of works, which a robot looked up (`_data/citations.yaml`).

    - id: doi:10.1234/roses.7
      title: We Count the Petals of Roses
      authors: [Ada Lovelace, Mary Somerville]
      publisher: Journal of Gardens
      date: '1843-05-03'
      link: https://doi.org/10.1234/roses.7
      image: images/roses.jpg
      tags: [roses]
      buttons: [{type: source, link: https://code.example/roses}]

`publisher` is the journal, the proceedings or the preprint server. `plugin` and `file`, which tell from
which file of the old site the robot had the entry, say nothing of the work and are left out. Source: the
template's documentation of citations (greene-lab.gitbook.io/lab-website-template-docs).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from separata.identifiers import SCHEMES
from separata.model import Author, Claim
from separata.problems import Problem, warning
from separata.readers.calendar import date_in_words
from separata.readers.fields import Fields, texts
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    address,
    addresses,
    author_named,
    clean,
    container_type,
    identifier,
    marked_up,
    topics_of,
    work_of,
)
from separata.readers.seed import Seed, quoted
from separata.readers.yaml_lists import ListEntry, list_entries

_LINES = re.compile(r"^(?:- |  )(id|title|authors|publisher):", re.MULTILINE)
_ID = re.compile(r"(doi|pmid|arxiv|isbn):\s*(.+)", re.IGNORECASE)
_LONGEST_NAME = 300  # letters: a robot that misread a page gives an abstract for the publisher

# The template's types of buttons, and the link that each makes.
_BUTTONS = {
    "preprint": "html", "source": "code", "code": "code", "github": "code", "software": "code", "data": "data",
    "dataset": "data", "slides": "slides", "poster": "poster", "video": "video", "website": "project",
    "pdf": "pdf", "manuscript": "pdf", "project": "project", "html": "html",
}  # fmt: skip


def detect(text: str) -> bool:
    """Tell whether entries of a list have an id, a title and authors or a publisher."""
    found = {line[1] for line in _LINES.finditer(text)}
    return {"id", "title"} <= found and bool({"authors", "publisher"} & found)


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per entry of the list."""
    for entry in list_entries(seed):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from _claim(entry, seed.path)


def _claim(entry: ListEntry, path: str) -> Iterator[Claim | Problem]:
    fields = Fields(
        {name: each for name, each in entry.values.items() if name not in {"plugin", "file"}}, clean
    )
    publisher = (
        fields.read(lambda value: clean(value) if len(value) <= _LONGEST_NAME else None, "publisher") or ""
    )
    if "publisher" in fields:
        message = f"too long to be a publisher: {quoted(clean(str(entry.values['publisher'])))}; kept as text"
        yield warning(entry.place, message)
    ids, link = _ids(fields), fields.read(lambda value: addresses(value) or None, "link") or ()
    doi = identifier("doi", link[0]) if link and "doi" not in ids else None
    reference = Reference(
        type=container_type(publisher),
        title=fields.read(marked_up, "title") or "",
        authors=fields.take(_authors, "authors") or (),
        issued=fields.read(date_in_words, "date"),
        container=publisher,
        ids=ids | ({"doi": doi} if doi else {}),
        urls=link,
        abstract=fields.read(marked_up, "abstract") or "",
        topics=fields.take(_topics, "tags") or (),
        links=_links(fields),
        extra=fields.rest,
    )
    if not (reference.title or reference.ids):
        yield Problem(entry.place, "the entry has neither a title nor an id that is known")
        return
    yield Claim(entry.place, work_of(reference, path), entry.raw)


def _ids(fields: Fields) -> dict[str, str]:
    """Return the identifier that the id spells out; an id that only repeats the title says nothing."""

    def identified(value: str) -> dict[str, str] | None:
        match = _ID.fullmatch(value.strip())
        scheme = match[1].lower() if match else ""
        found = SCHEMES[scheme].canonical(match[2]) if match else None
        return {scheme: found} if found else None

    found = fields.read(identified, "id") or {}
    fields.read(lambda value: "" if " " in value.strip() else None, "id")
    return found


def _authors(value: Any) -> tuple[Author, ...] | None:
    names = texts(value)
    return None if names is None else tuple(author_named(name) for name in names if clean(name))


def _topics(value: Any) -> tuple[str, ...] | None:
    return topics_of(value) if isinstance(value, tuple) and all(isinstance(tag, str) for tag in value) else None


def _links(fields: Fields) -> dict[str, str]:
    """Return the addresses behind buttons; buttons of which one leads elsewhere stay."""

    def read_all(value: Any) -> dict[str, str] | None:
        buttons = [_button(each) for each in value] if isinstance(value, tuple) else [None]
        return dict(each for each in buttons if each) if all(buttons) else None

    links = [fields.take(read_all, name) or {} for name in ("buttons", "extra-links")]
    repository = fields.read(_repository, "repo")
    return ({"code": repository} if repository else {}) | links[0] | links[1]


def _repository(value: str) -> str | None:
    """Return the address of a repository; `group/roses` is on GitHub, where the template looks."""
    if url := address(value):
        return url
    return f"https://github.com/{value.strip()}" if re.fullmatch(r"[\w.-]+/[\w.-]+", value.strip()) else None


def _button(value: Any) -> tuple[str, str] | None:
    """Return the link that a button makes."""
    if not isinstance(value, Mapping):
        return None
    link = _BUTTONS.get(str(value.get("type", "")).strip().lower())
    address = addresses(str(value.get("link", "")))
    return (
        (link, address[0]) if link and address and not value.keys() - {"type", "link", "text", "icon"} else None
    )


READER = Reader("citations_yaml", detect, read)
