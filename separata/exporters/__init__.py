"""The formats in which papers leave: one module each, and the table of them all."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from separata.exporters import bibtex, csl, reference, ris, signposting
from separata.exporters.citation import Citation, citation
from separata.paper import Paper


class Exporter(NamedTuple):
    """A format: its name for readers, the suffix and media type of its files, and how it is written.

    `entry` writes one paper, `whole` makes a file of entries in the order wanted: a paper that stands
    in many files is written once. A file is joined as bytes, as one rare letter would make all letters of
    a text four bytes wide.
    """

    name: str
    suffix: str
    media_type: str
    entry: Callable[[Citation], bytes]
    whole: Callable[[Iterable[bytes]], bytes]

    def write(self, papers: Sequence[Paper]) -> str:
        """Return the file of some papers, in the order given."""
        return self.whole(self.entry(citation(paper)) for paper in papers).decode()


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("BibTeX", ".bib", "application/x-bibtex", bibtex.entry, bibtex.whole),
    Exporter("RIS", ".ris", "application/x-research-info-systems", ris.entry, ris.whole),
    Exporter("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl.entry, csl.whole),
)


def let_go() -> None:
    """Let go of the paper that was written last, and with it of all that its build has read."""
    for kept in (citation, reference.reference, signposting.relations):
        kept.cache_clear()
