"""Lists of names in one line, in the orders and with the signs that references print."""

import re
from collections.abc import Iterator, Sequence

from separata.model import Author
from separata.names import parse_name
from separata.readers.reference import clean, is_group, printed_name

_ET_AL = re.compile(r"[,;\s]*\bet\.?\s+al\b\.?.*$|[,;]?\s*(?:…|\.\.\.).*$", re.IGNORECASE | re.DOTALL)
_AND = re.compile(r"\s*[,;]?\s*(?:&|\b(?:and|und)\b)\s+", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]?){1,4}")
_FAMILY_AND_INITIALS = re.compile(r"(\S.*?)\s+([^\W\d_a-z]{1,3}|(?:[^\W\d_a-z]\.[\s-]?){1,4})")
_BARE_INITIALS = re.compile(r"(?:[^\W\d_a-z][\s-]?){1,3}")
# The dot behind a name, where it is not an abbreviation's.
_STOP = re.compile(r"(?<=[^\W\d_]{2})(?:\.\s*)+$|(?<=\.)(?:\s*\.)+$")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_MARKS = re.compile(r"[*†‡§¶#]+|__|\([^()]*\)")


def names_in(text: str) -> tuple[tuple[Author, ...], bool]:
    """Return the authors that a line names, and whether it ends in "et al.".

    Understood are `Lovelace, A., & Somerville, M.`, `Lovelace A, Somerville M`, `Ada Lovelace and Mary
    Somerville`, `Lovelace, Ada, and Mary Somerville`, and names of any order parted by semicolons.
    """
    shorter = _ET_AL.sub("", text)
    line = _MARKS.sub("", clean(shorter)).strip(" ,;:")
    sign = ";" if ";" in line else ","
    parts = [part.strip() for part in _AND.sub(sign, line).split(sign)]
    names = parts if sign == ";" else tuple(_joined([part for part in parts if part]))
    authors = tuple(Author(_printed(name), literal=is_group(name)) for name in names if name)
    return authors, shorter != text


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """Yield names; a family name and the given names that a comma has cut off are one."""
    at = 0
    while at < len(parts):
        size = 1
        if at + 1 < len(parts) and _belongs(parts[at], parts[at + 1]):
            size = 3 if at + 2 < len(parts) and _SUFFIX.fullmatch(parts[at + 2]) else 2
        elif at + 1 < len(parts) and _SUFFIX.fullmatch(parts[at + 1]):
            size = 2
        yield ", ".join(parts[at : at + size])
        at += size


def _belongs(family: str, given: str) -> bool:
    """Tell whether the second of two parts are the given names of the first."""
    return bool(_INITIALS.fullmatch(given)) or (" " not in family and not _SUFFIX.fullmatch(given))


def _printed(name: str) -> str:
    """Return a name as papers print it: `Lovelace A` is `A. Lovelace`, and so is `Lovelace, A.`."""
    name = _STOP.sub("", name.strip())
    if "," not in name:
        match = None if is_group(name) else _FAMILY_AND_INITIALS.fullmatch(name)
        if not match:
            return name
        name = f"{match[1]}, {match[2]}"
    family, given, *suffix = [part.strip() for part in name.split(",")]
    parts = (family, *suffix, _dotted(given))
    return printed_name(parse_name(", ".join(part for part in parts if part))) or name


def _dotted(given: str) -> str:
    """Return bare initials with dots: `JA` is `J. A.`."""
    if not _BARE_INITIALS.fullmatch(given):
        return given
    return " ".join(f"{letter}." for letter in given if letter.isalpha())
