"""The tagged export of Web of Science: like RIS, but without dashes, and lines that go on are set in.

    FN Clarivate Analytics Web of Science
    PT J
    AU Lovelace, A
    AF Lovelace, Ada
    TI We Count
       the Petals
    ER

    EF

Source of the tags: Web of Science's list of field tags (Clarivate, Web of Science Core Collection help).
"""

import re
from collections.abc import Iterator

from separata.identifiers import isbn, issn
from separata.model import Author, Claim
from separata.problems import Problem
from separata.readers.calendar import date_stated
from separata.readers.fields import Fields
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    author_named,
    clean,
    first_number,
    identifier,
    marked_up,
    work_of,
)
from separata.readers.seed import Seed
from separata.readers.tagged import Layout, TaggedRecord, tagged_records
from separata.text import folded

_LAYOUT = Layout(re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$"), "PT", "ER")
_HEAD = re.compile(r"^PT [A-Z]\s*\n(?:[A-Z][A-Z0-9] |   )", re.MULTILINE)

_TYPES = {"J": "article-journal", "B": "book", "S": "chapter", "P": "document"}
_MEETING = re.compile("proceedings paper", re.IGNORECASE)

_WORDS = {
    "DE": "keywords", "ID": "further_keywords", "LA": "language", "DT": "work_type", "C1": "addresses",
    "RP": "corresponding_address", "EM": "email", "CR": "cited_references", "SN": "issn", "EI": "eissn",
    "FU": "funding", "FX": "funding_text", "UT": "accession_number", "NR": "cited_reference_count",
    "TC": "times_cited", "PG": "page_count", "JI": "journal_abbreviation", "CT": "conference", "CL": "place",
    "AU": "short_names", "SE": "series", "PI": "publisher_city", "PA": "publisher_address",
    "BE": "editors",
}  # fmt: skip


def detect(text: str) -> bool:
    """Tell whether a line `PT J`, or of another type, is followed by a tag."""
    return bool(_HEAD.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per record."""
    for record in tagged_records(seed, _LAYOUT):
        yield record if isinstance(record, Problem) else _claim(record, seed.path)


def _claim(record: TaggedRecord, path: str) -> Claim | Problem:
    fields = Fields({tag: said for tag, said in record.values.items() if tag != "ER"}, clean)
    kind = _one(fields, "PT")
    if not fields.rest:
        return Problem(record.place, "the record says nothing but its type")
    meeting = any(_MEETING.search(said) for said in record.values.get("DT", ()))
    first, last = _one(fields, "BP"), _one(fields, "EP")
    ids = {
        "doi": fields.take(lambda said: identifier("doi", clean(said[0])), "DI"),
        "pmid": fields.take(lambda said: identifier("pmid", clean(said[0])), "PM"),
        "isbn": fields.take(lambda said: first_number(isbn, clean(" ".join(said))), "BN"),
    }
    title, container = marked_up(_one(fields, "TI")), _one(fields, "SO")
    if kind == "B" and folded(title) == folded(container):
        container = ""  # a book stands in itself
    usual = "chapter" if kind == "B" and container else _TYPES.get(kind, "document")
    reference = Reference(
        type="paper-conference" if meeting else usual,
        title=title,
        authors=fields.take(_authors, "AF", "AU") or (),
        issued=date_stated(fields, "PY", "PD"),
        container=container,
        volume=_one(fields, "VL"),
        issue=_one(fields, "IS"),
        pages=(f"{first}-{last}" if first and last else first) or _one(fields, "AR"),
        publisher=_one(fields, "PU"),
        issn=fields.take(lambda said: issn(clean(said[0])), "SN") or "",
        ids={scheme: known for scheme, known in ids.items() if known},
        abstract=marked_up(_one(fields, "AB")),
        extra={_WORDS.get(tag, tag): said[0] if len(said) == 1 else said for tag, said in fields.rest.items()},
    )
    return Claim(record.place, work_of(reference, path), record.raw)


def _one(fields: Fields, tag: str) -> str:
    return clean(" ".join(fields.take(tuple, tag) or ()))


def _authors(said: tuple[str, ...]) -> tuple[Author, ...] | None:
    """Return the authors, who stand a line each."""
    authors = map(author_named, said[0].split("\n"))
    return tuple(author for author in authors if author.name) or None


READER = Reader("web_of_science", detect, read)
