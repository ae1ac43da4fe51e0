"""An author's comment on a work, such as `23+17 pages, 5 figures`, and what it says plainly."""

import re

import msgspec

from separata.model import Work
from separata.text import squeezed

_CLAUSE_END = re.compile(r"[;,.](?=\s|$)| and (?=\d)")
_PAGES = re.compile(r"(\d+(?: ?\+ ?\d+)*) (?:pages?|pp)", re.ASCII)
_FIGURES = re.compile(r"(\d+(?: ?\+ ?\d+)*) (?:figures?|figs?)", re.ASCII)
_AVAILABLE = re.compile(r"\b(\w+) (?:(?:is|are) )?available at (https?://[^\s<>\"'`\\{}|^]+)", re.IGNORECASE)

# What is said to be available, and the link it makes; "also" is the work itself in another place.
_LINKS = {
    "also": "html", "code": "code", "data": "data", "dataset": "data", "poster": "poster",
    "slides": "slides", "video": "video",
}  # fmt: skip


def with_comment(work: Work, comment: str) -> Work:
    """Return the work with a comment and what the comment says plainly of pages, figures and links."""
    comment = squeezed(comment)
    return msgspec.structs.replace(
        work,
        comment=comment,
        page_count=_count(_PAGES, comment),
        figure_count=_count(_FIGURES, comment),
        links=_links(comment),
    )


def _count(pattern: re.Pattern[str], comment: str) -> str:
    """Return the count that makes up a whole clause, as printed; two different counts are none.

    `about 8 pages` and `8 pages with appendix` say no count plainly.
    """
    matches = (pattern.fullmatch(clause.strip()) for clause in _CLAUSE_END.split(comment))
    counts = {match.group(1).replace(" ", "") for match in matches if match}
    return counts.pop() if len(counts) == 1 else ""


def _links(comment: str) -> dict[str, str]:
    """Return the addresses of which the comment says what they are."""
    return {
        _LINKS[match.group(1).lower()]: match.group(2).rstrip(".,;:)")
        for match in _AVAILABLE.finditer(comment)
        if match.group(1).lower() in _LINKS and _opens_clause(comment, match.start())
    }


def _opens_clause(comment: str, at: int) -> bool:
    """Tell whether a clause begins here: "no data available at ..." says something else."""
    return not at or comment.endswith(("; ", ", ", ". "), 0, at)
