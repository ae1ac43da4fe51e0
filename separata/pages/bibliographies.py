"""BibTeX files: a paper's, a person's, and everything."""

from collections.abc import Iterator, Sequence

from separata.exporters import bibtex
from separata.model import Paper, Work
from separata.pages.cuts import cut_url, parts
from separata.pages.edition import Edition, bibtex_url, paper_url, person_url
from separata.pages.page import Page

PER_FILE = 2000  # papers in one file

Cited = tuple[tuple[str, Work], ...]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the files; a former address keeps the file, as no BibTeX file can lead elsewhere.

    All papers stand in `papers.bib`; where they are many it holds the newest, and the older ones
    stand in `papers-1.bib` and so on, filled from the oldest.
    """
    library = edition.library
    for paper in library.papers:
        for known in (paper.id, *paper.former_ids):
            yield Page(bibtex_url(paper_url(known)), "", (_cited((paper,)),), make)
    for person in library.people.values():
        papers = library.by_person.get(person.id, ())
        for known in (person.id, *person.former_ids) if papers else ():
            yield Page(bibtex_url(person_url(known)), "", (_cited(papers),), make)
    for number, part in parts(library.papers, PER_FILE):
        yield Page(cut_url("papers.bib", number), "", (_cited(part),), make)


def _cited(papers: Sequence[Paper]) -> Cited:
    return tuple((paper.id, paper.work) for paper in papers)


def make(cited: Cited) -> str:
    """Write papers as BibTeX, in the order given."""
    return bibtex.write(tuple(Paper(id, work) for id, work in cited))
