"""Small editions for the tests of pages and templates."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from separata.config import SiteConfig, Topic, Venue
from separata.dates import Date, date_from_iso
from separata.drawing.pictures import Original, original
from separata.library import library_of
from separata.model import Author, DateStatement, Person, Photo, Published, Teaser, Version, Work
from separata.pages.edition import Edition, News, Prose
from separata.pages.origin import Given, Origin, Source
from separata.pages.page import Page
from separata.paper import Paper
from separata.problems import Place
from separata.stages.tables import pages_of

SITE = SiteConfig("The Group", "https://group.example/", lede="We write.", description="Our papers.")
VENUES = (Venue("Journal of Engines", "J. Engines"), Venue("Conference on Looms (Looms 2021)", "Looms"))
TOPICS = (Topic("engines", "the-engines", "What turns."),)
NEWS = (News("2021-03-02-notes", Date(2021, 3, 2), "# Notes are out\n\nAt last.\n"),)
PICTURE = Path(__file__).resolve().parents[2] / "docs" / "picture.png"
ABOUT = Prose("about", "# About us\n\nWe *publish*.\n")


def day(iso: str) -> Date:
    """Return a date that a test writes as text."""
    found = date_from_iso(iso)
    assert found
    return found


def paper(id: str, *authors: str, issued: str = "", **fields: Any) -> Paper:
    """Return a paper; a title is made up if none is given."""
    known = {"title": f"On {id}", "issued": day(issued) if issued else None, **fields}
    work = Work(authors=tuple(Author(name) for name in authors), **known)
    return Paper(id, work, place=Place(f"content/papers/{id}.yaml", 1))


def crowd(size: int) -> tuple[str, ...]:
    """Return so many names that differ."""
    return tuple(f"Nn{chr(97 + at // 26 % 26)}{chr(97 + at % 26)} Person{at // 676}" for at in range(size))


def picture() -> Original:
    """Return a picture that is there, wider than the column of text."""
    return original(PICTURE, PICTURE.read_bytes(), Place("picture.png"))


def edition(
    papers: Sequence[Paper],
    people: Sequence[Person] = (),
    site: SiteConfig = SITE,
    *,
    published: tuple[Published, ...] = (),
    **more: Any,
) -> Edition:
    """Return the edition of some papers, which must fit together."""
    library, problems = library_of(papers, people, (), published)
    assert not problems
    return Edition(site, library, published=published, **more)


def full() -> Edition:
    """Return an edition in which every part of every template has something to print."""
    preprint = Version("preprint", "v1", day("2021-03-02"), ids={"arxiv": "2103.00001"})
    printed = Version(
        "article-journal", "", day("2022-05-01"), "Journal of Engines", "3", "2", "7-19", "Press", {}, ""
    )
    notes = paper(
        "lovelace2021notes",
        "Ada Lovelace",
        "Charles Babbage",
        *crowd(35),
        issued="2021-03-02",
        title="Notes on $x^2$",
        abstract="We note much. And more.",
        selected=True,
        awards=("Best paper award, Looms 2021",),
        ids={"arxiv": "2103.00001", "doi": "10.1000/182"},
        versions=(preprint, printed),
        categories=("cs.CL",),
        topics=("engines",),
        links={"code": "https://code.example/notes"},
        comment="12 pages",
        dates=(DateStatement(day("2021-03-02"), "first-version", "UTC", "seeds/a.txt:3"),),
        unconfirmed=("title", "primary_category"),
        status="retracted",
        status_note="See the journal.",
        authors_incomplete=True,
        extra={"award": "best paper"},
    )
    teaser = Teaser("picture.png", "A list of papers.", "The engine's $x$.")
    papers = (
        Paper(notes.id, notes.work, place=notes.place, teaser=teaser),
        Paper(
            "babbage2019loom", Work(title="The loom", authors=(Author("Babbage, Charles"),)), ("old2019loom",)
        ),
        paper("king2019crowd", "A. A. Lovelace", *crowd(130), issued="2019", status="corrected"),
    )
    people = (
        Person(
            "ada",
            "Ada Lovelace",
            ("Ada Lovelace", "A. A. Lovelace"),
            orcid="0000-0002-1825-0097",
            member="current",
            role="Founder",
            photo=Photo("picture.png"),
            links={"homepage": "https://ada.example/"},
            note="Analyst.",
            because=("the same co-authors",),
            former_ids=("ada-byron",),
            place=Place("content/people/ada.yaml", 1),
        ),
    )
    sources = {
        "title": (Source("seeds/a.txt:1"),),
        "abstract": (Source("seeds/a.txt:2"), Source("seeds/b.txt:9", "We note little.")),
    }
    more: dict[str, Any] = {
        "news": NEWS,
        "prose": (ABOUT,),
        "origins": Given({"lovelace2021notes": Origin(sources)}),
        "pictures": {"picture.png": picture()},
        "published": (Published(paper="byron2018looms"), Published(page="years/2018.html", parts=1)),
    }
    return edition(papers, people, venues=VENUES, topics=TOPICS, **more)


def planned(made: Edition) -> Iterator[tuple[str, Page]]:
    """Yield every page of an edition with the name of its kind."""
    return pages_of(made)


def context(made: Edition, url: str) -> Any:
    """Return what the template of one page sees as `page`, or the text of a plain file."""
    page = next(page for _, page in planned(made) if page.url == url)
    return page.make(*page.inputs)
