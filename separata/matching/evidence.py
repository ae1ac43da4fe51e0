"""Evidence that two claims are of one work: a table of small rules, whose weights add up.

Every rule is symmetric: it says the same of (a, b) as of (b, a). No rule looks at comments or at
counts of pages and figures, since different works share them. Weights are judgement, checked
against the gold pairs in tests/matching.
"""

from collections.abc import Callable

from separata.matching.clusters import QUOTED, SAME_IDENTIFIER
from separata.matching.finding import Evidence
from separata.matching.imprints import agreement
from separata.matching.kinds import conflict_words, conflicts, kind_words, shared
from separata.matching.spelling import one_slip
from separata.matching.titles import title
from separata.matching.traits import Traits
from separata.names import name_key
from separata.text import jaccard

# Claims whose evidence sums up to JOIN are one work; below PART they are two; a person decides between.
JOIN = 12.0
PART = 6.0

# Shorter texts say nothing: many abstracts begin alike, and a notice is not an abstract.
MIN_OPENING = 24
MIN_RUNS = 16

# So many of an abstract's runs tell whether it is worth counting those in common.
_SAMPLE = 64

# In longer lists of authors nobody looks for slips of the pen: the rest says enough.
_MOST_COMPARED = 100

Rule = Callable[[Traits, Traits], Evidence | None]


def identifier(a: Traits, b: Traits) -> Evidence | None:
    """Weigh a shared identifier; failing that, two different ones where a work has only one."""
    for scheme, value in shared(a.ids, b.ids):
        # The chapters of a book share its ISBN.
        return Evidence(3.0 if scheme == "isbn" else 44.0, f"{SAME_IDENTIFIER}{kind_words(scheme)} {value}")
    for kind in conflicts(a.ids, b.ids):
        return Evidence(-32.0, conflict_words(kind, a.ids, b.ids))
    return None


def entry(a: Traits, b: Traits) -> Evidence | None:
    """Weigh that a source said a paper on record in the same entry, which it has changed since.

    Below what tells two papers apart: entries may be written over, and keys that are numbers move on.
    """
    found = a.entries & b.entries if bool(a.record) != bool(b.record) else ()
    return Evidence(8.0, f"{max(found)} was of this paper before it changed") if found else None


def abstract(a: Traits, b: Traits) -> Evidence | None:
    """Weigh the word runs that two abstracts share; a word or two changed leaves most of them."""
    if min(len(a.runs), len(b.runs)) < MIN_RUNS:
        return None
    # Runs are in order of checksum, so the first are a fair sample: of abstracts that share a tenth of
    # their runs, one pair in a thousand has none of these in common.
    if frozenset(a.runs[:_SAMPLE]).isdisjoint(b.runs[:_SAMPLE]):
        return Evidence(-4.0, "different abstracts")
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
    return Evidence(min(0.4 * length, 16.0), QUOTED)


def authors(a: Traits, b: Traits) -> Evidence | None:
    """Weigh the authors in common; of a list cut short by "et al.", only that much is compared.

    Alone, or with the year, this stays below `JOIN`: a team writes many papers.
    """
    count = min(len(a.authors), len(b.authors))
    if not count:
        return None
    cut = a.claim.work.authors_incomplete or b.claim.work.authors_incomplete
    ours, theirs = (frozenset(each.authors[:count] if cut else each.authors) for each in (a, b))
    common, most = _in_common(ours, theirs), max(len(ours), len(theirs))
    common = common or _in_another_order(a, b)
    if not common:
        return Evidence(-10.0, "no author in common")
    words = f"{common} of {most} {'first ' if cut else ''}authors in common"
    if common == most:
        return Evidence(min(4.0 + 2.0 * common, 10.0), words)
    return Evidence(4.0 if 2 * common >= most else -2.0, words)


def _in_common(ours: frozenset[str], theirs: frozenset[str]) -> int:
    """Count the authors in common; what is left over may be the same but for a slip of the pen."""
    exact, one, other = ours & theirs, ours - theirs, theirs - ours
    if not one or not other or len(one) * len(other) > _MOST_COMPARED:
        return len(exact)
    slips = sum(any(_slipped(name, another) for another in other) for name in one)
    return len(exact) + min(slips, len(other))


def _slipped(key: str, other: str) -> bool:
    """Tell whether two keys of authors have one initial, and family names one slip of the pen apart."""
    return key[-2:] == other[-2:] and one_slip(key[:-2], other[:-2])


def _in_another_order(a: Traits, b: Traits) -> int:
    """Count the names in common but for the order of their words, if the first is: `Ada King`, `King Ada`."""
    ours, theirs = (each.claim.work.authors for each in (a, b))
    if _words_of(ours[0].name) != _words_of(theirs[0].name):
        return 0
    return len({_words_of(each.name) for each in ours} & {_words_of(each.name) for each in theirs})


def _words_of(name: str) -> frozenset[str]:
    return frozenset(name_key(name).split())


def imprint(a: Traits, b: Traits) -> Evidence | None:
    """Weigh pages, volume and series; see `imprints`."""
    return agreement(a.imprints, b.imprints)


def years(a: Traits, b: Traits) -> Evidence | None:
    """Weigh the distance in years; a preprint and its printed version may be two apart."""
    if not (a.years and b.years):
        return None
    gap = max(a.years[0], b.years[0]) - min(a.years[1], b.years[1])
    if gap <= 1:
        return Evidence(1.0, "years agree" if gap <= 0 else "years one apart")
    return Evidence(max(-4.0 * (gap - 2), -16.0), f"{gap} years apart") if gap > 2 else None


# All rules. To add one: write a function of two traits, keep it symmetric, put it on this list.
RULES: tuple[Rule, ...] = (identifier, entry, title, abstract, opening, authors, years, imprint)


def weighed(a: Traits, b: Traits) -> tuple[Evidence, ...]:
    """Return what each rule that has something to say finds, in the order of the rules."""
    return tuple(evidence for rule in RULES if (evidence := rule(a, b)))
