"""Made-up words and names, each a function of its number alone, with the frequencies of real ones."""

from functools import cache
from math import exp, log
from random import Random

# Printed often enough to look like prose, and heard in no language.
_SYLLABLES = (
    "ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ka ke ki ko ku la le li lo lu ma me mi mo mu"
    " na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo za ze zi zo"
    " bar bel dan dor fen gal har jor kel lan mar nor pel ran sel tan ver wil"
).split()
_ACCENTED = ("é", "ö", "ü", "ñ", "š", "ø", "ç", "ı")
_ENDS = ("n", "s", "r", "t", "l", "k", "m", "x")

_VOCABULARY = 30_000
_FAMILIES = 20_011  # prime, so that a number's family name and given name together are its own
_GIVEN = 997


@cache
def word(rank: int) -> str:
    """Return the word of some rank: the commonest are the shortest, and no two are the same."""
    letters = ""
    rank += 1
    while rank:
        rank, at = divmod(rank - 1, len(_SYLLABLES))
        letters = _SYLLABLES[at] + letters
    return letters + _ENDS[len(letters) % len(_ENDS)]


def prose_word(chance: Random) -> str:
    """Return a word drawn as prose draws them: the chance of a rank falls as one over the rank (Zipf's law)."""
    return word(int(exp(chance.random() * log(_VOCABULARY))))


def name(number: int) -> str:
    """Return the name of a person; up to twenty million numbers no two are the same."""
    family = number % _FAMILIES
    given = (number // _FAMILIES + 31 * family) % _GIVEN
    initial = f" {chr(ord('A') + number % 26)}." if number % 3 == 0 else ""
    return f"{_name(given, 2)}{initial} {_name(family, 13)}"


def _name(number: int, shift: int) -> str:
    """Return one part of a name; some have a letter that is not ASCII."""
    plain = word(number * 17 + shift).capitalize()
    return plain + _ACCENTED[number % len(_ACCENTED)] + "n" if number % 12 == 5 else plain
