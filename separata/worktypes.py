"""The types of works, what other formats call them, and which version of a work stands for it."""

from collections.abc import Mapping

import msgspec

from separata.model import Version, Work


class WorkType(msgspec.Struct, frozen=True):
    """How a type of version is called elsewhere: in CSL 1.0.2, in BibTeX, in RIS, and in words."""

    csl: str
    bibtex: str
    ris: str
    words: str


# Source of the CSL names: the CSL 1.0.2 specification, appendix III. BibTeX has no type for a
# preprint, a data set or a program that old programs keep, so these are @misc.
TYPES: Mapping[str, WorkType] = {
    "preprint": WorkType("article", "misc", "UNPB", "Preprint"),
    "article-journal": WorkType("article-journal", "article", "JOUR", "Article"),
    "paper-conference": WorkType("paper-conference", "inproceedings", "CPAPER", "Proceedings"),
    "chapter": WorkType("chapter", "incollection", "CHAP", "Chapter"),
    "book": WorkType("book", "book", "BOOK", "Book"),
    "thesis": WorkType("thesis", "phdthesis", "THES", "Thesis"),
    "report": WorkType("report", "techreport", "RPRT", "Report"),
    "dataset": WorkType("dataset", "misc", "DATA", "Data set"),
    "software": WorkType("software", "misc", "COMP", "Software"),
    "document": WorkType("document", "misc", "GEN", "Document"),
}

# How much a version of a type stands for its work; types that are not named here stand between.
_STANDING = {
    "article-journal": 3, "paper-conference": 3, "chapter": 3, "book": 3, "preprint": 1, "dataset": 0,
    "software": 0,
}  # fmt: skip


def leading_version(work: Work) -> Version | None:
    """Return the version that stands for the work: of those that count most, the last.

    An article, talk, chapter or book goes before a thesis, a report and what has no type; these go before
    a preprint; last come deposits of data and software, which may well be younger than the paper.
    """
    if len(work.versions) < 2:
        return work.versions[0] if work.versions else None
    return max(reversed(work.versions), key=lambda version: _STANDING.get(version.type, 2))


def work_type(work: Work) -> str:
    """Return the key of `TYPES` that a work goes by: its leading version's, else by its identifiers."""
    if version := leading_version(work):
        return version.type
    return "preprint" if "arxiv" in work.ids else "document"
