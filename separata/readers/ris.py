"""RIS, the tagged format of reference managers.

    TY  - JOUR
    AU  - Lovelace, Ada
    TI  - We Count the Petals of Roses
    PY  - 1843/05/03
    ER  -

Source of the tags: the RIS format specification (Research Information Systems, 2001 and 2011). Programs differ,
so several tags say the same, and a blank may be missing around the dash.
"""

import re
from collections.abc import Iterator

from separata.dates import Date
from separata.identifiers import isbn, issn
from separata.model import Author, Claim
from separata.problems import Problem, warning
from separata.readers.calendar import date_in_words
from separata.readers.fields import Fields
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    address,
    addresses,
    author_or_group,
    clean,
    first_number,
    identifier,
    marked_up,
    stated,
    work_of,
)
from separata.readers.seed import Seed, quoted
from separata.readers.tagged import Layout, TaggedRecord, tagged_records
from separata.worktypes import TYPES

_LAYOUT = Layout(re.compile(r"\s*([A-Z][A-Z0-9])(?:[ \t]{1,4}-[ \t]?|-[ \t])(.*)"), "TY", "ER")
_TYPE_LINE = re.compile(r"^\s*TY(?:[ \t]{1,4}-|-[ \t])", re.MULTILINE)

_USUAL = {form.ris: name for name, form in TYPES.items()}
_TYPE_OF = _USUAL | {
    "CONF": "paper-conference", "ECHAP": "chapter", "EBOOK": "book", "EDBOOK": "book",
    "EJOUR": "article-journal", "MGZN": "article-journal", "NEWS": "article-journal",
    "ABST": "article-journal", "INPR": "article-journal",
    "JFULL": "article-journal", "DBASE": "dataset", "JOURNAL ARTICLE": "article-journal", "THESIS": "thesis",
    "CONFERENCE PAPER": "paper-conference", "CONFERENCE PROCEEDINGS": "paper-conference",
    "BOOK SECTION": "chapter", "REPORT": "report",
}  # fmt: skip

# What readers call what a record has no field for; other tags keep their letters.
_WORDS = {
    "KW": "keywords", "N1": "note", "CY": "place", "PP": "place", "SN": "issn", "LA": "language",
    "DB": "database", "DP": "database_provider", "AN": "accession_number", "A2": "editors",
    "ED": "editors", "ET": "edition", "AD": "address", "C2": "article_number", "JA": "journal_abbreviation",
    "J2": "journal_abbreviation", "T3": "series", "ST": "short_title", "Y2": "accessed", "M1": "number",
    "M3": "work_type",
    "CN": "call_number", "T2": "conference",
}  # fmt: skip


def detect(text: str) -> bool:
    """Tell whether a line begins a record of RIS."""
    return bool(_TYPE_LINE.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per record; lines between records are passed over."""
    for record in tagged_records(seed, _LAYOUT):
        if isinstance(record, Problem):
            yield record
        else:
            yield from _claim(record, seed.path)


def _claim(record: TaggedRecord, path: str) -> Iterator[Claim | Problem]:
    fields = Fields(record.values, clean)
    kind = clean(" ".join(fields.take(tuple, "TY") or ()))
    if not fields.rest:
        yield Problem(record.place, "the record says nothing but its type")
        return
    reference = _reference(fields, kind.upper())
    if unread := reference.extra.get("DO"):
        yield warning(record.place, f"no DOI can be read from {quoted(str(unread))}; it is kept as text")
    yield Claim(record.place, work_of(reference, path), record.raw)


def _reference(fields: Fields, kind: str) -> Reference:
    """Read what a record says."""
    ours = _TYPE_OF.get(kind, "document")
    titles = fields.take(tuple, "TI", "T1", *(() if ours == "chapter" else ("BT",)), "CT", "ST") or ("",)
    urls = fields.take(lambda said: addresses(" ".join(said)) or None, "UR") or ()
    first, last = _one(fields, "SP"), _one(fields, "EP")
    # Zotero and EndNote have the proceedings in C3, and in T2 the name of the conference.
    proceedings = _one(fields, "C3") if ours == "paper-conference" else ""
    ids = _ids(fields)
    serial = fields.take(lambda said: first_number(issn, clean(" ".join(said))), "SN") or ""
    return Reference(
        type=ours,
        title=marked_up(titles[0]),
        authors=_authors(fields),
        issued=_issued(fields),
        container=proceedings or _one(fields, "T2", "JF", "JO", "BT", "JA", "J1", "J2"),
        volume=_one(fields, "VL", "VO"),
        issue=_one(fields, "IS", "CP", *(("SN",) if ours == "report" else ())),
        pages=f"{first}-{last}" if first and last and last != first else first or last,
        publisher=_one(fields, "PB"),
        ids=ids,
        issn=serial,
        urls=urls,
        abstract=marked_up(" ".join(fields.take(tuple, "AB", "N2") or ())),
        links=_links(fields),
        extra=stated(
            citation_key=_one(fields, "ID"),
            ris_type="" if kind in _USUAL else kind,
            further_titles=tuple(map(clean, titles[1:])),
            **_rest(fields),
        ),
    )


def _one(fields: Fields, *tags: str) -> str:
    """Return the value of the first of these tags that is there and stands once."""
    return fields.take(lambda said: clean(said[0]) if len(said) == 1 else None, *tags) or ""


def _authors(fields: Fields) -> tuple[Author, ...]:
    """Return the authors, of whom the first may have a tag of their own; without any, the editors."""
    said = (*(fields.take(tuple, "A1") or ()), *(fields.take(tuple, "AU") or ()))
    said = said or fields.take(tuple, "A2", "ED") or ()
    return tuple(map(author_or_group, said))


def _issued(fields: Fields) -> Date | None:
    """Return the date; a day counts where it lies in the year of publication."""
    found = fields.take(lambda said: date_in_words(said[0]), "PY", "Y1")
    day = fields.take(lambda said: _finer(date_in_words(said[0]), found), "DA")
    return day or found


def _finer(date: Date | None, found: Date | None) -> Date | None:
    return date if date and (found is None or str(date).startswith(str(found))) else None


def _ids(fields: Fields) -> dict[str, str]:
    found = {
        "doi": fields.take(lambda said: identifier("doi", clean(said[0])), "DO"),
        "isbn": fields.take(lambda said: first_number(isbn, clean(" ".join(said))), "SN"),
    }
    return {scheme: known for scheme, known in found.items() if known}


def _links(fields: Fields) -> dict[str, str]:
    """Return the addresses of the PDF and of the full text."""
    found = {
        name: fields.take(lambda said: address(" ".join(said)), tag)
        for name, tag in (("pdf", "L1"), ("html", "L2"))
    }
    return {name: url for name, url in found.items() if url}


def _rest(fields: Fields) -> dict[str, str | tuple[str, ...]]:
    """Return what no field holds, by its word; a tag that stands once as its text."""
    rest = dict[str, str | tuple[str, ...]]()
    for tag, said in fields.rest.items():
        word = _WORDS.get(tag, tag)
        rest[word if word not in rest else tag] = said[0] if len(said) == 1 else said
    return {word: said for word, said in rest.items() if word != "ER"}


READER = Reader("ris", detect, read)
