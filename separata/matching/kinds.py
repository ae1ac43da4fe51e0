"""Kinds of identifiers: of which of them a work has but one, and whether those of two works agree."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from separata.identifiers import SCHEMES, is_preprint_doi
from separata.model import Work
from separata.text import pattern
from separata.worktypes import TYPES

# Values by kind. A kind is a scheme or, of DOIs, what they lead to: `preprint doi`.
Kinds = Mapping[str, frozenset[str]]

# A work has one of each of these, and one DOI for each way in which it was published; other
# identifiers may be many (DBLP, deposits of data) or shared by many (ISBN).
SINGULAR = frozenset({"arxiv", "pmid", "preprint doi"})

_ARXIV_DOI = pattern(r"10\.48550/arxiv\.(.+)")

# Zenodo, figshare, OSF, Dryad and Harvard's Dataverse give each version of a deposit its own DOI.
_DEPOSIT_DOI = pattern(r"10\.(?:5281/zenodo|6084/m9|17605/osf|5061/dryad|7910/dvn)")

# Research Square and others end a DOI in "v2" for the second version, F1000 Research and its kin in ".2".
_VERSIONED = pattern(r"(?P<server>10\..*\d)[./-]v\d+|(?P<f1000>10\.12688/\w+\.\d+)\.\d+")


def kinds_of(work: Work) -> Kinds:
    """Gather the identifiers of a work and of its versions by kind, in order of kind."""
    kinds = dict[str, set[str]]()
    for scheme, value, of in _typed(work):
        kinds.setdefault(kind_of(scheme, value, of), set()).add(_without_version(value))
    return {kind: frozenset(values) for kind, values in sorted(kinds.items())}


def _without_version(value: str) -> str:
    match = _VERSIONED.fullmatch(value)
    return match["server"] or match["f1000"] if match else value


def with_known_kinds(everything: Sequence[Kinds]) -> tuple[Kinds, ...]:
    """Return the identifiers of several claims, a DOI under the kind that another claim knows it by.

    Of several kinds the first in the alphabet counts.
    """
    known = dict[str, str]()
    for kinds in everything:
        for kind in filter(_is_published, kinds):
            known |= {value: min(kind, known.get(value, kind)) for value in kinds[kind]}
    return tuple(_rekinded(kinds, known) if "doi" in kinds else kinds for kinds in everything)


def _rekinded(kinds: Kinds, known: Mapping[str, str]) -> Kinds:
    found = {kind: set(values) for kind, values in kinds.items() if kind != "doi"}
    for value in kinds["doi"]:
        found.setdefault(known.get(value, "doi"), set()).add(value)
    return {kind: frozenset(values) for kind, values in sorted(found.items())}


def kind_of(scheme: str, value: str, of: str = "") -> str:
    """Return the kind of an identifier; `of` is the type of the version that bears it, if known."""
    if scheme != "doi":
        return scheme
    if of == "preprint" or is_preprint_doi(value):
        return "preprint doi"
    if of in {"dataset", "software"} or _DEPOSIT_DOI.match(value.lower()):
        return "deposit doi"
    return "doi" if of in {"", "document"} else f"{of} doi"


def kind_words(kind: str) -> str:
    """Return how a kind of identifier is called in a sentence: `arXiv`, `preprint DOI`."""
    of = kind.removesuffix(" doi")
    return SCHEMES[kind].words if kind in SCHEMES else f"{TYPES[of].words.lower() if of in TYPES else of} DOI"


def identifiers_of(work: Work) -> Iterator[tuple[str, str]]:
    """Yield every identifier of a work and its versions, an arXiv id also where a DOI spells it out."""
    yield from ((scheme, value) for scheme, value, _ in _typed(work))


def shared(a: Kinds, b: Kinds) -> Iterator[tuple[str, str]]:
    """Yield the identifiers in common with their schemes, sorted; a DOI is one wherever it leads to."""
    if not a or not b:
        return
    ours, theirs = _by_scheme(a), _by_scheme(b)
    for scheme in sorted(ours.keys() & theirs.keys()):
        yield from ((scheme, value) for value in sorted(ours[scheme] & theirs[scheme]))


def conflicts(a: Kinds, b: Kinds) -> tuple[str, ...]:
    """Return the kinds of which a work has one and these two have different ones, sorted.

    A DOI that may lead to anything is compared with all that lead to a publication.
    """
    found = {kind for kind in a.keys() & b.keys() if _is_singular(kind) and a[kind].isdisjoint(b[kind])}
    ours, theirs = _published(a), _published(b)
    if ("doi" in a or "doi" in b) and ours and theirs and ours.isdisjoint(theirs):
        found.add("doi")
    return tuple(sorted(found))


def conflict_words(kind: str, a: Kinds, b: Kinds) -> str:
    """Say which two identifiers of a conflicting kind differ."""
    one, other = (min(_published(each) if kind == "doi" else each[kind]) for each in (a, b))
    return f"different {kind_words(kind)}: {min(one, other)} and {max(one, other)}"


def _is_singular(kind: str) -> bool:
    return kind in SINGULAR or _is_published(kind)


def _is_published(kind: str) -> bool:
    """Tell whether a kind is that of DOIs that lead to a publication of a known type."""
    return kind.removesuffix(" doi") in TYPES and kind != "preprint doi"


def _published(kinds: Kinds) -> frozenset[str]:
    found = (values for kind, values in kinds.items() if kind == "doi" or _is_published(kind))
    return frozenset[str]().union(*found)


def _by_scheme(kinds: Kinds) -> dict[str, frozenset[str]]:
    found = dict[str, frozenset[str]]()
    for kind, values in kinds.items():
        scheme = kind.rpartition(" ")[2]
        found[scheme] = found.get(scheme, frozenset()) | values
    return found


def _typed(work: Work) -> Iterator[tuple[str, str, str]]:
    """Yield scheme, canonical value and, as far as known, the type of the version that an identifier is of."""
    types = {each.type for each in work.versions if each.type != "preprint"}
    only = types.pop() if len(types) == 1 else ""
    of_version = {value for version in work.versions for value in version.ids.values()}
    found = chain(
        ((scheme, value, only) for scheme, value in work.ids.items() if value not in of_version),
        ((scheme, value, each.type) for each in work.versions for scheme, value in each.ids.items()),
    )
    for scheme, value, of in found:
        if scheme in SCHEMES:
            yield scheme, SCHEMES[scheme].canonical(value) or value, of
            if scheme == "doi" and (match := _ARXIV_DOI.match(value.lower())):
                yield "arxiv", SCHEMES["arxiv"].canonical(match.group(1)) or match.group(1), of
