"""Claims for tests, written in a line: the fields that matching looks at, and a place."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from separata.dates import Date
from separata.matching.traits import RECORD
from separata.model import Author, Claim, Version, Work
from separata.problems import Place

HERE = Path(__file__).parent


def gold(name: str) -> list[Any]:
    """Read a list of gold cases beside this file, every scalar as text."""
    cases: list[Any] = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return cases


def claim(line: int, *, path: str = "seeds/a.txt", **fields: Any) -> Claim:
    """Make a claim from the short fields of `pairs.yaml`."""
    record = fields.get("record")
    work = Work(
        title=fields.get("title", ""),
        authors=(
            *(Author(name) for name in fields.get("authors", ())),
            *(Author(name, literal=True) for name in fields.get("groups", ())),
        ),
        authors_incomplete=bool(fields.get("incomplete")),
        issued=Date(int(fields["year"])) if "year" in fields else None,
        ids={scheme: fields[scheme] for scheme in ("arxiv", "doi", "isbn") if scheme in fields},
        versions=tuple(version(fields)),
        abstract=fields.get("abstract", ""),
        comment=fields.get("comment", ""),
        page_count=fields.get("page_count", ""),
        figure_count=fields.get("figure_count", ""),
        extra={RECORD: record} if record else {},
    )
    return Claim(Place(path, line), work, abstract_opens=fields.get("opens", ""))


def version(fields: Mapping[str, Any]) -> Iterator[Version]:
    """Yield the version that a case speaks of: one with a type, or a DOI or a place in print of its own."""
    doi = fields.get("version_doi")
    if not doi and fields.keys().isdisjoint({"type", "container", "volume", "pages"}):
        return
    yield Version(
        fields.get("type", "article-journal"),
        issued=Date(int(fields["year"])) if "year" in fields else None,
        container=fields.get("container", ""),
        volume=fields.get("volume", ""),
        issue=fields.get("issue", ""),
        pages=fields.get("pages", ""),
        ids={"doi": doi} if doi else {},
    )


def pair(case: Mapping[str, Any]) -> tuple[Claim, Claim]:
    """Make the two claims of a case of `pairs.yaml`."""
    return claim(1, **case["a"]), claim(2, path="seeds/b.txt", **case["b"])
