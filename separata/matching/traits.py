"""Traits: what a claim is compared by, computed once from what it says."""

import re
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from zlib import crc32

import msgspec

from separata.identifiers import SCHEMES
from separata.model import Claim, Work
from separata.names import name_key
from separata.tex import plain
from separata.text import shingles, words_of

# The key of `Work.extra` by which a record that we already hold takes part as a claim.
RECORD = "record"

# How much of an abstract's beginning is kept, in letters, for comparison with a quoted opening.
_START = 200

# bioRxiv shares its prefix with journals, whose DOIs go on with a letter.
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/|1101/\d|31234/|31219/|26434/|2139/ssrn|21203/rs|20944/preprints|36227/techrxiv)"
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)")


class Traits(msgspec.Struct, frozen=True):
    """A claim, folded for comparison.

    `ids` maps a kind of identifier to its values; `authors` are keys of family name and first
    initial, in order; `years` are the first and the last year the claim knows; `start` and
    `opening` are letters without blanks: how the abstract begins, and how another source says so.
    `runs` are the abstract's runs of four words as checksums, in an array, since there may be many.
    """

    claim: Claim
    ids: Mapping[str, frozenset[str]]
    title: str
    authors: tuple[str, ...]
    years: tuple[int, int] | None
    start: str
    opening: str
    runs: "array[int]"

    @property
    def record(self) -> str:
        """The id of the paper whose record this claim is; empty for a source's claim."""
        return str(self.claim.work.extra.get(RECORD, ""))

    @property
    def handles(self) -> frozenset[str]:
        """The names by which a ruling can mean this claim: record id, place, `scheme:value`."""
        ids = (f"{scheme}:{value}" for scheme, value in _identifiers(self.claim.work))
        return frozenset({self.record, str(self.claim.place), *ids} - {""})


def traits_of(claim: Claim) -> Traits:
    """Fold a claim into what it is compared by."""
    work = claim.work
    return Traits(
        claim=claim,
        ids=_kinds(work),
        title=title_key(work.title),
        authors=tuple(author_key(author.name) for author in work.authors if not author.literal),
        years=_years(work),
        start=letters(work.abstract[: 3 * _START])[:_START],
        opening=letters(claim.abstract_opens)[:_START],
        runs=_runs(work.abstract),
    )


def kind_of(scheme: str, value: str) -> str:
    """Return the kind of an identifier: its scheme, but DOIs of preprints are a kind of their own."""
    return "preprint doi" if scheme == "doi" and _PREPRINT_DOI.match(value.lower()) else scheme


def title_key(title: str) -> str:
    """Return the folded words of a title, without TeX, joined by blanks."""
    return " ".join(words_of(plain(title)))


def letters(text: str) -> str:
    """Return the folded letters and digits of a text without blanks, so that `A$_{1g}$` is `a1g`."""
    return "".join(words_of(plain(text)))


@lru_cache(maxsize=1 << 16)
def author_key(name: str) -> str:
    """Return last word and first initial of a name (`brown t`): the same for most of its printings."""
    words = name_key(name).split()
    if len(words) > 2 and words[-1] in {"jr", "sr", "ii", "iii", "iv"}:
        words.pop()
    return f"{words[-1]} {words[0][0]}" if words else ""


def _runs(abstract: str) -> "array[int]":
    """Return a checksum of each run of four folded words, each once, ascending."""
    return array("L", sorted({crc32(" ".join(run).encode()) for run in shingles(plain(abstract))}))


def _identifiers(work: Work) -> Iterator[tuple[str, str]]:
    """Yield every identifier of a work and its versions, an arXiv id also where a DOI spells it out."""
    for scheme, value in chain(work.ids.items(), *(version.ids.items() for version in work.versions)):
        if scheme in SCHEMES:
            yield scheme, SCHEMES[scheme].canonical(value) or value
            if scheme == "doi" and (match := _ARXIV_DOI.match(value.lower())):
                yield "arxiv", SCHEMES["arxiv"].canonical(match.group(1)) or match.group(1)


def _kinds(work: Work) -> dict[str, frozenset[str]]:
    """Gather the identifiers of a work by kind."""
    kinds = dict[str, set[str]]()
    for scheme, value in _identifiers(work):
        kinds.setdefault(kind_of(scheme, value), set()).add(value)
    return {kind: frozenset(values) for kind, values in sorted(kinds.items())}


def _years(work: Work) -> tuple[int, int] | None:
    dates = [work.issued, *(said.date for said in work.dates), *(version.issued for version in work.versions)]
    years = [date.year for date in dates if date]
    return (min(years), max(years)) if years else None
