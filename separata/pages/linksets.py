"""A link set for each paper, for programs that gather what belongs to it."""

from collections.abc import Iterator

from separata.exporters import signposting
from separata.model import Paper, Work
from separata.pages.edition import Edition
from separata.pages.metadata import Authorship, Imprint, authorship_of, imprint_of, linkset_url, surroundings
from separata.pages.page import Page


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the link sets."""
    imprint = imprint_of(edition.site)
    for paper in edition.library.papers:
        inputs = (paper.id, paper.work, authorship_of(edition, paper), imprint)
        yield Page(linkset_url(paper.id), "", inputs, make)


def make(id: str, work: Work, authorship: Authorship, imprint: Imprint) -> str:
    """Write a paper's link set, with all its authors."""
    paper = Paper(id, work)
    return signposting.linkset(paper, surroundings(paper, authorship, imprint))
