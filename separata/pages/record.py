"""What a paper's page says of its record: the facts beside the abstract, the sources, the dates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec

from separata.exporters.citation import in_list, page_range
from separata.identifiers import SCHEMES
from separata.model import DateStatement, Version, Work
from separata.pages.origin import FieldSources
from separata.pages.words import counted, listed, opening
from separata.worktypes import TYPES as WORK_TYPES

_MEANINGS: Mapping[str, str] = {
    "first-version": "First version",
    "seen-version": "Version that a source saw",
    "published": "Published",
}

# Fields whose sources a reader may ask for, in order; dates carry their own.
_SHOWN = ("title", "authors", "abstract", "ids", "categories", "comment", "links", "extra")

# Fields of which a source's differing word is quoted.
_QUOTED = ("title", "abstract", "comment")

# Fields whose names say too little to readers.
_FIELDS: Mapping[str, str] = {"ids": "identifiers", "extra": "further details"}

_AFFILIATED = 200  # authors whose affiliations are shown

# A place as sources are cited: path, line, column.
_PLACE = re.compile(r"(.+?):(\d+)(?::\d+)?")


class Fact(msgspec.Struct, frozen=True):
    """A line of a table of facts: a term and what is said of it."""

    term: Annotated[str, "what the line is about"]
    lines: Annotated[tuple[str, ...], "what is said, a line each"]


class Place(msgspec.Struct, frozen=True):
    """Where a source stands."""

    file: Annotated[str, "the file's name"]
    line: Annotated[str, "`line 7`; empty where it is the whole file"]


class Dated(msgspec.Struct, frozen=True):
    """A date with the source that states it."""

    words: Annotated[str, "the date, with its calendar where that is known"]
    place: Annotated[Place | None, "the source; nothing where the record does not say"]


class Meaning(msgspec.Struct, frozen=True):
    """The dates of one meaning."""

    term: Annotated[str, "what happened then"]
    dates: Annotated[tuple[Dated, ...], "the dates, as sources give them"]


class Provenance(msgspec.Struct, frozen=True):
    """Fields that come from the same places."""

    term: Annotated[str, "the fields, in words"]
    places: Annotated[tuple[Place, ...], "the places"]


class Variant(msgspec.Struct, frozen=True):
    """What a source says of a field where that differs from what is shown."""

    term: Annotated[str, "the field, in words"]
    place: Annotated[Place, "the source"]
    text: Annotated[str, "what it says, as printed there"]


class Stop(msgspec.Struct, frozen=True):
    """One version of a work."""

    name: Annotated[str, "`Preprint v1`, `Article`, ..."]
    words: Annotated[str, "date, venue, volume, pages"]
    url: Annotated[str, "where it can be read; may be empty"]
    leading: Annotated[bool, "whether it stands for the work"]


def stops(versions: Sequence[Version], leading: Version | None) -> tuple[Stop, ...]:
    """Return the versions of a work as stops of a line; nothing where there is only one."""
    if len(versions) < 2:
        return ()
    return tuple(_stop(version, leading=version == leading) for version in versions)


def _stop(version: Version, *, leading: bool) -> Stop:
    name = " ".join(filter(None, (WORK_TYPES[version.type].words, version.label)))
    words = ", ".join(filter(None, (version.issued.words if version.issued else "", _where(version))))
    url = version.url or next((SCHEMES[scheme].url(known) for scheme, known in version.ids.items()), "")
    return Stop(name, words, url, leading)


def _where(version: Version) -> str:
    """Return venue, volume, issue and pages of a version."""
    volume = " ".join(filter(None, (version.volume, f"({version.issue})" if version.issue else "")))
    parts = (version.container or version.publisher, volume, page_range(version.pages))
    return ", ".join(filter(None, parts))


def details(work: Work) -> tuple[Fact, ...]:
    """Return what the work's record says beyond title, authors and abstract."""
    equal = [in_list(author) for author in work.authors if author.equal]
    facts = (
        ("Comment", _some(work.comment)),
        ("Length", _some("" if work.comment else _length(work))),
        ("Published in", _some(_published_in(work))),
        ("Categories", _some(", ".join(work.categories))),
        ("Equal contribution", _some(listed(equal))),
        ("Corresponding", _some(listed([in_list(author) for author in work.authors if author.corresponding]))),
        ("Affiliations", _affiliations(work)),
        *[(opening(_words(name)), _some(_said(value))) for name, value in work.extra.items()],
    )
    return tuple([Fact(term, lines) for term, lines in facts if lines])


def _affiliations(work: Work) -> tuple[str, ...]:
    """Return the affiliation of each author; of many authors the first, and how many more the record has."""
    lines = tuple([f"{in_list(author)}: {author.affiliation}" for author in work.authors if author.affiliation])
    if len(lines) <= _AFFILIATED:
        return lines
    return (
        *lines[:_AFFILIATED],
        f"and those of {counted(len(lines) - _AFFILIATED, 'other')}, which stand in the record",
    )


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _published_in(work: Work) -> str:
    """Return where a work's only version was published; of several, the line of versions tells."""
    (only, *others) = work.versions or (Version("document"),)
    return "" if others else _where(only)


def _length(work: Work) -> str:
    pages = f"{work.page_count} page{'' if work.page_count == '1' else 's'}" if work.page_count else ""
    figures = (
        f"{work.figure_count} figure{'' if work.figure_count == '1' else 's'}" if work.figure_count else ""
    )
    return ", ".join(filter(None, (pages, figures)))


def _said(value: Any) -> str:
    """Return a free value of a record as one line."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_said(item)}" for name, item in value.items())
    return ", ".join(_said(item) for item in value) if isinstance(value, (list, tuple)) else str(value)


def _words(field: str) -> str:
    """Return a field's name as readers say it: `page_count` is "page count"."""
    return _FIELDS.get(field) or field.replace("_", " ")


def dates(statements: Sequence[DateStatement]) -> tuple[Meaning, ...]:
    """Return every date by its meaning, with its calendar and its source."""
    found: dict[str, list[Dated]] = {}
    for statement in statements:
        zone = f" ({statement.zone})" if statement.zone else ""
        place = place_of(statement.source) if statement.source else None
        found.setdefault(_MEANINGS[statement.of], []).append(Dated(f"{statement.date.words}{zone}", place))
    return tuple(Meaning(meaning, tuple(dated)) for meaning, dated in found.items())


def place_of(source: str) -> Place:
    """Split `seeds/x.txt:12:3` into the file's name and the line; the column is for editors only."""
    match = _PLACE.fullmatch(source)
    path, line = match.groups() if match else (source, "")
    return Place(path.rpartition("/")[2], f"line {line}" if line else "")


def provenance(sources: FieldSources) -> Iterator[Provenance]:
    """Yield the places that fields come from; fields that come from the same places share a line."""
    known = dict(sources)
    fields: dict[tuple[Place, ...], list[str]] = {}
    for field in _SHOWN:
        if found := known.get(field, ()):
            places = tuple(dict.fromkeys(place_of(source.place) for source in found))
            fields.setdefault(places, []).append(_words(field))
    for places, names in fields.items():
        yield Provenance(opening(", ".join(names)), places)


def variants(sources: FieldSources) -> Iterator[Variant]:
    """Yield what sources say where they differ from what is shown."""
    for field, found in sources:
        for source in found:
            if source.says and field in _QUOTED:
                yield Variant(_words(field), place_of(source.place), source.says)
