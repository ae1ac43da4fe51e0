"""CSL-JSON: the items of citeproc, as Zotero, Manubot and Pandoc write them.

Source of the names: the CSL 1.0.2 specification, appendices III and IV.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from separata.dates import Date
from separata.identifiers import SCHEMES, isbn, issn
from separata.model import Author, Claim
from separata.names import Name
from separata.problems import Problem, warning
from separata.readers.calendar import date_in_words, date_of
from separata.readers.fields import Fields
from separata.readers.json_lists import first_object, json_entries
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    addresses,
    clean,
    first_number,
    identifier,
    is_group,
    marked_up,
    printed_name,
    stated,
    work_of,
)
from separata.readers.seed import Seed, quoted
from separata.readers.yaml_lists import ListEntry
from separata.worktypes import TYPES

# CSL's types and ours. "article" is what is printed nowhere else: a preprint.
_OURS = {form.csl: name for name, form in TYPES.items()} | {
    "article": "preprint", "review": "article-journal", "article-magazine": "article-journal",
    "article-newspaper": "article-journal", "entry": "chapter", "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter", "speech": "paper-conference",
}  # fmt: skip
# Types whose `number` is what it says; of an article it is its place in the journal.
_NUMBERED = ("report", "thesis", "document", "dataset", "software")
_OTHERS = frozenset(
    "bill broadcast classic collection event figure graphic hearing interview legal_case legislation manuscript"
    " map motion_picture musical_score pamphlet patent performance periodical personal_communication post"
    " post-weblog regulation review-book song standard treaty webpage".split()
)
_USUAL = {form.csl for form in TYPES.values()}
_MARKS = {"title", "author", "issued", "DOI", "URL", "container-title"}

# What answers of other services have at their top.
_FOREIGN = {"authorships", "message", "message-type", "data", "attributes", "paperId"}


def detect(text: str) -> bool:
    """Tell whether the first object has a type of CSL and another of its fields."""
    if text.lstrip()[:1] not in {"[", "{"}:
        return False
    item = first_object(text)
    kind = item.get("type")
    known = isinstance(kind, str) and (kind in _OURS or kind in _OTHERS)
    return known and bool(_MARKS & item.keys()) and not _FOREIGN & item.keys()


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per item."""
    for entry in json_entries(seed):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from _claim(entry, seed.path)


def _claim(entry: ListEntry, path: str) -> Iterator[Claim | Problem]:
    fields = Fields(entry.values, clean)
    if not _MARKS & entry.values.keys() or not fields.rest:
        yield Problem(entry.place, "the item has no title, author, date or identifier")
        return
    if "DOI" in (reference := _reference(fields)).extra:
        shown = quoted(str(reference.extra["DOI"]))
        yield warning(entry.place, f"no DOI can be read from {shown}; it is kept as text")
    yield Claim(entry.place, work_of(reference, path), entry.raw)


def _reference(fields: Fields) -> Reference:
    """Read what an item says."""
    kind = fields.text("type")
    ours = _OURS.get(kind, "document")
    ids = _ids(fields)
    authors = fields.take(_authors, "author") or fields.take(_authors, "editor") or ()
    return Reference(
        type=ours,
        title=fields.read(marked_up, "title") or "",
        authors=authors,
        issued=fields.take(_date, "issued"),
        container=fields.text("container-title"),
        volume=fields.take(_number, "volume") or "",
        issue=fields.take(_number, "issue", *(("number",) if ours in _NUMBERED else ())) or "",
        pages=(fields.take(_number, "page") or "").replace("–", "-"),
        publisher=fields.text("publisher"),
        issn=fields.read(partial(first_number, issn), "ISSN") or "",
        ids=ids,
        urls=fields.read(lambda value: addresses(value) or None, "URL") or (),
        abstract=fields.read(marked_up, "abstract") or "",
        extra=stated(
            citation_key=fields.take(_number, "id", "citation-key"),
            csl_type="" if kind in _USUAL else kind,
            **fields.rest,
        ),
    )


def _ids(fields: Fields) -> dict[str, str]:
    found = {
        "doi": fields.read(lambda value: identifier("doi", value), "DOI"),
        "pmid": fields.take(lambda value: identifier("pmid", str(value)), "PMID"),
        "isbn": fields.read(partial(first_number, isbn), "ISBN"),
        "arxiv": fields.read(SCHEMES["arxiv"].canonical, "number"),
    }
    return {scheme: known for scheme, known in found.items() if known}


def _number(value: Any) -> str | None:
    """Return text, or a number as text: both are found where CSL wants either."""
    return clean(str(value)) or None if isinstance(value, str | int) else None


def _authors(value: Any) -> tuple[Author, ...] | None:
    if not isinstance(value, list) or not all(isinstance(name, Mapping) for name in value):
        return None
    return tuple(author for author in map(_author, value) if author.name) or None


def _author(name: Mapping[str, Any]) -> Author:
    """Return the author of a name; one that is not in parts may be a group's."""
    part = {key: clean(value) for key, value in name.items() if isinstance(value, str)}
    if literal := part.get("literal", ""):
        return Author(literal, literal=is_group(literal))
    particle = " ".join(filter(None, (part.get("dropping-particle"), part.get("non-dropping-particle"))))
    full = Name(part.get("given", ""), particle, part.get("family", ""), part.get("suffix", ""))
    if not full.given:
        return Author(full.full_family, literal=is_group(full.full_family))
    return Author(printed_name(full))


def _date(value: Any) -> Date | None:
    """Read `{"date-parts": [[2020, 5, 3]]}`, of a span its beginning, else what is printed."""
    if not isinstance(value, Mapping):
        return None
    match value.get("date-parts"):
        case [[*parts], *_]:
            if date := date_of(*map(_short_number, parts[:3])):
                return date
    printed = value.get("raw", value.get("literal"))
    return date_in_words(printed) if isinstance(printed, str) else None


def _short_number(part: Any) -> int:
    """Return a number that may be a year's, a month's or a day's; 0 where it is none."""
    text = str(part)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


READER = Reader("csl_json", detect, read)
