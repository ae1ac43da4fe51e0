"""EndNote's XML export, which Zotero, Mendeley and others write, too.

    <xml><records><record>
      <ref-type name="Journal Article">17</ref-type>
      <contributors><authors><author>Lovelace, Ada</author></authors></contributors>
      <titles><title>We Count the Petals</title><secondary-title>Journal of Gardens</secondary-title></titles>
      <dates><year>1843</year></dates>
      <electronic-resource-num>10.1234/roses.7</electronic-resource-num>
    </record></records></xml>

Texts may be cut into `style` elements, whose faces are italics, heights and the like. Source of the names: the
DTD that comes with EndNote (RSXML.dtd).
"""

import re
from collections.abc import Iterator

from separata import identifiers
from separata.model import Claim
from separata.problems import Place, Problem
from separata.readers.calendar import date_stated
from separata.readers.fields import Fields
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    addresses,
    author_or_group,
    clean,
    first_number,
    identifier,
    marked_up,
    stated,
    work_of,
)
from separata.readers.seed import Seed
from separata.readers.xml_items import Element, xml_items

_RECORD = re.compile(r"<records>\s*<record>")
_TYPE = re.compile(r"<ref-type\b")

_TYPES = {
    "journal article": "article-journal", "electronic article": "article-journal",
    "magazine article": "article-journal", "conference paper": "paper-conference",
    "conference proceedings": "paper-conference", "book section": "chapter", "book": "book",
    "edited book": "book", "electronic book": "book", "thesis": "thesis", "report": "report",
    "dataset": "dataset", "computer program": "software", "generic": "document", "web page": "document",
}  # fmt: skip
_USUAL = set("journal article,conference paper,book section,book,thesis,report,dataset,generic".split(","))

# Elements that lead to others, and how the path to each of their texts is called here.
_NESTED = {"contributors", "titles", "periodical", "dates", "urls", "keywords", "alt-periodical"}
_LAYOUT = {"database", "source-app", "rec-number", "foreign-keys", "ref-type"}
_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_STYLE = re.compile(r"<style\b[^>]*?face=\"([^\"]*)\"[^>]*>(.*?)</style>", re.DOTALL)


def detect(text: str) -> bool:
    """Tell whether records of EndNote begin, the first with a type."""
    return bool(_RECORD.search(text) and _TYPE.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per record."""
    at = 0
    for item in xml_items(seed, "record"):
        if isinstance(item, Problem):
            yield item
            continue
        # EndNote writes all records in one line, so only the column tells them apart.
        at = max(seed.text.find(item.raw, at), at)
        yield _claim(seed, item, seed.place_at(at))
        at += len(item.raw)


def _claim(seed: Seed, record: Element, place: Place) -> Claim | Problem:
    fields = Fields(dict(_texts(record)), marked_up)
    if not fields.rest:
        return Problem(place, "the record says nothing but its type")
    kind = clean((record.one("ref-type") or record).attributes.get("name", "")).lower()
    return Claim(place, work_of(_reference(fields, kind), seed.path), record.raw)


def _texts(record: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a record states, by the names of elements; what stands in a list is one value each."""
    found = dict[str, list[str]]()
    for element in record.inside:
        if element.name in _NESTED:
            for inner in element.inside:
                found.setdefault(inner.name, []).extend(_parts(inner))
        elif element.name not in _LAYOUT:
            found.setdefault(element.name, []).extend(_parts(element))
    yield from ((name, tuple(each for each in said if each)) for name, said in found.items())


def _parts(element: Element) -> list[str]:
    """Return the texts of an element: one, or that of each element inside it but `style`."""
    inner = [each for each in element.inside if each.name != "style"]
    return [part for each in inner for part in _parts(each)] if inner else [_text(element)]


def _text(element: Element) -> str:
    """Return the text of an element with its faces as tags."""

    def tagged(style: re.Match[str]) -> str:
        tags = [tag for face, tag in _FACES.items() if face in style[1].split()]
        return "".join(f"<{tag}>" for tag in tags) + style[2] + "".join(f"</{tag}>" for tag in reversed(tags))

    return marked_up(_STYLE.sub(tagged, element.source()))


def _reference(fields: Fields, kind: str) -> Reference:
    """Read what a record says."""
    authors = fields.take(tuple, "authors", "author") or fields.take(tuple, "secondary-authors") or ()
    urls = fields.take(_addresses, "related-urls", "web-urls", "url") or ()
    pdf = fields.take(_addresses, "pdf-urls") or ()
    container = _one(fields, "secondary-title", "full-title", "abbr-1")
    fields.take(lambda said: True if said == (container,) else None, "full-title")
    doi = fields.take(lambda said: identifier("doi", clean(said[0])), "electronic-resource-num")
    isbn = fields.take(lambda said: first_number(identifiers.isbn, clean(" ".join(said))), "isbn")
    return Reference(
        type=_TYPES.get(kind, "document"),
        title=_one(fields, "title"),
        authors=tuple(author_or_group(name) for name in authors if clean(name)),
        issued=date_stated(fields, "year", "pub-dates"),
        container=container,
        volume=_one(fields, "volume"),
        issue=_one(fields, "number", "issue"),
        pages=_one(fields, "pages").replace("–", "-"),
        publisher=_one(fields, "publisher"),
        ids={scheme: known for scheme, known in (("doi", doi), ("isbn", isbn)) if known},
        issn=fields.take(lambda said: first_number(identifiers.issn, clean(" ".join(said))), "isbn") or "",
        urls=urls,
        abstract=_one(fields, "abstract"),
        links={"pdf": pdf[0]} if pdf else {},
        extra=stated(endnote_type="" if kind in _USUAL else kind, **_rest(fields)),
    )


def _one(fields: Fields, *names: str) -> str:
    return fields.take(lambda said: said[0] if len(said) == 1 else None, *names) or ""


def _addresses(said: tuple[str, ...]) -> tuple[str, ...] | None:
    return addresses(" ".join(said)) or None


def _rest(fields: Fields) -> dict[str, str | tuple[str, ...]]:
    return {name: said[0] if len(said) == 1 else said for name, said in fields.rest.items()}


READER = Reader("endnote_xml", detect, read)
