"""Identifiers of works and people: how each scheme is written, checked and linked."""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, unquote

from separata.text import pattern


class Scheme(NamedTuple):
    """A kind of identifier: its name, its words for readers, its canonical form and its address.

    `canonical` returns None for what is no such identifier; canonical forms are fixed points.
    """

    name: str
    words: str
    canonical: Callable[[str], str | None]
    url: Callable[[str], str]
    example: str


# Before April 2007 ids were `archive.SC/YYMMNNN`; from then on `YYMM.NNNN`, with five digits
# after the dot from 1501 on. Source: arXiv's page on its identifier scheme.
_ARXIV = pattern(
    r"(?:(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)?"
    r"(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)
# DOIs of the 1990s have angle brackets: `10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2`.
_DOI = pattern(r"((?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/[^\s\"{}|\\^`]+)", re.IGNORECASE)
# bioRxiv shares its prefix with journals, whose DOIs go on with a letter.
_PREPRINT_DOI = pattern(
    r"10\.(?:48550/|1101/\d|31234/|31219/|26434/|2139/ssrn|21203/rs|20944/preprints|36227/techrxiv)"
)
_ORCID = pattern(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])", re.IGNORECASE | re.ASCII)
_PMID = pattern(
    r"(?:https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/|pmid:\s*)?([1-9]\d{0,8})/?",
    re.IGNORECASE | re.ASCII,
)
_OPENALEX = pattern(r"(?:https?://(?:api\.)?openalex\.org/(?:works/)?)?(W\d+)", re.IGNORECASE | re.ASCII)
_DBLP = pattern(r"(?:https?://dblp\.org/rec/|dblp:)?((?:conf|journals|books|phd|series)/[\w./-]+?)(?:\.html)?")
_ISBN = pattern(r"(?:isbn[:\s]*)?(97[89][\d\s-]{10,16}|\d[\d\s-]{8,14}[\dX])", re.IGNORECASE | re.ASCII)
_ISSN = pattern(r"(?:e?issn[:\s]*)?(\d{4})\s?[-–]?\s?(\d{3}[\dX])", re.IGNORECASE | re.ASCII)


def arxiv_id(text: str) -> str | None:
    """Return an arXiv id without version or prefix (`2212.08073`, `hep-th/9901001`)."""
    if not (match := _ARXIV.fullmatch(text.strip())):
        return None
    found = match.group(1).lower()
    digits = found.partition(".")[2]
    if "/" in found:
        archive, _, number = found.partition("/")
        return f"{archive.partition('.')[0]}/{number}"
    return found if len(digits) == (5 if found[:4] >= "1501" else 4) else None


def doi(text: str) -> str | None:
    """Return a DOI in lower case, without resolver or prefix; DOIs are compared without case."""
    if not (match := _DOI.fullmatch(text.strip())):
        return None
    prefix, found = match.groups()
    bare = (unquote(found) if prefix and prefix.endswith("/") else found).lower().rstrip(".,;")
    return bare if _DOI.fullmatch(bare) else None


def _doi_url(found: str) -> str:
    """Return a DOI's address, in which what no address can hold is written as `%3C`."""
    return f"https://doi.org/{quote(found, safe='!$&()*+,/:;=@~')}"


def orcid(text: str) -> str | None:
    """Return an ORCID iD in groups of four, if its check digit (ISO 7064 mod 11-2) is right."""
    if not (match := _ORCID.fullmatch(text.strip())):
        return None
    digits = "".join(match.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "-".join(match.groups()).upper() if digits[-1] == ("X" if check == 10 else str(check)) else None


def arxiv_id_of_doi(text: str) -> str | None:
    """Return the arXiv id that one of arXiv's own DOIs spells out; None for any other text."""
    prefix, _, number = (doi(text) or "").partition("/arxiv.")
    return arxiv_id(number) if prefix == "10.48550" else None


def is_preprint_doi(value: str) -> bool:
    """Tell whether a DOI is one of those that preprint servers give."""
    return bool(_PREPRINT_DOI.match(value.lower()))


def isbn(text: str) -> str | None:
    """Return an ISBN as 13 digits (one of ten is converted), if its check digit is right."""
    if not (match := _ISBN.fullmatch(text.strip())):
        return None
    digits = re.sub(r"[\s-]", "", match.group(1)).upper()
    if len(digits) == 10:
        if sum((10 - at) * (10 if char == "X" else int(char)) for at, char in enumerate(digits)) % 11:
            return None
        return _with_check_digit(f"978{digits[:9]}")
    return digits if len(digits) == 13 and digits == _with_check_digit(digits[:12]) else None


def issn(text: str) -> str | None:
    """Return an ISSN as `0028-0836`, if its check digit (ISO 3297, modulus 11) is right.

    It is no scheme of works: it names a journal or a series, which many works share.
    """
    if not (match := _ISSN.fullmatch(text.strip())):
        return None
    digits = "".join(match.groups()).upper()
    check = -sum(int(digit) * (8 - at) for at, digit in enumerate(digits[:7])) % 11
    return f"{digits[:4]}-{digits[4:]}" if digits[7] == ("X" if check == 10 else str(check)) else None


def _with_check_digit(twelve: str) -> str:
    total = sum(int(char) * (3 if at % 2 else 1) for at, char in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def openalex_work(text: str) -> str | None:
    """Return the id of a work of OpenAlex, `W2741809807`."""
    found = first_group(_OPENALEX)(text)
    return found.upper() if found else None


def first_group(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    """Return the function that finds the first group of a pattern in a text which is nothing else."""
    return lambda text: match[1] if (match := pattern.fullmatch(text.strip())) else None


SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme("doi", "DOI", doi, _doi_url, "10.1145/3531146.3533229"),
        Scheme("arxiv", "arXiv", arxiv_id, "https://arxiv.org/abs/{}".format, "2212.08073"),
        Scheme("pmid", "PubMed", first_group(_PMID), "https://pubmed.ncbi.nlm.nih.gov/{}/".format, "31452104"),
        Scheme("isbn", "ISBN", isbn, "https://search.worldcat.org/isbn/{}".format, "9780262033848"),
        Scheme(
            "dblp", "DBLP", first_group(_DBLP), "https://dblp.org/rec/{}".format, "conf/fat/GanguliHLABCCDD22"
        ),
        Scheme("openalex", "OpenAlex", openalex_work, "https://openalex.org/{}".format, "W2741809807"),
    )
}
