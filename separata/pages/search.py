"""The search page, and the index that its script loads piece by piece.

Each piece is a script that calls one function with its own name and what it holds, because a page that is
opened from disk may load scripts but not read files. `docs/decisions/0005-search.md` says what was measured.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Annotated

import msgspec

from separata.files import digest
from separata.markup.inline import plain_inline
from separata.model import Person
from separata.pages import wordfiles
from separata.pages.choices import Filter, filters_of
from separata.pages.decades import in_decades, in_years
from separata.pages.edition import Edition
from separata.pages.entry import Byline
from separata.pages.head import Head
from separata.pages.page import Known, Page, hashed
from separata.pages.rolls import PER_PIECE, RollLine, line, shelf_rolls
from separata.pages.rolls import plan as plan_roll
from separata.pages.sheet import Sheet, entry
from separata.pages.shelves import mark
from separata.paper import Paper
from separata.rows import WIDTH, Papers
from separata.search.concordance import KEY, Concordance, Corpus
from separata.search.ids import id_words
from separata.search.pieces import piece
from separata.search.postings import Words, weighed
from separata.search.ranges import BOUNDS, files_for
from separata.search.words import STOP_WORDS, label_words, name_words

_URL = "search.html"
_PER_BLOCK = 4096  # papers whose postings stand together
_PAPERS_PER_FILE = 8  # papers of a block for each file of their words
_PER_PIECE = 4  # papers whose results stand in one file
_FIRST = 24  # blocks whose files a first search loads; of a common word those of each have 2.5 kB

# What the directory says of a block: its name, its files of words, and its years, oldest first, with counts.
BlockLine = tuple[str, int, tuple[tuple[int, int], ...]]


class SearchPage(msgspec.Struct, frozen=True):
    """What `search.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    years: Annotated[tuple[str, ...], "the years that have papers, newest first"]
    filters: Annotated[tuple[Filter, ...], "what narrows papers down besides words"]


class Block:
    """Papers whose postings stand together, oldest first, under a name: `2020s-1`; into how many files.

    It is known by its digest: `keys` are hashes one behind the other, each of all that is found and printed of
    a paper.
    """

    def __init__(self, edition: Edition, name: str, papers: Papers) -> None:
        self.name = name
        self.files = files_for(len(papers), _PAPERS_PER_FILE)
        self.papers = papers
        self._edition = edition

    @property
    def digest(self) -> bytes:
        """What speaks for all that the block is."""
        return digest(self.name.encode() + b"\0" + self.keys)

    @cached_property
    def keys(self) -> bytes:
        """The hashes of the papers."""
        return b"".join([_key(self._edition, at) for at in self.papers.at])

    @property
    def concordance(self) -> Concordance:
        """The words of the papers in their files."""
        return self._edition.concordance(self.name, Corpus(self.keys, self.files, self._words))

    def sheets(self, start: int) -> tuple[Sheet, ...]:
        """Return the papers that stand in one file as results, from a position on."""
        return tuple(map(self._edition.sheet, self.papers[start : start + _PER_PIECE]))

    def _words(self, number: int) -> Words:
        paper = self.papers[number]
        title, names, place, abstract = parts_of(self._edition, paper)
        return weighed((title, names, {*place, *id_words(paper.identifiers)}, abstract), without=STOP_WORDS)


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the page, the directory of the index, and the index of topics and venues."""
    years = tuple(str(year) for year in edition.library.by_year if year)
    inputs = (years, filters_of(edition, people=False))
    yield Page(_URL, "search.html", inputs, make)
    lines = tuple(_line(*span) for span in ranges(edition.library.papers))
    topics = shelf_rolls("shelves/topics", edition.topics.values(), edition.concordance)
    venues = shelf_rolls("shelves/venues", edition.venues.values(), edition.concordance)
    named = (
        ("People", tuple(line(name, len(people)) for name, people in edition.rolls)),
        ("Topics", tuple(line(roll.name, len(roll.found)) for roll in topics)),
        ("Venues", tuple(line(roll.name, len(roll.found)) for roll in venues)),
    )
    yield Page("search/directory.js", "", (lines, named), directory)
    for roll in (*topics, *venues):
        yield from plan_roll(roll)


def blocks(edition: Edition) -> Iterator[Block]:
    """Yield the blocks of the index."""
    return (Block(edition, name, papers) for name, papers in ranges(edition.library.papers))


def plan_block(block: Block) -> Iterator[Page]:
    """Plan the files of a block: of its words, and of its papers as results."""
    yield from wordfiles.plan(block.name, block.concordance)
    for number, start in enumerate(range(0, len(block.papers), _PER_PIECE)):
        name = f"{block.name}/r{number}"
        papers = Known(block.keys[start * KEY : (start + _PER_PIECE) * KEY], block)
        yield Page(f"search/{name}.js", "", (name, papers, start), results_piece)


def make(years: tuple[str, ...], filters: tuple[Filter, ...]) -> SearchPage:
    """Return the context of the search page."""
    return SearchPage(Head(title="Search", address=_URL, section=_URL), years, filters)


def ranges(papers: Papers) -> Iterator[tuple[str, Papers]]:
    """Cut papers that stand newest first into blocks, each with its name; the oldest block comes first.

    A block holds papers of one decade, filled from the oldest, so that a paper added to the past moves
    only the later papers of its decade.
    """
    for name, members in in_decades(papers):
        for number, start in enumerate(range(0, len(members), _PER_BLOCK), start=1):
            yield f"{name}-{number}", members[start : start + _PER_BLOCK]


def _line(name: str, papers: Papers) -> BlockLine:
    counts = tuple((year, len(found)) for year, found in in_years(papers))
    return name, files_for(len(papers), _PAPERS_PER_FILE), counts


def directory(lines: tuple[BlockLine, ...], rolls: tuple[tuple[str, tuple[RollLine, ...]], ...]) -> bytes:
    """Write what the script must know before it can find anything else."""
    known = {
        "blocks": lines,
        "rolls": rolls,
        "bounds": " ".join(BOUNDS),
        "stop": " ".join(sorted(STOP_WORDS)),
        "piece": _PER_PIECE,
        "first": _FIRST,
        "names": PER_PIECE,
    }
    return piece("directory", known)


def parts_of(edition: Edition, paper: Paper) -> tuple[Iterable[str], ...]:
    """Return the words of a paper by their weight: title, names, where and when, abstract.

    Authors are found by all names that they go by on the site and elsewhere, and by those that it prints. What
    a filter asks for stands among the words of where and when, behind a sign that no word has.
    """
    card, told = paper.card, edition.told(paper)
    byline, own = edition.library.bylines[paper.id], edition.library.people.own
    names = dict.fromkeys((*card.names, *[own[id] for id in byline if id in own]))
    for one in _on_record(edition, byline):
        names |= dict.fromkeys((one.name, *one.names))
    place = {f"~kind/{card.type}", *(f"~topic/{mark(topic)}" for topic in card.topics)}
    if card.year:
        place.add(str(card.year))
    place.update(*map(label_words, {card.venue, edition.short(card.venue), *card.topics}))
    return told.title.split(), name_words(names), place, told.abstract.split()


def _on_record(edition: Edition, byline: Iterable[str]) -> list[Person]:
    """Return those of some people of whom there is more to say than a name."""
    on_record = edition.library.people.on_record
    return [on_record[id] for id in byline if id in on_record]


def _key(edition: Edition, at: int) -> bytes:
    """Return the hash of all that the search finds and prints of the paper at a position.

    It is taken from columns, because of one paper that differs those of a whole block are asked for.
    """
    crews = edition.library.crews
    columns, place = crews.row.columns, slice(at * WIDTH, (at + 1) * WIDTH)
    venue = edition.short(columns.venues[at])
    more = [(one.name, one.names, bool(one.member)) for one in _on_record(edition, crews.byline(at))]
    return hashed((columns.digests[place], crews.seating.hashes[place], venue, more))


def results_piece(name: str, block: Known[Block], start: int) -> bytes:
    """Write the papers of a block as results, from a position on."""
    return piece(name, tuple(msgspec.Raw(result_of(sheet)) for sheet in block.value.sheets(start)))


def result_of(sheet: Sheet) -> bytes:
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
    return msgspec.json.encode(result)


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
