"""Successions: where the address of a paper leads whose record stands under another id, or nowhere any more."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from separata.files import digest
from separata.model import Paper, Published, Work


def noted(id: str, work: Work) -> Published:
    """Return what is kept of a paper's address, by which the paper is known again under another id."""
    return Published(paper=id, ids=tuple(dict.fromkeys(_ids(work))), mark=_mark(work))


def successions(published: Iterable[Published], papers: Sequence[Paper]) -> dict[str, str]:
    """Return, for each id that papers had before, the paper it leads to now, or "" where that is gone.

    A record's own word comes first, which is in its `former_ids`. Then the paper that has one of the same
    identifiers is the same, then the one paper of the same title and authors.
    """
    held = {id for paper in papers for id in (paper.id, *paper.former_ids)}
    gone = [one for one in published if one.paper and one.paper not in held]
    if not gone:
        return {}
    by_id = _bearing({id for one in gone for id in one.ids}, papers)
    unknown = {one.mark for one in gone if not any(id in by_id for id in one.ids)}
    by_mark = _alike(unknown - {""}, papers)
    return {one.paper: _heir(one, by_id, by_mark) for one in sorted(gone, key=lambda one: one.paper)}


def _bearing(ids: Container[str], papers: Iterable[Paper]) -> dict[str, str]:
    """Return the paper that has each of some identifiers; of several the first in the alphabet."""
    found: dict[str, str] = {}
    for paper in papers:
        for id in _ids(paper.work):
            if id in ids:
                found[id] = min(found.get(id, paper.id), paper.id)
    return found


def _alike(marks: Collection[str], papers: Iterable[Paper]) -> dict[str, str]:
    """Return the one paper that has each of some marks; none where several have it."""
    found: dict[str, str] = {}
    for paper in papers if marks else ():
        if (mark := _mark(paper.work)) in marks:
            found[mark] = "" if mark in found else paper.id
    return found


def _heir(one: Published, by_id: Mapping[str, str], by_mark: Mapping[str, str]) -> str:
    return next((by_id[id] for id in one.ids if id in by_id), "") or by_mark.get(one.mark, "")


def _ids(work: Work) -> Iterator[str]:
    """Yield a work's identifiers, its own before its versions'; the chapters of a book share an ISBN."""
    for ids in (work.ids, *(version.ids for version in work.versions)):
        for scheme, value in ids.items():
            if scheme != "isbn":
                yield f"{scheme}:{value}"


def _mark(work: Work) -> str:
    """Return the hash of a title and the authors, in 16 hexadecimal digits: names given up stand in no list."""
    return digest("\n".join((work.title, *(author.name for author in work.authors))).encode()).hex()[:16]
