"""Ids of papers: given once, readable, ASCII, and then kept for good."""

from collections.abc import Collection, Iterator
from itertools import count, product
from string import ascii_lowercase

from separata.model import Work
from separata.names import parse_name
from separata.tex import plain
from separata.text import slug

# Words that begin many titles and say little; an id takes the first other one.
_SMALL_WORDS = frozenset("a an the on in of for to from and with at by".split())


def paper_id(work: Work, taken: Collection[str]) -> str:
    """Return a new id: family name of the first author, year, first real word of the title.

    As in `bai2022constitutional`; if that is taken, `bai2022constitutionala`, `...b` and so on. What
    is not known is left out, but a work without an author is by `anon`.
    """
    author = work.authors[0] if work.authors else None
    name = "" if author is None else author.name if author.literal else parse_name(author.name).family
    words = slug(plain(work.title)).split("-")
    real = next((word for word in words if word not in _SMALL_WORDS), words[0])
    year = str(work.issued.year) if work.issued else ""
    family = slug(name).split("-")[0] if author and author.literal else slug(name).replace("-", "")
    stem = f"{family or 'anon'}{year}{real}"
    return next(each for each in _with_letters(stem) if each not in taken)


def _with_letters(stem: str) -> Iterator[str]:
    """Yield a stem, then with a, b, ... z, aa, ab and so on."""
    yield stem
    for length in count(1):
        yield from (f"{stem}{''.join(letters)}" for letters in product(ascii_lowercase, repeat=length))
