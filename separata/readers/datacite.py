"""DataCite's REST API: the answer to `/dois/{doi}` or `/dois?...`, in JSON: data, programs, theses.

Source of the fields: the DataCite Metadata Schema 4.6 and its crosswalk to the JSON of the REST API.
"""

import re
from collections.abc import Iterator
from typing import Any

from separata.dates import Date, date_from_iso
from separata.identifiers import SCHEMES, arxiv_id_of_doi, doi, orcid
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.names import parse_name, printed_name
from separata.problems import Problem
from separata.readers.jats import abstract_text, title_text
from separata.readers.json_items import Item, items_at, json_items, text_at, value_at
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed

_SHAPE = re.compile(r'"type"\s*:\s*"dois"')

# Source: the schema's list of resourceTypeGeneral. What is not here is a document.
_TYPES = {
    "JournalArticle": "article-journal", "DataPaper": "article-journal", "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book", "Book": "book", "BookChapter": "chapter", "Dissertation": "thesis",
    "Report": "report", "Preprint": "preprint", "Dataset": "dataset", "Software": "software",
}  # fmt: skip
_DATES = ("Issued", "Available", "Created", "Submitted")


def detect(text: str) -> bool:
    """Tell whether the text is an answer with DOIs of DataCite."""
    return text.lstrip().startswith("{") and bool(_SHAPE.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per DOI."""
    for item in json_items(seed, "data"):
        yield item if isinstance(item, Problem) else _claim(item, seed.path)


def _claim(item: Item, source: str) -> Claim | Problem:
    record = value_at(item.fields, "attributes")
    found = doi(text_at(record, "doi") or text_at(item.fields, "id"))
    title = _title(record)
    if not found or not title:
        return Problem(item.place, "a record needs a 'doi' and a title")
    arxiv = arxiv_id_of_doi(found)
    version = _version(record, found)
    meaning = "first-version" if version.type == "preprint" or arxiv else "published"
    work = Work(
        title=title,
        authors=tuple(author for entry in items_at(record, "creators") if (author := _author(entry)).name),
        ids={"arxiv": arxiv} if arxiv else {},
        versions=() if arxiv else (version,),
        abstract=_abstract(record),
        dates=(DateStatement(version.issued, meaning, "", source),) if version.issued else (),
        extra=_extra(record),
    )
    return Claim(item.place, work, item.raw)


def _title(record: Any) -> str:
    """Return the main title, with its subtitle; translated and alternative titles are others."""
    titles = {
        text_at(each, "titleType"): title_text(text_at(each, "title"))
        for each in reversed(items_at(record, "titles"))
    }
    main, subtitle = titles.get("", ""), titles.get("Subtitle", "")
    return f"{main}: {subtitle}" if main and subtitle else main


def _author(entry: Any) -> Author:
    """Read a creator, whose name may be in parts, `Family, Given`, or an organisation's."""
    given, family, name = (text_at(entry, part) for part in ("givenName", "familyName", "name"))
    organisation = text_at(entry, "nameType") == "Organizational"
    suffix = ""
    if not family and "," in name and not organisation:
        parts = parse_name(name)
        given, family, suffix = parts.given, parts.full_family, parts.suffix
    identifiers = (text_at(each, "nameIdentifier") for each in items_at(entry, "nameIdentifiers"))
    places = (text_at(place, "name") or text_at(place) for place in items_at(entry, "affiliation"))
    return Author(
        printed_name(given, family, suffix) if family else name,
        orcid=next((found for each in identifiers if (found := orcid(each))), ""),
        affiliation="; ".join(place for place in dict.fromkeys(places) if place),
        literal=organisation,
    )


def _version(record: Any, found: str) -> Version:
    first, last = text_at(record, "container", "firstPage"), text_at(record, "container", "lastPage")
    return Version(
        type=_TYPES.get(text_at(record, "types", "resourceTypeGeneral"), "document"),
        label=text_at(record, "version"),
        issued=_date(record),
        container=title_text(text_at(record, "container", "title")),
        volume=text_at(record, "container", "volume"),
        issue=text_at(record, "container", "issue"),
        pages=f"{first}-{last}" if first and last and first != last else first,
        publisher=text_at(record, "publisher", "name") or text_at(record, "publisher"),
        ids={"doi": found},
    )


def _date(record: Any) -> Date | None:
    """Return the first kind of date that is known to the day, else the year of publication."""
    said = {
        text_at(each, "dateType"): date_from_iso(text_at(each, "date")[:10])
        for each in items_at(record, "dates")
    }
    year = date_from_iso(text_at(record, "publicationYear"))
    return next((date for kind in _DATES if (date := said.get(kind)) and date.day), said.get("Issued") or year)


def _abstract(record: Any) -> str:
    descriptions = items_at(record, "descriptions")
    abstracts = (
        text_at(each, "description") for each in descriptions if text_at(each, "descriptionType") == "Abstract"
    )
    return abstract_text(next(abstracts, ""))


def _extra(record: Any) -> dict[str, Any]:
    """Return the DOIs that the record names as the published form of the work, or as what it belongs to."""
    said: dict[str, list[str]] = {}
    for each in items_at(record, "relatedIdentifiers"):
        name = {
            "IsVersionOf": "version_of",
            "IsPreviousVersionOf": "published_as",
            "IsSupplementTo": "supplement_to",
        }.get(text_at(each, "relationType"))
        found = SCHEMES["doi"].canonical(text_at(each, "relatedIdentifier"))
        if name and found:
            said.setdefault(name, []).append(found)
    return {name: tuple(dois) for name, dois in said.items()}


READER = Reader("datacite", detect, read)
