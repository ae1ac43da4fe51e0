"""Names of people: their parts, and the keys by which two printings are compared."""

import re
from collections.abc import Collection
from functools import lru_cache

import msgspec

from separata.text import composed, in_ascii, pattern, squeezed, unaccented, words_of

# Words that belong to the family name although they stand before it. BibTeX's rule is lower case;
# the capital ones are also given names, so they count only just before the last word.
_PARTICLES = frozenset(
    "af al ap auf aus av bin da dal dalla das de degli del dela dell della dem den der des di do dos"
    " du e el het in la las le les lo los op 't ten ter the til to tot van vande vander ver vom von y"
    " zu zum zur".split()
)
_CAPITAL_PARTICLES = frozenset("Abu Al Bin De Del Della El Ibn Ter Van Von".split())
# What may stand behind a family name and is no part of it, folded.
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

# In lower case, the words beside which a family name may be more than the last word of a name, or another one.
TELLING = frozenset(word.lower() for word in (*_PARTICLES, *_CAPITAL_PARTICLES, *SUFFIXES))

# Marks that bylines print after a name: footnote signs, also as TeX, and digits, several with commas between.
_MARKS = pattern(
    r"[\s*†‡§¶#]+$"
    r"|(?<=[^\W\d_])\^?\{?\d{1,2}(?:,\s*\d{1,2})*\}?$"
    r"|\$\s*\^[^$]*\$$"
    r"|\\(?:dag|ddag|dagger|ddagger|ast|star)$"
)

# What becomes of each sign of a folded name in its key; a question mark stands for what must be looked at.
_KEY = {ord(sign): "?" for sign in map(chr, range(128)) if not sign.isalpha()} | {
    ord("\n"): "\n", ord(" "): " ", ord("."): " ", ord("-"): " "
}  # fmt: skip

# What people are called among friends, in quotation marks: `Florian 'Floyd' Mueller`; not the `'` of a name.
_QUOTES = frozenset("'‘“\"`")
_NICKNAME = pattern(r"""(?<!\S)(?:'[^']+'|‘[^’]+’|“[^”]+”|"[^"]+"|`[^`']+')(?!\S)""")

_NAMESAKE = pattern(r"(.*\S)\s+(0\d{3})", re.DOTALL)


class Name(msgspec.Struct, frozen=True):
    """The parts of a name, in CSL's words; a mononym has only a family name."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""

    @property
    def family_first(self) -> str:
        """The unambiguous form that BibTeX, RIS and Highwire tags take: `de Melo, Gerard`."""
        if self.given and self.family and not self.particle and not self.suffix:
            return f"{self.family}, {self.given}"
        return ", ".join([part for part in (self.full_family, self.suffix, self.given) if part])

    @property
    def full_family(self) -> str:
        """The family name with its particle."""
        return f"{self.particle} {self.family}".rstrip() if self.particle else self.family

    @property
    def initials(self) -> str:
        """The given names as initials: `Tom B.` gives `T. B.`, `Zi-Jie` gives `Z.-J.`; nicknames have none."""
        given = self.given
        if not _QUOTES.isdisjoint(given):
            given = _NICKNAME.sub(" ", given)
        words = given.replace("(", " ").replace(")", " ").split()
        if "-" not in self.given:
            return " ".join([f"{word[0]}." for word in words])
        return " ".join(["-".join([f"{part[0]}." for part in word.split("-") if part]) for word in words])


def without_marks(text: str) -> str:
    """Return a printed name without footnote marks and numbers behind it, in tidy white space."""
    text = squeezed(text)
    while (shorter := _MARKS.sub("", text)) != text:
        text = shorter
    return text


def namesake(text: str) -> tuple[str, str]:
    """Return a name without the number by which DBLP tells namesakes apart, and that number.

    `Wei Wang 0001` gives `Wei Wang` and `0001`; a name without a number gives itself and "". Source: DBLP's
    FAQ on people of one name.
    """
    match = _NAMESAKE.fullmatch(text) if text[-1:].isdigit() else None
    return (match.group(1), match.group(2)) if match else (text, "")


@lru_cache(maxsize=1 << 11)
def parse_name(text: str) -> Name:
    """Split a printed name into its parts.

    `Family, Given`, `Family, Jr., Given` and `Given Family` are understood. Particles before the
    family name stay with it (`Gerard de Melo`, `Sheer El Showk`); a single letter at the end is
    taken for an initial of the family name, as South Indian names print it (`Mukund Varma T`).
    """
    text = squeezed(text)
    if "," in text:
        return _family_first([squeezed(part) for part in text.split(",") if part.strip()])
    words = text.split(" ")
    if len(words) == 2:
        return Name(words[0], "", words[1])
    suffix = words.pop() if len(words) > 2 and words[-1].strip(".").casefold() in SUFFIXES else ""
    start = _family_start(words)
    particles, family = _without_particles(words[start:])
    return Name(" ".join(words[:start]), particles, family, suffix)


@lru_cache(maxsize=1 << 11)
def family_first(text: str) -> str:
    """Return a printed name as `Name.family_first` has it, which most formats ask for."""
    return parse_name(text).family_first


def is_family_first(text: str) -> bool:
    """Tell whether a name is printed as `Family, Given`; `Martin King, Jr.` is not."""
    return "," in text and (name := parse_name(text)).given != "" and text.lstrip().startswith(name.full_family)


def read_out(text: str) -> str:
    """Return a name as a list of names gives it: `García Márquez, Gabriel` is `Gabriel García Márquez`."""
    if "," not in text or not is_family_first(text):
        return text
    name = parse_name(text)
    return " ".join(filter(None, (name.given, name.full_family, name.suffix)))


def printed_name(given: str, family: str, suffix: str = "") -> str:
    """Return the parts of a name as `Given Family`, or as `Family, Given` where that could be misread."""
    given, family, suffix = squeezed(given), squeezed(family), squeezed(suffix)
    plain = squeezed(f"{given} {family} {suffix}")
    split = parse_name(plain)
    if not given or (split.full_family, split.given) == (family, given):
        return plain
    return ", ".join(part for part in (family, suffix, given) if part)


def _family_first(parts: list[str]) -> Name:
    """Split a name that prints its family name first; `parts` are what commas set apart."""
    if not parts:
        return Name()
    particles, family = _without_particles(parts[0].split(" "))
    if len(parts) == 2 and parts[1].strip(".").casefold() in SUFFIXES:
        words = family.split(" ")
        return Name(" ".join(words[:-1]), particles, words[-1], parts[1])
    suffix = parts[1] if len(parts) > 2 else ""
    given = parts[-1] if len(parts) > 1 else ""
    if suffix and given.strip(".").casefold() in SUFFIXES:
        given, suffix = suffix, given
    return Name(given, particles, family, suffix)


def _family_start(words: list[str]) -> int:
    """Return where the family name begins: at the last word, or at the first particle before it."""
    last = len(words) - 1
    for at in range(1, last):
        if words[at] in _PARTICLES or (words[at] in _CAPITAL_PARTICLES and at == last - 1):
            return at
    return last


def _without_particles(words: list[str]) -> tuple[str, str]:
    """Cut lower-case particles off the front; a capital one is part of the family name itself."""
    cut = 0
    while cut < len(words) - 1 and words[cut] in _PARTICLES:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


@lru_cache(maxsize=1 << 17)
def name_key(text: str) -> str:
    """Return the key under which printings of a name are one: case, marks, hyphens and blanks folded.

    `Sheer El-Showk` and `Sheer El Showk` share a key; `Tom Brown` and `Tom B. Brown` do not.
    `Family, Given` has the key of `Given Family`.
    """
    text = without_marks(text)
    if "," in text:
        name = parse_name(text)
        text = " ".join(part for part in (name.given, name.particle, name.family, name.suffix) if part)
    return without_marks(" ".join(words_of(unaccented(text).replace("'", ""))))


def name_keys(names: Collection[str]) -> dict[str, str]:
    """Return the `name_key` of each of many different names; those that are easily folded are so at once."""
    text = in_ascii(unaccented(composed("\n".join(names)))).translate(_KEY)
    while "  " in text:
        text = text.replace("  ", " ")
    keys = text.replace(" \n", "\n").replace("\n ", "\n").strip(" ").split("\n")
    if len(keys) != len(names):
        return {name: name_key(name) for name in names}
    return {name: name_key(name) if "?" in key else key for name, key in zip(names, keys, strict=True)}


@lru_cache(maxsize=1 << 14)
def sort_key(text: str) -> tuple[str, str, str]:
    """Return the key that files a name under its family name, particle ignored, marks folded."""
    name = parse_name(text)
    return (" ".join(words_of(name.family)), unaccented(name.given).casefold(), text)
