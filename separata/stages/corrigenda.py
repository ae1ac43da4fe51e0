"""Corrigenda: files of many papers (`papers.bib`) put right for edited and new papers, and not made again.

If every list has the same papers in the same order as in the last build, such a file is right but for the
entries of the papers that were edited. A file that was made without the new papers lacks just their
entries.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from separata.files import bytes_of, stamp
from separata.manifest import Made
from separata.pages.batch import Batch, cited_digest, exported_batch
from separata.pages.page import Known, Page, hashed
from separata.pages.sheet import WRITERS
from separata.pages.slip import Slip
from separata.rows import Papers

SlipOf = Callable[[str], Slip | None]

# A part of a file, and what comes in its place.
Change = tuple[bytes, bytes]


class Corrigenda:
    """What there is to correct: the ids of papers that were edited and of those that are new.

    `then` gives the slip of a paper as the last build left it, `now` the present one, where they are kept.
    """

    def __init__(self, edited: frozenset[str], new: frozenset[str], *, then: SlipOf, now: SlipOf) -> None:
        self._edited = edited
        self._new = new
        self._then = then
        self._now = now

    def corrected(self, page: Page, inputs: bytes, known: Mapping[str, Made], out: str) -> bytes | None:
        """Return a file that the last build made in an output folder, corrected.

        `inputs` is the hash of the page's inputs, `known` are the files of its subject by their addresses.
        None where it must be printed: where it is no file of many papers, or is not as it was made, or where
        an entry does not stand in it just once.
        """
        if not (self._edited or self._new) or page.make is not exported_batch:
            return None
        batch, name = page.inputs
        made = known.get(page.url)
        changes: Iterable[Change] = ()
        if self._new.isdisjoint(batch.papers.ids):
            # Of a list that is cut anew the newest papers become a part that has an address of its own.
            made = next((one for one in known.values() if one.inputs == inputs), made)
            changes = self._edits(batch, name)
        elif made and self._was_of_the_others(batch, name, made):
            changes = self._entries(batch, name)
        path = Path(out, made.url if made else page.url)
        if not made or stamp(path) != made.stamp:
            return None
        data = bytes_of(path, made.url)
        return data if made.inputs == inputs else _changed(data, changes)

    def _edits(self, batch: Batch, name: str) -> Iterator[Change]:
        """Yield what edited papers say in a file and what they said."""
        for id in batch.papers.ids:
            if id in self._edited:
                yield _entry(self._then(id), name), _entry(self._now(id), name)

    def _was_of_the_others(self, batch: Batch, name: str, made: Made) -> bool:
        """Tell whether a file was made of a batch without its new papers."""
        pairs = zip(batch.papers.at, batch.papers.ids, strict=True)
        others = Papers(batch.papers.row, [at for at, id in pairs if id not in self._new])
        return made.inputs == hashed((Known(cited_digest(others), others), name))

    def _entries(self, batch: Batch, name: str) -> Iterator[Change]:
        """Yield for each new paper an entry next to its place, and both with what parts them.

        That is the entry behind it or, where only new papers follow, the one before.
        """
        ids = batch.papers.ids
        last = max((at for at, id in enumerate(ids) if id not in self._new), default=-1)
        for at in reversed(range(last)):
            if ids[at] in self._new:
                new, next = (_entry(self._now(id), name) for id in ids[at : at + 2])
                yield next, _side_by_side(new, next, name)
        for at in range(last + 1, len(ids)) if last >= 0 else ():
            before, new = (_entry(self._now(id), name) for id in ids[at - 1 : at + 1])
            yield before, _side_by_side(before, new, name)


def _entry(slip: Slip | None, name: str) -> bytes:
    """Return a paper's entry in the format of that name; nothing where that is not known."""
    return slip.exports[WRITERS[name][0]] if slip else b""


def _side_by_side(one: bytes, other: bytes, name: str) -> bytes:
    """Return two entries as a file has them; nothing if one of them is not known."""
    if not one or not other:
        return b""
    whole = WRITERS[name][1].whole
    opening, _, closing = whole((one,)).partition(one)
    return whole((one, other)).removeprefix(opening).removesuffix(closing)


def _changed(data: bytes, changes: Iterable[Change]) -> bytes | None:
    """Return a file with its changes; None where there is none, or a part is unknown or not there just once."""
    changed = data
    for old, new in changes:
        if not old or not new or changed.count(old) != 1:
            return None
        changed = changed.replace(old, new)
    return changed if changed is not data else None
