"""Batches: papers that a list or a file prints one after the other, known by one hash."""

from collections.abc import Callable
from functools import cached_property

from separata.files import digest
from separata.pages.sheet import WRITERS, Cited, Sheet, exports_of
from separata.rows import Papers


class Batch:
    """Papers in their order, with a digest that speaks for all that is printed of them where they stand.

    Their sheets are made when something is printed: to find out that nothing need be takes no sheet.
    """

    def __init__(self, papers: Papers, digest: bytes, sheets: Callable[[Papers], tuple[Sheet, ...]]) -> None:
        self.papers = papers
        self.digest = digest
        self._sheets = sheets

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Batch) and self.digest == other.digest

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The papers as lists print them."""
        return self._sheets(self.papers)

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The papers as files for other programs give them."""
        return tuple(sheet.cited for sheet in self.sheets)

    @cached_property
    def files(self) -> tuple[bytes, ...]:
        """The file of these papers in every format of `EXPORTERS`: they are printed one after the other."""
        rows = [exports_of(one) for one in self.cited]
        return tuple(exporter.whole(row[place] for row in rows) for place, exporter in WRITERS.values())


def cited_digest(papers: Papers) -> bytes:
    """Return what speaks for all that files for other programs give of some papers."""
    return digest(papers.digests)


def exported_batch(batch: Batch, name: str) -> bytes:
    """Return the file of a batch in the format of that name in `EXPORTERS`."""
    place, _ = WRITERS[name]
    return batch.files[place]
