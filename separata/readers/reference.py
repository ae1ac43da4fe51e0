"""What a list says of one work, in the words that all lists share, and the work that it makes."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Any

import msgspec

from separata.dates import Date
from separata.identifiers import SCHEMES, is_preprint_doi
from separata.model import Author, DateStatement, Version, Work
from separata.names import Name, parse_name, without_marks
from separata.tex import TAGS
from separata.text import printable, squeezed

# Ingest marks a record that takes part as a claim by this key.
_KEYS = {"record": "record_field"}

# Identifiers of one version; all others are of the work.
_OF_A_VERSION = ("doi", "isbn")

_SERVERS = re.compile(
    r"(?:arxiv|corr|biorxiv|openrxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|techrxiv|eartharxiv|engrxiv|ssrn|preprints(?:\.org)?"
    r"|research square|osf preprints?)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:and|for|of the|academy|agency|alliance|association|authors|center|centre|collaboration|"
    r"collaborators|college|committee|community|company|consortium|contributors|corporation|council|department|"
    r"developers|editors|federation|foundation|group|gmbh|inc|initiative|institute|investigators|laboratory|lab|library|"
    r"ltd|ministry|network|office|organi[sz]ation|project|school|service|society|study|team|union|university|"
    r"working)\b|[&\d]",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(r"\b(?:proceedings|proc\.|conference|symposium|workshop|meeting)", re.IGNORECASE)
_EDITION = re.compile(r"\b(?:1[5-9]|20)\d\d\b|'\d\d\b|\b\d+(?:st|nd|rd|th)\b|^proceedings$", re.IGNORECASE)
_ARXIV = re.compile(r"(?:arxiv|corr)\b", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")
_ARXIV_INSIDE = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf))?\s*[:/]\s*|\babs/)([a-z.-]+/\d{7}|\d{4}\.\d{4,5})", re.IGNORECASE
)
_DOI_INSIDE = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*|\b)(10\.\d{4,9}/[^\s\"{}|\\^`]+)", re.I)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\`{}|^]+")
# What has words behind its name is a tag only if these are attributes: "a<b and c>d" has none.
_VALUE = r"\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)"
_TAG = re.compile(rf"<(/?)([A-Za-z][\w:-]*)(?:\s+[\w:.-]+{_VALUE}(?:\s+[\w:.-]+(?:{_VALUE})?)*)?\s*/?>")
# ACM puts formulas into abstracts as `<TexMath><?TeX $n$?></TexMath><AltText>Math 1</AltText>` and a picture.
_ACM_FORMULA = re.compile(
    r"<Formula\b[^<>]*>\s*<TexMath>\s*<\?TeX\s([^?]*)\?>\s*</TexMath>\s*"
    r"(?:<AltText>[^<]*</AltText>\s*)?(?:<File\b[^<>]*>\s*)?</Formula>"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BLOCKS = frozenset("p br li ul ol div sec title tr td h1 h2 h3 h4 h5 h6".split())
_TAG_NAMES = {"italic": "i", "it": "i", "bold": "b", "strong": "b", "inf": "sub"} | {tag: tag for tag in TAGS}


class Reference(msgspec.Struct, frozen=True):
    """A reference as a list gives it: one version of a work, with what the list says beyond it.

    `urls` may repeat what the identifiers say. Whatever the list states beyond these fields is in `extra`.
    """

    type: str = "document"
    title: str = ""
    authors: tuple[Author, ...] = ()
    authors_incomplete: bool = False
    issued: Date | None = None
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    issn: str = ""
    ids: Mapping[str, str] = {}
    urls: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    abstract: str = ""
    topics: tuple[str, ...] = ()
    selected: bool = False
    links: Mapping[str, str] = {}
    page_count: str = ""
    extra: Mapping[str, Any] = {}


def work_of(reference: Reference, source: str) -> Work:
    """Return the work that a reference in a source (its path) speaks of.

    What stands on a preprint server is a preprint, whatever the list calls it. Identifiers are also read
    from addresses, and arXiv's from its DOI and from what stands for a journal; arXiv itself is none.
    """
    ids = {**_addressed(reference.urls), **reference.ids}
    ids = {scheme: ids[scheme] for scheme in SCHEMES if scheme in ids}
    if arxiv := _arxiv_id(reference):
        ids.setdefault("arxiv", arxiv)
    kind = _type(reference, ids)
    urls = tuple(url for url in reference.urls if not _is_implied(url, ids))
    extra = {_KEYS.get(name, name): value for name, value in reference.extra.items()}
    version = _version(reference, kind, ids, urls[0] if urls else "")
    published = reference.issued if kind != "preprint" else None
    return Work(
        title=reference.title,
        authors=reference.authors,
        authors_incomplete=reference.authors_incomplete,
        ids={scheme: known for scheme, known in ids.items() if scheme not in _OF_A_VERSION},
        categories=reference.categories,
        versions=() if version in (Version("document"), Version("preprint")) else (version,),
        abstract=reference.abstract,
        topics=reference.topics,
        selected=reference.selected,
        links=reference.links,
        page_count=reference.page_count,
        dates=(DateStatement(published, "published", "", source),) if published else (),
        extra=extra | stated(further_addresses=urls[1:]),
    )


def _version(reference: Reference, kind: str, ids: Mapping[str, str], url: str) -> Version:
    """Return the version that a reference cites; arXiv is neither a journal nor a publisher."""
    preprint = kind == "preprint"
    return Version(
        type=kind,
        issued=reference.issued,
        container="" if "arxiv" in ids and _ARXIV.match(reference.container) else reference.container,
        volume="" if preprint and reference.volume.startswith("abs/") else reference.volume,
        issue=reference.issue,
        pages=reference.pages,
        publisher="" if preprint and reference.publisher.lower() == "arxiv" else reference.publisher,
        ids=_version_ids(ids),
        url=url,
        issn=reference.issn,
    )


def _addressed(urls: Iterable[str]) -> dict[str, str]:
    """Return the identifiers whose own addresses stand among these."""
    found = ((scheme, SCHEMES[scheme].canonical(url)) for url in urls for scheme in ("doi", "pmid", "arxiv"))
    return {scheme: known for scheme, known in found if known}


def _type(reference: Reference, ids: Mapping[str, str]) -> str:
    loose = reference.type in {"document", "article-journal", "report"}
    if loose and _SERVERS.match(reference.container or reference.publisher):
        return "preprint"
    if loose and not reference.container and is_preprint_doi(ids.get("doi", "")):
        return "preprint"
    if reference.type == "document" and "arxiv" in ids and not reference.container:
        return "preprint"
    # INSPIRE and others call a preprint an article; what has appeared names a journal, pages or a DOI.
    printed = any((reference.container, reference.volume, reference.pages, reference.issn, _version_ids(ids)))
    if reference.type == "article-journal" and "arxiv" in ids and not printed:
        return "preprint"
    return reference.type


def _arxiv_id(reference: Reference) -> str | None:
    """Return the arXiv id that a DOI, an address or the name of the journal spells out."""
    if match := _ARXIV_DOI.match(reference.ids.get("doi", "")):
        return SCHEMES["arxiv"].canonical(match[1])
    for text in (reference.container, reference.volume, reference.publisher, *reference.urls):
        if match := _ARXIV_INSIDE.search(text):
            return SCHEMES["arxiv"].canonical(match[1])
    return None


def _version_ids(ids: Mapping[str, str]) -> dict[str, str]:
    """Return the identifiers of the version; the DOI that arXiv gives says nothing that its id does not."""
    found = {scheme: ids[scheme] for scheme in _OF_A_VERSION if scheme in ids}
    return {scheme: known for scheme, known in found.items() if not _ARXIV_DOI.match(known)}


def _is_implied(url: str, ids: Mapping[str, str]) -> bool:
    """Tell whether an address says no more than an identifier that is known."""
    return any(SCHEMES[scheme].canonical(url) == known for scheme, known in ids.items())


def container_type(container: str) -> str:
    """Return the type that the name of a container suggests, where a list states none.

    Proceedings with a year or a number are a conference's; the others are journals by that name.
    """
    if _CONFERENCE.search(container) and _EDITION.search(container):
        return "paper-conference"
    return "article-journal" if container else "document"


def clean(text: str) -> str:
    """Return text in one line, without what no page can hold or show, HTML's entities undone."""
    text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return squeezed(printable(text.replace("\u200b", "").replace("\ufeff", "")))


def marked_up(html: str) -> str:
    """Return HTML or JATS in one line with the tags that titles may have; of other tags the text stays."""

    def kept(tag: re.Match[str]) -> str:
        name = tag[2].lower().rpartition(":")[2]
        if name in _TAG_NAMES:
            return f"<{tag[1]}{_TAG_NAMES[name]}>"
        return " " if name in _BLOCKS else ""

    return clean(_TAG.sub(kept, _ACM_FORMULA.sub(r"\1", html) if "<?TeX" in html else html))


def identifier(scheme: str, text: str) -> str | None:
    """Return the identifier of a scheme that a text is, or holds where the scheme is DOI."""
    if found := SCHEMES[scheme].canonical(text):
        return found
    match = _DOI_INSIDE.search(text) if scheme == "doi" else None
    return SCHEMES["doi"].canonical(match[1]) if match else None


def first_number(canonical: Callable[[str], str | None], text: str) -> str | None:
    """Return the first ISBN or ISSN of a text, which may name several and say of each what it is of.

    `canonical` reads one. Programs write `978-3-030-28953-9 978-3-030-28954-6` and `2041-1723 (Electronic)`.
    """
    parts = (text, *re.split(r"[,;/|()]", text), *text.split())
    return next((found for part in parts if (found := canonical(part))), None)


def addresses(text: str) -> tuple[str, ...]:
    """Return the web addresses in a text, which commas, semicolons or blanks may part, each once."""
    parts = re.split(r"[,;]?\s+|[,;](?=https?://)", text.strip())
    return tuple(dict.fromkeys(part for part in parts if _ADDRESS.fullmatch(part)))


def address(text: str) -> str | None:
    """Return the first web address in a text."""
    return next(iter(addresses(text)), None)


def printed_name(name: Name) -> str:
    """Return a name as papers print it, family name last; `Family, Given` where that would be cut otherwise.

    Footnote marks, which stand behind the given name where that comes last (`Byron, Ada*`), are left out.
    """
    name = msgspec.structs.replace(name, given=without_marks(name.given), family=without_marks(name.family))
    parts = (name.given, name.particle, name.family, name.suffix)
    printed = " ".join(part for part in parts if part)
    parsed = parse_name(printed)
    same = (parsed.given, parsed.full_family, parsed.suffix) == (name.given, name.full_family, name.suffix)
    return printed if same else name.family_first


def is_group(name: str) -> bool:
    """Tell whether a name that no mark sets apart is a group's: by a word that people are not called."""
    return len(name.split()) > 1 and bool(_GROUP.search(name))


def author_named(text: str) -> Author:
    """Return the author of a name in either order: `Lovelace, Ada` and `Ada Lovelace`."""
    name = without_marks(clean(text))
    return Author(printed_name(parse_name(name)) or name) if "," in name else Author(name)


def author_or_group(text: str) -> Author:
    """Return the author of a name, a group's where no comma says that it is a person's.

    EndNote ends a name in a comma that is not to be cut: `World Health Organization,`.
    """
    name, comma, rest = text.strip().partition(",")
    if comma and not rest:
        return Author(clean(name), literal=" " in name.strip())
    return msgspec.structs.replace(author_named(text), literal=not comma and is_group(text))


def stated(**values: Any) -> dict[str, Any]:
    """Return what is stated, by name: no empty text, list or mapping."""
    return {name: value for name, value in values.items() if value not in ("", (), None, {}, [])}


def topics_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return topics, each once; of two that differ in case alone, the first."""
    found = dict[str, str]()
    for word in map(clean, words):
        found.setdefault(word.casefold(), word)
    return tuple(word for word in found.values() if word)
