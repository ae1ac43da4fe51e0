"""academicpages: its pages of works (`_publications/*.md`).

    ---
    title: "We Count the Petals"
    collection: publications
    permalink: /publication/1843-05-03-petals
    excerpt: 'We count.'
    date: 1843-05-03
    venue: 'Journal of Gardens'
    paperurl: 'https://garden.example/petals.pdf'
    citation: 'Lovelace, A. (1843). &quot;We Count the Petals.&quot; <i>Journal of Gardens</i>. 7(2).'
    ---

Authors stand in the citation alone. Source: the theme's own examples (github.com/academicpages).
"""

import re
from collections.abc import Iterator

from separata.model import Claim
from separata.problems import Place, Problem
from separata.readers.calendar import date_in_words
from separata.readers.citation_text import reference_in
from separata.readers.fields import Fields
from separata.readers.front_matter import front_matter, page_of
from separata.readers.name_lists import names_in
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    address,
    clean,
    container_type,
    identifier,
    marked_up,
    work_of,
)
from separata.readers.seed import Seed

_COLLECTION = re.compile(r"^collection:\s*['\"]?publications\b", re.MULTILINE)
_OWN = re.compile(r"^(?:paperurl|venue|citation):", re.MULTILINE)
_TITLE = re.compile(r"^title:", re.MULTILINE)

# Fields that say how the old site showed the page.
_LAYOUT = {"collection", "layout", "author_profile", "read_time", "share", "comments"}
_CATEGORIES = {"manuscripts": "article-journal", "conferences": "paper-conference", "books": "book"}


def detect(text: str) -> bool:
    """Tell whether a page is of the collection of publications, or has its fields."""
    fields = front_matter(text)
    known = _COLLECTION.search(fields) or len(_OWN.findall(fields)) > 1
    return bool(known and _TITLE.search(fields) and text.lstrip().startswith("---"))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield the claim of the page."""
    page = page_of(seed)
    if isinstance(page, Problem):
        yield page
        return
    fields = Fields({name: each for name, each in page.fields.items() if name not in _LAYOUT}, clean)
    title = fields.read(marked_up, "title") or ""
    if not title:
        yield Problem(Place(seed.path, 1), "the page has no title")
        return
    yield Claim(
        Place(seed.path, 1), work_of(_reference(fields, title, page.text), seed.path), seed.text.rstrip("\n")
    )


def _reference(fields: Fields, title: str, text: str) -> Reference:
    """Read what a page says; its citation completes what its fields leave out."""
    citation = fields.text("citation")
    cited = reference_in(citation) or Reference()
    authors, incomplete = names_in(fields.text("authors", "author"))
    container = fields.text("venue", "journal") or cited.container
    category = fields.read(_CATEGORIES.get, "category")
    pdf = fields.read(address, "paperurl", "pdf", "pdfurl")
    links = {"slides": fields.read(address, "slidesurl"), "code": fields.read(address, "codeurl", "code")}
    doi = fields.read(lambda value: identifier("doi", value), "doi")
    abstract = fields.read(marked_up, "abstract", "excerpt") or ""
    said = marked_up(re.sub(r"\[[^]]*\]\([^()]*\)", "", text))
    unsaid = said if said and said != abstract else ""
    extra = {"citation": citation, "text": unsaid} if abstract else {"citation": citation}
    return Reference(
        type=category or container_type(container),
        title=title,
        authors=authors or cited.authors,
        authors_incomplete=incomplete or (not authors and cited.authors_incomplete),
        issued=fields.read(date_in_words, "date") or cited.issued,
        container=container,
        volume=cited.volume,
        issue=cited.issue,
        pages=cited.pages,
        ids={**cited.ids, **({"doi": doi} if doi else {})},
        urls=(pdf,) if pdf and not _is_pdf(pdf) else (),
        abstract=abstract or said,
        links={
            name: url for name, url in (("pdf", pdf if pdf and _is_pdf(pdf) else None), *links.items()) if url
        },
        extra={name: value for name, value in {**extra, **fields.rest}.items() if value},
    )


def _is_pdf(url: str) -> bool:
    return ".pdf" in url.lower() or "/pdf/" in url.lower()


READER = Reader("academicpages", detect, read)
