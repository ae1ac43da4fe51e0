"""Plain text: white space, folding for comparison, shingles."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast


class _Unused:
    """A regular expression that nobody has used yet; each of its methods is looked up once."""

    def __init__(self, expression: str, flags: int) -> None:
        self._of = expression, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._of), name)
        setattr(self, name, found)
        return found


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used: most builds use few of them."""
    return cast("re.Pattern[str]", _Unused(expression, flags))


# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "ı": "i", "đ": "d", "Đ": "D", "ð": "d",
        "Ð": "D", "þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ħ": "h", "Ħ": "H",
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-",
    }
)  # fmt: skip

_NOT_ASCII = pattern(r"[^\x00-\x7f]+")

_WORD = pattern(r"[^\W_]+")

# What becomes of what stands between words when they are joined by hyphens.
_HYPHENS = {ord(sign): "-" for sign in map(chr, range(128)) if not sign.isalnum() and sign not in "\n?"}

# What XML 1.0 and HTML do not let stand in a document: controls, halves of pairs, non-characters.
_UNPRINTABLE = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"))


def printable(text: str) -> str:
    """Return text without the characters that no page, feed or export can hold."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


def escaped(text: str) -> str:
    """Return text as HTML and XML hold it, also in attributes."""
    for sign, entity in _ENTITIES:
        # To look takes a tenth of the time, and most texts have nothing to escape.
        if sign in text:
            text = text.replace(sign, entity)
    return text


def escaped_each(texts: Sequence[str]) -> Sequence[str]:
    """Return texts as `escaped` does; that most have nothing to escape is seen at once."""
    whole = "".join(texts)
    return texts if escaped(whole) == whole else [*map(escaped, texts)]


def squeezed(text: str) -> str:
    """Return text in NFC with runs of white space (also no-break) made one blank, ends trimmed."""
    text = composed(text)
    # Looking is quicker than cutting; what is printable has no white space but blanks.
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def composed(text: str) -> str:
    """Return text in NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def unaccented(text: str) -> str:
    """Return text with marks taken off its letters: `Lukošiūtė` becomes `Lukosiute`."""
    if text.isascii():
        return text
    return _NOT_ASCII.sub(lambda found: _bare(found.group()), text)


@lru_cache(maxsize=1 << 12)
def _bare(text: str) -> str:
    # Once more when it is decomposed: `ǿ` becomes `ø` with a mark, `𝚤` an `ı`.
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED)).translate(_UNDECOMPOSED)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def folded(text: str) -> str:
    """Return the form in which texts are compared: words without case, marks and punctuation."""
    return " ".join(words_of(text))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, in order."""
    return tuple(_WORD.findall(unaccented(text).casefold()))


def shingles(text: str, size: int = 4) -> frozenset[tuple[str, ...]]:
    """Return every run of `size` folded words; a shorter text is one run of all its words."""
    words = words_of(text)
    if len(words) <= size:
        return frozenset({words}) if words else frozenset()
    return frozenset(words[at : at + size] for at in range(len(words) - size + 1))


def slug(text: str) -> str:
    """Return a name for files and addresses: folded words joined by hyphens, ASCII where it can be."""
    words = "-".join(words_of(text))
    if words.isascii():
        return words
    from anyascii import anyascii

    return "-".join(words_of(anyascii(words)))


def slugs(texts: Sequence[str]) -> list[str]:
    """Return the `slug` of each of many texts; those that are ASCII when they are folded are made at once."""
    text = in_ascii(unaccented("\n".join(texts))).translate(_HYPHENS)
    while "--" in text:
        text = text.replace("--", "-")
    lines = text.split("\n")
    if len(lines) != len(texts):
        return list(map(slug, texts))
    return [slug(text) if "?" in line else line.strip("-") for text, line in zip(texts, lines, strict=True)]


def in_ascii(text: str) -> str:
    """Return text in small letters, with a question mark for each that is not ASCII."""
    return text.casefold().encode("ascii", "replace").decode("ascii")


def jaccard(a: frozenset[object], b: frozenset[object]) -> float:
    """Return what share of all members the two sets have in common, in [0, 1]; 0 for two empty sets."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0
