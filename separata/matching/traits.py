"""Traits: what a claim is compared by, computed once from what it says."""

import re
from array import array
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from zlib import crc32

import msgspec

from separata.matching.imprints import Imprint, imprints_of
from separata.matching.kinds import Kinds, identifiers_of, kinds_of
from separata.model import Claim, Work
from separata.names import SUFFIXES, name_key
from separata.tex import plain
from separata.text import folded, shingles, words_of

# The key of `Work.extra` by which a record that we already hold takes part as a claim.
RECORD = "record"

# The key under which such a record brings the ids that it had before.
FORMER = "former_ids"

# The key under which it brings the entries of sources that were ingested into it and have changed since.
CHANGED = "changed"

# How much of an abstract's beginning is kept, in letters, for comparison with a quoted opening.
_START = 200

# The line and the column of a place.
_LINE = re.compile(r"(?::\d+){1,2}$")

# What no title says: where it was printed (`. In Proc. 3rd Looms`, `, in A. King (ed`), as citations that were
# cut badly do, and what the referees said (`[version 2; peer review: 2 approved]`), as F1000 Research does.
_PRINTED_IN = re.compile(
    r"(?<=\w)[.,;:'\"”]+\s+(?:in\b.{0,80}(?:\bproc\b|\bproceedings\b|\(eds?\b)|proceedings of\b).*"
    r"|\[version \d+;[^\]]*\]$",
    re.I,
)


class Traits(msgspec.Struct, frozen=True):
    """A claim, folded for comparison.

    `ids` are the identifiers by kind; `authors` are keys of family name and first
    initial, in order; `years` are the first and the last year the claim knows; `start` and
    `opening` are letters without blanks: how the abstract begins, and how another source says so.
    `runs` are the abstract's runs of four words as checksums, in an array, since there may be many.
    `imprints` tell where it was published.
    """

    claim: Claim
    ids: Kinds
    title: str
    authors: tuple[str, ...]
    years: tuple[int, int] | None
    start: str
    opening: str
    runs: "array[int]"
    imprints: tuple[Imprint, ...] = ()

    @property
    def record(self) -> str:
        """The id of the paper whose record this claim is; empty for a source's claim."""
        return str(self.claim.work.extra.get(RECORD, ""))

    @property
    def entries(self) -> frozenset[str]:
        """The entry of a source, by file and key; of a record, the entries that have changed."""
        extra = self.claim.work.extra
        found = extra.get(CHANGED, ()) if self.record else (entry_of(str(self.claim.place), extra),)
        return frozenset(found) - {""}

    @property
    def handles(self) -> frozenset[str]:
        """The names by which a ruling can mean this claim: record ids, place, `scheme:value`."""
        work = self.claim.work
        ids = (f"{scheme}:{value}" for scheme, value in identifiers_of(work))
        former = work.extra.get(FORMER, ()) if self.record else ()
        return frozenset({self.record, *former, str(self.claim.place), *ids} - {""})


def traits_of(claim: Claim) -> Traits:
    """Fold a claim into what it is compared by."""
    work = claim.work
    return Traits(
        claim=claim,
        ids=kinds_of(work),
        title=title_key(_PRINTED_IN.sub("", work.title) or work.title),
        authors=tuple(
            folded(author.name) if author.literal else author_key(author.name) for author in work.authors
        ),
        years=_years(work),
        start=letters(work.abstract[: 3 * _START])[:_START],
        opening=letters(claim.abstract_opens)[:_START],
        runs=_runs(work.abstract),
        imprints=imprints_of(work),
    )


def entry_of(place: str, extra: Mapping[str, Any]) -> str:
    """Return the name by which an entry of a source is found again, wherever it stands; empty without a key."""
    key = extra.get("citation_key", "")
    return f"{source_of(place)}, entry {key}," if key else ""


def source_of(place: str) -> str:
    """Return the file in which a place is."""
    return _LINE.sub("", place)


def title_key(title: str) -> str:
    """Return the folded words of a title, without TeX, joined by blanks."""
    return " ".join(words_of(plain(title)))


def letters(text: str) -> str:
    """Return the folded letters and digits of a text without blanks, so that `A$_{1g}$` is `a1g`."""
    return "".join(words_of(plain(text)))


@lru_cache(maxsize=1 << 16)
def author_key(name: str) -> str:
    """Return last word and first initial of a name (`brown t`): the same for most of its printings.

    Initials behind a single name mean that the family name stands first (`Brown TB`, `Brown T.B.`).
    """
    words = name_key(name).split()
    if len(words) > 2 and words[-1] in SUFFIXES:
        words.pop()
    if len(words) > 1 and len(words[0]) > 2 and all(len(word) == 1 for word in words[1:]):
        words = [*words[1:], words[0]]
    return f"{words[-1]} {words[0][0]}" if words else ""


def _runs(abstract: str) -> "array[int]":
    """Return a checksum of each run of four folded words, each once, ascending."""
    return array("L", sorted({crc32(" ".join(run).encode()) for run in shingles(plain(abstract))}))


def _years(work: Work) -> tuple[int, int] | None:
    dates = [work.issued, *(said.date for said in work.dates), *(version.issued for version in work.versions)]
    years = [date.year for date in dates if date]
    return (min(years), max(years)) if years else None
