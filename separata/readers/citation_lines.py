"""References as sentences, a line each: what a word processor or a web page gives when it is copied.

    Lovelace, A., & Somerville, M. (1843). We count the petals. Journal of Gardens, 7(2), 11-19.
    [2] K. Ito, "Moss," Journal of Gardens, vol. 7, 1844. doi:10.1234/moss

The sentence is kept in `extra` as `citation`, since its cut is a guess at its style.
"""

import re
from collections.abc import Iterator

import msgspec

from separata.model import Claim
from separata.problems import Problem
from separata.readers import citation_csv
from separata.readers.citation_text import reference_in
from separata.readers.reader import Known, Reader
from separata.readers.reference import clean, work_of
from separata.readers.seed import Seed, quoted

_CITATION = re.compile(r"(?=.*\b(?:1[5-9]|20)\d\d\b)(?=.*[^\W\d_]{2}.*[,.;:] .*[^\W\d_]{2}).{30,2000}")
# What begins lines of other formats, or of prose.
_FOREIGN = re.compile(r"\s*(?:[@{}<\[\]#|]|[A-Z][A-Z0-9] {1,4}-|-{2,}|[\w-]+:(?:\s|$)|arXiv:|\* |%)(?!\d+\])")
_HINT = "put the title in quotes, or give the reference in BibTeX"


def detect(text: str) -> bool:
    """Tell whether four lines in five are sentences with a year, none of another format, and all no table."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or citation_csv.detect(text) or any(_FOREIGN.match(line) for line in lines):
        return False
    return 5 * sum(bool(_CITATION.match(line)) for line in lines) >= 4 * len(lines)


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per line."""
    for line in seed.lines:
        sentence = clean(line.text)
        reference = reference_in(line.text)
        if reference is None:
            yield Problem(seed.place(line), f"no title can be told in {quoted(sentence)}", _HINT)
            continue
        whole = msgspec.structs.replace(reference, extra={"citation": sentence})
        yield Claim(seed.place(line), work_of(whole, seed.path), line.text)


READER = Reader("citation_lines", detect, read)
