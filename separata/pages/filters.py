"""What the filters of the list of papers know of each paper, where the whole list is on one page."""

from collections.abc import Iterator

from separata.pages.addresses import paper_url
from separata.pages.edition import Edition
from separata.pages.page import Page
from separata.pages.papers import lists_all
from separata.pages.search import known_words, parts_of, piece


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the file, whose size the length of the list bounds."""
    papers = edition.library.papers
    if not lists_all(len(papers)):
        return
    known = known_words(edition)
    found = []
    for paper in papers:
        title, names, place, _ = parts_of(edition, paper, known)
        people = {
            f"~person/{person}" for person in edition.library.bylines[paper.id] if _is_member(edition, person)
        }
        year = {f"~year/{paper.work.issued.year}"} if paper.work.issued else set()
        found.append((paper_url(paper.id), " ".join(sorted({*title, *names, *place, *people, *year}))))
    yield Page("search/papers.js", "", ("papers", tuple(found)), piece)


def _is_member(edition: Edition, person: str) -> bool:
    return bool(edition.library.people[person].member)
