"""Series: the names of journals and conferences without what changes, and which are one though abbreviated."""

import re
from functools import lru_cache

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?")

# Words of a container's name that are left out or put in at will.
_SMALL_WORDS = frozenset("a an and annual for in of on proc proceedings the".split())

_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = {word: 10 * ten for ten, word in enumerate("twenty thirty forty fifty sixty".split(), start=2)}
_ORDINALS = {word: number for number, word in enumerate(_UNITS, start=1)}
_ORDINALS |= {f"{ten[:-1]}ieth": number for ten, number in _TENS.items()}


def series_of(words: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """Part the folded words of a container into its name without small words, and the numbers in it.

    The number of `Proc. 28th Looms` and of `Proceedings of the Twenty-Eighth Looms` is 28.
    """
    kept, numbers, tens = list[str](), set[str](), 0
    for word in words:
        if word in _TENS:
            tens = _TENS[word]
        elif word in _ORDINALS:
            numbers.add(str(tens + _ORDINALS[word]))
            tens = 0
        elif match := _ORDINAL.fullmatch(word):
            numbers.add(match.group(1))
        elif word not in _SMALL_WORDS:
            kept.append(word)
    return " ".join(kept), frozenset(numbers)


@lru_cache(maxsize=1 << 14)
def same_series(a: str, b: str) -> bool:
    """Tell whether two names without small words are one: the same, abbreviated word by word, or initials.

    `siam j comput` is `siam journal computing`, and `icml` is `international conference machine learning`.
    """
    short, long = sorted((a.split(), b.split()), key=len)
    if len(short) == len(long):
        return all(_abbreviates(one, other) for one, other in zip(short, long, strict=True))
    return len(short) == 1 and len(long) > 2 and short[0] == "".join(word[0] for word in long)


def _abbreviates(a: str, b: str) -> bool:
    """Tell whether two words are one or one is short for the other: `comput`, `intl`."""
    short, long = sorted((a, b), key=len)
    if long.startswith(short):
        return True
    letters = iter(long)
    return (short[0], short[-1]) == (long[0], long[-1]) and all(letter in letters for letter in short)
