"""Successions: where the address of a paper leads whose record stands under another id, or nowhere any more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from separata.files import digest
from separata.model import Paper, Published, Work


def noted(id: str, work: Work) -> Published:
    """Return what is kept of a paper's address, by which the paper is known again under another id."""
    return Published(paper=id, ids=tuple(_ids(work)), mark=_mark(work))


def successions(published: Iterable[Published], papers: Sequence[Paper]) -> dict[str, str]:
    """Return, for each id that papers had before, the paper it leads to now, or "" where that is gone.

    A record's own word comes first, which is in its `former_ids`. Then the paper that has one of the same
    identifiers is the same, then the one paper of the same title and authors.
    """
    held = {id for paper in papers for id in (paper.id, *paper.former_ids)}
    gone = [one for one in published if one.paper and one.paper not in held]
    if not gone:
        return {}
    by_id: dict[str, str] = {}
    by_mark: dict[str, set[str]] = {}
    for paper in sorted(papers, key=lambda paper: paper.id):
        for id in _ids(paper.work):
            by_id.setdefault(id, paper.id)
        by_mark.setdefault(_mark(paper.work), set()).add(paper.id)
    return {one.paper: _heir(one, by_id, by_mark) for one in sorted(gone, key=lambda one: one.paper)}


def _heir(one: Published, by_id: Mapping[str, str], by_mark: Mapping[str, set[str]]) -> str:
    bearing = [by_id[id] for id in one.ids if id in by_id]
    alike = by_mark.get(one.mark, set())
    return bearing[0] if bearing else next(iter(alike)) if len(alike) == 1 else ""


def _ids(work: Work) -> Iterator[str]:
    """Yield a work's identifiers, its own before its versions'; the chapters of a book share an ISBN."""
    every = (work.ids, *(version.ids for version in work.versions))
    stated = (item for ids in every for item in ids.items())
    yield from dict.fromkeys(f"{scheme}:{value}" for scheme, value in stated if scheme != "isbn")


def _mark(work: Work) -> str:
    """Return the hash of a title and the authors, in 16 hexadecimal digits: names given up stand in no list."""
    return digest("\n".join((work.title, *(author.name for author in work.authors))).encode()).hex()[:16]
