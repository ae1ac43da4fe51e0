"""Crossref's REST API: the answer to `/works/{doi}` or `/works?...`, in JSON.

A record that only tells of another one (a retraction, a correction) becomes a claim about that other one.

Source of the fields: the REST API's own description (api.crossref.org, `/swagger-docs`); of `update-to` and
`updated-by`: Crossref's tutorial "Get Retraction Watch metadata from Crossref's API" (2025).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from separata.dates import date_from_parts
from separata.identifiers import arxiv_id, arxiv_id_of_doi, doi, isbn, orcid
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.names import printed_name
from separata.problems import Problem, warning
from separata.readers.jats import abstract_text, title_text
from separata.readers.json_items import Item, items_at, json_items, text_at
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed

_MESSAGE = re.compile(r'"message-type"\s*:\s*"work(-list)?"')

# Source: api.crossref.org/types. What is not here is a document.
_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "reference-entry": "chapter",
    "book": "book", "monograph": "book", "edited-book": "book", "reference-book": "book", "proceedings": "book",
    "dissertation": "thesis", "report": "report", "dataset": "dataset", "posted-content": "preprint",
    "software": "software",
}  # fmt: skip

# What an update does to the work it speaks of, the gravest first; other updates (`new_version`,
# `addendum`) leave it as sound as it was. Source: Crossref's list of update types for Crossmark.
_STATUSES = {
    "retraction": "retracted", "partial_retraction": "retracted", "removal": "retracted",
    "withdrawal": "withdrawn", "correction": "corrected", "corrigendum": "corrected", "erratum": "corrected",
}  # fmt: skip
_NOTICES = (*_STATUSES, "expression_of_concern", "addendum", "clarification")


def detect(text: str) -> bool:
    """Tell whether the text is an answer that Crossref calls a work or a list of works."""
    return text.lstrip().startswith("{") and bool(_MESSAGE.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per record."""
    is_list = (found := _MESSAGE.search(seed.text)) is not None and bool(found[1])
    for item in json_items(seed, "message", *(("items",) if is_list else ())):
        if isinstance(item, Problem):
            yield item
        elif notice := _notice(item.fields):
            yield warning(item.place, f"is a notice about {' and '.join(notice)}, no work of its own")
            yield from (Claim(item.place, _updated(each, item.fields), item.raw) for each in notice)
        else:
            yield _claim(item, seed.path)


def _notice(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the DOIs that a record is a notice about; none when it is a work."""
    about = (text_at(update, "DOI") for update in _updates(record, "update-to"))
    return tuple(dict.fromkeys(known for each in about if (known := doi(each))))


def _updates(record: Mapping[str, Any], name: str) -> list[Any]:
    """Return the updates of a field that are notices, the gravest first."""
    found = [update for update in items_at(record, name) if text_at(update, "type") in _NOTICES]
    return sorted(found, key=lambda update: _NOTICES.index(text_at(update, "type")))


def _updated(about: str, notice: Mapping[str, Any]) -> Work:
    """Return what a notice says of the work it is about."""
    updates = [update for update in _updates(notice, "update-to") if doi(text_at(update, "DOI")) == about]
    said = [_in_words(update, text_at(notice, "DOI")) for update in updates]
    version = Version("document", ids={"doi": about})
    return Work(versions=(version,), status=_status(updates), status_note="; ".join(dict.fromkeys(said)))


def _status(updates: list[Any]) -> str:
    return _STATUSES.get(text_at(updates[0], "type"), "") if updates else ""


def _in_words(update: Any, by: str) -> str:
    words = text_at(update, "label") or text_at(update, "type").replace("_", " ")
    date = date_from_parts(items_at(update, "updated", "date-parts", 0))
    where = doi(by)
    return f"{words}{f' of {date}' if date else ''}{f': https://doi.org/{where}' if where else ''}"


def _claim(item: Item, source: str) -> Claim | Problem:
    record = item.fields
    title, found = _title(record), doi(text_at(record, "DOI"))
    if not (title or found):
        return Problem(item.place, "a record needs a 'DOI' or a 'title'")
    version = _version(record, found or "")
    updates = _updates(record, "updated-by")
    said = [_in_words(update, text_at(update, "DOI")) for update in updates]
    work = Work(
        title=title,
        authors=tuple(author for entry in items_at(record, "author") if (author := _author(entry)).name),
        ids=_preprint_ids(record),
        versions=(version,),
        abstract=abstract_text(text_at(record, "abstract")),
        dates=_dates(version, source),
        status=_status(updates),
        status_note="; ".join(dict.fromkeys(said)),
        extra=_extra(record),
    )
    return Claim(item.place, work, item.raw)


def _title(record: Mapping[str, Any]) -> str:
    """Return title and subtitle, which some publishers print in the title already."""
    title, subtitle = (title_text(text_at(record, name, 0)) for name in ("title", "subtitle"))
    return title if not subtitle or subtitle.casefold() in title.casefold() else f"{title}: {subtitle}"


def _author(entry: Any) -> Author:
    """Read an author: a person with `family`, or a group with `name`."""
    family, given = text_at(entry, "family"), text_at(entry, "given")
    name = printed_name(given, family, text_at(entry, "suffix"))
    places = dict.fromkeys(text_at(place, "name") for place in items_at(entry, "affiliation"))
    return Author(
        name or text_at(entry, "name"),
        orcid=orcid(text_at(entry, "ORCID")) or "",
        affiliation="; ".join(place for place in places if place),
        literal=not name,
    )


def _version(record: Mapping[str, Any], found: str) -> Version:
    known = _TYPES.get(text_at(record, "type"), "document")
    printed = next((number for each in items_at(record, "ISBN") if (number := isbn(str(each)))), "")
    ids = {"doi": found, "isbn": printed}
    return Version(
        type=known,
        issued=date_from_parts(items_at(record, "issued", "date-parts", 0)),
        container=title_text(text_at(record, "container-title", 0)),
        volume=text_at(record, "volume"),
        issue=text_at(record, "issue"),
        pages=text_at(record, "page") or text_at(record, "article-number"),
        publisher=text_at(record, "institution", 0, "name") or text_at(record, "publisher"),
        ids={scheme: value for scheme, value in ids.items() if value},
    )


def _dates(version: Version, source: str) -> tuple[DateStatement, ...]:
    meaning = "first-version" if version.type == "preprint" else "published"
    return (DateStatement(version.issued, meaning, "", source),) if version.issued else ()


def _preprint_ids(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the arXiv id of the preprint that the publisher names, which has it as a DOI too."""
    named = (text_at(each, "id") for each in items_at(record, "relation", "has-preprint"))
    found = next((number for each in named if (number := arxiv_id_of_doi(each) or arxiv_id(each))), "")
    return {"arxiv": found} if found else {}


def _extra(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the DOIs of the other form of a work, where it is a preprint or has one."""
    said = {
        name: tuple(
            known for each in items_at(record, "relation", relation) if (known := doi(text_at(each, "id")))
        )
        for name, relation in (("published_as", "is-preprint-of"), ("preprint", "has-preprint"))
    }
    return {name: dois for name, dois in said.items() if dois}


READER = Reader("crossref", detect, read)
