"""Evidence that two claims are of one work: a table of small rules, whose weights add up.

Every rule is symmetric: it says the same of (a, b) as of (b, a). No rule looks at comments or at
counts of pages and figures, since different works share them. Weights are judgement, checked
against the gold pairs in tests/matching.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from separata.identifiers import SCHEMES
from separata.matching.spelling import one_slip
from separata.matching.traits import Traits
from separata.text import jaccard

# Claims whose evidence sums up to JOIN are one work; below PART they are two; a person decides between.
JOIN = 12.0
PART = 6.0

# A work has one of each of these; other identifiers may be many (DBLP) or shared by many (ISBN).
SINGULAR = ("arxiv", "doi", "preprint doi", "pmid")

# Shorter texts say nothing: many abstracts begin alike, and a notice is not an abstract.
MIN_OPENING = 24
MIN_RUNS = 16

# Words that make a title that of a notice about another work.
_NOTICES = frozenset(
    "addendum comment comments correction corrections corrigendum errata erratum rejoinder reply"
    " response retracted retraction withdrawn".split()
)
_ROMAN = {numeral: str(n) for n, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}


class Evidence(NamedTuple):
    """What one rule found: a weight, negative where it speaks against, and the reason in words."""

    weight: float
    words: str


Rule = Callable[[Traits, Traits], Evidence | None]


def identifier(a: Traits, b: Traits) -> Evidence | None:
    """Weigh a shared identifier; failing that, two different ones where a work has only one."""
    for kind in sorted(a.ids.keys() & b.ids.keys()):
        if shared := sorted(a.ids[kind] & b.ids[kind]):
            # The chapters of a book share its ISBN.
            return Evidence(3.0 if kind == "isbn" else 44.0, f"both are {kind_words(kind)} {shared[0]}")
    if kinds := conflicting_kinds(a.ids, b.ids):
        one, other = sorted((min(a.ids[kinds[0]]), min(b.ids[kinds[0]])))
        return Evidence(-32.0, f"different {kind_words(kinds[0])}: {one} and {other}")
    return None


def title(a: Traits, b: Traits) -> Evidence | None:
    """Weigh folded titles: a longer one that agrees says more, another part or a notice is another work."""
    if not (a.title and b.title):
        return None
    words, other_words = _words(a.title), _words(b.title)
    if "".join(words) == "".join(other_words):
        return Evidence(min(3.0 * min(len(words), len(other_words)), 18.0), "the same title")
    if parting := sorted(_parting(words) ^ _parting(other_words)):
        return Evidence(-32.0, f"only one title says '{parting[0]}'")
    if _differ_by_slips(words, other_words):
        return Evidence(min(2.0 * len(words), 12.0), "the same title but for slips of the pen")
    begins = a.title.startswith(f"{b.title} ") or b.title.startswith(f"{a.title} ")
    if begins or _similar(a.title, b.title):
        return Evidence(0.0, "one title begins with the other" if begins else "similar titles")
    return Evidence(-10.0, "different titles")


def abstract(a: Traits, b: Traits) -> Evidence | None:
    """Weigh the word runs that two abstracts share; a word or two changed leaves most of them."""
    if min(len(a.runs), len(b.runs)) < MIN_RUNS:
        return None
    share = jaccard(frozenset(a.runs), frozenset(b.runs))
    if share == 1:
        return Evidence(24.0, "the same abstract")
    if share >= 0.5:
        return Evidence(24.0 * share, f"abstracts share {share:.0%} of their word runs")
    if share >= 0.1:
        return Evidence(0.0, f"abstracts share only {share:.0%} of their word runs")
    return Evidence(-4.0, "different abstracts")


def opening(a: Traits, b: Traits) -> Evidence | None:
    """Weigh how an abstract begins, where a source names its work by those words."""
    if not (a.opening or b.opening):
        return None
    one, other = a.opening or a.start, b.opening or b.start
    length = min(len(one), len(other))
    if length < MIN_OPENING:
        return None
    if one[:length] != other[:length]:
        return Evidence(-8.0, "the abstract opens with other words")
    return Evidence(min(0.4 * length, 16.0), "the abstract opens with the words quoted")


def authors(a: Traits, b: Traits) -> Evidence | None:
    """Weigh the authors in common; of a list cut short by "et al.", only that much is compared.

    Alone, or with the year, this stays below `JOIN`: a team writes many papers.
    """
    count = min(len(a.authors), len(b.authors))
    if not count:
        return None
    cut = a.claim.work.authors_incomplete or b.claim.work.authors_incomplete
    ours, theirs = (set(each.authors[:count] if cut else each.authors) for each in (a, b))
    shared, most = len(ours & theirs), max(len(ours), len(theirs))
    if not shared:
        return Evidence(-10.0, "no author in common")
    words = f"{shared} of {most} {'first ' if cut else ''}authors in common"
    if shared == most:
        return Evidence(min(4.0 + 2.0 * shared, 10.0), words)
    return Evidence(4.0 if 2 * shared >= most else -2.0, words)


def years(a: Traits, b: Traits) -> Evidence | None:
    """Weigh the distance in years; a preprint and its printed version may be two apart."""
    if not (a.years and b.years):
        return None
    gap = max(a.years[0], b.years[0]) - min(a.years[1], b.years[1])
    if gap <= 1:
        return Evidence(1.0, "years agree" if gap <= 0 else "years one apart")
    return Evidence(max(-4.0 * (gap - 2), -16.0), f"{gap} years apart") if gap > 2 else None


# All rules. To add one: write a function of two traits, keep it symmetric, put it on this list.
RULES: tuple[Rule, ...] = (identifier, title, abstract, opening, authors, years)


def weighed(a: Traits, b: Traits) -> tuple[Evidence, ...]:
    """Return what each rule that has something to say finds, in the order of the rules."""
    return tuple(evidence for rule in RULES if (evidence := rule(a, b)))


def conflicting_kinds(a: Mapping[str, frozenset[str]], b: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the kinds of identifier of which a work has one and these two have different ones."""
    return tuple(kind for kind in SINGULAR if kind in a and kind in b and a[kind].isdisjoint(b[kind]))


def kind_words(kind: str) -> str:
    """Return how a kind of identifier is called in a sentence: `arXiv`, `preprint DOI`."""
    return SCHEMES[kind].words if kind in SCHEMES else "preprint DOI"


def _words(title: str) -> list[str]:
    """Return the words of a folded title, Roman numbers as digits."""
    return [_ROMAN.get(word, word) for word in title.split()]


def _parting(words: list[str]) -> set[str]:
    """Return the words that make a title another work's: numbers and notices."""
    return {word for word in words if word.isdigit() or word in _NOTICES}


def _differ_by_slips(words: list[str], others: list[str]) -> bool:
    """Tell whether two titles agree word by word, but for slips in at most two longer words."""
    if len(words) != len(others):
        return False
    odd = [(word, other) for word, other in zip(words, others, strict=True) if word != other]
    return len(odd) <= 2 and all(one_slip(word, other) for word, other in odd)


def _similar(title: str, other: str) -> bool:
    """Tell whether two titles share a fifth of their words and half of their runs of three characters."""
    if jaccard(frozenset(title.split()), frozenset(other.split())) < 0.2:
        return False
    return jaccard(_trigrams(title), _trigrams(other)) >= 0.5


@lru_cache(maxsize=1 << 14)
def _trigrams(text: str) -> frozenset[object]:
    return frozenset(text[at : at + 3] for at in range(max(len(text) - 2, 1)))
