"""Decades: all papers cut where years or decades begin, without a look at each of them."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from separata.model import Paper

Span = tuple[int, Sequence[Paper]]


def in_decades(papers: Sequence[Paper]) -> Iterator[tuple[str, Sequence[Paper]]]:
    """Cut papers that stand newest first into decades, oldest first as are the papers of each; with names."""
    for decade, found in _cut(papers[::-1], lambda paper: paper.card.year // 10 * 10):
        yield f"{decade}s" if decade else "undated", found


def in_years(papers: Sequence[Paper]) -> Iterator[Span]:
    """Cut papers that stand oldest first into years."""
    return _cut(papers, lambda paper: paper.card.year)


def _cut(papers: Sequence[Paper], time: Callable[[Paper], int]) -> Iterator[Span]:
    start = 0
    while start < len(papers):
        now = time(papers[start])
        stop = bisect_right(papers, now, start, key=time)
        yield now, papers[start:stop]
        start = stop
