"""The Allan Lab's site: its list of works (`_data/publist.yml`), which many groups have copied.

    - title: "We Count the Petals"
      image: petals.png
      description: We count them all.
      authors: A. Lovelace, M. Somerville
      link:
        url: https://doi.org/10.1234/roses.7
        display: Journal of Gardens 7, 11 (1843)
      highlight: 1
      news2: In the papers

Journal, volume, page and year stand in the words of the link.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from separata.model import Claim
from separata.problems import Problem
from separata.readers.calendar import date_in_words
from separata.readers.fields import Fields
from separata.readers.name_lists import names_in
from separata.readers.reader import Known, Reader
from separata.readers.reference import Reference, addresses, clean, container_type, marked_up, stated, work_of
from separata.readers.seed import Seed
from separata.readers.yaml_lists import ListEntry, list_entries

_ENTRY = re.compile(r"^-\s+title:", re.MULTILINE)
_DISPLAY = re.compile(r"^\s+display:", re.MULTILINE)
_JOURNAL = re.compile(
    r"(?P<container>.*?),?\s+(?P<volume>[A-Z]?\d+)(?:\s*\((?P<issue>\d+)\))?,\s*(?P<pages>[\w-]+)\s*\(\d{4}\)\.?"
)
_BARE = re.compile(r"(?P<container>.*?)[\s,]*\(?\b\d{4}\b\)?\.?")


def detect(text: str) -> bool:
    """Tell whether entries begin with a title and have words for a link."""
    return bool(_ENTRY.search(text) and _DISPLAY.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per entry."""
    for entry in list_entries(seed):
        yield entry if isinstance(entry, Problem) else _claim(entry, seed.path)


def _claim(entry: ListEntry, path: str) -> Claim | Problem:
    fields = Fields(entry.values, clean)
    title = fields.read(marked_up, "title") or ""
    if not title:
        return Problem(entry.place, "the entry has no title")
    authors, incomplete = names_in(fields.text("authors"))
    url, display = fields.take(_link, "link") or ("", "")
    journal = _JOURNAL.fullmatch(display) or _BARE.fullmatch(display)
    parts = {name: value for name, value in journal.groupdict().items() if value} if journal else {}
    reference = Reference(
        type=container_type(parts.get("container", display)),
        title=title,
        authors=authors,
        authors_incomplete=incomplete,
        issued=date_in_words(" ".join(re.findall(r"\b(?:1[5-9]|20)\d\d\b", display)[-1:])),
        container=parts.get("container", display),
        volume=parts.get("volume", ""),
        issue=parts.get("issue", ""),
        pages=parts.get("pages", ""),
        urls=addresses(url),
        selected=bool(fields.read(lambda value: True if value.strip() == "1" else None, "highlight")),
        extra=stated(**fields.rest),
    )
    return Claim(entry.place, work_of(reference, path), entry.raw)


def _link(value: Any) -> tuple[str, str] | None:
    """Return address and words of a link that has nothing else."""
    if not isinstance(value, Mapping) or value.keys() - {"url", "display"}:
        return None
    url, display = (value.get(name, "") for name in ("url", "display"))
    known = isinstance(url, str) and isinstance(display, str)
    return (url, clean(display)) if known else None


READER = Reader("publist", detect, read)
