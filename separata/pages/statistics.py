"""Statistics: papers per year, per venue, per kind and per topic, and who writes with whom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Annotated, NamedTuple

import msgspec

from separata.library import Library
from separata.pages.addresses import person_url, year_url
from separata.pages.edition import Edition
from separata.pages.head import Head
from separata.pages.network import Arcs, Somebody, arcs, together
from separata.pages.page import Page
from separata.pages.pictures import Histogram, histogram, papers_of
from separata.pages.shelves import Shelf
from separata.pages.words import counted, listed, opening, span

_URL = "statistics.html"
_MOST = 20  # bars in a table
_PEOPLE = 14  # people in the network
_WIDEST = 120  # width of the longest bar
_WITH_MEMBERS = "Members of the group and those who share most papers with them"


class Measure(msgspec.Struct, frozen=True):
    """One row of a table: a name, its number and a bar as long as the number."""

    name: Annotated[str, "a venue, a kind or a topic"]
    url: Annotated[str, "its page, from the top of the site"]
    count: Annotated[int, "how many papers"]
    width: Annotated[float, "length of the bar"]


class Measures(msgspec.Struct, frozen=True):
    """A table of numbers with bars."""

    title: Annotated[str, "what is counted"]
    anchor: Annotated[str, "id of the heading"]
    rows: Annotated[tuple[Measure, ...], "the rows, the largest number first"]
    rest: Annotated[str, "what is left out, in words; may be empty"]
    url: Annotated[str, "the full list, from the top of the site; may be empty"]


class Pair(msgspec.Struct, frozen=True):
    """Two people of the network."""

    names: Annotated[str, "their names"]
    count: Annotated[int, "papers together"]


class StatisticsPage(msgspec.Struct, frozen=True):
    """What `statistics.html` sees as `page`."""

    head: Annotated[Head, "the head of the page"]
    words: Annotated[str, "the numbers of papers and authors and the years, in words"]
    histogram: Annotated[Histogram | None, "papers per year; nothing where there is only one year"]
    tables: Annotated[tuple[Measures, ...], "tables of numbers"]
    network: Annotated[Arcs | None, "who writes with whom; nothing where a list says all"]
    shown: Annotated[str, "in words, whom the network shows"]
    pairs: Annotated[tuple[Pair, ...], "everybody in the network who wrote together, most papers first"]


# What a table is made of: its title, the full list, each row's name, page and number, how many are left out.
Counts = tuple[str, str, tuple[tuple[str, str, int], ...], int]


class Network(NamedTuple):
    """The people of a picture, and the papers that each two of them wrote together."""

    people: tuple[Somebody, ...]
    papers: tuple[tuple[tuple[int, int], int], ...]
    members: bool


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the page; there is none without papers."""
    library = edition.library
    if library.papers:
        tables = (
            _counts("Kinds", "", edition.kinds.values()),
            _counts("Venues", "venues.html", edition.venues.values()),
            _counts("Topics", "topics.html", edition.topics.values()),
        )
        inputs = (len(library.papers), len(library.people), edition.years, tables, _network(edition))
        yield Page(_URL, "statistics.html", inputs, make)


def _counts(title: str, url: str, shelves: Iterable[Shelf]) -> Counts:
    ranked = sorted(shelves, key=lambda shelf: (-len(shelf.papers), shelf.name))
    rows = tuple((shelf.name, shelf.url, len(shelf.papers)) for shelf in ranked[:_MOST])
    return title, url, rows, len(ranked) - len(rows)


def _network(edition: Edition) -> Network:
    """Return the members and their most frequent co-authors; without members the most frequent authors."""
    library = edition.library
    members = dict.fromkeys(person.id for person in edition.members_on_record)
    # With members, only papers that one of them wrote count.
    near = _ids(library, members)
    counts = (
        Counter(chain.from_iterable(set(library.bylines[paper]) for paper in near))
        if members
        else library.by_person.counts
    )
    least = sorted(counts.values(), reverse=True)[:_PEOPLE][-1:]
    most = (person for person, count in counts.items() if person in members or count >= least[0])
    ranked = sorted(most, key=lambda person: (person not in members, -counts[person], person))[:_PEOPLE]
    theirs = _ids(library, ranked)
    crews = [library.bylines[paper] for paper in theirs if not members or paper in near]
    people = tuple((library.people[id].name, person_url(id), counts[id]) for id in ranked)
    return Network(people, tuple(together(crews, ranked).items()), bool(members))


def _ids(library: Library, people: Iterable[str]) -> dict[str, None]:
    """Return the ids of the papers that some people wrote."""
    return dict.fromkeys(paper.id for person in people for paper in library.by_person.get(person, ()))


def make(
    papers: int, authors: int, years: tuple[tuple[int, int], ...], tables: tuple[Counts, ...], network: Network
) -> StatisticsPage:
    """Return the context of the page."""
    within = f", {span(years[0][0], years[-1][0])}" if years else ""
    words = f"{opening(papers_of(papers))} by {counted(authors, 'author')}{within}"
    return StatisticsPage(
        head=Head(title="Statistics", address=_URL, section="papers.html", description=f"{words}."),
        words=words,
        histogram=histogram(years, year_url, tallest=84),
        tables=tuple(_table(*counts) for counts in tables if counts[2]),
        network=arcs(network.people, dict(network.papers), "Who writes with whom, and the strongest ties"),
        shown=_WITH_MEMBERS if network.members else "Those who have most papers",
        pairs=_pairs(network),
    )


def _table(title: str, url: str, rows: Sequence[tuple[str, str, int]], left_out: int) -> Measures:
    most = max(count for _, _, count in rows)
    return Measures(
        title=title,
        anchor=title.lower(),
        rows=tuple(
            Measure(opening(name), page, count, round(_WIDEST * count / most, 1)) for name, page, count in rows
        ),
        rest=f"And {counted(left_out, 'other')}" if left_out else "",
        url=url,
    )


def _pairs(network: Network) -> tuple[Pair, ...]:
    ranked = sorted(network.papers, key=lambda item: (-item[1], item[0]))
    return tuple(Pair(listed([network.people[at][0] for at in pair]), count) for pair, count in ranked)
