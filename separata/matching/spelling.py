"""Slips of the pen: words that differ by one letter left out, put in, changed or swapped."""

from collections.abc import Iterator

# In shorter words one letter is the difference between two words or two names.
MIN_LETTERS = 6


def one_slip(a: str, b: str) -> bool:
    """Tell whether two different words of at least six letters are one edit apart.

    An edit is a letter inserted, deleted or replaced, or two neighbours swapped (a
    Damerau-Levenshtein distance of 1). In pinyin, `n` and `ng` end different syllables.
    """
    if a == b or min(len(a), len(b)) < MIN_LETTERS or abs(len(a) - len(b)) > 1:
        return False
    if (a.endswith("n") and b == f"{a}g") or (b.endswith("n") and a == f"{b}g"):
        return False
    short, long = sorted((a, b), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


def slip_keys(word: str) -> Iterator[str]:
    """Yield keys of which any two words one slip apart share at least one: the word and its deletions."""
    yield word
    if len(word) >= MIN_LETTERS:
        yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))
