"""ORCID: API 3.0, in JSON: the list of works (`/works`), some in full (`/works/{codes}`), one (`/work/{code}`).

The list gives no authors. Where several sources describe one work, the first, which the person prefers, counts.

Source of the fields: ORCID's model, `record_3.0/README.md` and `work-3.0.xsd`; of the words for types and
identifiers: ORCID's lists of work types and of external identifier types.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from separata.dates import Date, date_from_parts
from separata.identifiers import SCHEMES, arxiv_id_of_doi, orcid
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.problems import Problem
from separata.readers.jats import abstract_text, title_text
from separata.readers.json_items import Item, items_at, json_items, text_at, value_at
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed

_SHAPE = re.compile(r'"put-code"\s*:')
_LIST = re.compile(r'"(group|bulk)"\s*:\s*\[')

_TYPES = {
    "journal-article": "article-journal", "conference-paper": "paper-conference", "book": "book",
    "conference-output": "paper-conference", "edited-book": "book", "book-chapter": "chapter",
    "preprint": "preprint", "dissertation": "thesis", "dissertation-thesis": "thesis", "report": "report",
    "working-paper": "report", "data-set": "dataset", "software": "software",
}  # fmt: skip
_SCHEMES = {"doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "isbn": "isbn", "dblp": "dblp"}
_AUTHORS = frozenset({"", "author", "writing-original-draft", "writing-review-editing"})


def detect(text: str) -> bool:
    """Tell whether the text is a work of ORCID or a list of works."""
    return text.lstrip().startswith("{") and bool(_SHAPE.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per work; an error that stands in the place of a work is a problem."""
    found = _LIST.search(seed.text)
    for item in json_items(seed, *([found[1]] if found else [])):
        yield item if isinstance(item, Problem) else _claim(item, seed.path)


def _claim(item: Item, source: str) -> Claim | Problem:
    work = value_at(item.fields, "work-summary", 0) or value_at(item.fields, "work") or item.fields
    title = title_text(text_at(work, "title", "title", "value"))
    if not title:
        told = text_at(item.fields, "error", "user-message") or text_at(
            item.fields, "error", "developer-message"
        )
        return Problem(item.place, f"ORCID answered with an error: {told}" if told else "a work needs a title")
    if subtitle := title_text(text_at(work, "title", "subtitle", "value")):
        title = f"{title}: {subtitle}"
    ids = _ids(work)
    version = _version(work, ids)
    preprint = version.type == "preprint"
    meaning = "first-version" if preprint else "published"
    dates = (DateStatement(version.issued, meaning, "", source),) if version.issued else ()
    return Claim(
        item.place,
        Work(
            title=title,
            authors=tuple(author for entry in _contributors(work) if (author := _author(entry)).name),
            ids={scheme: value for scheme, value in ids.items() if scheme not in ("doi", "isbn")},
            versions=() if ("arxiv" in ids and preprint) or version == Version("document") else (version,),
            abstract=abstract_text(text_at(work, "short-description")),
            dates=dates,
        ),
        item.raw,
    )


def _contributors(work: Any) -> Iterator[Any]:
    """Yield the authors; editors and others who contributed are not."""
    for entry in items_at(work, "contributors", "contributor"):
        role = text_at(entry, "contributor-attributes", "contributor-role").casefold()
        # A role of the CRediT taxonomy is an address that ends with its name.
        if role.strip("/").rpartition("/")[2] in _AUTHORS:
            yield entry


def _author(entry: Any) -> Author:
    return Author(
        text_at(entry, "credit-name", "value"), orcid=orcid(text_at(entry, "contributor-orcid", "path")) or ""
    )


def _ids(work: Any) -> dict[str, str]:
    """Return the identifiers of the work itself; those of what it is a part of are others."""
    found: dict[str, str] = {}
    for each in items_at(work, "external-ids", "external-id"):
        scheme = _SCHEMES.get(text_at(each, "external-id-type"), "")
        if scheme and text_at(each, "external-id-relationship") in ("self", "version-of", ""):
            value = text_at(each, "external-id-normalized", "value") or text_at(each, "external-id-value")
            if known := SCHEMES[scheme].canonical(value):
                found.setdefault(scheme, known)
    if number := arxiv_id_of_doi(found.get("doi", "")):
        del found["doi"]
        found["arxiv"] = number
    return found


def _version(work: Any, ids: Mapping[str, str]) -> Version:
    return Version(
        type=_TYPES.get(text_at(work, "type"), "document"),
        issued=_date(value_at(work, "publication-date")),
        container=title_text(text_at(work, "journal-title", "value")),
        ids={scheme: ids[scheme] for scheme in ("doi", "isbn") if scheme in ids},
    )


def _date(date: Any) -> Date | None:
    """Read a date of which only the year may be known."""
    return date_from_parts([text_at(date, part, "value") for part in ("year", "month", "day")])


READER = Reader("orcid", detect, read)
