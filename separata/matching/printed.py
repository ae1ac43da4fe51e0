"""Printed names: whether two of them may be printings of one person's name, and why."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import msgspec

from separata.matching.nicknames import same_given_name
from separata.matching.spelling import one_slip
from separata.names import is_family_first, name_key, namesake, parse_name, without_marks

_NICKNAME = re.compile(r"(?:[(“„\"]|(?<!\w)[‘'])\s*([^\W\d_][\w.-]*)\s*(?:[)”“\"]|[’'](?!\w))")


class Form(msgspec.Struct, frozen=True):
    """A name taken apart for comparison, all parts folded; `given` holds a nickname beside the given name.

    `family` is the last word only: what stands before it may be left out like any middle name. `number`
    is the one by which DBLP tells namesakes apart.
    """

    given: tuple[str, ...]
    middle: tuple[str, ...]
    family: str
    suffix: str
    number: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name in order, without a nickname in brackets and a suffix."""
        return (*self.given[:1], *self.middle, self.family)


class Likeness(NamedTuple):
    """How two printed names agree: the weight of that, the differences in words, and their kinds.

    A weight of 0 means that nothing in the names contradicts, but too much differs to join them.
    """

    weight: float
    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()


class Difference(NamedTuple):
    """One difference between two names: its kind, a key of `COSTS`, and words that say it."""

    kind: str
    words: str


# What a name that agrees in full weighs, and what each kind of difference takes from it.
SAME_NAME = 6.0
COSTS = {
    "blanks": 1.0, "letters": 1.0, "middle": 1.0, "middle initial": 1.0, "suffix": 1.0, "number": 2.0,
    "nickname": 2.0, "short": 2.0, "initial": 4.0, "order": 4.0, "slip": 5.0,
}  # fmt: skip

# How letters are written out where they are not at hand: in German, the Nordic languages and Serbian.
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
     "Ø": "Oe", "Å": "Aa", "Đ": "Dj"}
)  # fmt: skip

# Initials without points, as PubMed prints them; a generation is none.
_INITIALS = re.compile(r"\b(?!II+\b|IV\b)[A-Z]{2,3}\b")

# Such a word at either end may as well be a family name, which many print in capitals.
_CAPITALS = re.compile(r"^[A-Z]{2,3}\b|\b[A-Z]{2,3}$")


@lru_cache(maxsize=1 << 17)
def form(printed: str) -> Form:
    """Take a printed name apart; `Brown TB` is a family name with its initials behind."""
    printed, number = namesake(printed)
    nicknames = tuple(name_key(found) for found in _NICKNAME.findall(printed))
    printed = _NICKNAME.sub(" ", printed)
    suffix = name_key(parse_name(printed).suffix)
    if not printed.isupper():
        printed = _INITIALS.sub(lambda found: " ".join(found.group()), printed)
    words = [word for word in name_key(printed).split() if word != suffix] or [""]
    if len(words[0]) > 1 and all(len(word) == 1 for word in words[1:]):
        words = [*words[1:], words[0]]
    given = words[:1] if len(words) > 1 else []
    return Form((*given, *nicknames), tuple(words[1:-1]), words[-1], suffix, number)


def forms(printed: str) -> tuple[Form, ...]:
    """Return the forms of a printed name, the usual one first; see `_variants`."""
    return tuple(form for _, form in _variants(printed))


def _variants(printed: str) -> tuple[tuple[tuple[Difference, ...], Form], ...]:
    """Return the forms of a printed name, each with how it differs from what is printed.

    In the first, letters have lost their marks. In others `ü` is `ue`, the parts of a family name that has
    several (`El-Showk`, `de Melo`) are one word, and what may be initials (`Wei LI`) is a name in capitals.
    """
    plain, written_out = form(printed), form(printed.translate(_WRITTEN_OUT))
    found: list[tuple[tuple[Difference, ...], Form]] = [((), plain)]
    if written_out != plain:
        found.append(((Difference("letters", "marked letters written out"),), written_out))
    family = name_key(parse_name(namesake(printed)[0]).full_family).split()
    if 1 < len(family) < len(plain.words) and plain.words[-len(family) :] == tuple(family):
        middle = plain.middle[: len(plain.middle) - len(family) + 1]
        joined = msgspec.structs.replace(plain, middle=middle, family="".join(family))
        found.append(((Difference("blanks", "words written apart"),), joined))
    if _CAPITALS.search(printed) and not printed.isupper():
        found.append(((), form(printed.title())))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def likeness(a: str, b: str) -> Likeness | None:
    """Compare two printed names; None when they cannot be one person's. Symmetric.

    Allowed are initials, short forms, middle names left out, words written apart, marked letters written
    out, and one slip of the pen in a word of six letters or the family name first if all else is equal.
    """
    pairs = tuple(product(_variants(a), _variants(b)))
    agreed = (
        _agreement(one, other, () if by == by_other else by + by_other)
        for (by, one), (by_other, other) in pairs
    )
    turned = (_turned(one, other) for (by, one), (by_other, other) in pairs if not (by or by_other))
    return _best(agreed) or _best(turned)


def _best(found: Iterable[Likeness | None]) -> Likeness | None:
    return max(filter(None, found), key=lambda like: (like.weight, like.words), default=None)


def _agreement(a: Form, b: Form, variants: Sequence[Difference]) -> Likeness | None:
    """Compare two forms; `variants` are how these differ from the names as they are printed."""
    one, other = sorted((a, b), key=lambda form: (form.words, form.given, form.suffix, form.number))
    found = _differences(one, other)
    if found is None:
        return None
    found += sorted(variants)
    kinds = tuple(difference.kind for difference in found)
    words = tuple(difference.words for difference in found)
    if "slip" in kinds and len(found) > 1:
        return Likeness(0.0, words, kinds)
    return Likeness(max(SAME_NAME - sum(COSTS[kind] for kind in kinds), 1.0), words, kinds)


def _turned(a: Form, b: Form) -> Likeness | None:
    """Compare names of which one may stand with the family name first: `Wang Wei` and `Wei Wang`.

    If they differ in more than that, nothing contradicts, but nothing joins them either.
    """
    found = [
        differences
        for one, other in ((a, b), (b, a))
        if len(one.words) > 1
        and (differences := _differences(_with_family_last(one), other)) is not None
        and not any(each.kind == "slip" for each in differences)
    ]
    if not found:
        return None
    weight = 0.0 if all(found) else SAME_NAME - COSTS["order"]
    return Likeness(weight, ("the family name first",), ("order",))


def _with_family_last(name: Form) -> Form:
    """Return the form of a name that stands with the family name first."""
    family, given, *middle = name.words
    return Form((given,), tuple(middle), family, name.suffix, name.number)


def shown_name(names: Mapping[str, int]) -> str:
    """Choose the name to show among printed names, given with their numbers of papers.

    A name with an initial for the given name gives way to one that spells it out. The folded form (`name_key`)
    with most papers comes first; then, within it, a spelling with the given name first, without footnote
    marks behind it, the one with more marks on its letters (these get lost, they are not made up), the one on
    more papers, the longer one, the alphabetically first.
    """
    totals = Counter[str]()
    for name, papers in names.items():
        totals[name_key(name)] += papers

    def rank(name: str) -> tuple[bool, int, str, bool, bool, int, int, int, str]:
        key, marks = name_key(name), sum(not char.isascii() for char in name)
        abbreviated = any(len(given) == 1 for given in form(name).given[:1])
        tidy = is_family_first(name), without_marks(name) != name
        return abbreviated, -totals[key], key, *tidy, -marks, -names[name], -len(name), name

    return min(names, key=rank)


def _differences(a: Form, b: Form) -> list[Difference] | None:
    """Return how two forms differ, part by part; None when a part contradicts."""
    if any(one and other and one != other for one, other in ((a.suffix, b.suffix), (a.number, b.number))):
        return None
    left_out = [
        Difference(kind, f"{one or other} left out")
        for kind, one, other in (("suffix", a.suffix, b.suffix), ("number", a.number, b.number))
        if one != other
    ]
    left_out += _nickname_left_out(a.given, b.given)
    if "".join(a.words) == "".join(b.words) and _initials(a) == _initials(b):
        apart = [Difference("blanks", "words written apart")] if a.words != b.words else []
        return [*apart, *left_out]
    family = _difference(a.family, b.family)
    given = _given_difference(a.given, b.given)
    middle = _middle_differences(*sorted((a.middle, b.middle), key=len))
    if family is None or given is None or middle is None:
        return None
    return [*given, *middle, *family, *left_out]


def _initials(name: Form) -> list[str]:
    """Return the single letters of a name that are not what is left of `O'Neill` or `d'Alembert`."""
    return [word for word in name.words if len(word) == 1 and word not in "dlo"]


def _given_difference(a: tuple[str, ...], b: tuple[str, ...]) -> list[Difference] | None:
    """Compare given names; of one with a nickname, whichever of the two agrees better counts."""
    if not a and not b:
        return []
    tried = [_difference(one, other, initial="initial") for one in a for other in b]
    found = [difference for difference in tried if difference is not None]
    return min(found, key=lambda each: sum(COSTS[difference.kind] for difference in each), default=None)


def _nickname_left_out(a: tuple[str, ...], b: tuple[str, ...]) -> Iterator[Difference]:
    """Yield that one has a nickname of which the other shows nothing: people print one to be told apart."""
    for own, other in ((a, b), (b, a)):
        if len(own) > 1 and len(other) == 1 and _difference(own[1], other[0], initial="initial") is None:
            yield Difference("nickname", f"{_capital(own[1])} left out")


def _middle_differences(short: tuple[str, ...], long: tuple[str, ...]) -> list[Difference] | None:
    """Compare middle names: the shorter list must agree in order with part of the longer one."""
    found, at = list[Difference](), 0
    for word in long:
        agreed = _difference(short[at], word, initial="middle initial") if at < len(short) else None
        found += [Difference("middle", f"{_capital(word)} left out")] if agreed is None else agreed
        at += agreed is not None
    return found if at == len(short) else None


def _difference(a: str, b: str, *, initial: str = "") -> list[Difference] | None:
    """Compare two words of a name; given names may be short forms, and initials, which count as `initial`."""
    if a == b:
        return []
    short, long = sorted((a, b), key=lambda word: (len(word), word))
    instead = f"{_capital(short)} for {_capital(long)}"
    if initial and len(short) == 1:
        return [Difference(initial, instead)] if long[0] == short else None
    if initial and same_given_name(a, b):
        return [Difference("short", instead)]
    if one_slip(a, b):
        return [Difference("slip", f"{_capital(short)} and {_capital(long)} differ by one slip")]
    return None


def _capital(word: str) -> str:
    return word.capitalize()
