"""Ids of papers: given once, readable, ASCII, and then kept for good."""

from collections.abc import Collection, Iterator
from itertools import count, product
from string import ascii_lowercase

from separata.model import Author, Work
from separata.names import namesake, parse_name
from separata.tex import plain
from separata.text import slug

# Words that begin many titles and names of groups and say little; an id takes the first other one.
_SMALL_WORDS = frozenset("a an the on in of for to from and with at by".split())


def paper_id(work: Work, taken: Collection[str]) -> str:
    """Return a new id: family name of the first author, year, first real word of the title.

    As in `bai2022constitutional`; if that is taken, `bai2022constitutionala`, `...b` and so on. What
    is not known is left out, but a work without an author is by `anon`.
    """
    author = work.authors[0] if work.authors else None
    year = str(work.issued.year) if work.issued else ""
    stem = f"{(_name(author) if author else '') or 'anon'}{year}{_real_word(plain(work.title))}"
    return next(each for each in _with_letters(stem) if each not in taken)


def _name(author: Author) -> str:
    """Return the family name of an author, without blanks, or the first real word of a group's name."""
    if author.literal:
        return _real_word(author.name)
    return slug(parse_name(namesake(author.name)[0]).family).replace("-", "")


def _real_word(text: str) -> str:
    words = slug(text).split("-")
    return next((word for word in words if word not in _SMALL_WORDS), words[0])


def _with_letters(stem: str) -> Iterator[str]:
    """Yield a stem, then with a, b, ... z, aa, ab and so on."""
    yield stem
    for length in count(1):
        yield from (f"{stem}{''.join(letters)}" for letters in product(ascii_lowercase, repeat=length))
