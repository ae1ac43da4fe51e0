"""Papers to measure with: made up, each from its number alone, or read from an archive."""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks.words import name, prose_word, word
from separata.dates import Date
from separata.model import Author, Version, Work
from separata.names import parse_name
from separata.paper import Paper
from separata.text import printable, slug

_TOPICS = 40
_VENUES = 60
_FIRST_YEAR, _YEARS = 1990, 36
_MOST_AUTHORS = 12
_FORMULAS = (
    "$O(n \\log n)$", "$\\epsilon$", "$\\ell_1$", "$\\mathbb{R}^{d}$", "$x \\in \\mathcal{X}$",
    "$\\frac{1}{\\sqrt{T}}$", "$\\alpha$", "$k$", "$\\sum_{i=1}^{n} x_i^2$", "$p(y \\mid x)$",
)  # fmt: skip


def made_up(count: int) -> Iterator[Paper]:
    """Yield the first so many made-up papers; the same come out every time, whatever the count.

    There are about as many people as papers, most of them with one paper, and a few with hundreds.
    """
    return (made_up_paper(number) for number in range(count))


def made_up_paper(number: int) -> Paper:
    """Return one made-up paper."""
    chance = Random(number)
    # Each year has more papers than the one before.
    year = _FIRST_YEAR + int(_YEARS * chance.random() ** 0.6)
    authors = tuple(Author(name(person)) for person in _people(number, chance))
    title = _title(chance)
    issued = Date(year, chance.randrange(12) + 1)
    published = Version(
        "paper-conference" if number % 3 else "article-journal",
        issued=Date(year),
        container=_venue(chance.randrange(_VENUES)),
        volume=str(year - _FIRST_YEAR + 1),
        pages=f"{number % 900 + 1}–{number % 900 + 12}",
    )
    work = Work(
        title,
        authors,
        issued=issued,
        ids=_ids(number, issued),
        versions=(published,),
        abstract=_abstract(chance),
        topics=tuple(_topic(at) for at in chance.sample(range(_TOPICS), 2)),
        links={"code": f"https://example.org/code/{number}"} if number % 10 == 0 else {},
    )
    family = slug(parse_name(authors[0].name).full_family).replace("-", "")
    return Paper(f"{family}{year}{slug(title).partition('-')[0]}{number}", work)


def _people(number: int, chance: Random) -> tuple[int, ...]:
    """Return the numbers of a paper's authors, each once.

    A person of an odd number has this paper only. The others stand in a row that grows with the papers: the
    first of a paper is found near its beginning more often than not, and co-authors near the first.
    """
    regulars = number * 2 // 5 + 8
    lead = int(regulars * chance.random() ** 1.3)
    found = [2 * lead]
    for at in range(min(int(chance.gammavariate(3.4, 1.0)), _MOST_AUTHORS - 1)):
        kind = chance.random()
        if kind < 0.26:
            found.append(2 * (number * _MOST_AUTHORS + at) + 1)
        elif kind < 0.7:
            found.append(2 * ((lead + chance.randint(-6, 6)) % regulars))
        else:
            found.append(2 * int(regulars * chance.random() ** 1.3))
    return tuple(dict.fromkeys(found))


def _ids(number: int, issued: Date) -> dict[str, str]:
    """Return a DOI, an arXiv id, both or none; before 2015 an arXiv id has another shape, so none is made."""
    preprint = issued.year >= 2015 and number % 3 != 1 and number < 100_000
    arxiv = {"arxiv": f"{issued.year % 100:02}{issued.month or 1:02}.{number:05}"} if preprint else {}
    return arxiv | ({"doi": f"10.1000/made.{number}"} if number % 2 else {})


def _title(chance: Random) -> str:
    words = [prose_word(chance) for _ in range(chance.randint(4, 12))]
    if chance.random() < 0.3:
        words[1] += ":"
    if chance.random() < 0.05:
        words.append(f"in {chance.choice(_FORMULAS)}")
    words[0] = words[0].capitalize()
    return " ".join(words)


def _abstract(chance: Random) -> str:
    """Return about 180 words in sentences; one abstract in three has formulas."""
    formulas = chance.random() < 0.33
    sentences = []
    for _ in range(chance.randint(7, 12)):
        words = [prose_word(chance) for _ in range(chance.randint(9, 29))]
        words[0] = words[0].capitalize()
        if formulas and chance.random() < 0.3:
            words[len(words) // 2] = chance.choice(_FORMULAS)
        if chance.random() < 0.4:
            words[3] += ","
        sentences.append(" ".join(words) + ".")
    return " ".join(sentences)


def _topic(at: int) -> str:
    return f"{word(200 + at * 3)} {word(900 + at * 7)}"


def _venue(at: int) -> str:
    return f"{'Journal of' if at % 3 else 'Proceedings on'} {word(300 + at * 11).capitalize()}"


def archive(path: Path, count: int | None = None) -> Iterator[Paper]:
    """Yield the papers of a file of one JSON object a line, all or the first so many.

    Each line has `id`, `title`, `authors` (each with `given` and `family`), `year`, `container` and `abstract`,
    and may have `volume`, `pages`, `pdf_url` and `code_url`. What a record cannot hold, control characters and
    addresses with blanks or backslashes, is left out.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, count):
            known = json.loads(line)
            names = (f"{author.get('given', '')} {author['family']}".strip() for author in known["authors"])
            issued = Date(int(known["year"]))
            version = Version(
                "paper-conference",
                issued=issued,
                container=known.get("container", ""),
                volume=known.get("volume", ""),
                pages=known.get("pages", "").replace("-", "–"),
            )
            urls = {name: known.get(f"{name}_url") or "" for name in ("pdf", "code")}
            links = {name: url for name, url in urls.items() if url and not set(url) & set(" \\")}
            work = Work(
                printable(known["title"]), tuple(map(Author, names)), issued=issued, versions=(version,),
                abstract=printable(known.get("abstract") or ""), links=links,
            )  # fmt: skip
            yield Paper(known["id"], work)
