"""The search page, and the index that its script loads piece by piece.

Each piece is a script that calls one function with its own name and what it holds, because a page that is
opened from disk may load scripts but not read files. `docs/decisions/0005-search.md` says what was measured.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Annotated, NamedTuple

import msgspec

from separata.markup.inline import plain_inline
from separata.model import Paper
from separata.pages.choices import Filter, filters_of
from separata.pages.edition import Edition
from separata.pages.entry import Byline
from separata.pages.head import Head
from separata.pages.page import Page
from separata.pages.rolls import PER_PIECE, RollLine, line, shelf_rolls
from separata.pages.rolls import plan as plan_roll
from separata.pages.sheet import Sheet, entry
from separata.pages.shelves import mark
from separata.search.pieces import piece
from separata.search.postings import posted
from separata.search.ranges import BOUNDS, files_for
from separata.search.words import STOP_WORDS, name_words, words

_URL = "search.html"
_PER_BLOCK = 4096  # papers whose postings stand together
_PAPERS_PER_FILE = 8  # papers of a block for each file of their words
_PER_PIECE = 4  # papers whose results stand in one file

# What the directory says of a block: its name, its files of words, and its years, oldest first, with counts.
BlockLine = tuple[str, int, tuple[tuple[int, int], ...]]


class SearchPage(msgspec.Struct, frozen=True):
    """What `search.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    years: Annotated[tuple[str, ...], "the years that have papers, newest first"]
    filters: Annotated[tuple[Filter, ...], "what narrows papers down besides words"]


class Block(NamedTuple):
    """Papers whose postings stand together, oldest first, under a name: `2020s-1`; into how many files.

    `others` are for each paper the names that its authors go by on the site and elsewhere.
    """

    name: str
    files: int
    sheets: tuple[Sheet, ...]
    others: tuple[tuple[str, ...], ...]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the page, the directory of the index, and the index of topics and venues."""
    years = tuple(str(year) for year in edition.library.by_year if year)
    inputs = (years, filters_of(edition, people=False))
    yield Page(_URL, "search.html", inputs, make)
    lines = tuple(_line(name, papers) for name, papers in ranges(edition.library.papers))
    topics = shelf_rolls("shelves/topics", edition.topics.values())
    venues = shelf_rolls("shelves/venues", edition.venues.values())
    rolls = (("People", edition.rolls), ("Topics", topics), ("Venues", venues))
    named = tuple((heading, tuple(line(roll[0], roll[-1]) for roll in found)) for heading, found in rolls)
    yield Page("search/directory.js", "", (lines, named), directory)
    for roll in (*topics, *venues):
        yield from plan_roll(roll)


def blocks(edition: Edition) -> Iterator[Block]:
    """Yield the blocks of the index."""
    for name, papers in ranges(edition.library.papers):
        yield block_of(edition, name, papers)


def block_of(edition: Edition, name: str, papers: Sequence[Paper]) -> Block:
    """Return the block of some papers."""
    people, bylines = edition.library.people, edition.library.bylines
    persons = ([people[id] for id in bylines[paper.id]] for paper in papers)
    return Block(
        name,
        files_for(len(papers), _PAPERS_PER_FILE),
        tuple(edition.sheet(paper) for paper in papers),
        tuple(tuple([name for one in those for name in (one.name, *one.names)]) for those in persons),
    )


def plan_block(block: Block) -> Iterator[Page]:
    """Plan the files of a block: of its words, and of its papers as results."""
    papers = (parts_of(sheet, others) for sheet, others in zip(block.sheets, block.others, strict=True))
    for number, found in enumerate(posted(papers, block.files, without=STOP_WORDS)):
        name = f"{block.name}/{number}"
        yield Page(f"search/{name}.js", "", (name, found), piece)
    for start in range(0, len(block.sheets), _PER_PIECE):
        name = f"{block.name}/r{start // _PER_PIECE}"
        yield Page(f"search/{name}.js", "", (name, block.sheets[start : start + _PER_PIECE]), results_piece)


def make(years: tuple[str, ...], filters: tuple[Filter, ...]) -> SearchPage:
    """Return the context of the search page."""
    return SearchPage(Head(title="Search", address=_URL, section=_URL), years, filters)


def ranges(papers: Sequence[Paper]) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    """Cut papers that stand newest first into blocks, each with its name; the oldest block comes first.

    A block holds papers of one decade, filled from the oldest, so that a paper added to the past moves
    only the later papers of its decade.
    """
    for decade, found in groupby(reversed(papers), key=lambda paper: _year(paper) // 10 * 10):
        members = tuple(found)
        name = f"{decade}s" if decade else "undated"
        for number, start in enumerate(range(0, len(members), _PER_BLOCK), start=1):
            yield f"{name}-{number}", members[start : start + _PER_BLOCK]


def _year(paper: Paper) -> int:
    return paper.card.year


def _line(name: str, papers: Sequence[Paper]) -> BlockLine:
    years = tuple((year, len(tuple(found))) for year, found in groupby(map(_year, papers)))
    return name, files_for(len(papers), _PAPERS_PER_FILE), years


def directory(lines: tuple[BlockLine, ...], rolls: tuple[tuple[str, tuple[RollLine, ...]], ...]) -> bytes:
    """Write what the script must know before it can find anything else."""
    known = {
        "blocks": lines,
        "rolls": rolls,
        "bounds": " ".join(BOUNDS),
        "stop": " ".join(sorted(STOP_WORDS)),
        "piece": _PER_PIECE,
        "names": PER_PIECE,
    }
    return piece("directory", known)


def parts_of(sheet: Sheet, others: Sequence[str]) -> Sequence[AbstractSet[str]]:
    """Return the words of a paper by their weight: title, names, where and when, abstract.

    `others` are the names that its authors go by besides those it prints. What a filter asks for stands
    among the words of where and when, behind a sign that no word has.
    """
    card = sheet.paper.card
    names = frozenset().union(*map(name_words, {*others, *[seat.name for seat in card.seats]}))
    place = words(f"{card.venue} {sheet.short} {sheet.year or ''} {' '.join(card.topics)}")
    filters = {f"~kind/{card.type}", *(f"~topic/{mark(topic)}" for topic in card.topics)}
    told = sheet.told
    return frozenset(told.title.split()), names, place | filters, frozenset(told.abstract.split())


def results_piece(name: str, found: tuple[Sheet, ...]) -> bytes:
    """Write papers as results."""
    return piece(name, tuple(msgspec.Raw(result_of(sheet).encode()) for sheet in found))


def result_of(sheet: Sheet) -> str:
    """Return what the script prints of a paper, in the order in which it prints it, as JSON."""
    if slip := sheet.slip:
        return slip.result
    found = entry(sheet, in_year=False)
    dateline = found.dateline
    result = (
        found.url,
        plain_inline(found.title),
        _runs(found.byline),
        found.status,
        (dateline.venue, dateline.joint, dateline.words, dateline.iso),
        tuple((link.words, link.url) for link in found.links),
        plain_inline(sheet.work.abstract),
    )
    return msgspec.json.encode(result).decode()


def _runs(byline: Byline) -> tuple[str | tuple[str, str], ...]:
    """Return a byline as runs of text between its links, each a name and a page."""
    runs: list[str | tuple[str, str]] = [""]
    for author in byline.authors:
        if author.us:
            runs += [(author.name, author.url), author.after]
        else:
            runs[-1] = f"{runs[-1]}{author.name}{author.after}"
    others = f" and {byline.others:,} others" if byline.others else ""
    return (*runs[:-1], f"{runs[-1]}{others}")
