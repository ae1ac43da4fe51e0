r"""BibTeX and BibLaTeX: what their entries say, LaTeX turned into Unicode.

Fields that records have are read. Every other one is kept under its name in `extra`, TeX undone, and so is
what cannot be read: a year such as `to appear`, a relative address. The custom fields of jekyll-scholar
and al-folio (`pdf`, `code`, `slides`, `selected`, `arxiv`, ...) are links, marks and identifiers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from separata.dates import Date
from separata.identifiers import arxiv_id, isbn, issn
from separata.model import Author, Claim
from separata.names import parse_name
from separata.problems import Place, Problem, warning
from separata.readers.bibtex_entries import Entry, entries
from separata.readers.calendar import date_in_words, names_month
from separata.readers.fields import Fields
from separata.readers.journal_macros import written_out
from separata.readers.kept_tex import tidied
from separata.readers.reader import Known, Reader
from separata.readers.reference import (
    Reference,
    address,
    addresses,
    author_named,
    clean,
    first_number,
    identifier,
    marked_up,
    printed_name,
    stated,
    topics_of,
    work_of,
)
from separata.readers.seed import Seed, quoted
from separata.tex import plain

_DETECTED = re.compile(
    r"^[ \t]*@[ \t]*[A-Za-z]\w*\s*[{(]\s*[^\s,{}=\"#@]*\s*,\s*(?:[\w-]+\s*=|\})", re.MULTILINE
)

_TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "conference": "paper-conference",
    "incollection": "chapter", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "book": "book", "booklet": "book", "mvbook": "book", "collection": "book", "proceedings": "book",
    "mvcollection": "book", "mvproceedings": "book", "phdthesis": "thesis", "mastersthesis": "thesis",
    "thesis": "thesis", "techreport": "report", "report": "report", "dataset": "dataset",
    "software": "software", "online": "document", "misc": "document",
}  # fmt: skip
# Types that our own exporter writes, or that say no more: their name need not be kept.
_USUAL = {"article", "inproceedings", "incollection", "book", "phdthesis", "techreport", "misc"}

# Where a work stands; a conference's series is not its proceedings.
_CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle")
_ALONE = ("howpublished", "series")
_IN_A_CONTAINER = {"article-journal", "paper-conference", "chapter"}

_LINKS = {
    "pdf": ("pdf",),
    "code": ("code", "code_url", "github"),
    "data": ("data", "dataset", "data_url"),
    "html": ("html",),
    "slides": ("slides",),
    "poster": ("poster",),
    "video": ("video",),
    "project": ("website", "project", "project_page"),
}

_ARCHIVES = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid"}

_AND = re.compile(r"[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–]+\s*")
_LAST_AND = re.compile(r"(?:^|\s+)and\s*$", re.IGNORECASE)
_VERBATIM = re.compile(r"\\url\s*|[{}]|\\(?=[%&#_$~])")
_GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_BRACED_FAMILY = re.compile(rf"(.*\s)\{{((?!\\)(?:[^{{}}]|{_GROUP})*)\}}", re.DOTALL)
_DBLP_KEY = re.compile(r"DBLP:(.+)")

# Fields that an entry does not take from the one it refers to (the BibLaTeX manual, appendix B).
_NOT_INHERITED = {"title", "subtitle", "author", "doi", "url", "crossref", "abstract", "pages"}


def detect(text: str) -> bool:
    """Tell whether a line begins an entry with a field."""
    return bool(_DETECTED.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per entry; `@string`, `@preamble`, `@comment` and text between entries are none."""
    found = tuple(entries(seed))
    by_key = {entry.key.lower(): entry for entry in reversed(found) if isinstance(entry, Entry)}
    for entry in found:
        if isinstance(entry, Problem):
            yield entry
        else:
            yield from _claim(entry, by_key)


def _claim(entry: Entry, by_key: Mapping[str, Entry]) -> Iterator[Claim | Problem]:
    """Yield the claim of an entry, and warnings for a key that stands twice and a DOI that is none."""
    path, line = entry.place.path, by_key[entry.key.lower()].place.line
    if entry.key and line != entry.place.line:
        yield warning(entry.place, f"the key '{entry.key}' stands here a second time, after line {line}")
    fields = Fields(_inherited(entry, by_key), _text)
    if not fields.rest:
        yield Problem(entry.place, f"the entry '{entry.key}' says nothing")
        return
    reference = _reference(entry, fields)
    if "doi" in reference.extra:
        at = next((field.line for field in entry.fields if field.name == "doi"), entry.place.line)
        message = f"no DOI can be read from {quoted(reference.extra['doi'])}; it is kept as text"
        yield warning(Place(path, at), message)
    yield Claim(entry.place, work_of(reference, path), entry.raw)


def _inherited(entry: Entry, by_key: Mapping[str, Entry]) -> Mapping[str, str]:
    """Return the values of an entry, completed by those of the one that its `crossref` names."""
    own = entry.values
    named = own.get("crossref", "").strip().lower()
    parent = by_key.get(named) if named else None
    if parent is None or parent is entry:
        return own
    theirs = parent.values
    inherited = {name: value for name, value in theirs.items() if name not in _NOT_INHERITED}
    stated_here = {name: value for name, value in own.items() if name != "crossref"}
    return {"booktitle": theirs.get("title", ""), **inherited, **stated_here}


def _reference(entry: Entry, fields: Fields) -> Reference:
    """Read what the fields of an entry say."""
    kind = _TYPES.get(entry.type, "document")
    ids = _ids(entry, fields)
    authors, incomplete = _authors(fields.read(str, "author") or fields.read(str, "editor") or "")
    title = [fields.read(lambda value: marked_up(tidied(value)), name) for name in ("title", "subtitle")]
    extra = {} if entry.type in _USUAL else {"entry_type": entry.type}
    urls = _urls(fields)
    return Reference(
        type=kind,
        title=": ".join(filter(None, title)),
        authors=authors,
        authors_incomplete=incomplete,
        issued=_issued(fields),
        container=fields.read(
            lambda value: _text(written_out(value)) or None,
            *_CONTAINERS,
            *(() if kind in _IN_A_CONTAINER else _ALONE),
        )
        or "",
        volume=fields.text("volume"),
        issue=fields.text("number", "issue"),
        pages=_DASH.sub("-", fields.text("pages", "articleno", "eid")),
        publisher=fields.text("publisher", "school", "institution", "organization"),
        issn=fields.read(lambda value: first_number(issn, value), "issn") or "",
        ids=ids,
        urls=urls,
        categories=tuple(filter(None, [fields.text("primaryclass", "eprintclass")])) if "arxiv" in ids else (),
        abstract=fields.read(lambda value: marked_up(tidied(value)), "abstract") or "",
        topics=topics_of(re.split(r"[,;]", fields.text("tags"))),
        selected=bool(fields.read(lambda value: _verbatim(value).lower() in {"true", "1", "yes"}, "selected")),
        links=_links(fields),
        page_count=fields.read(_count, "numpages") or "",
        extra=stated(citation_key=clean(entry.key), **extra, **fields.rest),
    )


def _urls(fields: Fields) -> tuple[str, ...]:
    """Return the addresses of `url`, and that of a `howpublished` which is nothing else."""
    stated = fields.read(lambda value: addresses(_verbatim(value)) or None, "url") or ()
    shown = fields.read(_address_alone, "howpublished")
    return tuple(dict.fromkeys((*stated, shown))) if shown else stated


def _ids(entry: Entry, fields: Fields) -> dict[str, str]:
    """Return the identifiers that an entry states; an archive's id without the archive is taken for arXiv's."""
    said = "eprinttype" in fields or "archiveprefix" in fields
    scheme = fields.read(lambda value: _ARCHIVES.get(_text(value).lower()), "eprinttype", "archiveprefix")
    scheme = scheme or ("" if said else "arxiv")
    dblp = _DBLP_KEY.fullmatch(entry.key)
    found = {
        "doi": fields.read(lambda value: identifier("doi", _verbatim(value)), "doi"),
        "arxiv": fields.read(lambda value: arxiv_id(_verbatim(value)), "arxiv", "preprint"),
        "pmid": fields.read(lambda value: identifier("pmid", _verbatim(value)), "pmid"),
        "isbn": fields.read(lambda value: first_number(isbn, _verbatim(value)), "isbn"),
        "dblp": identifier("dblp", dblp[1]) if dblp else None,
    }
    if scheme and not found[scheme]:
        found[scheme] = fields.read(lambda value: identifier(scheme, _verbatim(value)), "eprint")
    return {name: known for name, known in found.items() if known}


def _issued(fields: Fields) -> Date | None:
    """Return the date of `date`, else of year, month and day; a part that cannot be read stays."""
    if date := fields.read(lambda value: date_in_words(_text(value)), "date"):
        return date
    year = fields.read(lambda value: date_in_words(_text(value)) and _text(value), "year")
    if not year:
        return None
    month = fields.read(lambda value: _text(value) if names_month(_text(value)) else None, "month") or ""
    day = fields.read(lambda value: _to_the_day(f"{_text(value)} {month} {year}"), "day")
    return day or date_in_words(f"{month} {year}")


def _to_the_day(text: str) -> Date | None:
    date = date_in_words(text)
    return date if date and date.day else None


def _authors(text: str) -> tuple[tuple[Author, ...], bool]:
    """Return the names that `and` parts, and whether `others` or `et al.` ends them."""
    names, depth, start = list[str](), 0, 0
    text = _LAST_AND.sub("", text)
    for mark in _AND.finditer(text):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if not depth and mark[0] not in "{}":
            names.append(text[start : mark.start()])
            start = mark.end()
    names = [name.strip() for name in (*names, text[start:]) if name.strip()]
    cut = bool(names) and names[-1].lower().rstrip(".") in {"others", "et al"}
    single = (each for name in (names[:-1] if cut else names) for each in _parted(name))
    authors = (_author(name.strip()) for name in single)
    return tuple(author for author in authors if author.name), cut


def _parted(name: str) -> Sequence[str]:
    """Return the names in `Ada Lovelace, Mary Somerville, Kei Ito`: many write commas for `and`."""
    parts = [part for part in name.split(",") if part.strip()]
    return parts if len(parts) > 2 and all(" " in part.strip() for part in parts) else (name,)


def _author(text: str) -> Author:
    """Return the author of a name; one wholly in braces, of several words, is a group's."""
    if _is_one_group(text):
        name = _text(text)
        return Author(name, literal=" " in name)
    if "," not in text and (match := _BRACED_FAMILY.fullmatch(text)) and " " in (family := _text(match[2])):
        return Author(printed_name(parse_name(f"{family}, {_text(match[1])}")))
    return author_named(_text(text))


def _is_one_group(text: str) -> bool:
    """Tell whether the last character closes the brace that opens the text, which is no accent's."""
    if not text.startswith("{") or text.startswith("{\\"):
        return False
    depth = 0
    for at, char in enumerate(text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if not depth:
            return at == len(text) - 1
    return False


def _links(fields: Fields) -> dict[str, str]:
    """Return the addresses that lead to what belongs to a work; a relative one stays."""
    found = {
        link: fields.read(lambda value: address(_verbatim(value)), *names) for link, names in _LINKS.items()
    }
    return {link: url for link, url in found.items() if url}


def _count(value: str) -> str | None:
    return _text(value) if re.fullmatch(r"[0-9]+", _text(value)) else None


def _text(value: str) -> str:
    r"""Return a value in plain Unicode, in one line; an address as it is, in which `\~a` is no accent."""
    return _address_alone(value) or clean(plain(value))


def _address_alone(value: str) -> str | None:
    """Return the one address that is all of a value."""
    text = _verbatim(value) if "://" in value else ""
    return text if addresses(text) == (text,) else None


def _verbatim(value: str) -> str:
    """Return an identifier or an address without the TeX that some programs put into it."""
    return _VERBATIM.sub("", value).strip()


READER = Reader("bibtex", detect, read)
