"""HugoBlox, Wowchemy and Hugo Academic: their pages of works (`content/publication/<name>/index.md`).

    ---
    title: We Count the Petals
    authors: [admin, Mary Somerville]
    author_notes: ["Equal contribution", "Equal contribution"]
    date: '1843-05-03T00:00:00Z'
    doi: 10.1234/roses.7
    publication_types: [article-journal]
    publication: "*Journal of Gardens, 7*(2)"
    abstract: We count.
    featured: true
    url_pdf: https://garden.example/petals.pdf
    ---

Source of the fields and of the numbers of types: HugoBlox's documentation of publications, and the table
that its version 5 replaced.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from separata.model import Author, Claim
from separata.problems import Place, Problem, warning
from separata.readers.calendar import date_in_words
from separata.readers.fields import Fields, texts
from separata.readers.front_matter import Page, front_matter, page_of
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
from separata.readers.seed import Seed
from separata.worktypes import TYPES

_OWN = re.compile(
    r"^(?:publication_types|publication_short|publication|url_pdf|url_code|publishDate)\s*[:=]", re.MULTILINE
)
_TITLE = re.compile(r"^title\s*[:=]", re.MULTILINE)

_NUMBERS = {
    "1": "paper-conference", "2": "article-journal", "3": "preprint", "4": "report", "5": "book",
    "6": "chapter", "7": "thesis",
}  # fmt: skip
_TYPES = (
    {form.csl: name for name, form in TYPES.items()}
    | {"article": "preprint", "manuscript": "preprint"}
    | _NUMBERS
)
_LINKS = {
    "pdf": "pdf", "code": "code", "dataset": "data", "data": "data", "poster": "poster", "project": "project",
    "slides": "slides", "video": "video", "preprint": "html", "html": "html", "site": "project",
}  # fmt: skip
_LAYOUT = {
    "draft",
    "image",
    "math",
    "highlight",
    "header",
    "image_preview",
    "weight",
    "share",
    "profile",
    "commentable",
}
_VOLUME = re.compile(r"(.*?),?\s+(\d+)\s*\((\d+)\)$")


def detect(text: str) -> bool:
    """Tell whether a page has a title and two of the fields that only publications have."""
    fields = front_matter(text)
    return bool(_TITLE.search(fields)) and len(set(_OWN.findall(fields))) > 1


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield the claim of the page."""
    page = page_of(seed)
    if isinstance(page, Problem):
        yield page
        return
    reference = _reference(page)
    if str(page.fields.get("draft", "")).lower() == "true":
        yield warning(Place(seed.path, 1), "the page is a draft, so nothing is made of it")
    elif reference.title:
        yield Claim(Place(seed.path, 1), work_of(reference, seed.path), seed.text.rstrip("\n"))
    else:
        yield Problem(Place(seed.path, 1), "the page has no title")


def _reference(page: Page) -> Reference:
    """Read what a page says."""
    fields = Fields({name: each for name, each in page.fields.items() if name not in _LAYOUT}, clean)
    kind = fields.take(_type, "publication_types")
    container, volume, issue = _container(fields.text("publication") or fields.text("publication_short"))
    equal = fields.take(_equal, "author_notes") or frozenset()
    names = fields.take(texts, "authors") or ()
    return Reference(
        type=kind or container_type(container),
        title=fields.read(marked_up, "title") or "",
        authors=tuple(_author(name, equal=at in equal) for at, name in enumerate(names) if clean(name)),
        issued=fields.take(lambda said: date_in_words(str(said)), "date", "publishDate"),
        container=container,
        volume=volume,
        issue=issue,
        ids=_ids(fields),
        abstract=fields.read(marked_up, "abstract") or "",
        topics=topics_of(fields.take(texts, "tags") or ()),
        selected=fields.take(lambda said: str(said).lower() == "true", "featured") or False,
        links=_links(fields),
        extra={**fields.rest, **({"text": marked_up(page.text)} if clean(page.text) else {})},
    )


def _type(value: Any) -> str | None:
    return next((_TYPES[each] for each in texts(value) or () if each in _TYPES), None)


def _container(publication: str) -> tuple[str, str, str]:
    """Return journal, volume and issue of `*Journal of Gardens, 7*(2)`; `In` before proceedings goes."""
    text = re.sub(r"[*_]", "", publication).removeprefix("In ").strip()
    match = _VOLUME.fullmatch(text)
    return (match[1], match[2], match[3]) if match else (text, "", "")


def _equal(value: Any) -> frozenset[int] | None:
    """Return the places of the authors who have contributed equally, where no note says anything else."""
    notes = [clean(note).lower() for note in texts(value) or ()]
    if not notes or not all("equal" in note for note in notes if note):
        return None
    return frozenset(at for at, note in enumerate(notes) if note)


def _author(name: str, *, equal: bool) -> Author:
    return msgspec.structs.replace(author_named(re.sub(r"[*†]+$", "", name.strip())), equal=equal)


def _ids(fields: Fields) -> dict[str, str]:
    """Return the identifiers; newer pages have them below `hugoblox`, too."""

    def nested(value: Any) -> Mapping[str, str] | None:
        ids = value.get("ids") if isinstance(value, Mapping) and not value.keys() - {"ids"} else None
        return ids if isinstance(ids, Mapping) and not ids.keys() - {"doi", "arxiv", "pmid"} else None

    written = {**(fields.take(nested, "hugoblox") or {})}
    found = {scheme: identifier(scheme, str(written[scheme])) for scheme in written}
    found |= {scheme: known for scheme in ("doi", "arxiv") if (known := _one(fields, scheme))}
    return {scheme: known for scheme, known in found.items() if known}


def _one(fields: Fields, scheme: str) -> str | None:
    return fields.read(lambda value: identifier(scheme, value), scheme)


def _links(fields: Fields) -> dict[str, str]:
    """Return the addresses of `url_...` and of `links`; relative ones stay."""
    found = {link: fields.read(address, f"url_{name}") for name, link in _LINKS.items()}

    def listed(value: Any) -> dict[str, str] | None:
        known = [_link(each) for each in value] if isinstance(value, Sequence) else [None]
        return dict(each for each in known if each) if all(known) else None

    return {**(fields.take(listed, "links") or {}), **{link: url for link, url in found.items() if url}}


def _link(value: Any) -> tuple[str, str] | None:
    if not isinstance(value, Mapping):
        return None
    link = _LINKS.get(str(value.get("type", value.get("name", ""))).lower())
    url = addresses(str(value.get("url", "")))
    return (link, url[0]) if link and url else None


READER = Reader("hugoblox", detect, read)
