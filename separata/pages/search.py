"""The search page, and the index that its script loads piece by piece.

Each piece is a script that calls one function with its own name and what it holds, because a page that is
opened from disk may load scripts but not read files. `docs/decisions/0005-search.md` says what was measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Annotated, Any, NamedTuple

import msgspec

from separata.markup.inline import plain_inline
from separata.model import Paper, work_type
from separata.pages.addresses import person_url
from separata.pages.choices import Filter, filters_of
from separata.pages.edition import Edition
from separata.pages.entry import Byline, Entry
from separata.pages.head import Head
from separata.pages.page import Page
from separata.pages.sheet import Sheet, entry
from separata.pages.shelves import mark, venue_of
from separata.search.postings import Posted, posted, written
from separata.search.ranges import BOUNDS, file_of, files_for
from separata.search.words import STOP_WORDS, name_words, words

_URL = "search.html"
_PER_BLOCK = 4096  # papers whose postings stand together
_PAPERS_PER_FILE = 16  # papers of a block for each file of their words
_PEOPLE_PER_FILE = 64
_PER_PIECE = 4  # papers whose results stand in one file

# What the directory says of a block: its name, its files of words, and its years, oldest first, with counts.
BlockLine = tuple[str, int, tuple[tuple[int, int], ...]]

# The words of everybody's names, by the person's id.
KnownWords = Mapping[str, AbstractSet[str]]


class SearchPage(msgspec.Struct, frozen=True):
    """What `search.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    years: Annotated[tuple[str, ...], "the years that have papers, newest first"]
    filters: Annotated[tuple[Filter, ...], "what narrows papers down besides words"]


class Block(NamedTuple):
    """Papers whose postings stand together, oldest first, under a name: `2020s-1`."""

    name: str
    papers: tuple[Paper, ...]


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the page, the directory of the index, and the index itself."""
    years = tuple(str(year) for year in edition.library.by_year if year)
    inputs = (years, filters_of(edition, people=False))
    yield Page(_URL, "search.html", inputs, make)
    blocks = blocks_of(edition.library.papers)
    lines = tuple(_line(block) for block in blocks)
    people_files = files_for(len(edition.library.people), _PEOPLE_PER_FILE)
    yield Page("search/directory.js", "", (lines, people_files), directory)
    yield Page("search/shelves.js", "", ("shelves", _shelves(edition)), piece)
    known = known_words(edition)
    for block, (_, files, _) in zip(blocks, lines, strict=True):
        yield from _words(edition, block, known, files)
        yield from _results(edition, block)
    yield from _people(edition, known, people_files)


def make(years: tuple[str, ...], filters: tuple[Filter, ...]) -> SearchPage:
    """Return the context of the search page."""
    return SearchPage(Head(title="Search", address=_URL, section=_URL), years, filters)


def blocks_of(papers: Sequence[Paper]) -> tuple[Block, ...]:
    """Cut papers that stand newest first into blocks; the oldest block comes first.

    A block holds papers of one decade, filled from the oldest, so that a paper added to the past moves
    only the later papers of its decade.
    """
    blocks = []
    for decade, found in groupby(reversed(papers), key=lambda paper: _year(paper) // 10 * 10):
        members = tuple(found)
        name = f"{decade}s" if decade else "undated"
        for number, start in enumerate(range(0, len(members), _PER_BLOCK), start=1):
            blocks.append(Block(f"{name}-{number}", members[start : start + _PER_BLOCK]))
    return tuple(blocks)


def _year(paper: Paper) -> int:
    return paper.work.issued.year if paper.work.issued else 0


def _line(block: Block) -> BlockLine:
    years = tuple((year, len(tuple(found))) for year, found in groupby(map(_year, block.papers)))
    return block.name, files_for(len(block.papers), _PAPERS_PER_FILE), years


def directory(lines: tuple[BlockLine, ...], people_files: int) -> str:
    """Write what the script must know before it can find anything else."""
    known = {
        "blocks": lines,
        "people": people_files,
        "bounds": " ".join(BOUNDS),
        "stop": " ".join(sorted(STOP_WORDS)),
        "piece": _PER_PIECE,
    }
    return piece("directory", known)


def piece(name: str, value: object) -> str:
    """Write a piece of the index: a script that hands a value over under a name."""
    return f'separata.hand("{name}",{msgspec.json.encode(value).decode()});\n'


def _shelves(edition: Edition) -> tuple[tuple[str, str, str, int], ...]:
    """Return what can be found besides papers and people: the heading, the name, the page, its papers."""
    groups = (("Topics", edition.topics), ("Venues", edition.venues))
    return tuple(
        (heading, shelf.name, shelf.url, len(shelf.papers))
        for heading, shelves in groups
        for shelf in shelves.values()
    )


def known_words(edition: Edition) -> KnownWords:
    """Return for everybody the words of all names that the person is published under."""
    return {
        id: frozenset().union(*map(name_words, (person.name, *person.names)))
        for id, person in edition.library.people.items()
    }


def _words(edition: Edition, block: Block, known: KnownWords, files: int) -> Iterator[Page]:
    """Plan the files of a block's words."""
    dealt = posted((parts_of(edition, paper, known) for paper in block.papers), files)
    for number, found in enumerate(dealt):
        name = f"{block.name}/{number}"
        yield Page(f"search/{name}.js", "", (name, found), words_piece)


def parts_of(edition: Edition, paper: Paper, known: KnownWords) -> Sequence[AbstractSet[str]]:
    """Return the words of a paper by their weight: title, names, where and when, abstract.

    What a filter asks for stands among the words of where and when, behind a sign that no word has.
    """
    work = paper.work
    names: set[str] = set()
    for author, person in zip(work.authors, edition.library.bylines[paper.id], strict=True):
        names |= name_words(author.name) | known[person]
    venue = venue_of(work)
    place = words(f"{venue} {edition.short(venue)} {_year(paper) or ''} {' '.join(work.topics)}")
    filters = {f"~kind/{work_type(work)}", *(f"~topic/{mark(topic)}" for topic in work.topics)}
    told = edition.told(paper)
    return set(told.title.split()), names, place | filters, set(told.abstract.split())


def words_piece(name: str, found: tuple[Posted, ...]) -> str:
    """Write a file of words."""
    return piece(name, written(found))


def _results(edition: Edition, block: Block) -> Iterator[Page]:
    """Plan the files of a block's papers as results."""
    for start in range(0, len(block.papers), _PER_PIECE):
        members = block.papers[start : start + _PER_PIECE]
        found = tuple(edition.sheet(paper) for paper in members)
        name = f"{block.name}/r{start // _PER_PIECE}"
        yield Page(f"search/{name}.js", "", (name, found), results_piece)


def results_piece(name: str, found: tuple[Sheet, ...]) -> str:
    """Write papers as results."""
    return piece(name, tuple(_result(entry(sheet, in_year=False), sheet.work.abstract) for sheet in found))


def _result(entry: Entry, abstract: str) -> tuple[Any, ...]:
    """Return what the script prints of a paper, in the order in which it prints it."""
    dateline = entry.dateline
    return (
        entry.url,
        plain_inline(entry.title),
        _runs(entry.byline),
        entry.status,
        (dateline.venue, dateline.joint, dateline.words, dateline.iso),
        tuple((link.words, link.url) for link in entry.links),
        plain_inline(abstract),
    )


def _runs(byline: Byline) -> tuple[str | tuple[str, str], ...]:
    """Return a byline as runs of text between its links, each a name and a page."""
    runs: list[str | tuple[str, str]] = [""]
    for author in byline.authors:
        if author.us:
            runs += [(author.name, author.url), author.after]
        else:
            runs[-1] = f"{runs[-1]}{author.name}{author.after}"
    others = f" and {byline.others} others" if byline.others else ""
    return (*runs[:-1], f"{runs[-1]}{others}")


def _people(edition: Edition, known: KnownWords, files: int) -> Iterator[Page]:
    """Plan the files of people, each of whom stands under every word of every name."""
    dealt: list[dict[str, list[tuple[str, str]]]] = [{} for _ in range(files)]
    for id, person in sorted(edition.library.people.items()):
        for word in sorted(known[id]):
            dealt[file_of(word, files)].setdefault(word, []).append((person.name, person_url(id)))
    for number, found in enumerate(dealt):
        name = f"people/{number}"
        yield Page(f"search/{name}.js", "", (name, tuple(sorted(found.items()))), people_piece)


def people_piece(name: str, found: tuple[tuple[str, list[tuple[str, str]]], ...]) -> str:
    """Write a file of people: each word with the names and pages of those who have it."""
    return piece(name, dict(found))
