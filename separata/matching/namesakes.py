"""Namesakes: which signatures have names that are worth comparing, found by keys and not pair by pair."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from separata.matching.nicknames import full_forms
from separata.matching.printed import Form, forms
from separata.matching.signatures import Signature
from separata.matching.spelling import MIN_LETTERS, slip_keys

Key = tuple[str, ...]


def pairs_of(signatures: Sequence[Signature]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of signatures, by number, whose names may be one person's, sorted."""
    alike, initials, given = (defaultdict[Key, list[int]](list) for _ in range(3))
    for number, signature in enumerate(signatures):
        parts = forms(signature.name)
        for key in dict.fromkeys(key for each in parts for key in (*_full_keys(each), *_slip_keys(each))):
            alike[key].append(number)
        for key, is_initial in sorted({key for each in parts for key in _initial_keys(each)}):
            (initials if is_initial else given)[key].append(number)
    pairs = {pair for block in alike.values() for pair in combinations(block, 2)}
    for key, block in initials.items():
        pairs.update(combinations(block, 2))
        pairs.update((min(pair), max(pair)) for pair in product(block, given.get(key, ())))
    return tuple(sorted((a, b) for a, b in pairs if a != b))


def _full_keys(parts: Form) -> Iterator[Key]:
    """Yield the letters of a name, its words in any order, and its family name with each full given name."""
    yield ("letters", "".join(parts.words))
    if 1 < len(parts.words) < 4:
        yield ("words", *sorted(parts.words))
    for given in parts.given:
        yield from ((parts.family, full) for full in sorted(full_forms(given)))


def _slip_keys(parts: Form) -> Iterator[Key]:
    """Yield, for each longer word, the name with that word in forms that a slip of the pen shares."""
    for at, word in enumerate(parts.words):
        if len(word) >= MIN_LETTERS:
            yield from ((*parts.words[:at], key, *parts.words[at + 1 :], "slip") for key in slip_keys(word))


def _initial_keys(parts: Form) -> set[tuple[Key, bool]]:
    """Return the family name with each first letter of the given names, and whether that letter is all."""
    return {((parts.family, given[0]), len(given) == 1) for given in parts.given if given}
