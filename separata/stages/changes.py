"""What an ingest changed in content, paper by paper, in words that a person can check."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from separata.files import Project
from separata.matching.papers import Join
from separata.names import name_key
from separata.paper import Paper
from separata.records import PAPER_FIELDS, stated
from separata.stages.content import Content, read_content
from separata.stages.ingest import Ingested, ingest
from separata.stages.program import program_digest
from separata.tex import plain


class Change(NamedTuple):
    """What became of one paper (new, published or changed), the words for it, its status if that is new."""

    kind: str
    paper: Paper
    words: str
    status: str = ""


class Ingest(NamedTuple):
    """An ingest with the content before and after it."""

    before: Content
    after: Content
    done: Ingested

    @property
    def homes(self) -> Mapping[str, str]:
        """The paper that each place belongs to: a claim's by the ledger, a record's by itself."""
        rows = (row for row in self.after.ledger if row.kind == "paper")
        claims = {place: row.id for row in rows for place in row.claims}
        return {**claims, **{str(paper.place): paper.id for paper in self.after.papers}}


def ingested(project: Project) -> Ingest:
    """Ingest, and read content before and after it.

    Raises:
        SeparataError: as `ingest`.
    """
    before = read_content(project, program_digest())
    done = ingest(project)
    return Ingest(before, read_content(project, program_digest()), done)


def changes(run: Ingest) -> tuple[Change, ...]:
    """Return what is new or different, by id of the paper."""
    held = {paper.id: paper for paper in run.before.papers}
    known = known_names(run.before)
    found = []
    for paper in sorted(run.after.papers, key=lambda paper: paper.id):
        old = held.get(paper.id)
        if old is None:
            words = f"new paper {paper.id}: {plain(paper.work.title)}; {_authors(paper, known)}"
            found.append(Change("new", paper, words, paper.work.status))
        elif fields := _different(old, paper):
            status = paper.work.status if paper.work.status != old.work.status else ""
            kind = "published" if _is_published(paper) and not _is_published(old) else "changed"
            found.append(Change(kind, paper, f"{paper.id}: {', '.join(_in_words(old, paper, fields))}", status))
    return tuple(found)


def doubts(run: Ingest, papers: Iterable[str]) -> tuple[str, ...]:
    """Return, for some papers, with which others they may be one, and what speaks for it."""
    wanted, homes = set(papers), run.homes
    return tuple(_doubt(join, homes) for join in run.done.uncertain if wanted & _papers(join, homes))


def kept(run: Ingest) -> tuple[str, ...]:
    """Return the lines that tell where a source that has changed contradicts what a person wrote."""
    before = {row.id: row.claims for row in run.before.ledger if row.kind == "paper"}
    paths = {paper.id: paper.place.path for paper in run.after.papers}
    starts = tuple(
        f"{paths[row.id]}: "
        for row in run.after.ledger
        if row.id in paths and set(row.claims.values()) != set(before.get(row.id, {}).values())
    )
    return tuple(line for line in run.done.report if line.startswith(starts) and line.endswith(", kept yours"))


def _papers(join: Join, homes: Mapping[str, str]) -> set[str]:
    return {homes.get(str(place), str(place)) for place in (join.a, join.b)}


def _doubt(join: Join, homes: Mapping[str, str]) -> str:
    one, other = (homes.get(str(place), str(place)) for place in (join.a, join.b))
    return f"{one} may be {other}: {'; '.join(join.words)}"


def _different(old: Paper, new: Paper) -> tuple[str, ...]:
    """Return the fields that differ; who says a date is no difference, and a new one shows elsewhere."""
    return tuple(
        field.name
        for field in PAPER_FIELDS
        if field.name != "dates"
        and stated(getattr(old.work, field.name)) != stated(getattr(new.work, field.name))
    )


def _in_words(old: Paper, new: Paper, fields: Sequence[str]) -> Iterator[str]:
    """Yield each difference: short texts as they were and are, the others by name."""
    for field in fields:
        was, now = stated(getattr(old.work, field)), stated(getattr(new.work, field))
        if was is None:
            yield f"{field} added"
        elif isinstance(was, str) and isinstance(now, str) and len(was) + len(now) < 160:
            yield f"{field} was '{was}', is '{now}'"
        else:
            yield f"{field} changed"


def _is_published(paper: Paper) -> bool:
    return any(version.type != "preprint" for version in paper.work.versions)


def known_names(content: Content) -> frozenset[str]:
    """Return the keys of all names that are printed on papers or stand on a person's record."""
    printed = {author.name for paper in content.papers for author in paper.work.authors}
    on_record = {name for person in content.people for name in (person.name, *person.names)}
    return frozenset(map(name_key, printed | on_record))


def known_authors(paper: Paper, known: frozenset[str]) -> int:
    """Return how many authors of a paper have a known name."""
    return sum(name_key(author.name) in known for author in paper.work.authors)


def _authors(paper: Paper, known: frozenset[str]) -> str:
    """Return how many authors a paper has, and how many of them other papers or people on record know."""
    authors = len(paper.work.authors)
    number = f"{authors} author{'' if authors == 1 else 's'}"
    return f"{number}, {known_authors(paper, known)} known"
