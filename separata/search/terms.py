"""Terms: the words of a text that say what it is about, as far as words alone can tell."""

from collections.abc import Iterable

_LETTERS = 7  # a shorter word of an abstract is seldom a term
_LETTERS_IN_TITLES = 4

# What any abstract may say, whatever it is about.
_COMMON = frozenset(
    """abstract according achieve achieved achieves addition additional additionally allowing although
    analysis analyze another application applications applied approach approaches available because
    behavior benchmark benchmarks between challenge challenges challenging combined compare compared
    comparison complex computational consider considered consistently currently dataset datasets
    demonstrate demonstrated demonstrates demonstrating design designed despite develop developed
    different difficult directly effective effectively effectiveness efficient efficiently empirical
    empirically especially evaluate evaluated evaluation existing experiment experimental experiments
    explore extensive finally findings following framework furthermore general generally however
    identify implementation important improve improved improvement improvements improves improving
    including increasing information introduce introduced introduces introducing investigate knowledge
    learned learning leverage leveraging limited literature mechanism method methods moreover multiple
    network networks objective observe obtained outperform outperforming outperforms outperform
    particular performance popular possible potential practical present presented presents previous
    previously problem problems process produce propose proposed proposes provide provided provides
    providing quality question recently related relevant require required requires research respect
    resulting results several setting settings significant significantly similar simple solution
    specific specifically standard state strategy structure studied studies studying success successful
    sufficient suggest superior systems technique techniques theoretical theoretically therefore through
    together towards training typically understand understanding various whether without
    about after among based been from have into more most much some such than that their them then there
    these they this those three under using very well what when where which while with model models
    large neural deep data task tasks work paper study results
    """.split()
)


def title_terms(words: Iterable[str]) -> list[str]:
    """Return the terms among the words of a title."""
    return _terms(words, _LETTERS_IN_TITLES)


def terms(words: Iterable[str]) -> list[str]:
    """Return the terms among the words of an abstract."""
    return _terms(words, _LETTERS)


def _terms(words: Iterable[str], least: int) -> list[str]:
    return [word for word in words if len(word) >= least and word not in _COMMON and word.isalpha()]
