"""Decades: all papers cut where years or decades begin, without a look at each of them."""

from bisect import bisect_right
from collections.abc import Iterator

from separata.rows import Papers

_YEAR = 10000  # what a year is in a date in digits


def in_decades(papers: Papers) -> Iterator[tuple[str, Papers]]:
    """Cut papers that stand newest first into decades, oldest first as are the papers of each; with names."""
    for decade, found in _cut(papers[::-1], 10 * _YEAR):
        yield f"{decade}s" if decade else "undated", found


def in_years(papers: Papers) -> Iterator[tuple[int, Papers]]:
    """Cut papers that stand oldest first into years."""
    return _cut(papers, _YEAR)


def _cut(papers: Papers, time: int) -> Iterator[tuple[int, Papers]]:
    """Cut papers that stand oldest first where the next time begins, each with the year in which it does."""
    firsts, start = papers.row.columns.firsts, 0
    while start < len(papers):
        now = firsts[papers.at[start]] // time
        stop = bisect_right(papers.at, now, start, key=lambda at: firsts[at] // time)
        yield now * time // _YEAR, papers[start:stop]
        start = stop
