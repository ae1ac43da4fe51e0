"""Looking for what is new: the people and queries that `site.yaml` watches, asked of the services once more.

Each list is fetched as a whole, since no service tells what it has changed or retracted. It is kept only where
it says something else than last time; of a service that fails, the last answer stays.
"""

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from separata.config import Watch
from separata.fetch import Network
from separata.files import Project, bytes_of, text_if_there
from separata.problems import Place, Problem, SeparataError
from separata.readers import SeedNote, seed_list
from separata.services import JSON, XML, Question, by_dblp, by_openalex, by_orcid, matching_on_arxiv
from separata.stages.changes import ingested
from separata.stages.content import read_configuration
from separata.stages.findings import Finding, written_report
from separata.stages.incoming import LIST, Incoming, answered, claims_of, in_place, whole_claims_of


class Synced(NamedTuple):
    """What a sync found: a report in Markdown, and the services that could not be asked."""

    report: str
    problems: tuple[Problem, ...]


def sync(project: Project, *, network: Network, again: bool = False) -> Synced:
    """Ask for everything that is watched, ingest what has changed, and report it.

    With `again`, every other answer under `seeds/` is asked for once more, too.

    Raises:
        SeparataError: when there is nothing to ask, no service answers, or content has an error.
    """
    watches = read_configuration(project).watch
    asked = [(watch, words, question) for watch in watches for words, question in _questions(watch)]
    found, failed = _findings(project, network, asked)
    if again:
        known = {answer.file for finding in found for answer in finding.answers}
        more, others = _findings(project, network, _kept(project, known))
        found, failed = [*found, *more], [*failed, *others]
    if not found:
        hint = "list people under 'watch', such as {person: ada-lovelace, orcid: 0000-0002-1825-0097}"
        raise SeparataError(*failed or [Problem(Place("content/site.yaml"), "watches nobody", hint)])
    fresh = tuple(answer for finding in found for answer in finding.answers if _is_news(project, answer))
    with in_place(project, fresh):
        run = ingested(project)
    return Synced(written_report(run, found, failed), tuple(failed))


def _findings(
    project: Project, network: Network, asked: Iterable[tuple[Watch, str, Question]]
) -> tuple[list[Finding], list[Problem]]:
    """Ask; return what was found, and why the rest was not."""
    found: list[Finding] = []
    failed: list[Problem] = []
    for watch, words, question in asked:
        try:
            answers = answered(network, words, (question,))
            found.append(Finding(watch, words, answers, _claims(project, answers)))
        except SeparataError as error:
            failed += error.problems
    return found, failed


def _kept(project: Project, known: Container[str]) -> Iterator[tuple[Watch, str, Question]]:
    """Yield the question to which each kept answer is one, but for those just asked."""
    path = project.seeds / LIST
    shown = project.shown(path)
    notes, _ = seed_list(shown, text_if_there(path, shown) or "")
    for name, note in notes.items():
        if note.retrieved and note.note.startswith("https://") and name not in known:
            accept = XML if name.endswith(".xml") else JSON
            yield Watch(), name, Question(note.note, note.format, name, accept)


def _questions(watch: Watch) -> Iterator[tuple[str, Question]]:
    """Yield what is asked for a watch, each with its words."""
    if watch.orcid:
        yield f"ORCID {watch.orcid}", by_orcid(watch.orcid)
    if watch.openalex:
        yield f"OpenAlex {watch.openalex}", by_openalex(watch.openalex)
    if watch.dblp:
        yield f"DBLP {watch.dblp}", by_dblp(watch.dblp)
    if watch.arxiv:
        yield f"arXiv query {watch.arxiv}", matching_on_arxiv(watch.arxiv)


def _claims(project: Project, answers: Iterable[Incoming]) -> frozenset[str]:
    """Return the places of all that the answers say, once all of it can be read."""
    return frozenset(str(claim.place) for answer in answers for claim in whole_claims_of(project, answer))


def _is_news(project: Project, answer: Incoming) -> bool:
    """Tell whether an answer says something else than the one that is kept.

    Counts, times and the order of records, which change by the day, are no news.
    """
    kept = project.seeds / answer.file
    if not kept.is_file():
        return True
    try:
        old, _ = claims_of(
            project, Incoming(answer.file, bytes_of(kept, answer.file), SeedNote(answer.note.format))
        )
    except SeparataError:
        return True
    new, _ = claims_of(project, answer)
    return {claim.raw for claim in old} != {claim.raw for claim in new}
