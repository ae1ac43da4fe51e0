"""The words of a title and an abstract, found once and kept: finding takes longer than reading."""

import msgspec

from separata.search.terms import terms, title_terms
from separata.search.words import running_words


class Told(msgspec.Struct, frozen=True, array_like=True):
    """The words of a paper's title and of its abstract, and the terms among them, each once."""

    title: str
    abstract: str
    title_terms: str
    terms: str


def told(title: str, abstract: str) -> Told:
    """Return the words of a title and an abstract."""
    in_title, in_abstract = running_words(title), running_words(abstract)
    parts = (in_title, in_abstract, title_terms(in_title), terms(in_abstract))
    return Told(*map(" ".join, parts))
