"""Sources on their way into `seeds/`: asked for, tried whether they can be read, put in place or taken back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from separata.fetch import Network
from separata.files import Project, bytes_of, decoded, remove, write
from separata.layout import blocks
from separata.located import written
from separata.model import Claim
from separata.problems import Place, Problem, SeparataError, errors_of
from separata.readers import SeedNote, read_all, seed_from_bytes, seed_list
from separata.services import KINDS, Question

LIST = "seeds.yaml"
_UNREADABLE = "see what was answered; the service may have no such paper, or may be out of order"
_NO_WORKS = "there may be none that everybody may see, or the service may be out of order"
_LATER = "nothing was changed; try again later"
_MOST = 100  # answers that one question may lead to


class Incoming(NamedTuple):
    """A source that has come in: the name of its file below `seeds/`, its bytes, and what is known of it.

    `moved` tells where the service led from the address asked, as it does from an id merged into another.
    """

    file: str
    data: bytes
    note: SeedNote
    moved: str = ""


def answered(network: Network, text: str, questions: Sequence[Question]) -> tuple[Incoming, ...]:
    """Put questions one after the other until a service answers; return its answer and those it leads to.

    Raises:
        SeparataError: when no service knows what was asked for, or one cannot be asked.
    """
    for question in questions:
        if found := tuple(_answers(network, question)):
            return found
    hosts = " and ".join(question.url.split("/")[2] for question in questions)
    if hosts:
        raise SeparataError(Problem(Place(text), f"is not known to {hosts}", "check it, or add a file instead"))
    kinds = ", ".join(f"{kind.words} ({kind.example})" for kind in KINDS)
    raise SeparataError(
        Problem(Place(text), "is neither a file nor an id that can be looked up", f"one of {kinds}")
    )


def _answers(network: Network, question: Question) -> Iterator[Incoming]:
    """Yield the answer to a question and to all that it leads to, in order; nothing when there is none."""
    waiting = [question]
    for _ in range(_MOST):
        if not waiting:
            return
        asked = waiting.pop(0)
        answer = network.fetch(asked.url, asked.accept)
        if answer is None and asked is not question:
            raise SeparataError(Problem(Place(asked.url), "is missing, although the service names it", _LATER))
        if answer is None:
            return
        if asked.file:
            retrieved = str(answer.retrieved or "")
            note = SeedNote(asked.format, retrieved=retrieved, note=answer.url)
            start, end = (url.partition("?")[0] for url in (asked.url, answer.url))
            yield Incoming(asked.file, answer.data, note, f"{start} leads to {end}" if start != end else "")
        further = asked.further(answer.data)
        if not (asked.file or further):
            raise SeparataError(Problem(Place(asked.url), "names no works", _NO_WORKS))
        waiting += further
    raise SeparataError(Problem(Place(question.url), f"leads to more than {_MOST} answers", "ask for less"))


def claims_of(project: Project, source: Incoming) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Read a source as it will be read from `seeds/`.

    Raises:
        SeparataError: when nothing can be read from it.
    """
    seed = seed_from_bytes(project.shown(project.seeds / source.file), source.data)
    if isinstance(seed, Problem):
        raise SeparataError(seed)
    claims, problems = read_all([(seed, source.note.format)])
    if not claims:
        raise SeparataError(
            *(problem if problem.hint else problem._replace(hint=_UNREADABLE) for problem in problems)
        )
    return claims, problems


def whole_claims_of(project: Project, answer: Incoming) -> tuple[Claim, ...]:
    """Read a service's answer, of which everything has to be readable: a part of it may be missing else.

    Raises:
        SeparataError: with the errors in it.
    """
    claims, problems = claims_of(project, answer)
    if found := errors_of(problems):
        raise SeparataError(*found)
    return claims


@contextmanager
def in_place(project: Project, sources: Iterable[Incoming]) -> Iterator[None]:
    """Put sources into `seeds/` for as long as all goes well: what fails leaves `seeds/` as it was."""
    sources = tuple(sources)
    names = (*(source.file for source in sources), LIST)
    before = {name: _bytes(project, name) for name in names}
    listed = with_notes(project, {source.file: source.note for source in sources})
    with ExitStack() as undo:
        undo.callback(_restore, project, before)
        for source in sources:
            write(project.seeds / source.file, source.data)
        if sources:
            write(project.seeds / LIST, listed.encode())
        yield
        undo.pop_all()


def with_notes(project: Project, notes: Mapping[str, SeedNote]) -> str:
    """Return the text of `seeds.yaml` with some notes set anew; every other line stays as it is.

    A file that was not fetched keeps the note that it has.

    Raises:
        SeparataError: when the file has an error.
    """
    shown = project.shown(project.seeds / LIST)
    text = decoded(_bytes(project, LIST) or b"", shown)
    listed, problems = seed_list(shown, text)
    if problems:
        raise SeparataError(*problems)
    fresh = {name: note for name, note in notes.items() if note.retrieved or name not in listed}
    lines = {name: tuple(_entry(name, note).splitlines()) for name, note in fresh.items()}
    parts = blocks(text)
    kept = [line for part in parts for line in (*part.above, *lines.pop(part.name, part.lines))]
    kept = kept if parts else text.splitlines()
    return "".join(f"{line}\n" for line in (*kept, *(line for entry in lines.values() for line in entry)))


def _entry(name: str, note: SeedNote) -> str:
    return written(
        {name: {field: value for field in note.__struct_fields__ if (value := getattr(note, field))}}
    )


def _bytes(project: Project, name: str) -> bytes | None:
    path = project.seeds / name
    return bytes_of(path, project.shown(path)) if path.is_file() else None


def _restore(project: Project, before: Mapping[str, bytes | None]) -> None:
    for name, data in before.items():
        if data is not None:
            write(project.seeds / name, data)
    tuple(remove(project.seeds, (name for name, data in before.items() if data is None)))
