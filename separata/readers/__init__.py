"""Readers: what each shape of source says, as claims. One file a format, one line in `READERS`."""

from collections.abc import Iterable

from separata.model import Claim
from separata.problems import Place, Problem, did_you_mean
from separata.readers import (
    abstract_lines,
    academicpages,
    arxiv_atom,
    arxiv_lines,
    arxiv_oai,
    arxiv_paragraphs,
    bibtex,
    citation_cff,
    citation_csv,
    citation_lines,
    citations_yaml,
    crossref,
    csl_json,
    datacite,
    dblp,
    endnote_xml,
    etal_cards,
    facts,
    figure_cards,
    hugoblox,
    openalex,
    orcid,
    publist,
    pubmed,
    ris,
    semantic_scholar,
    web_of_science,
)
from separata.readers.listing import ENCODINGS, SEED_FIELDS, SeedNote, note_of, seed_list
from separata.readers.reader import Known, Reader, known_from
from separata.readers.seed import Seed, seed_from_bytes

READERS: tuple[Reader, ...] = (
    crossref.READER,
    arxiv_atom.READER,
    openalex.READER,
    dblp.READER,
    orcid.READER,
    pubmed.READER,
    datacite.READER,
    semantic_scholar.READER,
    arxiv_oai.READER,
    arxiv_lines.READER,
    arxiv_paragraphs.READER,
    abstract_lines.READER,
    etal_cards.READER,
    figure_cards.READER,
    facts.READER,
    bibtex.READER,
    citations_yaml.READER,
    csl_json.READER,
    ris.READER,
    web_of_science.READER,
    academicpages.READER,
    hugoblox.READER,
    publist.READER,
    citation_cff.READER,
    endnote_xml.READER,
    citation_csv.READER,
    citation_lines.READER,
)

__all__ = (
    "ENCODINGS",
    "READERS",
    "SEED_FIELDS",
    "Known",
    "Reader",
    "Seed",
    "SeedNote",
    "known_from",
    "note_of",
    "read_all",
    "recognised",
    "seed_from_bytes",
    "seed_list",
)


def recognised(seed: Seed, format: str = "") -> Reader | Problem:
    """Return the reader of a seed: the named one, else the only one that knows its text."""
    place = Place(seed.path)
    if not seed.text.strip():
        return Problem(place, "the file is empty")
    names = {reader.name: reader for reader in READERS}
    if format:
        hint = did_you_mean(format, names) or f"one of {', '.join(names)}"
        return names.get(format) or Problem(place, f"no reader has the name '{format}'", hint)
    found = [reader for reader in READERS if reader.detect(seed.text)]
    if len(found) == 1:
        return found[0]
    said = f"could be {' or '.join(reader.name for reader in found)}" if found else "is of no known format"
    return Problem(place, f"the file {said}", "name its format in seeds.yaml")


def read_all(seeds: Iterable[tuple[Seed, str]]) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Read seeds, each with the name of its format or "" to have it recognised.

    Formats that need to know what others say are read last. Claims and problems come sorted by place;
    the order of the seeds does not matter.
    """
    claims: list[Claim] = []
    problems: list[Problem] = []
    readings: list[tuple[Seed, Reader]] = []
    for seed, format in seeds:
        reader = recognised(seed, format)
        if isinstance(reader, Problem):
            problems.append(reader)
        else:
            readings.append((seed, reader))
    known = Known()
    for last in (False, True):
        for seed, reader in readings:
            if reader.needs_known is last:
                found = tuple(reader.read(seed, known)) or (_nothing(seed, reader),)
                claims += [item for item in found if isinstance(item, Claim)]
                problems += [item for item in found if isinstance(item, Problem)]
        known = known_from(claims)
    return tuple(sorted(claims, key=lambda claim: claim.place)), tuple(sorted(problems))


def _nothing(seed: Seed, reader: Reader) -> Problem:
    return Problem(Place(seed.path), f"has no record of the format {reader.name}")
