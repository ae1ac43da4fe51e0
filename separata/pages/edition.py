"""An edition: the library with the configuration and the prose, which the pages of one build are made from."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

import msgspec

from separata.config import NavItem, SiteConfig, Topic, Venue
from separata.dates import Date
from separata.drawing.faces import Faces
from separata.drawing.pictures import Original
from separata.exporters.styles import Style
from separata.files import digest
from separata.library import Library
from separata.model import Person, Published
from separata.pages.addresses import paper_url
from separata.pages.batch import Batch, cited_digest
from separata.pages.filing import Files, Listed, files, joined
from separata.pages.head import Link
from separata.pages.neighbourhood import Nearest, Neighbours, Unkept, headline_in
from separata.pages.origin import Given, Origins
from separata.pages.page import hashed
from separata.pages.related import Headline, Portrait, traits_of
from separata.pages.rolls import RollOfIds, rolls
from separata.pages.sheet import Cited, Sheet, Stock, told_of
from separata.pages.shelves import (
    Shelf,
    kind_shelves,
    mark,
    selection_shelves,
    topic_shelves,
    venue_shelves,
)
from separata.pages.slip import Slip
from separata.paper import Paper
from separata.rows import WIDTH, Papers
from separata.search.concordance import Maker, concordance_of
from separata.search.told import Told, told

_AT_HAND = 1 << 12  # sheets that a process keeps at a time

_PAPERS = NavItem("Papers", "papers.html")
_EVERYBODY = NavItem("People", "authors.html")
_GROUP = NavItem("People", "group.html")
_TOPICS = NavItem("Topics", "topics.html")
_NEWS = NavItem("News", "news.html")
_SEARCH = NavItem("Search", "search.html")
_ABOUT = NavItem("About", "about.html")


class Prose(msgspec.Struct, frozen=True):
    """A Markdown page of `content/pages`: its name (`about`) and its text."""

    name: str
    text: str


class News(msgspec.Struct, frozen=True):
    """A Markdown file of `content/news`: its name (`2026-11-21-first-site`), the day in it, its text."""

    name: str
    date: Date
    text: str


def _told(paper: Paper) -> Told:
    return told(paper.work.title, paper.work.abstract)


class Edition:
    """The library with the configuration and the group's prose; what is derived is derived once.

    `site` always has a running head: the group's own links, or the built-in ones. `style` is the citation
    style that the configuration names, None where it is ours.
    """

    def __init__(  # noqa: PLR0913 - everything that pages are made from, each by its name
        self,
        site: SiteConfig,
        library: Library,
        *,
        venues: tuple[Venue, ...] = (),
        topics: tuple[Topic, ...] = (),
        prose: tuple[Prose, ...] = (),
        news: tuple[News, ...] = (),
        pictures: Mapping[str, Original] | None = None,
        faces: Faces | None = None,
        origins: Origins | None = None,
        told: Callable[[Paper], Told] = _told,
        style: Style | None = None,
        redirects: Mapping[str, str] | None = None,
        published: tuple[Published, ...] = (),
        doubts: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.redirects = redirects or {}
        self.published = published
        self.has_about = any(page.name == "about" for page in prose)
        self.library = library
        self.prose = prose
        self.news = tuple(sorted(news, key=lambda item: (item.date, item.name), reverse=True))
        row = library.papers.row
        self.venues = venue_shelves(row, venues)
        self.topics = topic_shelves(row, topics)
        self.kinds = kind_shelves(row)
        self.selections = selection_shelves(row)
        self.members_on_record = tuple(one for one in library.people.on_record.values() if one.member)
        self.has_members = bool(self.members_on_record)
        self.site = site if site.nav else msgspec.structs.replace(site, nav=self._nav())
        self.origins = origins or Given({})
        self.pictures = pictures or {}
        self.faces = faces or Faces()
        self.style = style
        self.doubts = doubts or {}
        self.short_names = {name: venue.short for venue in venues for name in (venue.name, *venue.aliases)}
        self._listed = lru_cache(maxsize=_AT_HAND)(self._sheet_at)
        self.told = told
        self._stock = Stock(library.people, library.people.on_record, told, self._slip)
        # A build puts in its place what it keeps on disk.
        self.slip: Callable[[Sheet], Slip | None] = lambda _: None
        self.filed: Callable[[Mapping[str, str]], Files] = lambda own: files((), own)
        self.concordance: Maker = lambda _, corpus: concordance_of(corpus)

    def _nav(self) -> tuple[NavItem, ...]:
        """Return the built-in running head, which names what there is."""
        people = _GROUP if self.has_members else _EVERYBODY
        there = ((_TOPICS, self.topics), (_NEWS, self.news), (_SEARCH, True), (_ABOUT, self.has_about))
        return (_PAPERS, people, *(item for item, found in there if found))

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        """Every shelf that has a page: topics, venues, kinds, selections."""
        every = (self.topics, self.venues, self.kinds, self.selections)
        return tuple(shelf for shelves in every for shelf in shelves.values())

    def topics_of(self, paper: Paper) -> tuple[Shelf, ...]:
        """Return the shelves of a paper's topics, in the order of its record."""
        marks = dict.fromkeys(mark(topic) for topic in paper.card.topics)
        return tuple(self.topics[key] for key in marks if key)

    def picture(self, paper: Paper) -> Original | None:
        """Return the picture of a paper's teaser; None where it has none."""
        return self.pictures.get(paper.teaser.file) if paper.teaser else None

    def photo(self, person: Person) -> Original | None:
        """Return the picture of a person; None where there is none."""
        return self.pictures.get(person.photo.file) if person.photo else None

    def venue_of(self, paper: Paper) -> Shelf | None:
        """Return the shelf of a paper's venue; None where the record names none."""
        return self.venues.get(mark(self.short(paper.card.venue)))

    def short(self, venue: str) -> str:
        """Return a venue's short name, or its full one where it has none."""
        return self.short_names.get(venue) or venue

    def sheet(self, paper: Paper) -> Sheet:
        """Return a paper as lists print it."""
        return self._listed(self.library.papers.row.positions[paper.id])

    def sheets(self, papers: Papers) -> tuple[Sheet, ...]:
        """Return some papers of the library's row as lists print them."""
        return tuple(map(self._listed, papers.at))

    def _sheet_at(self, at: int) -> Sheet:
        row = self.library.papers.row
        return self._sheet_of(row.paper(at), at, row.columns.digests[at * WIDTH : (at + 1) * WIDTH])

    def printed_sheet(self, paper: Paper) -> Sheet:
        """Return a paper as its own page and files print it, where former names may stand."""
        work = self.library.printed.get(paper.id)
        if not work:
            return self.sheet(paper)
        printed = paper.with_work(work)
        return self._sheet_of(printed, self.library.papers.row.positions[paper.id], printed.card.digest)

    def _sheet_of(self, paper: Paper, at: int, work: bytes) -> Sheet:
        """Return the sheet of a paper at a position, of whose work there is a digest."""
        library, seating = self.library, self.library.crews.seating
        byline = library.crews.byline(at)
        short = self.short(library.papers.row.columns.venues[at])
        told = [self._on_record[id] for id in byline if id in self._on_record]
        seats = seating.hashes[at * WIDTH : (at + 1) * WIDTH]
        all_told = digest(b"\0".join((work, seats, short.encode(), *told)))
        return Sheet(paper, byline, self._stock, digest=all_told, short=short)

    @cached_property
    def _on_record(self) -> Mapping[str, bytes]:
        """What speaks for all that papers say of the people on record; of others they say ids and names.

        But not whether these are read out.
        """
        people = self.library.people
        return {id: told_of(people[id]) for id in (*people.on_record, *people.parted)}

    def _slip(self, sheet: Sheet) -> Slip | None:
        return self.slip(sheet)

    def cited(self, papers: Iterable[Paper]) -> tuple[Cited, ...]:
        """Return some papers as files for other programs give them."""
        return tuple(self.sheet(paper).cited for paper in papers)

    def as_listed(self, papers: Papers) -> Batch:
        """Return some papers as a list prints them."""
        # In columns, because this is sooner done than a sheet of each is made.
        crews, known = self.library.crews, self._numbered
        said = [known[person] for person in crews.people(papers) if person in known] if known else []
        venues = papers.each(papers.row.columns.venues) if self.short_names else ()
        short = [*map(self.short, venues)]
        inputs = (papers.digests, papers.hashes(crews.seating.hashes), said, short)
        return Batch(papers, hashed(inputs), self.sheets)

    @cached_property
    def _numbered(self) -> Mapping[int, bytes]:
        """The same by the places of these people in the seating."""
        numbers = self.library.crews.numbers
        return {numbers[id]: told for id, told in self._on_record.items() if id in numbers}

    def as_cited(self, papers: Papers) -> Batch:
        """Return some papers as a file for other programs gives them."""
        return Batch(papers, cited_digest(papers), self.sheets)

    def nearest(self, paper: Paper) -> Nearest:
        """Return the papers that a paper's page leads to."""
        return Nearest(self.neighbours, paper.id)

    @cached_property
    def neighbours(self) -> Neighbours:
        """Who stands near whom among the papers; a build puts in its place what it keeps on disk."""
        row = self.library.papers.row
        return Unkept(tuple(row.columns.ids), lambda id: self.portrait(row.by_id[id]))

    def portrait(self, paper: Paper) -> Portrait:
        """Return a paper as its neighbours see it."""
        card = paper.card
        traits = traits_of(self.library.bylines[paper.id], card.topics, self.told(paper))
        return Portrait(traits, headline_in(Headline(paper.title, paper_url(paper.id), card.year)))

    def correction(self, record: str) -> Link | None:
        """Return where a record can be corrected, as seen from a page one folder down.

        `record` is the record's file. The repository's own editor comes first, then the page about
        the site, then the mail address; None where there is nobody to tell.
        """
        if self.site.repository and record:
            return Link("Correct this record", f"{self.site.repository.rstrip('/')}/edit/main/{record}")
        if self.has_about:
            return Link("Tell us", "../about.html")
        return Link("Write to us", f"mailto:{self.site.contact}") if self.site.contact else None

    @cached_property
    def rolls(self) -> tuple[RollOfIds, ...]:
        """Everybody as the search finds people: the name of each roll, and the ids on it."""
        return tuple(rolls(self.library))

    @cached_property
    def years(self) -> tuple[tuple[int, int], ...]:
        """Each year from the first to the last paper with the number of its papers, also when it is none."""
        return years_of({year: len(papers) for year, papers in self.library.by_year.items()})

    @cached_property
    def known_people(self) -> bytes:
        """The people on record, the ids that people had before, and whose names are not read out; encoded.

        For the names of those who are not on record the seating speaks.
        """
        people = self.library.people
        return msgspec.msgpack.encode((people.on_record, people.former, people.parted))

    @cached_property
    def frame(self) -> bytes:
        """The hash of all but texts and pictures: of papers what their cards say, of people names and ids.

        Then of shelves and of the group's own pages what lists of them say, and the addresses of the past.
        """
        library = self.library
        shelves = tuple((shelf.name, shelf.url, shelf.words, shelf.former) for shelf in self.shelves)
        past = tuple(one for one in self.published if one.page)
        return hashed(
            (
                library.papers.row.columns.outlines,
                library.crews.seating.hashes,
                self.known_people,
                (shelves, [page.name for page in self.prose], [item.date for item in self.news]),
                (library.vacant, self.redirects, past),
            )
        )

    @cached_property
    def corporate(self) -> frozenset[str]:
        """The ids of authors that are groups or companies, whose names have no parts."""
        return self.library.crews.corporate

    @cached_property
    def index(self) -> Files:
        """Everybody who has a page, filed under the family name."""
        people = self.library.people
        groups = {id: people.own[id] for id in self.corporate if id in people.own}
        own = {id: name for id, name in people.own.items() if id not in groups} if groups else people.own
        others = files([*people.on_record.values()], groups, self.corporate)
        return joined(self.filed(own), others).counted(self.library.by_person.counts)

    @cached_property
    def members(self) -> tuple[Listed, ...]:
        """The group's members, filed in the same way; there is no need to file everybody to know them."""
        by_person = self.library.by_person
        counts = {one.id: len(by_person.papers(one.id)) for one in self.members_on_record}
        return tuple(files(self.members_on_record, {}, self.corporate).counted(counts).listed())


def years_of(counts: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """Return each year from the first to the last with its count; the year 0, of undated papers, is none."""
    known = [year for year in counts if year]
    if len(known) == 1:
        return ((known[0], counts[known[0]]),)
    return tuple((year, counts.get(year, 0)) for year in range(min(known), max(known) + 1)) if known else ()
