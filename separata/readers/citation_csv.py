"""A table of works, as spreadsheets save it: a row each, its columns named in the first row.

    title,authors,year,journal,doi
    We Count the Petals,Ada Lovelace; Mary Somerville,1843,Journal of Gardens,10.1234/roses.7

Scopus, Web of Science and Zotero save such tables, too. Commas, semicolons and tabs part columns.
A column `citation` holds a reference as a sentence; what other columns say comes before it. A column
that is not known is kept in `extra` under its name.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

import msgspec

from separata.identifiers import isbn, issn
from separata.model import Author, Claim
from separata.problems import Place, Problem
from separata.readers.calendar import date_in_words
from separata.readers.citation_text import reference_in
from separata.readers.fields import Fields
from separata.readers.name_lists import names_in
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    addresses,
    author_or_group,
    clean,
    container_type,
    first_number,
    identifier,
    marked_up,
    topics_of,
    work_of,
)
from separata.readers.seed import Seed, quoted

_NAMES = {
    "type": ("document type", "item type", "publication type"),
    "title": ("title", "paper", "paper title", "article title"),
    "citation": ("citation", "reference", "bibliography"),
    "full names": ("author full names",),
    "authors": ("authors", "author", "author(s)", "author list"),
    "date": ("date", "publication date", "published", "year", "publication year", "pubyear"),
    "container": (
        "journal", "venue", "container", "conference", "source title", "publication title", "source",
        "publication", "booktitle", "journal/book",
    ),
    "volume": ("volume", "vol"),
    "issue": ("issue", "number", "no"),
    "pages": ("pages", "page", "pagination"),
    "first page": ("page start", "start page"),
    "last page": ("page end", "end page"),
    "article number": ("art. no.", "article number"),
    "publisher": ("publisher",),
    "url": ("url", "link", "paper_url"),
    "abstract": ("abstract", "abstract note"),
    "topics": ("tags", "topics", "topic", "category", "categories"),
    "doi": ("doi",),
    "pmid": ("pmid", "pubmed", "pubmed id"),
    "arxiv": ("arxiv", "arxiv id"),
    "isbn": ("isbn",),
    "issn": ("issn",),
}  # fmt: skip
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}
_SCHEMES = ("doi", "pmid", "arxiv")

# What Scopus, Web of Science and Zotero call types.
_TYPES = {
    "article": "article-journal", "review": "article-journal", "letter": "article-journal",
    "editorial": "article-journal", "note": "article-journal", "journalarticle": "article-journal",
    "conference paper": "paper-conference", "proceedings paper": "paper-conference",
    "conferencepaper": "paper-conference", "book chapter": "chapter", "booksection": "chapter", "book": "book",
    "thesis": "thesis", "report": "report", "preprint": "preprint", "dataset": "dataset",
    "data set": "dataset", "computerprogram": "software",
}  # fmt: skip
_NUMBER = re.compile(r"\s*\(\d+\)")


class _Row(NamedTuple):
    """A row of the table: its cells by the names of their columns, its line, its text."""

    cells: Mapping[str, str]
    line: int
    raw: str


def detect(text: str) -> bool:
    """Tell whether the first line names two columns, of which one holds the title or the reference."""
    names, _ = _head(text)
    found = {_FIELDS.get(name) for name in names}
    return len(names) > 1 and bool(found & {"title", "citation"}) and len(found - {None}) > 1


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per row."""
    for row in _rows(seed):
        yield row if isinstance(row, Problem) else _claim(seed, row)


def _head(text: str) -> tuple[list[str], str]:
    """Return the names of the columns, each its own, and the sign between them."""
    head = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    names = [clean(name.strip(' "')).lower() or "unnamed" for name in head.split(delimiter)]
    first = {name: at for at, name in reversed([*enumerate(names)])}
    return [name if first[name] == at else f"{name} {at + 1}" for at, name in enumerate(names)], delimiter


def _rows(seed: Seed) -> Iterator[_Row | Problem]:
    """Yield the rows below the first; where a quote is never closed, that line alone is lost."""
    lines = seed.text.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0) + 1
    columns, delimiter = _head(seed.text)
    while start < len(lines):
        table = csv.reader((f"{line}\n" for line in lines[start:]), delimiter=delimiter, strict=True)
        begun = start
        try:
            for cells in table:
                end = start + table.line_num
                if any(cell.strip() for cell in cells):
                    yield _row(seed, columns, cells, lines=(begun, end))
                begun = end
        except csv.Error as error:
            yield Problem(Place(seed.path, begun + 1), f"not readable as a row of a table: {error}")
            start = begun + 1
        else:
            return


def _row(seed: Seed, columns: list[str], cells: list[str], *, lines: tuple[int, int]) -> _Row | Problem:
    if surplus := [cell for cell in cells[len(columns) :] if cell.strip()]:
        message = f"the row has more cells than there are columns, {quoted(surplus[0])} among them"
        hint = "put quotes around a cell that holds the sign between cells"
        return Problem(Place(seed.path, lines[0] + 1), message, hint)
    raw = seed.passage(lines[0] + 1, lines[1] + 1)
    return _Row(dict(zip(columns, cells, strict=False)), lines[0] + 1, raw)


def _claim(seed: Seed, row: _Row) -> Claim | Problem:
    sentence = next((row.cells[name] for name in _NAMES["citation"] if row.cells.get(name)), "")
    read = reference_in(sentence)
    reference = _reference(Fields(row.cells, clean))
    if read:
        reference = _completed(reference, read)
    if not (reference.title or reference.ids):
        shown = quoted(clean(row.raw))
        return Problem(Place(seed.path, row.line), f"neither a title nor an identifier can be told in {shown}")
    return Claim(Place(seed.path, row.line), work_of(reference, seed.path), row.raw)


def _reference(fields: Fields) -> Reference:
    """Read what the columns say; what cannot be read stays with the columns that are not known."""
    ids = {name: fields.read(partial(identifier, name), *_NAMES[name]) for name in _SCHEMES}
    ids["isbn"] = fields.read(partial(first_number, isbn), *_NAMES["isbn"])
    authors, incomplete = _authors(fields)
    container = fields.text(*_NAMES["container"])
    topics = topics_of(re.split(r"[,;|]", fields.text(*_NAMES["topics"])))
    return Reference(
        type=fields.read(lambda value: _TYPES.get(clean(value).lower()), *_NAMES["type"])
        or container_type(container),
        title=fields.read(marked_up, *_NAMES["title"]) or "",
        authors=authors,
        authors_incomplete=incomplete,
        issued=fields.read(date_in_words, *_NAMES["date"]),
        container=container,
        volume=fields.text(*_NAMES["volume"]),
        issue=fields.text(*_NAMES["issue"]),
        pages=_pages(fields).replace("–", "-"),
        publisher=fields.text(*_NAMES["publisher"]),
        issn=fields.read(partial(first_number, issn), *_NAMES["issn"]) or "",
        ids={scheme: known for scheme, known in ids.items() if known},
        urls=fields.read(lambda value: addresses(value) or None, *_NAMES["url"]) or (),
        abstract=_abstract(fields.read(marked_up, *_NAMES["abstract"]) or ""),
        topics=topics,
        extra=fields.rest,
    )


def _authors(fields: Fields) -> tuple[tuple[Author, ...], bool]:
    """Return the authors, and whether more are not named; Scopus puts its number of a person behind a name."""
    if full := fields.text(*_NAMES["full names"]):
        names = (_NUMBER.sub("", name).strip() for name in full.split(";"))
        return tuple(author_or_group(name) for name in names if name), False
    return names_in(fields.text(*_NAMES["authors"]))


def _pages(fields: Fields) -> str:
    first, last = fields.text(*_NAMES["first page"]), fields.text(*_NAMES["last page"])
    span = f"{first}-{last}" if first and last and first != last else first or last
    return fields.text(*_NAMES["pages"]) or span or fields.text(*_NAMES["article number"])


def _abstract(text: str) -> str:
    """Return an abstract; Scopus has words for none."""
    return "" if text == "[No abstract available]" else text


def _completed(known: Reference, read: Reference) -> Reference:
    """Return what the columns say, completed by what was read in the sentence."""
    nothing = Reference()
    missing = {
        name: getattr(read, name)
        for name in Reference.__struct_fields__
        if getattr(known, name) == getattr(nothing, name)
    }
    return msgspec.structs.replace(known, **{**missing, "ids": {**read.ids, **known.ids}})


READER = Reader("citation_csv", detect, read)
