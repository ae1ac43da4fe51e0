"""The report of a sync, in Markdown: what a person should look at before it goes on the site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from separata.config import Watch
from separata.exporters.markdown import escaped
from separata.names import name_key
from separata.paper import Paper
from separata.problems import Problem
from separata.stages.changes import Change, Ingest, changes, doubts, kept, known_authors, known_names
from separata.stages.incoming import Incoming
from separata.text import slug


class Finding(NamedTuple):
    """What was found for a watch: in which words it was asked, the answers, and the places of their claims."""

    watch: Watch
    words: str
    answers: tuple[Incoming, ...]
    places: frozenset[str]


def written_report(run: Ingest, found: Sequence[Finding], failed: Iterable[Problem]) -> str:
    """Return the report, its groups in a fixed order, those with nothing in them left out."""
    told, found_by, known = changes(run), _found_by(run, found), known_names(run.before)
    new = [change for change in told if change.kind == "new"]
    strange = {
        change.paper.id: "; ".join(reasons)
        for change in new
        if (reasons := _doubts_on(run, change.paper, found_by.get(change.paper.id, ()), known))
    }
    groups = {
        "Retracted or corrected": [_status(change) for change in told if change.status],
        "New": [change.words for change in new if change.paper.id not in strange],
        "Now published": [_published(change) for change in told if change.kind == "published"],
        "Changed": [change.words for change in told if change.kind == "changed" and not change.status],
        "Possibly not yours": [
            f"{change.words} ({strange[change.paper.id]})" for change in new if change.paper.id in strange
        ],
        "Uncertain": doubts(run, (change.paper.id for change in told)),
        "Kept as you wrote it": kept(run),
        "Could not be asked": [f"{problem.place}: {problem.message}" for problem in failed],
    }
    return "".join(_lines(_date(found), groups))


def _lines(date: str, groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield f"# What the services say{date}\n"
    if not any(groups.values()):
        yield "\nNothing new.\n"
    for title, items in groups.items():
        if items:
            yield f"\n## {title} ({len(items)})\n\n"
            yield from (f"- {escaped(item)}\n" for item in items)
    if groups["Possibly not yours"]:
        yield "\nA paper that is not yours: delete its record under `content/papers/`, and it stays away.\n"
    if groups["Uncertain"]:
        yield "\nTwo that are one, or not: say so in `content/decisions.yaml`.\n"


def _date(found: Sequence[Finding]) -> str:
    """Return the day of the latest answer by the clock of its service, as none of ours is asked."""
    days = {answer.note.retrieved for finding in found for answer in finding.answers} - {""}
    return f" on {max(days)}" if days else ""


def _status(change: Change) -> str:
    note = change.paper.work.status_note
    return f"{change.paper.id}: {change.status}{f' ({note})' if note else ''}"


def _published(change: Change) -> str:
    version = next(each for each in reversed(change.paper.work.versions) if each.type != "preprint")
    where = ", ".join(part for part in (version.container, str(version.issued or "")) if part)
    return f"{change.words}{f' ({where})' if where else ''}"


def _found_by(run: Ingest, found: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Return which findings speak of each paper."""
    homes = run.homes
    by_paper: dict[str, tuple[Finding, ...]] = {}
    for finding in found:
        for paper in sorted({homes[place] for place in finding.places if place in homes}):
            by_paper[paper] = (*by_paper.get(paper, ()), finding)
    return by_paper


def _doubts_on(run: Ingest, paper: Paper, found: Sequence[Finding], known: frozenset[str]) -> tuple[str, ...]:
    """Return why a new paper may be another person's; nothing when one finding is beyond doubt."""
    reasons = [_doubt(run, paper, finding, known) for finding in found]
    return tuple(dict.fromkeys(reasons)) if all(reasons) else ()


def _doubt(run: Ingest, paper: Paper, finding: Finding, known: frozenset[str]) -> str:
    """Return what speaks against a paper being of the person watched, or "".

    A person's own ORCID record is believed, and so is an ORCID iD on the paper. What a service or a query
    finds by name has to name the person, and somebody else who is known here as well.
    """
    watch, authors = finding.watch, paper.work.authors
    if finding.words.startswith("ORCID ") or (
        watch.orcid and watch.orcid in {author.orcid for author in authors}
    ):
        return ""
    if watch.person and not _names(run, paper, watch.person):
        return f"{finding.words}: no author has a name of {watch.person}"
    if known and known_authors(paper, known) < min(2, len(authors)):
        return f"{finding.words}: no two of its authors are known here"
    return ""


def _names(run: Ingest, paper: Paper, person: str) -> bool:
    """Tell whether an author of a paper has a name of a person: one on record, or the one that gives the id."""
    names = {name for each in run.after.people if each.id == person for name in (each.name, *each.names)}
    keys = set(map(name_key, names))
    return any(name_key(author.name) in keys or slug(author.name) == person for author in paper.work.authors)
