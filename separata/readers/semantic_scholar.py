"""Semantic Scholar's Academic Graph API: a paper, a list of papers or the papers of an author, in JSON.

Source of the fields: the API's own description (`/graph/v1/swagger.json`), "FullPaper".
"""

import re
from collections.abc import Iterator
from typing import Any

from separata.dates import date_from_iso
from separata.identifiers import SCHEMES
from separata.model import Author, Claim, Version, Work
from separata.problems import Problem
from separata.readers.jats import abstract_text, title_text
from separata.readers.json_items import Item, items_at, json_items, text_at
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed

_SHAPE = re.compile(r'"paperId"\s*:')
_DATA = re.compile(r'^\s*\{(?:\s*"(?:total|offset|next|token)"\s*:[^,{}\[\]]*,)*\s*"data"\s*:')
_SCHEMES = {"ArXiv": "arxiv", "DOI": "doi", "PubMed": "pmid", "DBLP": "dblp"}

# In the order in which the types of one paper count: a paper at a conference may be called an article too.
_TYPES = {
    "Conference": "paper-conference", "JournalArticle": "article-journal", "Book": "book",
    "BookSection": "chapter", "Dataset": "dataset",
}  # fmt: skip


def detect(text: str) -> bool:
    """Tell whether the text is a paper of Semantic Scholar or several."""
    return text.lstrip()[:1] in ("{", "[") and bool(_SHAPE.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per paper; what the service does not know stands as a null, and is a problem."""
    for item in json_items(seed, *(("data",) if _DATA.match(seed.text) else ())):
        yield item if isinstance(item, Problem) else _claim(item)


def _claim(item: Item) -> Claim | Problem:
    record = item.fields
    title = title_text(text_at(record, "title"))
    if not title:
        return Problem(item.place, "a paper needs a 'title'")
    ids = _ids(record)
    version = _version(record, ids)
    is_published = version not in (Version("document"), Version("preprint"))
    date = date_from_iso(text_at(record, "publicationDate")) or date_from_iso(text_at(record, "year"))
    authors = [each for each in items_at(record, "authors") if text_at(each, "name")]
    work = Work(
        title=title,
        authors=tuple(Author(text_at(each, "name")) for each in authors),
        issued=date,
        ids={scheme: value for scheme, value in ids.items() if scheme != "doi"},
        versions=(version,) if is_published else (),
        abstract=abstract_text(text_at(record, "abstract")),
    )
    numbers = (text_at(each, "authorId") for each in authors)
    return Claim(item.place, work, item.raw, author_ids=tuple(number and f"s2:{number}" for number in numbers))


def _ids(record: Any) -> dict[str, str]:
    found = {
        scheme: SCHEMES[scheme].canonical(text_at(record, "externalIds", name))
        for name, scheme in _SCHEMES.items()
    }
    return {scheme: value for scheme, value in found.items() if value and not value.startswith("10.48550/")}


def _version(record: Any, ids: dict[str, str]) -> Version:
    """Return where the paper was published. The date given may be the preprint's: the version has none."""
    venue = text_at(record, "journal", "name") or text_at(record, "venue")
    if venue.casefold() in ("arxiv.org", "arxiv", "corr"):
        venue = ""
    kinds = items_at(record, "publicationTypes")
    stated = next((kind for name, kind in _TYPES.items() if name in kinds), "document")
    kind = "preprint" if "arxiv" in ids and not venue and "doi" not in ids else stated
    published = kind != "preprint"
    return Version(
        type=kind if venue or "doi" in ids or kind in ("book", "dataset", "preprint") else "document",
        container=venue,
        volume=text_at(record, "journal", "volume") if published and venue else "",
        pages=text_at(record, "journal", "pages") if published and venue else "",
        ids={"doi": ids["doi"]} if "doi" in ids else {},
    )


READER = Reader("semantic_scholar", detect, read)
