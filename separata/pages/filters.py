"""What the filters of the list of papers know of each paper, where the whole list is on one page."""

from collections.abc import Iterator

from separata.pages.addresses import paper_url
from separata.pages.edition import Edition
from separata.pages.page import Page
from separata.pages.papers import lists_all
from separata.pages.search import parts_of
from separata.search.pieces import piece


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the file, whose size the length of the list bounds."""
    papers = edition.library.papers
    if not lists_all(len(papers)):
        return
    found = []
    for paper in papers:
        title, names, place, _ = parts_of(edition, paper)
        people = {
            f"~person/{person}" for person in edition.library.bylines[paper.id] if _is_member(edition, person)
        }
        year = {f"~year/{paper.card.year}"} if paper.card.year else set()
        found.append((paper_url(paper.id), " ".join(sorted({*title, *names, *place, *people, *year}))))
    yield Page("search/papers.js", "", ("papers", tuple(found)), piece)


def _is_member(edition: Edition, person: str) -> bool:
    return bool(edition.library.people[person].member)
