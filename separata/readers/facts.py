"""Facts about papers, gathered by hand from public listings, in YAML.

    papers:
      - arxiv: '1805.01234'
        title: We Count the Petals of Roses
        abstract_opens: We count the petals
        submitted: '2018-05-03T09:30:00Z'
        primary_category: q-bio.PE
        unconfirmed: [primary_category]
        published:
          - kind: article
            container: Journal of Gardens
            volume: '7'
            pages: 11-19
            issued: '2019'
            doi: 10.1234/roses.7
        authors:
          - Ada Lovelace
          - Mary Somerville

`abstract_opens` ties a paper to a record that has neither title nor id. `submitted` is the day (or the
second) of the first version in UTC, unless `submitted_note` says that it is of the eastern United
States. `unconfirmed` names what no listing shows.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from separata import located
from separata.dates import Date, date_from_iso
from separata.identifiers import arxiv_id, doi
from separata.located import Field, Listing, Node, Problems
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.problems import Problem, SeparataError
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed

_PAPERS = re.compile(r"^papers:", re.MULTILINE)
_TIMESTAMP = re.compile(r"(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
_EASTERN = "US-Eastern"
_TYPES = {"article": "article-journal", "inproceedings": "paper-conference"}


def _day(text: str) -> Date | None:
    """Read a day, or the day of a second in UTC."""
    match = _TIMESTAMP.fullmatch(text)
    date = date_from_iso(match.group(1) if match else text)
    return date if date and date.day else None


_PUBLISHED_FIELDS = (
    Field("kind", located.one_of(tuple(_TYPES)), "BibTeX's word for where the paper was published"),
    Field("container", located.text, "journal or proceedings"),
    Field("volume", located.text, "volume"),
    Field("pages", located.text, "pages or article number"),
    Field("issued", located.date, "when it was published"),
    Field("doi", located.checked(doi, "must be a DOI such as 10.1000/182"), "DOI of this version"),
)

_FIELDS = (
    Field("arxiv", located.checked(arxiv_id, "must be an arXiv id such as '2212.08073'"), "arXiv id"),
    Field("title", located.text, "title"),
    Field("abstract_opens", located.text, "first words of the abstract"),
    Field(
        "submitted",
        located.checked(_day, "must be a day or a time such as 2022-12-19T05:13:52Z"),
        "first version's day",
    ),
    Field("submitted_note", located.text, "what to know of that day"),
    Field("primary_category", located.text, "arXiv category"),
    Field("unconfirmed", located.many(located.text), "what no listing shows"),
    Field("published", located.many(located.record(_PUBLISHED_FIELDS)), "printed versions, oldest first"),
    Field("authors", located.many(located.text), "names of all authors as printed, in order"),
)

_entry = located.record(_FIELDS)


def detect(text: str) -> bool:
    """Tell whether the text has a top-level field `papers`."""
    return bool(_PAPERS.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per paper; a paper with errors is told by them alone."""
    try:
        root = located.parse(seed.path, seed.text)
    except SeparataError as error:
        yield from error.problems
        return
    problems: Problems = []
    papers = located.record([Field("papers", _listing, "the papers")])(root, problems).get("papers", ())
    yield from problems
    ends = [*(node.place.line for node in papers[1:]), seed.text.count("\n") + 2]
    for node, end in zip(papers, ends, strict=False):
        yield from _paper(seed, node, end)


def _listing(node: Node, problems: Problems) -> tuple[Node, ...]:
    """Return the items of a list as they stand, each to be read on its own."""
    if isinstance(node, Listing):
        return node.items
    located.refuse(node, problems, "must be a list of papers")
    return ()


def _paper(seed: Seed, node: Node, end: int) -> Iterator[Claim | Problem]:
    """Read one paper; `end` is the line of the next one."""
    problems: Problems = []
    values = _entry(node, problems)
    if not problems and not (values.get("arxiv") or values.get("title")):
        problems.append(Problem(node.place, "a paper needs an 'arxiv' id or a 'title'"))
    if problems:
        yield from problems
        return
    raw = seed.passage(node.place.line, max(end, node.place.line + 1)).rstrip()
    yield Claim(node.place, _work(values, seed.path), raw, values.get("abstract_opens", ""))


def _work(values: Mapping[str, Any], source: str) -> Work:
    """Make the work that the fields of a paper speak of."""
    note = values.get("submitted_note", "")
    dates = [
        DateStatement(date, "first-version", _EASTERN if _EASTERN in note else "UTC", source)
        for date in [values.get("submitted")]
        if date
    ]
    versions = tuple(_version(published) for published in values.get("published", ()))
    dates += [DateStatement(version.issued, "published", "", source) for version in versions if version.issued]
    return Work(
        title=values.get("title", ""),
        authors=tuple(Author(name) for name in values.get("authors", ()) if name),
        ids={"arxiv": values["arxiv"]} if values.get("arxiv") else {},
        categories=tuple(filter(None, [values.get("primary_category")])),
        versions=versions,
        dates=tuple(dates),
        unconfirmed=values.get("unconfirmed", ()),
        extra={"submitted_note": note} if note else {},
    )


def _version(published: Mapping[str, Any]) -> Version:
    """Make a version of what is said of a publication."""
    return Version(
        type=_TYPES.get(published.get("kind", ""), "document"),
        issued=published.get("issued"),
        container=published.get("container", ""),
        volume=published.get("volume", ""),
        pages=published.get("pages", ""),
        ids={"doi": published["doi"]} if published.get("doi") else {},
    )


READER = Reader("facts", detect, read)
