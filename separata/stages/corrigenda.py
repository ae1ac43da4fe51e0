"""Corrigenda: what edited texts change in files of many papers, which need not be made from all of them again.

As long as every list has the same papers in the same order as in the last build, a file that is nothing but one
entry of each is the file which is there, but for the entries of papers that were edited.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from separata.files import bytes_of, stamp
from separata.manifest import Made
from separata.pages.batch import exported_batch
from separata.pages.page import Page
from separata.pages.sheet import WRITERS
from separata.pages.slip import Slip


class Corrigendum(NamedTuple):
    """The slip of a paper as the last build left it, and as it is now."""

    then: Slip
    now: Slip


class Corrigenda:
    """The papers that were edited, by id; `of` gives the corrigendum of one if it is known."""

    def __init__(self, edited: frozenset[str], of: Callable[[str], Corrigendum | None]) -> None:
        self._edited = edited
        self._of = of

    def corrected(self, page: Page, made: Made | None, out: str) -> bytes | None:
        """Return the file that the last build made of a page in an output folder, corrected.

        None where it must be printed: where it is no file of many papers, or is not as it was made, or where an
        old entry does not stand in it just once.
        """
        if not self._edited or not made or page.make is not exported_batch:
            return None
        batch, name = page.inputs
        edited = [self._of(id) for id in batch.papers.ids if id in self._edited]
        path = Path(out, page.url)
        if stamp(path) != made.stamp:
            return None
        data, place = bytes_of(path, page.url), WRITERS[name][0]
        for corrigendum in edited:
            if not corrigendum:
                return None
            old, new = (slip.exports[place] for slip in corrigendum)
            if data.count(old) != 1:
                return None
            data = data.replace(old, new)
        return data
