"""arXiv's OAI-PMH: records in the formats `arXiv` and `arXivRaw`.

Source of the elements: arXiv, "Open Archives Initiative (OAI)", with the schemas arXiv.xsd and arXivRaw.xsd;
of errors, deleted records and resumption tokens: the OAI-PMH 2.0 specification.
"""

import re
from collections.abc import Iterator

import msgspec

from separata.dates import date_from_iso, date_from_mail
from separata.identifiers import arxiv_id, doi
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.names import printed_name, without_marks
from separata.problems import Place, Problem, warning
from separata.readers.arxiv_atom import with_withdrawal
from separata.readers.comments import with_comment
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed, quoted
from separata.readers.xml_items import Element, root_name, xml_items
from separata.text import squeezed

# What stands in brackets behind a name is an affiliation; `and` before the last name is no name.
_BRACKETS = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)")
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def detect(text: str) -> bool:
    """Tell whether the text is an answer by OAI-PMH."""
    return root_name(text) == "OAI-PMH"


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per record; a deleted one, an error and a list that goes on elsewhere are problems."""
    for item in xml_items(seed, "record", "error", "resumptionToken"):
        if isinstance(item, Problem):
            yield item
            continue
        place = Place(seed.path, item.line)
        if item.name == "error":
            yield Problem(place, f"arXiv answered with an error: {quoted(squeezed(item.text))}")
        elif item.name == "record":
            yield _claim(item, place)
        elif item.text.strip():
            yield warning(place, "the list goes on in another answer", "fetch it with the resumption token")


def _claim(item: Element, place: Place) -> Claim | Problem:
    record = item.one("metadata", "arXiv") or item.one("metadata", "arXivRaw")
    header = item.one("header")
    if header and header.attributes.get("status") == "deleted":
        return Problem(place, f"the record was deleted: {quoted(header.words('identifier'))}")
    if record is None:
        return Problem(place, "the record is in another format", "ask for the metadataPrefix arXiv or arXivRaw")
    number = arxiv_id(record.words("id"))
    if not number:
        return Problem(place, f"a record needs an arXiv id, got {quoted(record.words('id'))}")
    published = doi(record.words("doi"))
    dates, versions = (
        _raw_history(record, place.path) if record.name == "arXivRaw" else _history(record, place.path)
    )
    work = msgspec.structs.replace(
        with_withdrawal(with_comment(Work(), record.words("comments"))),
        title=record.words("title"),
        authors=_names(record.words("authors")) if record.name == "arXivRaw" else _authors(record),
        ids={"arxiv": number, **({"doi": published} if published else {})},
        categories=tuple(record.words("categories").split()),
        versions=versions,
        abstract=record.words("abstract"),
        dates=dates,
        extra={"journal_ref": ref} if (ref := record.words("journal-ref")) else {},
    )
    return Claim(place, work, item.raw)


def _authors(record: Element) -> tuple[Author, ...]:
    authors = []
    for each in record.all("authors", "author"):
        places = dict.fromkeys(squeezed(place.text) for place in each.all("affiliation"))
        name = printed_name(each.words("forenames"), each.words("keyname"), each.words("suffix"))
        authors.append(Author(name, affiliation="; ".join(place for place in places if place)))
    return tuple(author for author in authors if author.name)


def _names(byline: str) -> tuple[Author, ...]:
    """Cut a byline in one text, as `arXivRaw` prints it."""
    names = (without_marks(name) for name in _BETWEEN.split(_BRACKETS.sub("", byline)))
    return tuple(Author(name) for name in names if name)


def _history(record: Element, source: str) -> tuple[tuple[DateStatement, ...], tuple[Version, ...]]:
    """Return the days of the first and the last version, which the archive gives in its own calendar."""
    said = ((record.words("created"), "first-version"), (record.words("updated"), "seen-version"))
    return tuple(
        DateStatement(date, meaning, "US-Eastern", source)
        for text, meaning in said
        if (date := date_from_iso(text))
    ), ()


def _raw_history(record: Element, source: str) -> tuple[tuple[DateStatement, ...], tuple[Version, ...]]:
    """Return every version with its day; `arXivRaw` gives the seconds in UTC."""
    versions = tuple(
        Version("preprint", each.attributes.get("version", ""), date_from_mail(each.words("date")))
        for each in record.all("version")
    )
    first = next((version.issued for version in versions if version.issued), None)
    return ((DateStatement(first, "first-version", "UTC", source),) if first else ()), versions


READER = Reader("arxiv_oai", detect, read)
