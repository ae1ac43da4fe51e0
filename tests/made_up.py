"""A made-up group of 500 papers that uses every field of a record: for checks that need many pages.

Everything follows from a paper's number, so the same records come out every time.
"""

from itertools import product
from pathlib import Path

from PIL import Image

from separata.dates import Date
from separata.model import LINKS, STATUSES, Author, Person, Version, Work
from separata.paper import Paper
from separata.records import written_person, written_work
from separata.worktypes import TYPES

PAPERS = 500
PICTURED = (1, 61)  # papers that show a picture, on the home page too
CROWD = 300  # authors of the one paper by many

GIVEN = ("Ada", "Zoë", "Jean-Luc", "Ø.", "Nguyễn", "Łucja", "李", "María José")
FAMILIES = ("Lovelace", "O'Neill", "van der Berg", "Çelik", "García y Vega", "Smith & Sons", "Ångström", "Ito")
NOUNS = (
    "engines",
    "<i>Drosophila</i>",
    "H<sub>2</sub>O",
    '"quotes" & ampersands',
    "a < b > c",
    "ﬁne ligatures",
)
MATHS = ("$O(n \\log n)$", "$\\frac{a}{b}$ and $\\sqrt[3]{x^2}$", "$\\nosuchcommand{x}$", "$\\mathbb{R}^{n}$")
TOPICS = ("scaling", "safety & trust", "théorie des nombres", "a topic of its own")
VENUES = (
    "Journal of Made-up Results",
    "Proceedings of the 12th Conference on Things & Names",
    "Annals <of> Nothing",
)

SITE = """\
title: A made-up group
base_url: https://127.0.0.1/group/
description: Five hundred papers that nobody wrote & nobody read.
lede: We publish <what> we make up.
contact: someone@example.org
"""

ABOUT = """\
# About us

We *publish*. See [the papers](papers.html).

## Where

1. one
2. two

> A quotation.

| a | b |
| - | - |
| 1 | 2 |
"""

TEASER = """\
teaser:
  file: gradient.png
  alt: Grey that grows from black & <white>
  caption: From $0$ to "one".
"""

NAMES = tuple(f"{given} {family}" for given, family in product(GIVEN, FAMILIES))


def write_group(root: Path) -> None:
    """Write the content of the group below a folder."""
    content = root / "content"
    for folder in ("papers", "people", "pages", "pictures"):
        (content / folder).mkdir(parents=True)
    (content / "site.yaml").write_text(SITE, encoding="utf-8")
    (content / "pages" / "about.md").write_text(ABOUT, encoding="utf-8")
    (content / "venues.yaml").write_text(f"- name: {VENUES[0]}\n  short: JMR\n", encoding="utf-8")
    for number in range(PAPERS):
        paper = made_up_paper(number)
        target = content / "papers" / f"{paper.id}.yaml"
        shown = TEASER if number in PICTURED else ""
        target.write_text(written_work(paper.work, paper.former_ids) + shown, encoding="utf-8")
    Image.linear_gradient("L").resize((1600, 900)).save(content / "pictures" / "gradient.png")
    for person in members():
        (content / "people" / f"{person.id}.yaml").write_text(written_person(person), encoding="utf-8")


def members() -> tuple[Person, ...]:
    """Return the people on record: one with every field, the others with few."""
    first = Person(
        "ada-lovelace",
        NAMES[0],
        names=(NAMES[0], "A. Lovelace"),
        family="Lovelace",
        orcid="0000-0002-1825-0097",
        member="current",
        role="Director & founder",
        links={"Homepage": "https://example.org/?a=1&b=2", "Code": "https://example.org/code"},
        note="On leave <until> spring.",
        because=("the same co-authors on 3 papers", "no other A. Lovelace"),
        former_ids=("a-lovelace",),
    )
    others = (
        Person(f"member-{at}", NAMES[at], member="current" if at % 2 else "former", role="Fellow" * (at % 3))
        for at in range(1, 12)
    )
    return first, *others


def made_up_paper(number: int) -> Paper:
    """Return one of the papers; every tenth has nearly every field."""
    work = Work(
        title=_title(number),
        authors=_authors(number),
        authors_incomplete=number % 50 == 7,
        issued=None if number % 100 == 99 else Date(1990 + number * 36 // PAPERS, number % 12 + 1),
        ids=_ids(number),
        categories=("cs.CL", "stat.ML")[: number % 3],
        versions=_versions(number),
        abstract=f"We study {MATHS[number % 4]} where x < {number} & more.\n\nIt works." * (number % 4 != 3),
        topics=TOPICS[: number % 5],
        selected=number % 60 == 1,
        awards=("Best paper <of> all & any",) * (number % 90 == 4),
        links={name: f"https://example.org/{name}?n={number}&x" for name in LINKS[: number % 9]},
        comment="12 pages <sic>" * (number % 10 == 2),
        page_count="12" * (number % 10 == 2),
        status=STATUSES[number % 3] if number % 40 == 5 else "",
        status_note="See the notice & its <date>." * (number % 40 == 5),
        unconfirmed=("title",) if number % 70 == 3 else (),
        extra={"note": "as <printed> & found"} if number % 10 == 2 else {},
    )
    return Paper(f"made{number}up", work, (f"made{number}before",) if number % 25 == 0 else ())


def _title(number: int) -> str:
    math = f" for {MATHS[number // 5 % len(MATHS)]}" if number % 5 == 0 else ""
    length = " and of what follows from them in the general case" * (number % 17 == 0) * 4
    return f"On {NOUNS[number % len(NOUNS)]}{math}, part {number}{length}"


def _authors(number: int) -> tuple[Author, ...]:
    if number == 0:
        return tuple(Author(f"Crowd Author{at}") for at in range(CROWD))
    found = [Author(NAMES[(number * step) % len(NAMES)]) for step in range(1, 2 + number % 7)]
    if number % 2:
        found[0] = Author(NAMES[0], orcid="0000-0002-1825-0097", equal=True, affiliation="University & Sons")
    if number % 30 == 11:
        found.append(Author("The Made-up Collaboration", literal=True, corresponding=True))
    return tuple({author.name: author for author in found}.values())


def _ids(number: int) -> dict[str, str]:
    arxiv = {"arxiv": f"{1501 + number % 12}.{number + 1:05}"} if number % 3 == 0 else {}
    return arxiv | ({"doi": f"10.1000/(made)up;{number}-x"} if number % 4 == 0 else {})


def _versions(number: int) -> tuple[Version, ...]:
    if number % 6 == 5:
        return ()
    kinds = tuple(TYPES)
    published = Version(
        kinds[number % len(kinds)],
        issued=Date(1991 + number * 36 // PAPERS),
        container=VENUES[number % 3] if number % 4 else "",
        volume=str(number) if number % 2 else "",
        issue="3" if number % 4 == 1 else "",
        pages=f"{number}–{number + 9}" if number % 3 else "",
        publisher="Press & Co." if number % 5 == 1 else "",
        url=f"https://example.org/{number}?a&b" if number % 7 == 1 else "",
        issn="0028-0836" if number % 6 == 1 else "",
    )
    return (Version("preprint", label="v1"), published) if number % 2 else (published,)
