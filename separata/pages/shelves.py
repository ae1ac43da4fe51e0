"""Shelves: papers that stand together because they share a topic, a venue or a kind."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from separata.config import Topic, Venue
from separata.model import TYPES, Paper
from separata.text import slug

AWARDS = "selections/awards.html"

_LONGEST = 80  # letters of a file's name; some file systems end at 255 bytes

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
    papers: tuple[Paper, ...]
    words: str = ""
    former: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 14)
def mark(words: str) -> str:
    """Return the file name that a topic or a venue goes by; empty where no letter is left of it."""
    return slug(words)[:_LONGEST].strip("-")


def topic_shelves(papers: Sequence[Paper], topics: Iterable[Topic]) -> dict[str, Shelf]:
    """Return the shelf of each topic by the `mark` of its words, sorted by name.

    Topics whose words differ only in case and marks are one. Its name is the one on record, else
    the one printed most.
    """
    found = _gathered(papers, lambda paper: paper.card.topics)
    known = {mark(topic.name): topic for topic in topics}
    shelves = {}
    for key, (printed, members) in found.items():
        topic = known.get(key) or Topic(printed)
        own = topic.slug or key
        former = (_topic_url(key),) if own != key and own not in found else ()
        shelves[key] = Shelf(topic.name, _topic_url(own), members, topic.description, former)
    return _by_name(shelves)


def _topic_url(key: str) -> str:
    return f"topics/{key}.html"


def venue_shelves(papers: Sequence[Paper], venues: Iterable[Venue]) -> dict[str, Shelf]:
    """Return the shelf of each venue by its `mark`, sorted by name.

    The volumes of a series share a short name and so a shelf, whose words are their full names. An
    address made of a full name leads to the one made of the short name.
    """
    short = {name: venue.short for venue in venues for name in (venue.name, *venue.aliases)}
    found = _gathered(papers, lambda paper: (short.get(paper.card.venue) or paper.card.venue,))
    full: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        venue = paper.card.venue
        full[mark(short.get(venue) or venue)][venue] += 1
    shelves = {}
    for key, (name, members) in found.items():
        names = sorted(set(full[key]) - {name})
        others = [mark(known) for known, of in short.items() if mark(of) == key]
        former = tuple(f"venues/{other}.html" for other in sorted(set(others) - {key, ""} - found.keys()))
        words = f"{'; '.join(names).removesuffix('.')}." if names else ""
        shelves[key] = Shelf(name, f"venues/{key}.html", members, words, former)
    return _by_name(shelves)


def kind_shelves(papers: Sequence[Paper]) -> dict[str, Shelf]:
    """Return the shelf of each kind of works, in the order of `TYPES`."""
    found: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        found[paper.card.type].append(paper)
    return {
        type: Shelf(KINDS_OF_WORKS[type], f"kinds/{type}.html", tuple(found[type]))
        for type in TYPES
        if type in found
    }


def selection_shelves(papers: Sequence[Paper]) -> dict[str, Shelf]:
    """Return the shelves of papers that the group or a jury put forward, each where it has papers."""
    selected = tuple(paper for paper in papers if paper.card.selected)
    awarded = tuple(paper for paper in papers if paper.card.awarded)
    shelves = {
        "selected": Shelf("Selected papers", "selections/selected.html", selected),
        "awards": Shelf("Papers with awards", AWARDS, awarded),
    }
    return {name: shelf for name, shelf in shelves.items() if shelf.papers}


def span_of(papers: Sequence[Paper]) -> tuple[int, int]:
    """Return the years of the first and the last paper; two zeros where none is dated."""
    years = [paper.card.year for paper in papers if paper.card.year]
    return (min(years), max(years)) if years else (0, 0)


def _gathered(
    papers: Sequence[Paper], words: Callable[[Paper], Iterable[str]]
) -> dict[str, tuple[str, tuple[Paper, ...]]]:
    """Gather papers under the marks of their words; each mark with its usual words."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for key, word in {mark(word): word for word in words(paper)}.items():
            printed[key][word] += 1
            found[key].append(paper)
    found.pop("", None)
    return {
        key: (min(printed[key], key=lambda word: (-printed[key][word], word)), tuple(members))
        for key, members in found.items()
    }


def _by_name(shelves: Mapping[str, Shelf]) -> dict[str, Shelf]:
    return dict(sorted(shelves.items(), key=lambda item: (slug(item[1].name), item[0])))
