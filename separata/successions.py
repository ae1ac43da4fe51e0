"""Successions: where the address of a paper leads whose record stands under another id, or nowhere any more."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from separata.files import digest
from separata.model import Published, Work
from separata.paper import Paper


def noted(id: str, work: Work) -> Published:
    """Return what is kept of a paper's address, by which the paper is known again under another id."""
    return Published(paper=id, ids=tuple(dict.fromkeys(_ids(work))), mark=_mark(work))


def successions(published: Iterable[Published], papers: Sequence[Paper]) -> dict[str, str]:
    """Return, for each id that papers had before, the paper it leads to now, or "" where that is gone.

    A record's own word comes first, which is in its `former_ids`. Then the paper that has one of the same
    identifiers is the same, then the one paper of the same title and authors. What papers have is what is
    kept of their own addresses, so that a large library need not fetch every work.
    """
    kept = {one.paper: one for one in published if one.paper}
    if not kept:
        return {}
    held = {id for paper in papers for id in (paper.id, *paper.former_ids)}
    gone = [one for id, one in sorted(kept.items()) if id not in held]
    if not gone:
        return {}
    there = [kept.get(paper.id) or noted(paper.id, paper.work) for paper in papers]
    by_id = _bearing({id for one in gone for id in one.ids}, there)
    by_mark = _alike({one.mark for one in gone} - {""}, there)
    return {one.paper: _heir(one, by_id, by_mark) for one in gone}


def _bearing(ids: Container[str], papers: Iterable[Published]) -> dict[str, str]:
    """Return the paper that has each of some identifiers; of several the first in the alphabet."""
    found: dict[str, str] = {}
    for one in papers:
        for id in one.ids:
            if id in ids:
                found[id] = min(found.get(id, one.paper), one.paper)
    return found


def _alike(marks: Container[str], papers: Iterable[Published]) -> dict[str, str]:
    """Return the one paper that has each of some marks; none where several have it."""
    found: dict[str, str] = {}
    for one in papers:
        if one.mark in marks:
            found[one.mark] = "" if one.mark in found else one.paper
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
