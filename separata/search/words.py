"""Words as the search compares them; `templates/static/words.js` folds a query in the same way."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise

from separata.tex import TAGS, plain
from separata.text import composed, pattern

# So common in English that they find nothing; a query drops them too.
STOP_WORDS = frozenset(
    "a an and are as at be by can for from has have in is it its of on or our such than that the"
    " their these this to was we were which with".split()
)

# Letters that Unicode does not decompose, after marks and capitals are gone.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i",
        "ß": "ss", "ς": "σ",
    }
)  # fmt: skip

# As German and Nordic names are spelt where there are no such letters; `words.js` has the same.
_SPELT = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe",
        "Å": "Aa",
    }
)  # fmt: skip

# All of ASCII that stands between words.
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}

# Small letters, digits and all beyond ASCII; said the other way round this takes long to compile.
_TOKEN = pattern(r"[^\x00-/:-`{-\x7f]+")
# Chinese and Japanese, which put no blanks between words: kana and ideographs; `words.js` has the same.
_UNPARTED = "々-〇ぁ-ゖゝ-ゟァ-ヺー-ヿㇰ-ㇿ㐀-䶿一-鿿\U00020000-\U0003ffff"
_RUN = pattern(f"[{_UNPARTED}]+")
_WORD = pattern(rf"[{_UNPARTED}]+|[^\W_{_UNPARTED}]+")
# The same for all that comes before these in Unicode; to compile the other takes longer than to print a page.
_PARTED = pattern(r"[^\W_]+")
_ACCENT = pattern(r"\\[\"'`^~=.]")
_FORMULA = pattern(r"(?<!\\)\$(?:[^$\\]|\\.)*\$|\\[A-Za-z]+", re.DOTALL)
_MARKS = pattern(r"[$_^{}\s]|\\(?:mathrm|mathbb|mathbf|mathcal|rm|text|ce)\b")
_CHEMICAL = pattern(r"\d+|(?=\w*\d)[A-Z]\w*", re.ASCII)
_TAG = pattern(rf"</?(?:{'|'.join(TAGS)})>")
_INNER = pattern(r"(?<=\w)[-‐‑'’ʼ](?=\w)")


def words(text: str) -> frozenset[str]:
    """Return the words of a plain text, folded: no capitals, no marks on letters, no punctuation."""
    return frozenset(_words(text))


def running_words(text: str) -> tuple[str, ...]:
    """Return the words of a title or an abstract, each once; it may hold TeX and tags.

    Formulas have none, but for those that people type as they speak them: `CO$_2$` is `co2`, `$L^2$` is `l2`.
    """
    if not _may_be_tex(text):
        return tuple(_words(text))
    # Reading TeX in full takes a hundred times as long, so only a text with accents in TeX has it.
    return tuple(_words(plain(text) if _ACCENT.search(text) else _FORMULA.sub(_spoken, _TAG.sub("", text))))


def _spoken(formula: re.Match[str]) -> str:
    """Return a number, or a letter or an element with a number, as it is typed; a blank for all else."""
    bare = _MARKS.sub("", formula[0])
    return bare if _CHEMICAL.fullmatch(bare) else " "


def _words(text: str) -> Iterable[str]:
    """Return what `words` does, in an order that the text alone gives."""
    if text.isascii():
        return dict.fromkeys(text.lower().translate(_BLANKS).split())
    found = dict.fromkeys(_TOKEN.findall(text.lower()))
    for foreign in [token for token in found if not token.isascii()]:
        del found[foreign]
        found |= dict.fromkeys(_folded(foreign))
    return found


def _may_be_tex(text: str) -> bool:
    return "\\" in text or "$" in text or "{" in text or "<" in text


def name_words(names: Collection[str]) -> Iterable[str]:
    """Return the words of some names; those with a hyphen or an apostrophe are found with and without it.

    `Müller` is found as `Mueller`, too.
    """
    # All at once, as no word goes beyond the end of a line.
    text = "\n".join(names)
    if _may_be_tex(text):
        text = "\n".join([plain(name) if _may_be_tex(name) else name for name in names])
    text = composed(text)
    if (spelt := text.translate(_SPELT)) != text:
        text = f"{text}\n{spelt}"
    joined = _INNER.sub("", text)
    return _words(text) if joined == text else chain(_words(text), _words(joined))


@lru_cache(maxsize=1 << 14)
def label_words(label: str) -> frozenset[str]:
    """Return the words of what stands on many papers, such as a topic or a venue."""
    return words(label)


@lru_cache(maxsize=1 << 13)
def _folded(token: str) -> tuple[str, ...]:
    return tuple(in_order(token))


def in_order(text: str) -> Iterator[str]:
    """Yield the words of a text as they stand; the rule itself, which `words` shortens for speed."""
    letters = (char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] != "M")
    bare = "".join(letters).lower().translate(_LETTERS)
    if max(bare, default="") < _UNPARTED[0]:
        yield from _PARTED.findall(bare)
        return
    for word in _WORD.findall(bare):
        # Of a run without blanks every two neighbours are a word, so it is found by any part of it.
        in_pairs = len(word) > 1 and _RUN.fullmatch(word)
        yield from map("".join, pairwise(word)) if in_pairs else (word,)
