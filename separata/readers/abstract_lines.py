"""Abstracts alone, a line each, below the label of a profile.

The label says whose page was read. It is a handle and not a name: no author is made of it.

    rosefan
    Abstract:We count the petals of roses.
    Abstract:We count the petals of tulips.
"""

import re
from collections.abc import Iterator

from separata.model import Claim, Work
from separata.problems import Problem
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed
from separata.text import squeezed

_PREFIX = "Abstract:"
_ABSTRACT = re.compile(rf"^{_PREFIX}", re.MULTILINE)


def detect(text: str) -> bool:
    """Tell whether a line begins with `Abstract:`."""
    return bool(_ABSTRACT.search(text))


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per abstract; every line but the label must be one."""
    for at, line in enumerate(seed.lines):
        abstract = squeezed(line.text.removeprefix(_PREFIX))
        if line.text.startswith(_PREFIX):
            empty = Problem(seed.place(line), "the abstract is empty")
            yield Claim(seed.place(line), Work(abstract=abstract), line.text) if abstract else empty
        elif at:
            yield from seed.strays([line])


READER = Reader("abstract_lines", detect, read)
