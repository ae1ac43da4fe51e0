"""DOIs and arXiv ids as words that papers are found by; `templates/static/search.js` makes the same."""

import re
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from separata.identifiers import arxiv_id_of_doi
from separata.search.ranges import BOUNDS

_LENGTH = 5  # letters behind the beginning: of 200,000 ids one query in some 10,000 finds another one's paper

# What such words begin with: the beginnings of ranges of the index, of which no two are the same file's.
_BEGINNINGS = tuple(dict.fromkeys(bound[:2] for bound in BOUNDS if re.match("[a-z]{2}", bound)))


def id_words(identifiers: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield the words for the DOIs and arXiv ids among some identifiers, each once.

    arXiv's own DOIs stand for the ids that they spell out.
    """
    found = (ids[scheme] for ids in identifiers for scheme in ("doi", "arxiv") if scheme in ids)
    yield from map(id_word, dict.fromkeys(arxiv_id_of_doi(id) or id for id in found))


def id_word(id: str) -> str:
    """Return the word for a DOI or an arXiv id in its canonical form.

    It is made of a checksum, so that such words are short and stand in many files of the index, where they
    weigh little. Its third sign is in no other word, so that nothing else finds it, nor any beginning of it.
    """
    rest, at = divmod(crc32(id.encode()), len(_BEGINNINGS))
    word = f"{_BEGINNINGS[at]}~"
    for _ in range(_LENGTH):
        rest, letter = divmod(rest, 26)
        word += chr(ord("a") + letter)
    return word
