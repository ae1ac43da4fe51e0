"""Lists that groups keep in public repositories, where copies of them stand beside the project.

They are not ours to copy, so what must be read from some of their entries is said here in our own words.
The small cases beside this file cover the same ground where the lists are missing.
"""

import re
from functools import cache

import pytest

from separata.matching.chronology import issued
from separata.model import Claim
from separata.problems import Problem, errors_of
from separata.readers import Seed, read_all, seed_from_bytes
from separata.records import read_papers, written_work
from separata.text import words_of
from tests.conftest import ROOT

LISTS = {path.name: path for path in sorted(ROOT.parent.glob("*/corpus/lists/*.*"))}
MISSING = "the corpus of public lists is not beside the project"

# How many entries each list has, by hand: lines that begin one, less those commented out.
ENTRIES = {
    "auebbalab.bib": 540,
    "dealii-2023.bib": 243,
    "germanhci.bib": 494,
    "rescience.bib": 223,
    "rispy-example_bom.ris": 1,
    "rispy-example_empty_tag.ris": 1,
    "rispy-example_extraneous_data.ris": 2,
    "rispy-example_full.ris": 2,
    "rispy-example_multiline.ris": 3,
    "rispy-example_urls.ris": 4,
    "rispy-example_utf_chars.ris": 1,
    "rispy-example_wos.ris": 2,
    "scihub.csl.json": 130,
    "stajichlab.citations.yaml": 298,
    "thuir.citations.yaml": 330,
}

# List, line of an entry, first author, words of the title, year.
SAMPLE = [
    ("auebbalab.bib", 3, "Antonios Gkortzis", "vulinoss a dataset", 2018),
    ("auebbalab.bib", 3949, "Diomidis Spinellis", "guerrilla tactics", 2014),
    ("auebbalab.bib", 6839, "Dimitris Gavrilis", "", 2015),
    ("auebbalab.bib", 7136, "Diomidis Spinellis", "lifetime of fine grained elements", 2021),
    ("dealii-2023.bib", 3, "Dario Abbondanza", "cavitation over solid surfaces", 2023),
    ("dealii-2023.bib", 63, "Mustafa Ağgül", "deferred correction method", 2023),
    ("dealii-2023.bib", 75, "Mustafa Ağgül", "mhd system in elsasser variables", 2023),
    ("dealii-2023.bib", 195, "Juan C. Araújo C.", "", 2023),
    ("germanhci.bib", 2, "Karim Benharrak", "writer defined ai personas", 2024),
    ("germanhci.bib", 3756, "Teresa Hirzle", "digital eye strain", 2022),
    ("germanhci.bib", 6750, "Stefan Schneegass", "authentication beyond desktops", 2020),
    ("rescience.bib", 1, "Valter Hudovernik", "learning with noisy labels", 2026),
    ("rescience.bib", 3912, "Carles Balsells Rodas", "hamiltonian generative networks", 2021),
    ("rescience.bib", 5131, "Koustuv Sinha", "ml reproducibility challenge", 2023),
    ("rispy-example_empty_tag.ris", 1, "Fanning E.", "shoulder stabilization", 2020),
    ("rispy-example_full.ris", 2, "Karl Marx", "title of reference", 2014),
    ("rispy-example_urls.ris", 35, "Claude E. Shannon", "mathematical theory of communication", 1948),
    ("rispy-example_utf_chars.ris", 1, "Yu E. Dobrokhotova", "рецепторного аппарата", 2009),
    ("rispy-example_wos.ris", 112, "WX Cao", "heme model compounds", 2004),
    ("scihub.csl.json", 2, "Juan Benet", "content addressed versioned p2p file system", 2014),
    ("scihub.csl.json", 948, "", "observations communicated to the publisher", 1677),
    ("scihub.csl.json", 1743, "Vincent Larivière", "oligopoly of academic publishers", 2015),
    ("scihub.csl.json", 3106, "Association of Research Libraries", "expenditure trends", 2017),
    ("stajichlab.citations.yaml", 3, "Sandeep Vellanki", "azole tolerance", 2026),
    ("stajichlab.citations.yaml", 3348, "Guillermo Vidal-Diez de Ulzurrun", "oyster mushroom", 2021),
    ("thuir.citations.yaml", 2257, "Bulou Liu", "ask clarifying questions", 2023),
    ("thuir.citations.yaml", 3492, "Makoto P. Kato", "15th round of nii testbeds", 2021),
]


@cache
def reading(name: str) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Return what is read from a list; skip where it is missing."""
    if name not in LISTS:
        pytest.skip(MISSING)
    seed = seed_from_bytes(name, LISTS[name].read_bytes())
    assert isinstance(seed, Seed)
    return read_all([(seed, "")])


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_is_a_claim_or_an_error(name: str) -> None:
    claims, problems = reading(name)
    assert len(claims) + len(errors_of(problems)) == ENTRIES[name]
    for claim in claims:
        if claim.work.title:
            papers, wrong = read_papers("content/papers/a.yaml", written_work(claim.work))
            assert not wrong
            assert papers[0].work == claim.work


@pytest.mark.parametrize(("name", "line", "author", "title", "year"), SAMPLE)
def test_a_sample_is_read_right(name: str, line: int, author: str, title: str, year: int) -> None:
    claims, _ = reading(name)
    (claim,) = (claim for claim in claims if claim.place.line == line)
    date = issued((claim,))
    names = [printed.name for printed in claim.work.authors]
    assert re.sub(r"(.+), (.+)", r"\2 \1", names[0] if names else "") == author
    assert title in " ".join(words_of(re.sub("<[^>]*>", "", claim.work.title)))
    assert date
    assert date.year == year
