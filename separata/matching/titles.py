"""Titles: whether two of them name one work."""

import re
from functools import lru_cache
from itertools import accumulate, pairwise

from separata.matching.finding import Evidence
from separata.matching.spelling import one_slip
from separata.matching.traits import Traits
from separata.text import jaccard, words_of

# Words that make a title that of a notice about another work.
_NOTICES = frozenset(
    "addendum amendment comment concern correction corrigendum discussion erratum preface rebuttal rejoinder"
    " reply response retracted retraction supplement supplementary withdrawal withdrawn".split()
)

# A notice in the plural is the same notice.
_ONE_NOTICE = {
    "addenda": "addendum", "amendments": "amendment", "comments": "comment", "corrections": "correction",
    "corrigenda": "corrigendum", "errata": "erratum", "replies": "reply", "responses": "response",
}  # fmt: skip

# Numbers in other spellings; `1st` is 1 as well.
_NUMBERS = {
    word: str(number)
    for series in (
        "i ii iii iv v vi vii viii ix x xi xii",
        "one two three four five six seven eight nine ten",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
    for number, word in enumerate(series.split(), start=1)
}
_WRITTEN_ALIKE = {**_NUMBERS, **_ONE_NOTICE}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")

# A number after one of these counts parts, wherever in the title it stands.
_PARTS = frozenset("book chapter episode no number paper part version vol volume".split())

_SMALL_WORDS = frozenset("a an and at by for from in its of on or some the to with".split())

# Words that stand between a title and the venue that follows it.
_LINKS = frozenset("al and ed editor editors eds et in of pages pp proc proceedings the vol volume".split())

Words = tuple[str, ...]

# Of titles that share fewer of their words, nothing more is asked.
_MIN_SHARED = 0.2

# What is shorter may stand in another title by chance; what is longer may be a title cut short.
_MIN_HELD = 3
_MIN_CUT = 8


def title(a: Traits, b: Traits) -> Evidence | None:
    """Weigh folded titles: a longer one that agrees says more, another part or a notice is another work."""
    if not (a.title and b.title):
        return None
    words, others = _words(a.title), _words(b.title)
    if "".join(words) == "".join(others):
        return Evidence(min(3.0 * min(len(words), len(others)), 18.0), "the same title")
    if parting := _parting(words, others, _years(a, b)):
        return parting
    if jaccard(frozenset(words), frozenset(others)) < _MIN_SHARED:
        return Evidence(-10.0, "different titles")
    if close := _close(words, others) or _held(a, b, words, others):
        return close
    similar = _similar(a.title, b.title)
    return Evidence(0.0, "similar titles") if similar else Evidence(-10.0, "different titles")


def _close(words: Words, others: Words) -> Evidence | None:
    """Weigh titles that differ in words like "the", or by slips of the pen."""
    if (large := _large(words)) and large == _large(others):
        return Evidence(min(2.5 * len(large), 15.0), "the same title but for small words")
    if _differ_by_slips(words, others):
        return Evidence(min(2.0 * len(words), 12.0), "the same title but for slips of the pen")
    return None


@lru_cache(maxsize=1 << 16)
def _words(title: str) -> Words:
    """Return the words of a folded title, numbers as digits and notices in the singular."""
    return tuple(_WRITTEN_ALIKE.get(word) or _ORDINAL.sub(r"\1", word) for word in title.split())


def _large(words: Words) -> Words:
    return tuple(word for word in words if word not in _SMALL_WORDS)


def _years(a: Traits, b: Traits) -> frozenset[str]:
    return frozenset(str(year) for each in (a, b) for year in each.years or ())


def _parting(words: Words, others: Words, years: frozenset[str]) -> Evidence | None:
    """Weigh numbers and notices that only one title has.

    A number inside a title of which the other one has none may be a printer's; at the end of a title, or
    after a word like "part", it counts works, and so it does where both titles have one of their own. The
    year that the other claim was published in says nothing.
    """
    ours, theirs = _telling(words) - _telling(others), _telling(others) - _telling(words)
    if not (ours and theirs):
        ours, theirs = ours - years, theirs - years
    odd = sorted(ours | theirs)
    if not odd:
        return None
    counting = _counting(words) | _counting(others) | _NOTICES
    parts = (ours and theirs) or not counting.isdisjoint(odd)
    return Evidence(-32.0 if parts else -12.0, f"only one title says '{odd[0]}'")


@lru_cache(maxsize=1 << 16)
def _telling(words: Words) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit() or word in _NOTICES)


def _counting(words: Words) -> frozenset[str]:
    """Return the words of a title that stand where the number of a part stands."""
    after = {word for before, word in pairwise(words) if before in _PARTS}
    return frozenset({*words[-1:], *after})


def _differ_by_slips(words: Words, others: Words) -> bool:
    """Tell whether two titles agree word by word, but for slips in at most two longer words or a plural's s."""
    if len(words) != len(others):
        return False
    odd = [(word, other) for word, other in zip(words, others, strict=True) if word != other]
    return len(odd) <= 2 and all(one_slip(word, other) or _plural(word, other) for word, other in odd)


def _plural(word: str, other: str) -> bool:
    """Tell whether one of two words of more than three letters is the other one with an s."""
    return min(len(word), len(other)) > 3 and (word == f"{other}s" or other == f"{word}s")


def _held(a: Traits, b: Traits, words: Words, others: Words) -> Evidence | None:
    """Weigh a title that stands whole within the other one.

    If all words beside it are authors, venue or year of the other claim, the title has been cut badly. A
    long title that begins the other has been cut short. Else a subtitle may tell two works apart.
    """
    sides = ((words, a), (others, b))
    (short, by), (long, _) = sorted(sides, key=lambda side: (len("".join(side[0])), side[0]))
    at, rest = _rest(short, long)
    if rest is None:
        return None
    if len(short) >= _MIN_HELD and rest <= _LINKS | _beside(by):
        beside = ", ".join(sorted(rest))
        return Evidence(min(2.5 * len(short), 15.0), f"the same title but for author, venue or year: {beside}")
    if at == 0 and len(short) >= _MIN_CUT and 4 * len(rest) <= len(short):
        return Evidence(4.0, "one title is the other cut short")
    return Evidence(0.0, f"one title {'begins with' if at == 0 else 'holds'} the other")


def _rest(short: Words, long: Words) -> tuple[int, frozenset[str] | None]:
    """Return at which letter of the long title the short one stands, and the words beside it; else -1, None."""
    text, wanted = "".join(long), "".join(short)
    ends = [0, *accumulate(map(len, long))]
    at = text.find(wanted)
    if at not in ends or at + len(wanted) not in ends:
        return -1, None
    first, last = ends.index(at), ends.index(at + len(wanted))
    return at, frozenset((*long[:first], *long[last:]))


def _beside(traits: Traits) -> frozenset[str]:
    """Return the words that a list may print beside the title of a work: its authors, venue and year."""
    work = traits.claim.work
    containers = (text for version in work.versions for text in (version.container, version.publisher))
    texts = (*(author.name for author in work.authors), *containers)
    return frozenset(word for text in texts for word in words_of(text)) | _years(traits, traits)


def _similar(title: str, other: str) -> bool:
    """Tell whether two titles share half of their runs of three characters."""
    return jaccard(_trigrams(title), _trigrams(other)) >= 0.5


@lru_cache(maxsize=1 << 14)
def _trigrams(text: str) -> frozenset[object]:
    return frozenset(text[at : at + 3] for at in range(max(len(text) - 2, 1)))
