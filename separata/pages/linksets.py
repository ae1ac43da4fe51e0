"""A link set for each paper, for programs that gather what belongs to it."""

from collections.abc import Iterator

from separata.exporters import signposting
from separata.pages.metadata import Authorship, Imprint, linkset_url, surroundings
from separata.pages.offprint import Offprint
from separata.pages.page import Page
from separata.pages.sheet import Cited


def plan(offprint: Offprint) -> Iterator[Page]:
    """Plan a paper's link set; a former address has the same, which names the paper's page of now."""
    inputs = (offprint.sheet.cited, offprint.authorship, offprint.imprint)
    for known in (offprint.sheet.id, *offprint.former_ids):
        yield Page(linkset_url(known), "", inputs, make)


def make(cited: Cited, authorship: Authorship, imprint: Imprint) -> bytes:
    """Write a paper's link set, with all its authors."""
    return signposting.linkset(cited.paper, surroundings(cited.paper, authorship, imprint))
