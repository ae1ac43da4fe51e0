"""Records: a paper or a person as a YAML file that people edit by hand."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from separata import layout, located
from separata.dates import Date
from separata.identifiers import SCHEMES, issn, orcid
from separata.located import Field, Listing, Node, Problems, Scalar, Table
from separata.model import (
    LINKS,
    MEANINGS,
    PICTURES,
    STATUSES,
    Author,
    DateStatement,
    Person,
    Photo,
    Teaser,
    Version,
    Work,
)
from separata.paper import Paper
from separata.problems import Problem, SeparataError, did_you_mean, errors_of
from separata.worktypes import TYPES

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def _identifiers(node: Node, problems: Problems) -> dict[str, str]:
    """Read `{doi: ..., arxiv: ...}`, each in its canonical form."""
    if isinstance(node, Scalar) and not node.text:
        return {}
    if not isinstance(node, Table):
        located.refuse(node, problems, "must be a mapping such as {doi: 10.1000/182}")
        return {}
    found = {}
    for key, value in node.pairs:
        if not (scheme := SCHEMES.get(key.text)):
            hint = did_you_mean(key.text, SCHEMES)
            problems.append(Problem(key.place, f"unknown identifier '{key.text}'", hint))
        elif canonical := scheme.canonical(located.text(value, problems)):
            found[key.text] = canonical
        else:
            located.refuse(value, problems, f"{scheme.words} must look like {scheme.example}")
    return found


_orcid = located.checked(orcid, "ORCID iD must look like 0000-0002-1825-0097 and have the right check digit")
_issn = located.checked(issn, "ISSN must look like 0028-0836 and have the right check digit")


def _id(node: Node, problems: Problems) -> str:
    if isinstance(node, Scalar) and _ID.fullmatch(node.text):
        return node.text
    located.refuse(node, problems, "an id must be lower-case letters, digits and single hyphens")
    return ""


def _named(node: Node, problems: Problems) -> str:
    """Read text that must be there."""
    value = located.text(node, problems)
    if not value and isinstance(node, Scalar):
        problems.append(Problem(node.place, "must not be empty"))
    return value


AUTHOR_FIELDS = (
    Field(
        "name",
        _named,
        "the name as printed on this paper; `Family, Given` where the order is not plain. A number behind it, "
        "as DBLP gives (`Wei Wang 0001`), tells namesakes apart and is not shown",
    ),
    Field("person", _id, "id of the person, where the name alone does not say who it is"),
    Field("orcid", _orcid, "ORCID iD printed on this paper"),
    Field("affiliation", located.text, "affiliation printed on this paper"),
    Field("literal", located.flag, "true for a group or a company"),
    Field("equal", located.flag, "true where the paper marks an equal contribution"),
    Field("corresponding", located.flag, "true for a corresponding author"),
)

VERSION_FIELDS = (
    Field("type", located.one_of(tuple(TYPES)), f"one of {', '.join(f'`{name}`' for name in TYPES)}"),
    Field("label", located.text, "what tells versions of one type apart, such as `v1`"),
    Field("issued", located.date, "when this version was published"),
    Field("container", located.text, "journal, proceedings or book"),
    Field("volume", located.text, "volume"),
    Field("issue", located.text, "issue"),
    Field("pages", located.text, "pages or article number"),
    Field("publisher", located.text, "publisher or institution"),
    Field("ids", _identifiers, "identifiers of this version alone"),
    Field("url", located.web_address, "address of this version"),
    Field("issn", _issn, "ISSN of the journal or the series"),
)

DATE_FIELDS = (
    Field("date", located.date, "the date"),
    Field("of", located.one_of(MEANINGS), f"what happened then: {', '.join(f'`{name}`' for name in MEANINGS)}"),
    Field("zone", located.text, "whose calendar, such as `UTC`"),
    Field("source", located.text, "the source that says so"),
)

_author = located.record(AUTHOR_FIELDS)
_version = located.record(VERSION_FIELDS)
_date = located.record(DATE_FIELDS)


def _author_of(node: Node, problems: Problems) -> Author:
    """Read an author: a plain string, or a mapping of `AUTHOR_FIELDS`."""
    if isinstance(node, Scalar):
        return Author(_named(node, problems))
    values = _author(node, problems)
    if isinstance(node, Table) and not values.get("name"):
        problems.append(Problem(node.place, "an author needs a name"))
    return Author(**{"name": "", **values})


def _version_of(node: Node, problems: Problems) -> Version:
    values = _version(node, problems)
    if isinstance(node, Table) and not values.get("type"):
        problems.append(Problem(node.place, "a version needs a type", f"one of {', '.join(TYPES)}"))
    return Version(**{"type": "document", **values})


def _date_of(node: Node, problems: Problems) -> DateStatement:
    values = _date(node, problems)
    if isinstance(node, Table) and not (values.get("date") and values.get("of")):
        problems.append(Problem(node.place, "a dated statement needs 'date' and 'of'"))
    return DateStatement(**{"date": None, "of": "", **values})


def _links(node: Node, problems: Problems) -> dict[str, str]:
    """Read `{pdf: ..., code: ...}`; only known names, so that each has its word on the page."""
    if isinstance(node, Table):
        for key, _ in node.pairs:
            if key.text not in LINKS:
                hint = did_you_mean(key.text, LINKS)
                problems.append(
                    Problem(key.place, f"unknown link '{key.text}'", hint or f"one of {', '.join(LINKS)}")
                )
    found: dict[str, str] = located.mapping(located.web_address)(node, problems)
    return found


def _picture_file(node: Node, problems: Problems) -> str:
    """Read the name of a picture's file; it stays below `content/pictures`."""
    value = _named(node, problems)
    if not value:
        return ""
    if value.startswith("/") or "\\" in value or ".." in value.split("/"):
        located.refuse(node, problems, "must be a file below content/pictures such as engine.png")
        return ""
    if not value.lower().endswith(PICTURES):
        located.refuse(node, problems, f"must be a picture that ends in {', '.join(PICTURES)}")
        return ""
    return value


TEASER_FIELDS = (
    Field("file", _picture_file, "the file below `content/pictures`: PNG, JPEG or WebP (required)"),
    Field("alt", _named, "what it shows, in words, for those who cannot see it (required)"),
    Field("caption", located.text, "a line to stand below it; TeX math between dollar signs is kept"),
)

_teaser = located.record(TEASER_FIELDS)


def _teaser_of(node: Node, problems: Problems) -> Teaser:
    values = _teaser(node, problems)
    if isinstance(node, Table):
        given = {key.text for key, _ in node.pairs}
        if "file" not in given:
            problems.append(Problem(node.place, "a teaser needs 'file', a picture of content/pictures"))
        if "alt" not in given:
            problems.append(Problem(node.place, "a teaser needs 'alt', what the picture shows in words"))
    return Teaser(**{"file": "", "alt": "", "place": node.place, **values})


PHOTO_FIELDS = (
    Field("file", _picture_file, "the file below `content/pictures`: PNG, JPEG or WebP (required)"),
    Field("alt", located.text, "words for those who cannot see it; else `Portrait of` and the name"),
)


_photo = located.record(PHOTO_FIELDS)


def _photo_of(node: Node, problems: Problems) -> Photo:
    values = _photo(node, problems)
    if isinstance(node, Table) and "file" not in {key.text for key, _ in node.pairs}:
        problems.append(Problem(node.place, "a photo needs 'file', a picture of content/pictures"))
    return Photo(**{"file": "", "place": node.place, **values})


PAPER_FIELDS = (
    Field("title", _named, "the title; TeX math between dollar signs, `<i>`, `<sub>` and `<sup>` are kept"),
    Field("authors", located.many(_author_of), "authors in order: a name each, or a mapping (see Authors)"),
    Field("authors_incomplete", located.flag, "true where the list is known to be cut (`et al.`)"),
    Field("issued", located.date, "first public date, in UTC where it is known"),
    Field("ids", _identifiers, f"identifiers: {', '.join(f'`{name}`' for name in SCHEMES)}"),
    Field("categories", located.many(located.text), "subject categories of the archive, such as `cs.CL`"),
    Field("versions", located.many(_version_of), "public forms, oldest first (see Versions)"),
    Field("abstract", located.paragraphs, "the abstract; TeX stays as printed"),
    Field("topics", located.many(located.text), "topics given by the group"),
    Field("selected", located.flag, "true to show it on the home page and on `selections/selected.html`"),
    Field("awards", located.many(located.text), "prizes in words, such as `Best paper award, NeurIPS 2020`"),
    Field("links", _links, f"addresses: {', '.join(f'`{name}`' for name in LINKS)}"),
    Field("comment", located.text, "the authors' comment, as printed"),
    Field("page_count", located.text, "pages, as said plainly: `23` or `23+17`"),
    Field("figure_count", located.text, "figures, as said plainly"),
    Field("dates", located.many(_date_of), "every date that a source gives (see Dates)"),
    Field("unconfirmed", located.many(located.text), "what no public listing confirms"),
    Field(
        "status", located.one_of(STATUSES), f"where it applies: {', '.join(f'`{name}`' for name in STATUSES)}"
    ),
    Field("status_note", located.text, "what the notice says, and where it stands"),
    Field("extra", located.mapping(located.anything), "what sources say beyond these fields"),
)

RECORD_FIELDS = (
    *PAPER_FIELDS,
    Field("id", _id, "the id, in a file that holds several papers; else the file's name is the id"),
    Field("former_ids", located.many(_id), "ids the paper had before; their addresses lead here"),
    Field("teaser", _teaser_of, "a picture of what the paper is about (see Teaser)"),
)

PERSON_FIELDS = (
    Field("name", _named, "the name to show"),
    Field("names", located.many(_named), "every name published under"),
    Field("former_names", located.many(_named), "names given up: they find the papers, and no page shows them"),
    Field(
        "rename_papers",
        located.flag,
        "true to print the present name also on the papers that have a former one",
    ),
    Field(
        "give_up_addresses",
        located.flag,
        "true to let the addresses made of former names lead nowhere",
    ),
    Field("family", located.text, "the family name, where it is not the last word of the name"),
    Field("orcid", _orcid, "ORCID iD"),
    Field("member", located.one_of(("current", "former")), "`current` or `former` member of the group"),
    Field("role", located.text, "role in the group"),
    Field("photo", _photo_of, "a picture of the person (see Photo)"),
    Field("links", located.mapping(located.web_address), "addresses: a word and where it leads"),
    Field("note", located.text, "a remark shown on the page"),
    Field("verified", located.flag, "true once a human has agreed that these names are one person"),
    Field("because", located.many(located.text), "the evidence for joining the names"),
    Field("former_ids", located.many(_id), "ids the person had before; their addresses lead here"),
)

_paper = located.record(RECORD_FIELDS)
_person = located.record(PERSON_FIELDS)
_WORK_NAMES = dict.fromkeys(field.name for field in PAPER_FIELDS)
_ORDER = tuple(dict.fromkeys(field.name for field in (*PERSON_FIELDS[:1], *RECORD_FIELDS, *PERSON_FIELDS[1:])))


def read_papers(path: str, text: str) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Read a file of `content/papers`: one paper named by the file, or a list of papers with ids.

    A record with an error is left out of the papers and told among the problems; the others are read.
    """
    try:
        root = located.parse(path, text)
    except SeparataError as error:
        return (), error.problems
    problems: Problems = []
    papers: list[Paper] = []
    for node in root.items if isinstance(root, Listing) else (root,):
        found: Problems = []
        values = _paper(node, found)
        if isinstance(root, Listing):
            stem = values.get("id", "")
            if not stem and not found:
                found.append(Problem(node.place, "a paper in a list needs an 'id'"))
        else:
            stem = _stem(path, node, found)
        if isinstance(node, Table) and not values.get("title") and not errors_of(found):
            found.append(Problem(node.place, "the paper has no title"))
        problems += found
        if not errors_of(found):
            work = Work(**{name: value for name, value in values.items() if name in _WORK_NAMES})
            papers.append(Paper(stem, work, values.get("former_ids", ()), node.place, values.get("teaser")))
    return tuple(papers), tuple(problems)


def _stem(path: str, node: Node, problems: Problems) -> str:
    """Return the id that a file's name gives."""
    stem = path.rpartition("/")[2].removesuffix(".yaml")
    if not _ID.fullmatch(stem):
        rule = "must be lower-case letters, digits and single hyphens"
        problems.append(Problem(node.place, f"the file's name gives the id, which {rule}, got {stem!r}"))
    return stem


def read_person(path: str, text: str) -> tuple[Person | None, tuple[Problem, ...]]:
    """Read a file of `content/people`; its name is the person's id."""
    try:
        root = located.parse(path, text)
    except SeparataError as error:
        return None, error.problems
    problems: Problems = []
    values = _person(root, problems)
    stem = _stem(path, root, problems)
    if not values.get("name") and not errors_of(problems):
        problems.append(Problem(root.place, "the person has no name"))
    if errors_of(problems):
        return None, tuple(problems)
    return Person(**{**values, "id": stem, "place": root.place}), tuple(problems)


def written_work(work: Work, former_ids: tuple[str, ...] = ()) -> str:
    """Write a paper's record; `read_papers` gives the same work back."""
    return written_fields({name: getattr(work, name) for name in _WORK_NAMES} | {"former_ids": former_ids})


def written_person(person: Person) -> str:
    """Write a person's record; `read_person` gives the same person back."""
    return written_fields({field.name: getattr(person, field.name) for field in PERSON_FIELDS})


def written_fields(values: Mapping[str, Any]) -> str:
    """Write the fields of a record that state something, in the order of records."""
    ordered = sorted(values, key=_ORDER.index)
    return located.written(_stated({name: _plain(values[name]) for name in ordered}))


def patched(text: str, changes: Mapping[str, Any], id: str = "") -> str:
    """Return a file's text with some fields of its record, or that of an id, set anew and all else as it was.

    Comments and the layout of other fields stay; a field set to nothing is taken out; a field that
    was not there is put behind the field that precedes it in the order of records.
    """
    place = layout.extent(text, id)
    parts = [*layout.blocks(place.record)]
    for name, value in changes.items():
        new = tuple(located.written({name: _plain(value)}).splitlines()) if _is_stated(value) else ()
        at = next((at for at, part in enumerate(parts) if part.name == name), None)
        if at is None:
            parts.insert(_place_of(name, parts), layout.Block(name, (), new))
        else:
            parts[at] = parts[at]._replace(lines=new)
    return place.around("".join(f"{line}\n" for part in parts for line in (*part.above, *part.lines)))


def _place_of(name: str, parts: Sequence[layout.Block]) -> int:
    """Return where a new field goes: behind the last one that stands before it in `_ORDER`."""
    rank = _ORDER.index(name)
    before = [at for at, part in enumerate(parts) if part.name in _ORDER[:rank]]
    return before[-1] + 1 if before else 0


def stated(value: Any) -> Any:
    """Return a field's value in plain words, lists and mappings, dates as text; None when it states nothing.

    Two values are the same statement if and only if their plain forms are equal.
    """
    return _as_text(_plain(value)) if _is_stated(value) else None


def _as_text(value: Any) -> Any:
    if isinstance(value, Date):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _as_text(item) for key, item in value.items()}
    return [_as_text(item) for item in value] if isinstance(value, tuple | list) else value


def _is_stated(value: Any) -> bool:
    return value not in (None, "", (), False) and value not in ({}, [])


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if _is_stated(value)}


def _plain(value: Any) -> Any:
    """Turn structs into mappings of what they state, not where; an author with only a name becomes the name."""
    if isinstance(value, Author) and value == Author(value.name):
        return value.name
    if isinstance(value, msgspec.Struct):
        names = (name for name in value.__struct_fields__ if name != "place")
        return _stated({name: _plain(getattr(value, name)) for name in names})
    if type(value) in (tuple, list):
        return tuple(_plain(item) for item in value)
    return value
