"""Printed names: whether two of them may be printings of one person's name, and why."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from separata.matching.nicknames import same_given_name
from separata.matching.spelling import one_slip
from separata.names import name_key, parse_name

_NICKNAME = re.compile(r"[(“\"]\s*([^\W\d_][\w.'’-]*)\s*[)”\"]")


class Form(msgspec.Struct, frozen=True):
    """A name taken apart for comparison, all parts folded; `given` holds a nickname beside the given name.

    `family` is the last word only: what stands before it may be left out like any middle name.
    """

    given: tuple[str, ...]
    middle: tuple[str, ...]
    family: str
    suffix: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name in order, without a nickname in brackets and a suffix."""
        return (*self.given[:1], *self.middle, self.family)


class Likeness(NamedTuple):
    """How two printed names agree: the weight of that, and the differences in words.

    A weight of 0 means that nothing in the names contradicts, but too much differs to join them.
    """

    weight: float
    words: tuple[str, ...]


class Difference(NamedTuple):
    """One difference between two names: its kind, a key of `COSTS`, and words that say it."""

    kind: str
    words: str


# What a name that agrees in full weighs, and what each kind of difference takes from it.
SAME_NAME = 6.0
COSTS = {"middle": 1.0, "suffix": 1.0, "blanks": 1.0, "short": 2.0, "initial": 4.0, "slip": 5.0}


@lru_cache(maxsize=1 << 17)
def form(printed: str) -> Form:
    """Take a printed name apart."""
    nicknames = tuple(name_key(found) for found in _NICKNAME.findall(printed))
    printed = _NICKNAME.sub(" ", printed)
    suffix = name_key(parse_name(printed).suffix)
    words = [word for word in name_key(printed).split() if word != suffix] or [""]
    given = words[:1] if len(words) > 1 else []
    return Form((*given, *nicknames), tuple(words[1:-1]), words[-1], suffix)


@lru_cache(maxsize=1 << 16)
def likeness(a: str, b: str) -> Likeness | None:
    """Compare two printed names; None when they cannot be one person's. Symmetric.

    Allowed are initials, short forms, middle names left out, words written apart, and one slip of
    the pen in a word of six letters if all else is equal.
    """
    one, other = sorted((form(a), form(b)), key=lambda form: (form.words, form.given, form.suffix))
    if "".join(one.words) == "".join(other.words) and one.suffix == other.suffix:
        same = one.words == other.words
        return Likeness(SAME_NAME, ()) if same else Likeness(SAME_NAME - 1, ("words written apart",))
    found = _differences(one, other)
    if found is None:
        return None
    kinds = [difference.kind for difference in found]
    words = tuple(difference.words for difference in found)
    if "slip" in kinds and len(found) > 1:
        return Likeness(0.0, words)
    return Likeness(max(SAME_NAME - sum(COSTS[kind] for kind in kinds), 1.0), words)


def shown_name(names: Mapping[str, int]) -> str:
    """Choose the name to show among printed names, given with their numbers of papers.

    The folded form (`name_key`) with most papers comes first; then, within it, the spelling with
    more marks on its letters (marks get lost, they are not made up), the one on more papers, the
    longer one, the alphabetically first.
    """
    totals = Counter[str]()
    for name, papers in names.items():
        totals[name_key(name)] += papers

    def rank(name: str) -> tuple[int, str, int, int, int, str]:
        key, marks = name_key(name), sum(not char.isascii() for char in name)
        return -totals[key], key, -marks, -names[name], -len(name), name

    return min(names, key=rank)


def _differences(a: Form, b: Form) -> list[Difference] | None:
    """Return how two forms differ, part by part; None when a part contradicts."""
    family = _difference(a.family, b.family, given=False)
    given = _given_difference(a.given, b.given)
    middle = _middle_differences(*sorted((a.middle, b.middle), key=len))
    if family is None or given is None or middle is None or (a.suffix and b.suffix and a.suffix != b.suffix):
        return None
    suffix = [Difference("suffix", f"{a.suffix or b.suffix} left out")] if a.suffix != b.suffix else []
    return [*given, *middle, *family, *suffix]


def _given_difference(a: tuple[str, ...], b: tuple[str, ...]) -> list[Difference] | None:
    """Compare given names; of one with a nickname, whichever of the two agrees better counts."""
    if not a and not b:
        return []
    tried = [_difference(one, other, given=True) for one in a for other in b]
    found = [difference for difference in tried if difference is not None]
    return min(found, key=lambda each: sum(COSTS[difference.kind] for difference in each), default=None)


def _middle_differences(short: tuple[str, ...], long: tuple[str, ...]) -> list[Difference] | None:
    """Compare middle names: the shorter list must agree in order with part of the longer one."""
    found, at = list[Difference](), 0
    for word in long:
        agreed = _difference(short[at], word, given=True) if at < len(short) else None
        found += [Difference("middle", f"{_capital(word)} left out")] if agreed is None else agreed
        at += agreed is not None
    return found if at == len(short) else None


def _difference(a: str, b: str, *, given: bool) -> list[Difference] | None:
    """Compare two words of a name; given names may also be initials and short forms."""
    if a == b:
        return []
    short, long = sorted((a, b), key=lambda word: (len(word), word))
    if given and len(short) == 1:
        return [Difference("initial", f"{_capital(short)} for {_capital(long)}")] if long[0] == short else None
    if given and same_given_name(a, b):
        return [Difference("short", f"{_capital(short)} for {_capital(long)}")]
    if one_slip(a, b):
        return [Difference("slip", f"{_capital(short)} and {_capital(long)} differ by one slip")]
    return None


def _capital(word: str) -> str:
    return word.capitalize()
