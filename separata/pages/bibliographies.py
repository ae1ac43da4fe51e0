"""Files for reference managers: every list of papers in every format of `EXPORTERS`, beside its page."""

from collections.abc import Iterator, Sequence

from separata.exporters import EXPORTERS
from separata.model import Paper, Work
from separata.pages.cuts import cut_url, cuts, parts
from separata.pages.edition import Edition, paper_url, person_url, twin_url, year_url
from separata.pages.head import Alternate, Link
from separata.pages.page import Page

PER_FILE = 2000  # papers in one file

# Pages of long lists are cut elsewhere, so a file's number stands behind a dot and not behind a hyphen.
_JOINT = "."

_WRITERS = {exporter.name: exporter.write for exporter in EXPORTERS}

Cited = tuple[tuple[str, Work], ...]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the files; a former address keeps its own, as no BibTeX file can lead elsewhere.

    All papers stand in `papers.bib`; where they are many it holds the newest, and the older ones
    stand in `papers-1.bib` and so on, filled from the oldest.
    """
    library = edition.library
    for paper in library.papers:
        for known in (paper.id, *paper.former_ids):
            yield from _files(paper_url(known), (paper,))
    for person in library.people.values():
        papers = library.by_person.get(person.id, ())
        for known in (person.id, *person.former_ids) if papers else ():
            yield from _files(person_url(known), papers)
    for year, papers in library.by_year.items():
        yield from files_beside(year_url(year), papers)
    for number, part in parts(library.papers, PER_FILE):
        yield from _files(cut_url("papers.html", number), part)


def files_beside(url: str, papers: Sequence[Paper]) -> Iterator[Page]:
    """Plan the files of a list of papers beside its page; older papers of many stand in `2022.1.bib`."""
    for number, part in parts(papers, PER_FILE):
        yield from _files(cut_url(url, number, _JOINT), part)


def _files(url: str, papers: Sequence[Paper]) -> Iterator[Page]:
    cited = cited_of(papers)
    for exporter in EXPORTERS:
        yield Page(twin_url(url, exporter.suffix), "", (exporter.name, cited), make)


def cited_of(papers: Sequence[Paper]) -> Cited:
    """Return what a file says of papers: ids and works, without the places of records."""
    return tuple((paper.id, paper.work) for paper in papers)


def make(name: str, cited: Cited) -> str:
    """Write papers in the format of that name, in the order given."""
    return _WRITERS[name](tuple(Paper(id, work) for id, work in cited))


def exports_of(url: str) -> tuple[Alternate, ...]:
    """Return the files beside a page, the newest part of each where there are several."""
    return tuple(
        Alternate(exporter.name, twin_url(url, exporter.suffix), exporter.media_type) for exporter in EXPORTERS
    )


def older_files(url: str, count: int, joint: str = _JOINT) -> tuple[Link, ...]:
    """Return the further files of a list of so many papers, newest first; none up to `PER_FILE`."""
    return tuple(
        Link(f"{exporter.name} {cut.number}", twin_url(cut_url(url, cut.number, joint), exporter.suffix))
        for cut in cuts(count, PER_FILE)[1:]
        for exporter in EXPORTERS
    )
