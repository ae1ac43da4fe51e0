"""Software: how it wants to be cited (`CITATION.cff`), and the article that it prefers to be cited by.

Both are works of their authors, so both are claims; `references` are works that it builds on, and none of
the group's, so nothing is made of them. Source: the Citation File Format 1.2.0 (doi:10.5281/zenodo.5171937).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from separata import located
from separata.dates import Date
from separata.identifiers import orcid
from separata.located import Node, Table
from separata.model import Author, Claim
from separata.names import Name
from separata.problems import Place, Problem, SeparataError
from separata.readers.calendar import date_in_words, names_month
from separata.readers.fields import Fields
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    address,
    addresses,
    clean,
    identifier,
    marked_up,
    printed_name,
    stated,
    work_of,
)
from separata.readers.seed import Seed
from separata.readers.yaml_lists import stated_values

_VERSION = re.compile(r"^cff-version:", re.MULTILINE)
_PREFERRED = "preferred-citation"

_TYPES = {
    "article": "article-journal", "magazine-article": "article-journal", "conference-paper": "paper-conference",
    "proceedings": "book", "book": "book", "thesis": "thesis", "report": "report", "data": "dataset",
    "dataset": "dataset", "software": "software", "software-code": "software", "unpublished": "document",
}  # fmt: skip
# Words to the reader of the file, and what holds other works.
_PASSED = {"cff-version", "message", "references", _PREFERRED}


def detect(text: str) -> bool:
    """Tell whether a line names the version of the format."""
    return bool(_VERSION.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield a claim for the software and one for the work that it prefers to be cited by."""
    try:
        root = located.parse(seed.path, seed.text)
    except SeparataError as error:
        yield from error.problems
        return
    if not isinstance(root, Table):
        yield Problem(root.place, "must be a mapping of fields")
        return
    yield _claim(seed, root, "software")
    for key, value in root.pairs:
        if key.text == _PREFERRED:
            yield _claim(seed, value, "document")


def _claim(seed: Seed, node: Node, kind: str) -> Claim | Problem:
    values = stated_values(node) if isinstance(node, Table) else {}
    fields = Fields({name: each for name, each in values.items() if name not in _PASSED}, clean)
    reference = _reference(fields, kind)
    if not reference.title:
        return Problem(node.place, "the work has no title")
    last = node.pairs[-1][1].place.line if isinstance(node, Table) else node.place.line
    raw = seed.passage(node.place.line, last + 1)
    return Claim(Place(seed.path, node.place.line), work_of(reference, seed.path), raw)


def _reference(fields: Fields, kind: str) -> Reference:
    """Read what the file says of one work; software without a type is of the type `kind`."""
    given = fields.read(_TYPES.get, "type")
    first, last = fields.text("start"), fields.text("end")
    doi = fields.read(lambda value: identifier("doi", value), "doi") or fields.take(_listed_doi, "identifiers")
    isbn = fields.read(lambda value: identifier("isbn", value), "isbn")
    code = fields.read(address, "repository-code", "repository")
    return Reference(
        type=given or kind,
        title=fields.read(marked_up, "title") or "",
        authors=fields.take(_authors, "authors") or (),
        issued=_issued(fields),
        container=fields.text("journal", "collection-title") or fields.take(_name, "conference") or "",
        volume=fields.text("volume"),
        issue=fields.text("issue"),
        pages=f"{first}-{last}" if first and last else first or fields.text("pages"),
        publisher=fields.take(_name, "publisher", "institution") or "",
        ids={scheme: known for scheme, known in (("doi", doi), ("isbn", isbn)) if known},
        urls=fields.read(lambda value: addresses(value) or None, "url") or (),
        abstract=fields.read(marked_up, "abstract") or "",
        links={"code": code} if code else {},
        extra=stated(**fields.rest),
    )


def _issued(fields: Fields) -> Date | None:
    """Return the day of release, else year and month."""
    released = fields.read(date_in_words, "date-released", "date-published")
    year = fields.read(lambda value: value if date_in_words(value) else None, "year")
    month = fields.read(lambda value: value if names_month(value) else None, "month") if year else None
    return released or date_in_words(f"{month or ''} {year or ''}")


def _name(value: Any) -> str | None:
    """Return the name of an entity such as a conference."""
    return clean(str(value["name"])) if isinstance(value, Mapping) and value.get("name") else None


def _listed_doi(value: Any) -> str | None:
    """Return the only DOI of a list of identifiers that has nothing else."""
    match value:
        case ({"type": "doi", "value": str(written)},):
            return identifier("doi", written)
    return None


def _authors(value: Any) -> tuple[Author, ...] | None:
    if not isinstance(value, tuple) or not all(isinstance(each, Mapping) for each in value):
        return None
    return tuple(author for author in map(_author, value) if author.name)


def _author(value: Mapping[str, Any]) -> Author:
    """Return a person or an entity; mail addresses and the like are none of a paper's."""
    part = {name: clean(each) for name, each in value.items() if isinstance(each, str)}
    affiliation = part.get("affiliation", "")
    if entity := part.get("name"):
        return Author(entity, literal=True, affiliation=affiliation)
    suffix, particle = part.get("name-suffix", ""), part.get("name-particle", "")
    name = Name(part.get("given-names", ""), particle, part.get("family-names", ""), suffix)
    return Author(
        printed_name(name) or part.get("alias", ""),
        orcid=orcid(part.get("orcid", "")) or "",
        affiliation=affiliation,
    )


READER = Reader("citation_cff", detect, read)
