"""The formats in which papers leave: one module each, and the table of them all."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from separata.exporters import bibtex, csl, ris
from separata.model import Paper


class Exporter(NamedTuple):
    """A format: its name for readers, the suffix and media type of its files, and its writer.

    `write` takes the papers in the order wanted and returns the whole file.
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Sequence[Paper]], str]


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("BibTeX", ".bib", "application/x-bibtex", bibtex.write),
    Exporter("RIS", ".ris", "application/x-research-info-systems", ris.write),
    Exporter("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl.write),
)
