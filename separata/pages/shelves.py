"""Shelves: papers that stand together because they share a topic, a venue or a kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import compress

import msgspec

from separata.config import Topic, Venue
from separata.rows import Papers, Row
from separata.text import pattern, slug
from separata.worktypes import TYPES

AWARDS = "selections/awards.html"

_LONGEST = 80  # letters of a file's name; some file systems end at 255 bytes

_SIGNS = ((pattern(r"(?<=\w)\+\+(?!\w)"), " plus plus"), (pattern(r"(?<=\w)#(?!\w)"), " sharp"))

# How lists of works are called; the keys are those of `TYPES`.
KINDS_OF_WORKS: Mapping[str, str] = {
    "preprint": "Preprints",
    "article-journal": "Journal articles",
    "paper-conference": "Papers in proceedings",
    "chapter": "Chapters",
    "book": "Books",
    "thesis": "Theses",
    "report": "Reports",
    "dataset": "Data sets",
    "software": "Software",
    "document": "Other documents",
}


class Shelf(msgspec.Struct, frozen=True):
    """Some papers, newest first, under a name and at an address from the top of the site.

    `words` say more of them. `former` are addresses at which they stood or may have stood before.
    """

    name: str
    url: str
    papers: Papers
    words: str = ""
    former: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 11)
def mark(words: str) -> str:
    """Return the file name that a topic or a venue goes by; empty where no letter is left of it.

    The signs that tell C, C++ and C# apart are spelt out.
    """
    for sign, spelt in _SIGNS:
        words = sign.sub(spelt, words)
    return slug(words)[:_LONGEST].strip("-")


def topic_shelves(row: Row, topics: Iterable[Topic]) -> dict[str, Shelf]:
    """Return the shelf of each topic by the `mark` of its words, sorted by name.

    Topics whose words differ only in case and marks are
    one. Its name is the one on record, else the one printed most.
    """
    printed: Counter[str] = Counter()
    keys = {}
    stated = row.columns.listed
    for those, count in Counter(stated).items():
        every = those.split("\n")
        keys[those] = tuple(dict.fromkeys(map(mark, every)))
        for words in set(every):
            printed[words] += count
    found: dict[str, list[int]] = {key: [] for every in keys.values() for key in every}
    places = {those: [found[key].append for key in every] for those, every in keys.items()}
    for at, puts in enumerate(map(places.__getitem__, stated)):
        for put in puts:
            put(at)
    found.pop("", None)
    usual = _usual(printed)
    known = {mark(topic.name): topic for topic in topics}
    shelves = {}
    for key, members in found.items():
        topic = known.get(key) or Topic(usual[key])
        own = topic.slug or key
        former = (_topic_url(key),) if own != key and own not in found else ()
        shelves[key] = Shelf(topic.name, _topic_url(own), Papers(row, members), topic.description, former)
    return _by_name(shelves)


def _topic_url(key: str) -> str:
    return f"topics/{key}.html"


def venue_shelves(row: Row, venues: Iterable[Venue]) -> dict[str, Shelf]:
    """Return the shelf of each venue by its `mark`, sorted by name; a paper without a venue stands on none.

    The volumes of a series share a short name and
    so a shelf, whose words are their full names. An address made of a full name leads to the one made of the
    short name.
    """
    short = {name: venue.short for venue in venues for name in (venue.name, *venue.aliases)}
    stated = row.columns.venues
    counts = Counter(stated)
    marks = {venue: mark(short.get(venue) or venue) for venue in counts}
    found = _filed(map(marks.__getitem__, stated))
    found.pop("", None)
    printed: Counter[str] = Counter()
    full: dict[str, set[str]] = defaultdict(set)
    for venue, count in counts.items():
        printed[short.get(venue) or venue] += count
        full[marks[venue]].add(venue)
    usual = _usual(printed)
    others: dict[str, set[str]] = defaultdict(set)
    for name, of in short.items():
        others[mark(of)].add(mark(name))
    shelves = {}
    for key, members in found.items():
        names = sorted(full[key] - {usual[key]})
        former = tuple(f"venues/{other}.html" for other in sorted(others[key] - {key, ""} - found.keys()))
        words = f"{'; '.join(names).removesuffix('.')}." if names else ""
        shelves[key] = Shelf(usual[key], f"venues/{key}.html", Papers(row, members), words, former)
    return _by_name(shelves)


def kind_shelves(row: Row) -> dict[str, Shelf]:
    """Return the shelf of each kind of works, in the order of `TYPES`; each paper is of one."""
    found = _filed(row.columns.types)
    return {
        type: Shelf(KINDS_OF_WORKS[type], f"kinds/{type}.html", Papers(row, found[type]))
        for type in TYPES
        if type in found
    }


def selection_shelves(row: Row) -> dict[str, Shelf]:
    """Return the shelves of papers that the group or a jury put forward, each where it has papers."""
    selected, awarded = (
        Papers(row, [*compress(range(len(row)), column)])
        for column in (row.columns.selected, row.columns.awarded)
    )
    shelves = {
        "selected": Shelf("Selected papers", "selections/selected.html", selected),
        "awards": Shelf("Papers with awards", AWARDS, awarded),
    }
    return {name: shelf for name, shelf in shelves.items() if shelf.papers}


def span_of(papers: Papers) -> tuple[int, int]:
    """Return the years of the first and the last of papers that stand newest first, undated ones at the end.

    Two zeros where none is dated.
    """
    firsts = papers.row.columns.firsts
    first = next(filter(None, (firsts[at] // 10000 for at in reversed(papers.at))), 0)
    return (first, firsts[papers.at[0]] // 10000) if first else (0, 0)


def _filed(keys: Iterable[str]) -> dict[str, list[int]]:
    """File the positions of papers, each under its key."""
    keys = [*keys]
    found: dict[str, list[int]] = {key: [] for key in dict.fromkeys(keys)}
    # Papers are many: so each key is looked up without a step of Python.
    places = {key: positions.append for key, positions in found.items()}
    for at, put in enumerate(map(places.__getitem__, keys)):
        put(at)
    return found


def _usual(printed: Mapping[str, int]) -> dict[str, str]:
    """Return for each mark the words printed most, of equals the first in the alphabet."""
    ranked = sorted(printed, key=lambda words: (-printed[words], words))
    return {mark(words): words for words in reversed(ranked)}


def _by_name(shelves: Mapping[str, Shelf]) -> dict[str, Shelf]:
    return dict(sorted(shelves.items(), key=lambda item: (slug(item[1].name), item[0])))
