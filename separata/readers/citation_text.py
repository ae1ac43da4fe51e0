"""One reference as a sentence, in the styles in which people keep lists, cut into its parts.

    Lovelace, A., & Somerville, M. (1843). We count the petals. Journal of Gardens, 7(2), 11-19.
    Lovelace A, Somerville M. We count the petals. Journal of Gardens. 1843;7(2):11-19. PMID: 12345
    A. Lovelace and M. Somerville, "We count the petals," Journal of Gardens, vol. 7, no. 2, pp. 11-19, 1843.

Styles overlap, so a cut is a reading and not a proof: whoever uses it keeps the sentence as well.
"""

import re
from typing import NamedTuple

from separata.dates import Date
from separata.identifiers import SCHEMES
from separata.readers.calendar import date_in_words
from separata.readers.name_lists import names_in
from separata.readers.reference import Reference, addresses, clean, container_type, marked_up

_NUMBERING = re.compile(r"^\s*(?:\[\d+\]|\(\d+\)|\d{1,4}[.)](?=\s)|[-*•])\s*")
_IDENTIFIERS = (
    ("doi", re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi\s*[:=]?\s*)?\b(10\.\d{4,9}/[^\s\"“”]+)", re.I)),
    ("pmid", re.compile(r"\bPMID\s*:?\s*(\d{1,9})\b|https?://pubmed\.ncbi\.nlm\.nih\.gov/(\d+)/?", re.I)),
    ("arxiv", re.compile(r"\barxiv(?:\.org/\w+/|\s*:\s*)((?:[a-z-]+/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)", re.I)),
)
_URL = re.compile(r"https?://\S+")

_QUOTED = re.compile(r"^(?P<authors>.*?)[“\"](?P<title>[^“”\"]{5,}?)[,.]?[”\"][,.]?\s*(?P<rest>.*)$", re.DOTALL)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATED = (
    re.compile(
        rf"^(?P<authors>.{{2,}}?)[\s,.]*\((?P<date>{_YEAR}[^()]{{0,20}})\)[\s.,:]*(?P<rest>\S.*)$", re.DOTALL
    ),
    re.compile(rf"^(?P<authors>.{{2,}}?)[.,]\s+(?P<date>{_YEAR})[a-z]?[.,:]\s+(?P<rest>[^\d\W].*)$", re.DOTALL),
)
# A title ends with a sentence; the dot behind a single letter may be an initial's or a genus's.
_SENTENCE_END = re.compile(r"(?<=[?!])\s+(?=\S)|(?<!\b[^\W\d_])\.\s+(?=\S)|(?<!\b[^\W\d_])\.$")
_BYLINE_END = re.compile(r"\.\s+(?=[^\W\d_a-z\s]\S*\s+\S)|:\s+(?=\S)")
_FIRST_INITIAL = re.compile(r"[^\W\d_a-z](?:[.\s]|$)")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]?){1,4}")

_JOURNAL_YEAR = re.compile(rf"\b{_YEAR}\b(?:[^;:,]*[;:]|,(?=\s*\d+\s*[,(]))")
_NUMBERS = re.compile(
    r"[\s,;]*(?P<volume>\b[A-Z]?\d{1,4}[A-Z]?)\s*(?:\((?P<issue>[^()]{1,12})\))?\s*[,:]\s*"
    r"(?:pp?\.?\s*|article\s+)?(?P<pages>[A-Z]?\d[\w.]*(?:\s?[-–]+\s?[A-Z]?\d\w*)?)(?=[\s.,;)]|$)",
    re.IGNORECASE,
)
_NAMED = (
    ("volume", re.compile(r"[\s,;]*\bvol(?:ume|\.)?\s*(\w+)", re.IGNORECASE)),
    ("issue", re.compile(r"[\s,;]*\b(?:no|number|issue|iss)\.?\s*(\d[\w-]*)", re.IGNORECASE)),
    ("pages", re.compile(r"[\s,;]*\bpp?\.?\s*(\d\w*(?:\s?[-–]+\s?\d\w*)?)", re.IGNORECASE)),
)
# The year of a journal, a number, or the end of a sentence: a dot that no abbreviation and no year follows.
_CONTAINER_END = re.compile(
    rf"[.,;:(]?\s*\(?\b{_YEAR}\b|;\s|\.\s(?!\S+\.)(?!\d)|,\s*(?=\d)|\s+\d+(?:\.\d+)?\s*[(:,]"
)
_ISSUE_AFTER_DOT = re.compile(
    rf"\b(?P<volume>\d+)\.(?P<issue>\d+)\s*\({_YEAR}\)\s*:\s*(?P<pages>\d\w*(?:\s?[-–]+\s?\d\w*)?)"
)
_THESIS = re.compile(r"\b(?:ph\.?\s?d|doctoral|master'?s?|m\.?sc?)\.?\s*(?:thesis|dissertation)", re.IGNORECASE)
_TAG = re.compile(r"</?\w+>")
_PREFIX = re.compile(r"^(?:in|in proceedings|published in|to appear in)\s*:?\s+(?=\S)", re.IGNORECASE)


class _Cut(NamedTuple):
    """A sentence in parts: who, what, when (where that stood between them), and the rest."""

    authors: str
    title: str
    date: str
    rest: str


def reference_in(sentence: str) -> Reference | None:
    """Return what a sentence says of a work; None where no title can be told in it.

    Identifiers, addresses, authors, title, year, journal and numbers are read; where a part cannot be
    told it is left out.
    """
    text, ids = _without_identifiers(_NUMBERING.sub("", marked_up(sentence)))
    urls = addresses(" ".join(found.rstrip(".,;)") for found in _URL.findall(text)))
    cut = _cut(clean(_URL.sub("", text)))
    if not cut:
        return None
    authors, incomplete = names_in(cut.authors)
    numbers = _numbers(cut.rest)
    is_thesis = bool(_THESIS.search(cut.rest))
    container = "" if is_thesis else _container(_TAG.sub("", cut.rest))
    return Reference(
        type="thesis" if is_thesis else container_type(container),
        title=cut.title.strip(" .,"),
        authors=authors,
        authors_incomplete=incomplete,
        issued=_issued(cut),
        container=container,
        volume=numbers.get("volume", ""),
        issue=numbers.get("issue", ""),
        pages=numbers.get("pages", "").replace("–", "-").replace("--", "-"),
        ids=ids,
        urls=urls,
    )


def _without_identifiers(text: str) -> tuple[str, dict[str, str]]:
    """Cut identifiers out of a sentence; return the rest of it, and them."""
    found = dict[str, str]()
    for scheme, pattern in _IDENTIFIERS:
        if match := pattern.search(text):
            written = next(group for group in match.groups() if group).rstrip(".,;)]")
            if known := SCHEMES[scheme].canonical(written):
                found[scheme] = known
                text = f"{text[: match.start()]} {text[match.end() :]}"
    return text, found


def _cut(text: str) -> _Cut | None:
    """Find the title: in quotes, behind the year, or as the second sentence."""
    if (match := _QUOTED.match(text)) and len(match["authors"]) < len(text) / 2:
        authors = re.sub(rf"\(?{_YEAR}\)?", "", match["authors"])
        dates = re.findall(_YEAR, match["authors"])
        return _Cut(authors, match["title"], dates[0] if dates else "", match["rest"])
    for pattern in _DATED:
        if (match := pattern.match(text)) and not _SENTENCE_END.search(match["authors"].rstrip(".")):
            title, rest = _sentence(match["rest"])
            return _Cut(match["authors"], title, match["date"], rest) if title else None
    for end in _BYLINE_END.finditer(text):
        if _is_byline(text[: end.start()]):
            title, rest = _sentence(text[end.end() :])
            return _Cut(text[: end.start()], title, "", rest) if " " in title else None
    return None


def _is_byline(text: str) -> bool:
    """Tell whether a text can be a list of names that ends here, and not at an initial within it."""
    parts = [part.strip() for part in re.split(r",|;|&|\band\b", text) if part.strip()]
    lone = [at for at, part in enumerate(parts) if _INITIALS.fullmatch(part)]
    families = all(at and not _FIRST_INITIAL.match(parts[at - 1]) for at in lone)
    return families and all(len(part.split()) <= 5 for part in parts)


def _sentence(text: str) -> tuple[str, str]:
    """Return the first sentence of a text, and what follows it."""
    end = _SENTENCE_END.search(text)
    return (text[: end.start()], text[end.end() :]) if end else (text, "")


def _issued(cut: _Cut) -> Date | None:
    """Return the date that stood before the title, else the last year of the rest with its month."""
    if cut.date:
        return date_in_words(cut.date)
    years = list(
        re.finditer(rf"\b{_YEAR}\b(?!\s*[-–]\s*\d)(?:\s+[A-Z][a-z]{{2,8}}\b(?:\s+\d{{1,2}}\b)?)?", cut.rest)
    )
    return date_in_words(years[-1].group()) if years else None


def _numbers(rest: str) -> dict[str, str]:
    """Return volume, issue and pages, named or in the order `7(2), 11-19`."""
    if match := _ISSUE_AFTER_DOT.search(rest):
        return match.groupdict()
    named = {name: match[1] for name, pattern in _NAMED if (match := pattern.search(rest))}
    if "volume" not in named and (match := _NUMBERS.search(_JOURNAL_YEAR.sub(" ", rest))):
        return {name: value.rstrip(".") for name, value in match.groupdict().items() if value}
    return named


def _container(rest: str) -> str:
    """Return the journal or the proceedings: what stands before the first number or the end of a sentence."""
    rest = _PREFIX.sub("", rest.strip(" .,"))
    ends = [match.start() for _, pattern in _NAMED if (match := pattern.search(rest))]
    ends += [match.start() for match in [_CONTAINER_END.search(rest)] if match]
    return rest[: min(ends, default=len(rest))].strip(" .,;:(")
