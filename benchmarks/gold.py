"""Lists whose truth is known: claims as a reader would make them, and what is one paper or one person.

The loaders are only as clever as these files need; they stand in for readers, so that a figure tells of
the matching and not of the reading.
"""

import csv
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

import pybtex.errors
from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import Parser

from separata import located
from separata.dates import Date
from separata.identifiers import doi
from separata.model import Author, Claim, Version, Work
from separata.problems import Place
from separata.tex import plain
from separata.text import words_of

TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "incollection": "chapter",
    "phdthesis": "thesis", "mastersthesis": "thesis", "book": "book", "techreport": "report",
}  # fmt: skip

# What a venue's words say of the type of a publication, the first that fits.
_VENUES = (
    ("thesis", re.compile(r"thesis|dissertation")),
    ("report", re.compile(r"\btech|\breport|^tr\b|memo")),
    ("preprint", re.compile(r"unpublished|manuscript|preprint|home ?page")),
    (
        "paper-conference",
        re.compile(r"^\W*in\b|proc|conf|symp|worksh|colt|stoc|focs|neural inf|sigir|aaai|crypto|nips|icml"),
    ),
)

# Papers of the Stajich lab's list that stand in it more than once, by the ids they have there. Labelled
# by hand: the titles and all authors were compared for each entry with its nearest in title and authors.
STAJICHLAB: tuple[frozenset[str], ...] = (
    frozenset({"pmid:42083270", "doi:10.1101/2024.12.27.630416"}),  # preprint and article of one title
    frozenset({"pmid:38860878", "doi:10.1101/2023.10.16.562584"}),  # the same, one title without its last words
    frozenset({"pmid:41459970", "doi:10.1101/2025.03.31.646452"}),  # the article has another title
)

# Members of the BALab by their ids in its list: the family name and, of two with one, the first letter
# of the given name. An id without a line is the only bearer of no name that can be told from the list.
AUEBBALAB: Mapping[str, str] = {
    "apapadopoulou": "papadopoulou", "blueoly": "kravvaritis", "c_mitropoulos": "mitropoulos c",
    "echioteli": "chioteli", "g_metaxo": "metaxopoulos", "gdrosos": "drosos", "gtheodorou": "theodorou",
    "impatas": "batas", "karakatsanis": "karakatsanis", "karyotakisg": "karyotakis", "lattas": "lattas",
    "m_agkortzis": "gkortzis", "m_androutsellis": "androutsellis theotokis", "m_bkarak": "karakoidas",
    "m_choco": "chorianopoulos", "m_chrischatz": "chatzilenas", "m_damianos": "chatziantoniou",
    "m_dds": "spinellis", "m_dimitro": "mitropoulos d", "m_dritsa": "dritsa", "m_egian": "giannikas",
    "m_gliargovas": "liargkovas", "m_gousios": "gousios", "m_grgalex": "alexopoulos g",
    "m_kdritsa": "dritsa", "m_kstroggylos": "stroggylos", "m_louridas": "louridas", "m_markos": "gogoulos",
    "m_mfrag": "fragkoulis", "m_mkehagia": "kechagia", "m_nalexopoulos": "alexopoulos n",
    "m_papachristoumarios": "papachristou", "m_rafailagln": "galanopoulou", "m_schaliasos": "chaliasos",
    "m_sgeorgiou": "georgiou", "m_skoularidou": "skoularidou", "m_theosot": "sotiropoulos t",
    "m_tushar": "sharma", "m_vitsalis": "salis", "m_vlachos": "vlachos", "m_zkotti": "kotti",
    "mloukeris": "loukeris", "proestakis": "proestakis", "ttsaklanos": "tsaklanos",
    "v_efstathiou": "efstathiou", "vatlidak": "atlidakis", "vtalos": "talos",
}  # fmt: skip


class Seat(NamedTuple):
    """One author of one entry: the line of the entry's claim, and the position from 0."""

    line: int
    position: int


def cora(folder: Path) -> tuple[tuple[Claim, ...], tuple[tuple[int, ...], ...]]:
    """Read the citations of Cora, one a line, and which lines cite one publication."""
    with (folder / "matching/cora.csv").open(encoding="utf-8", newline="") as text:
        claims = tuple(_citation(row) for row in csv.DictReader(text, delimiter="|"))
    home = {claim.place.line: {claim.place.line} for claim in claims}
    for pair in (folder / "matching/cora_gt.csv").read_text(encoding="utf-8").split():
        one, other = map(int, pair.split("|"))
        if home[one] is not home[other]:
            home[one] |= home[other]
            home |= dict.fromkeys(home[other], home[one])
    return claims, tuple(tuple(sorted(group)) for line, group in home.items() if line == min(group))


def _citation(row: Mapping[str, str]) -> Claim:
    """Make a claim of a citation in fields; they are cut badly here and there, and stay so."""
    venue = row["venue"] or f"{row['institution']} {row['note']}"
    year = re.search(r"\b(1[89]|20)\d\d", f"{row['year']} {row['volume']}")
    kind = next((kind for kind, pattern in _VENUES if pattern.search(venue)), "")
    kind = kind or ("article-journal" if row["volume"] or row["venue"] else "document")
    issued = Date(int(year.group())) if year else None
    version = Version(
        kind,
        issued=issued,
        container=_trimmed(row["venue"]),
        volume=_trimmed(row["volume"]),
        pages=_trimmed(row["pages"]),
        publisher=_trimmed(row["publisher"]),
    )
    authors = tuple(Author(name) for name in _cited_names(row["author"]))
    work = Work(_trimmed(row["title"]), authors, "et al" in row["author"], issued, versions=(version,))
    return Claim(Place("cora.csv", int(row["Entity Id"])), work)


def _trimmed(text: str) -> str:
    return text.strip(" ,.;:'`\"()")


def _cited_names(text: str) -> Iterator[str]:
    """Cut a citation's authors: `auer, p., freund, y. and schapire, r.e.` or `p. auer and y. freund`."""
    trimmed = (part.strip(" .:") for part in re.split(r",|;|&|\band\b|\bet al\b", text))
    parts = [part for part in trimmed if part]
    if len(parts) % 2 == 0 and all(" " not in part and "." not in part for part in parts[::2]):
        # `freund, yoav and schapire, robert e.`: every other part is a family name.
        yield from (f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True))
        return
    pending = ""
    for part in parts:
        initials = all(len(word) == 1 for word in re.split(r"[\s.-]+", part) if word)
        if initials and pending:
            yield f"{part} {pending}"
            pending = ""
            continue
        if pending:
            yield pending
        pending = part
    if pending:
        yield pending


def stajichlab(folder: Path) -> tuple[tuple[Claim, ...], tuple[tuple[int, ...], ...]]:
    """Read the Stajich lab's list, and which entries are one paper."""
    path = folder / "lists/stajichlab.citations.yaml"
    root = located.parse(path.name, path.read_text(encoding="utf-8"))
    entries = located.anything(root, [])
    claims = tuple(_lab_entry(line, entry) for line, entry in enumerate(entries, start=1))
    line_of = {entry["id"]: line for line, entry in enumerate(entries, start=1)}
    duplicates = tuple(tuple(sorted(line_of[known] for known in group)) for group in STAJICHLAB)
    single = set(line_of.values()).difference(*duplicates)
    return claims, (*duplicates, *((line,) for line in sorted(single)))


def _lab_entry(line: int, entry: Mapping[str, object]) -> Claim:
    scheme, _, value = str(entry["id"]).partition(":")
    container, issued = str(entry["publisher"]), Date(int(str(entry["date"])[:4]))
    kind = "preprint" if container in {"openRxiv", "bioRxiv", "medRxiv", "arXiv"} else "article-journal"
    names = entry["authors"]
    authors = tuple(Author(str(name)) for name in names) if isinstance(names, list | tuple) else ()
    version = Version(kind, issued=issued, container=container, ids={scheme: value})
    work = Work(str(entry["title"]), authors, issued=issued, versions=(version,))
    return Claim(Place("citations.yaml", line), work)


def auebbalab(folder: Path) -> tuple[tuple[Claim, ...], Mapping[Seat, str]]:
    """Read the BALab's list, and which of its members stands in which seat, where the list says so."""
    pybtex.errors.set_strict_mode(False)
    entries = Parser().parse_file(str(folder / "lists/auebbalab.bib")).entries
    claims, members = list[Claim](), dict[Seat, str]()
    for line, entry in enumerate(entries.values(), start=1):
        names = [_name(person) for person in entry.persons.get("author", ())]
        claims.append(_bibtex_entry(line, entry, names))
        for member in str(entry.fields.get("XEmember", "")).split():
            bearers = [at for at, name in enumerate(names) if _bears(name, AUEBBALAB[member])]
            if len(bearers) == 1:
                members[Seat(line, bearers[0])] = AUEBBALAB[member]
    return tuple(claims), members


def _bears(name: str, words: str) -> bool:
    """Tell whether a name has a member's words; one of a single letter is that of a given name."""
    found = words_of(name)
    return all(word in found or (len(word) == 1 and word == found[0][0]) for word in words.split())


def _name(person: Person) -> str:
    words = (*person.first_names, *person.middle_names, *person.prelast_names, *person.last_names)
    return plain(" ".join((*words, *person.lineage_names)))


def _bibtex_entry(line: int, entry: Entry, names: list[str]) -> Claim:
    fields = {name.lower(): plain(value) for name, value in entry.fields.items()}
    year = re.search(r"\d{4}", fields.get("year", ""))
    issued = Date(int(year.group())) if year else None
    found = doi(fields.get("doi") or fields.get("xedoi") or "")
    version = Version(
        TYPES.get(entry.type, "document"),
        issued=issued,
        container=fields.get("journal") or fields.get("booktitle") or "",
        volume=fields.get("volume", ""),
        pages=fields.get("pages", ""),
        ids={"doi": found} if found else {},
    )
    work = Work(fields.get("title", ""), tuple(map(Author, names)), issued=issued, versions=(version,))
    return Claim(Place("auebbalab.bib", line), work)


def archive(path: Path, count: int) -> tuple[Claim, ...]:
    """Read so many papers of an archive of one JSON object a line.

    Where it holds fewer, further ones are made of the parts of two: other papers by other people, in
    the same words.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        known = [json.loads(line) for line in islice(lines, count)]
    return tuple(
        _archived(line, known[line % len(known)], known[(line + turn) % len(known)], turn)
        for line, turn in ((line, line // len(known)) for line in range(count))
    )


def _archived(line: int, own: Mapping[str, Any], other: Mapping[str, Any], turn: int) -> Claim:
    """Make a claim of an archive's paper; in later turns half its title and all family names are another's."""
    title, second = own["title"].split(), other["title"].split()
    names = (
        f"{author.get('given', '')} {bearer['family']}".strip()
        for author, bearer in zip(own["authors"], cycle(other["authors"] or own["authors"]), strict=False)
    )
    words = (own.get("abstract") or "").split()
    for _ in range(turn):
        words = [*words[::2], *words[1::2]]
    issued = Date(int(own["year"]))
    version = Version("paper-conference", issued=issued, container=own.get("venue", ""))
    work = Work(
        " ".join(title if not turn else [*title[: len(title) // 2], *second[len(second) // 2 :]]),
        tuple(Author(name) for name in dict.fromkeys(names)),
        issued=issued,
        versions=(version,),
        abstract=" ".join(words),
    )
    return Claim(Place("archive.jsonl", line + 1), work)
