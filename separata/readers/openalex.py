"""OpenAlex: the answer to `/works/{id}` or `/works?...`, in JSON.

Source of the fields: OpenAlex technical documentation, on works, locations and authorships.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from separata.dates import date_from_iso
from separata.identifiers import SCHEMES, arxiv_id, arxiv_id_of_doi, doi, openalex_work, orcid
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.names import without_marks
from separata.problems import Problem
from separata.readers.jats import title_text
from separata.readers.json_items import Item, items_at, json_items, text_at, value_at
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed

_WORK = re.compile(r'"id"\s*:\s*"https://openalex\.org/W\d+"')
_LIST = re.compile(r'^\s*\{\s*"(?:meta|results)"')

# Authors of a work that stands in a list; asked for by itself it has all. Source: OpenAlex, "Limitations".
_MOST = 100

_TYPES = {
    "book": "book", "book-chapter": "chapter", "dissertation": "thesis", "report": "report",
    "dataset": "dataset", "software": "software", "preprint": "preprint", "reference-entry": "chapter",
}  # fmt: skip
# What an article is, by the kind of source it stands in.
_ARTICLES = {"journal": "article-journal", "conference": "paper-conference", "repository": "preprint"}


def detect(text: str) -> bool:
    """Tell whether the text is a work of OpenAlex, or a list of works."""
    return text.lstrip().startswith("{") and bool(_WORK.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per work."""
    is_list = bool(_LIST.match(seed.text))
    for item in json_items(seed, *(("results",) if is_list else ())):
        yield item if isinstance(item, Problem) else _claim(item, seed.path, most=_MOST if is_list else 0)


def _claim(item: Item, source: str, *, most: int) -> Claim | Problem:
    """Read a work; `most` is how many authors its list gives at most, 0 for all."""
    record = item.fields
    number = openalex_work(text_at(record, "id"))
    if not number:
        return Problem(item.place, "a work needs an 'id' of OpenAlex")
    version = _version(record)
    date = date_from_iso(text_at(record, "publication_date")) or date_from_iso(
        text_at(record, "publication_year")
    )
    meaning = "published" if version else "first-version"
    read = ((_author(entry), _author_id(entry)) for entry in items_at(record, "authorships"))
    authors = [(author, known) for author, known in read if author.name]
    work = Work(
        title=title_text(text_at(record, "title") or text_at(record, "display_name")),
        authors=tuple(author for author, _ in authors),
        authors_incomplete=0 < most <= len(items_at(record, "authorships")),
        ids=_ids(record, number),
        versions=(version,) if version else (),
        abstract=_abstract(value_at(record, "abstract_inverted_index")),
        dates=(DateStatement(date, meaning, "", source),) if date else (),
        status="retracted" if value_at(record, "is_retracted") is True else "",
    )
    return Claim(item.place, work, item.raw, author_ids=tuple(known for _, known in authors))


def _author(entry: Any) -> Author:
    """Read an author: the name as printed on this work comes before the name that OpenAlex prefers."""
    places = dict.fromkeys(text_at(place) for place in items_at(entry, "raw_affiliation_strings"))
    return Author(
        without_marks(text_at(entry, "raw_author_name") or text_at(entry, "author", "display_name")),
        orcid=orcid(text_at(entry, "author", "orcid")) or "",
        affiliation="; ".join(place for place in places if place),
        corresponding=value_at(entry, "is_corresponding") is True,
    )


def _author_id(entry: Any) -> str:
    number = text_at(entry, "author", "id").rpartition("/")[2]
    return f"openalex:{number}" if number.startswith("A") else ""


def _ids(record: Mapping[str, Any], number: str) -> dict[str, str]:
    ids = {
        "arxiv": _arxiv(record),
        "pmid": SCHEMES["pmid"].canonical(text_at(record, "ids", "pmid")),
        "openalex": number,
    }
    return {scheme: value for scheme, value in ids.items() if value}


def _arxiv(record: Mapping[str, Any]) -> str:
    """Return the arXiv id that the DOI spells out or one of the locations leads to."""
    named = arxiv_id_of_doi(text_at(record, "doi")) or ""
    places = (text_at(place, "landing_page_url") for place in items_at(record, "locations"))
    return next((found for each in (named, *places) if (found := arxiv_id(each))), "")


def _version(record: Mapping[str, Any]) -> Version | None:
    """Return where the work was published; None for a preprint of arXiv, whose versions arXiv tells better."""
    where = value_at(record, "primary_location", "source")
    kind = text_at(record, "type")
    known = _TYPES.get(kind) or _ARTICLES.get(text_at(where, "type"), "document")
    found = doi(text_at(record, "doi")) or ""
    if _arxiv(record) and (known == "preprint" or arxiv_id_of_doi(found)):
        return None
    first, last = text_at(record, "biblio", "first_page"), text_at(record, "biblio", "last_page")
    version = Version(
        type=known,
        issued=date_from_iso(text_at(record, "publication_date"))
        or date_from_iso(text_at(record, "publication_year")),
        container=title_text(text_at(where, "display_name")) if known != "book" else "",
        volume=text_at(record, "biblio", "volume"),
        issue=text_at(record, "biblio", "issue"),
        pages=first if last in ("", first) else f"{first}-{last}",
        ids={"doi": found} if found else {},
    )
    return version if version != Version("document") else None


def _abstract(index: Any) -> str:
    """Return the abstract that an index of words spells: each word with the positions at which it stands.

    The publisher's heading, which OpenAlex keeps as the first word, falls away.
    """
    if not isinstance(index, Mapping):
        return ""
    placed = [
        (at, str(word))
        for word, places in index.items()
        if isinstance(places, list)
        for at in places
        if type(at) is int
    ]
    return title_text(re.sub(r"^Abstract:? (?=[A-Z])", "", " ".join(word for _, word in sorted(placed))))


READER = Reader("openalex", detect, read)
