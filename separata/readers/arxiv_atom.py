"""arXiv's API: the Atom feed that answers `/api/query`.

Source of the fields: arXiv API User's Manual, section 3.3 (outline of an Atom feed) and 3.4 (errors).
"""

import re
from collections.abc import Iterator

import msgspec

from separata.dates import date_from_iso
from separata.identifiers import arxiv_id, doi
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.names import without_marks
from separata.problems import Place, Problem
from separata.readers.comments import with_comment
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed, quoted
from separata.readers.xml_items import Element, root_name, xml_items
from separata.text import squeezed

_VERSION = re.compile(r"v(\d+)$")
# An author who withdraws a paper says so in its comment; arXiv keeps the record.
_WITHDRAWN = re.compile(r"(?:this |the )?(?:\w+ )?(?:has been |is |was )?withdrawn\b", re.IGNORECASE)


def detect(text: str) -> bool:
    """Tell whether the text is an Atom feed with addresses of arXiv."""
    return root_name(text) == "feed" and "arxiv.org/" in text


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per entry; an entry by which the API tells of an error is a problem."""
    for entry in xml_items(seed, "entry"):
        yield entry if isinstance(entry, Problem) else _claim(entry, seed.path)


def _claim(entry: Element, source: str) -> Claim | Problem:
    place, address = Place(source, entry.line), entry.words("id")
    if "/api/errors" in address:
        return Problem(place, f"arXiv answered with an error: {quoted(entry.words('summary'))}")
    number = arxiv_id(address)
    if not number:
        return Problem(place, f"an entry needs an arXiv id, got {quoted(address)}")
    work = with_withdrawal(with_comment(Work(), entry.words("comment")))
    published = doi(entry.words("doi"))
    return Claim(
        place,
        msgspec.structs.replace(
            work,
            title=entry.words("title"),
            authors=tuple(_author(author) for author in entry.all("author") if author.words("name")),
            ids={"arxiv": number, **({"doi": published} if published else {})},
            categories=_categories(entry),
            versions=_versions(entry),
            abstract=entry.words("summary"),
            dates=_dates(entry, source),
            extra={"journal_ref": ref} if (ref := entry.words("journal_ref")) else {},
        ),
        entry.raw,
    )


def with_withdrawal(work: Work) -> Work:
    """Return the work, withdrawn where its comment begins by saying so."""
    if not _WITHDRAWN.match(work.comment):
        return work
    return msgspec.structs.replace(work, status="withdrawn", status_note=work.comment)


def _author(author: Element) -> Author:
    places = dict.fromkeys(squeezed(place.text) for place in author.all("affiliation"))
    name = without_marks(author.words("name"))
    return Author(name, affiliation="; ".join(place for place in places if place))


def _categories(entry: Element) -> tuple[str, ...]:
    """Return the primary category, then the others; the MSC and ACM classes among them are none."""
    terms = [
        each.attributes.get("term", "") for each in (*entry.all("primary_category"), *entry.all("category"))
    ]
    return tuple(dict.fromkeys(term for term in terms if re.fullmatch(r"[a-z-]+(?:\.[A-Za-z-]+)?", term)))


def _dates(entry: Element, source: str) -> tuple[DateStatement, ...]:
    """Return the days of the first version and of the one described; the API gives both in UTC."""
    said = ((entry.words("published"), "first-version"), (entry.words("updated"), "seen-version"))
    days = [(date_from_iso(text[:10]), meaning) for text, meaning in said]
    first = days[0][0]
    return tuple(
        DateStatement(date, meaning, "UTC", source)
        for date, meaning in days
        if date and (meaning == "first-version" or date != first)
    )


def _versions(entry: Element) -> tuple[Version, ...]:
    """Return the first version and the one described; nothing is said of those between."""
    first, last = (date_from_iso(entry.words(name)[:10]) for name in ("published", "updated"))
    numbered = _VERSION.search(entry.words("id"))
    versions = (Version("preprint", "v1", first),) if first else ()
    if not numbered or numbered[1] == "1":
        return versions
    return (*versions, Version("preprint", f"v{numbered[1]}", last))


READER = Reader("arxiv_atom", detect, read)
