"""Files for reference managers: every list of papers in every format of `EXPORTERS`, beside its page."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from separata.exporters import EXPORTERS
from separata.pages.addresses import paper_url, person_url, twin_url
from separata.pages.batch import exported_batch
from separata.pages.cuts import cut_url, cuts
from separata.pages.edition import Edition
from separata.pages.head import Alternate, Link
from separata.pages.page import Page
from separata.pages.sheet import exported

if TYPE_CHECKING:
    from separata.pages.holding import Holding
    from separata.pages.offprint import Offprint
    from separata.pages.profile import Profile

Items = TypeVar("Items")

PER_FILE = 1000  # papers in one file

# Pages of long lists are cut elsewhere, so a file's number stands behind a dot and not behind a hyphen.
_JOINT = "."


def plan_paper(offprint: "Offprint") -> Iterator[Page]:
    """Plan a paper's files; a former address keeps its own, as no BibTeX file can lead elsewhere."""
    cited = offprint.sheet.cited
    for known in (cited.paper.id, *offprint.former_ids):
        yield from _files(paper_url(known), (cited,), exported)


def plan_person(profile: "Profile") -> Iterator[Page]:
    """Plan the files of a person who has papers, unless they are the paper's own ones."""
    if not profile.sheets or profile.files != person_url(profile.person.id):
        return
    cited = tuple([sheet.cited for sheet in profile.sheets])
    for known in (profile.person.id, *profile.person.former_ids):
        yield from _files(person_url(known), cited, exported)


def plan_holding(holding: "Holding") -> Iterator[Page]:
    """Plan the files of a shelf or a year; older papers of many stand in `2022.1.bib`."""
    for cut in cuts(len(holding.papers), PER_FILE):
        batch = holding.cited(cut.start, cut.stop)
        yield from _files(cut_url(holding.label.url, cut.number, _JOINT), batch, exported_batch)


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the files of all papers.

    All papers stand in `papers.bib`; where they are many it holds the newest, and the older ones
    stand in `papers-1.bib` and so on, filled from the oldest.
    """
    papers = edition.library.papers
    for cut in cuts(len(papers), PER_FILE):
        part = edition.as_cited(papers[cut.start : cut.stop])
        yield from _files(cut_url("papers.html", cut.number), part, exported_batch)


def _files(url: str, cited: Items, make: Callable[[Items, str], bytes]) -> Iterator[Page]:
    for exporter in EXPORTERS:
        yield Page(twin_url(url, exporter.suffix), "", (cited, exporter.name), make)


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
