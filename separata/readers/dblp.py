"""DBLP: one record (`/rec/{key}.xml`) or all of a person (`/pid/{pid}.xml`), in XML.

Source of the elements: M. Ley, "DBLP - Some Lessons Learned", PVLDB 2(2), 2009, with its appendix;
of `publtype`, `pid` and the numbers behind names: the questions and answers at dblp.org/faq.
"""

from collections.abc import Iterator

from separata.dates import MONTHS, Date, date_from_iso
from separata.identifiers import SCHEMES, arxiv_id, doi, isbn, orcid
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.problems import Place, Problem, warning
from separata.readers.jats import title_text
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed
from separata.readers.xml_items import Element, root_name, xml_items
from separata.text import squeezed

_TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "incollection": "chapter",
    "book": "book", "phdthesis": "thesis", "mastersthesis": "thesis", "data": "dataset",
}  # fmt: skip


def detect(text: str) -> bool:
    """Tell whether the text is a document of DBLP."""
    return root_name(text) in ("dblp", "dblpperson")


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per record; an edited volume, which is no paper of its editors, is a warning."""
    for record in xml_items(seed, *_TYPES, "proceedings"):
        if isinstance(record, Problem):
            yield record
        elif record.name == "proceedings" or record.all("editor"):
            yield warning(Place(seed.path, record.line), "is an edited volume, left out", "add it by hand")
        else:
            yield _claim(record, seed.path)


def _claim(record: Element, source: str) -> Claim | Problem:
    place = Place(source, record.line)
    title = title_text(record.source("title")).removesuffix(".").rstrip()
    if not title:
        return Problem(place, "a record needs a title")
    authors = [author for author in record.all("author") if squeezed(author.text)]
    date = _date(record)
    arxiv = _arxiv(record)
    version = None if arxiv else _version(record, date)
    ids = {"arxiv": arxiv, "dblp": SCHEMES["dblp"].canonical(record.attributes.get("key", ""))}
    meaning = "published" if version else "first-version"
    work = Work(
        title=title,
        authors=tuple(map(_author, authors)),
        ids={scheme: value for scheme, value in ids.items() if value},
        versions=(version,) if version else (),
        dates=(DateStatement(date, meaning, "", source),) if date else (),
    )
    pids = tuple(f"dblp:{pid}" if (pid := each.attributes.get("pid", "")) else "" for each in authors)
    return Claim(place, work, record.raw, author_ids=pids)


def _author(author: Element) -> Author:
    """Read an author; the number that DBLP puts behind a namesake's name stays, since matching needs it."""
    return Author(squeezed(author.text), orcid=orcid(author.attributes.get("orcid", "")) or "")


def _date(record: Element) -> Date | None:
    year, month = record.words("year"), record.words("month")
    if month in MONTHS:
        return date_from_iso(f"{year}-{MONTHS.index(month) + 1:02}")
    return date_from_iso(year)


def _addresses(record: Element) -> tuple[str, ...]:
    return tuple(squeezed(address.text) for address in record.all("ee"))


def _arxiv(record: Element) -> str:
    """Return the arXiv id of a record of CoRR, as DBLP calls arXiv."""
    if record.words("journal") != "CoRR":
        return ""
    return arxiv_id(record.words("volume").removeprefix("abs/")) or ""


def _version(record: Element, date: Date | None) -> Version:
    ids = {
        "doi": next((found for address in _addresses(record) if (found := doi(address))), ""),
        "isbn": isbn(record.words("isbn")) or "",
    }
    return Version(
        type=_TYPES[record.name],
        issued=date,
        container=record.words("journal") or record.words("booktitle") or record.words("series"),
        volume=record.words("volume"),
        issue=record.words("number"),
        pages=record.words("pages"),
        publisher=record.words("publisher") or record.words("school"),
        ids={scheme: value for scheme, value in ids.items() if value},
    )


READER = Reader("dblp", detect, read)
