"""The command line. The only module that prints."""

import errno
import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

from separata.arguments import options_of, program_name
from separata.files import Project
from separata.problems import Place, Problem, SeparataError, Severity, errors_of, report

if TYPE_CHECKING:
    from separata.fetch import Network

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def run() -> NoReturn:
    """Run the command that was typed, and end the process."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Names have letters that some terminals have not.
        sys.stdout.reconfigure(errors="backslashreplace")
    outcome = main()
    # What is left to say, if anybody still listens.
    with suppress(OSError):
        sys.stdout.flush()
    # Python itself would first take all that was read apart, piece by piece: a fifth of a build after an edit.
    os._exit(outcome)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 when there are problems, which are printed on standard error."""
    options = options_of(sys.argv[1:] if argv is None else argv)
    try:
        outcome = COMMANDS[options.command](Project(options.project.resolve()), options)
        sys.stdout.flush()
        return outcome
    except SeparataError as error:
        _print_problems(error.problems)
        return 1
    except BrokenPipeError:
        # Whoever reads has read enough, as `head` does. What is left goes into a pipe that nobody reads, since
        # Python would complain once more at its end.
        os.dup2(os.pipe()[1], sys.stdout.fileno())
        return 0
    except OSError as error:
        _print_problems([_refused(error)])
        return 1
    except KeyboardInterrupt:
        return 130


def _refused(error: OSError) -> Problem:
    """Return the problem of a folder that may not be written, a file where a folder should be, a full disk.

    Raises:
        OSError: when it is none of these.
    """
    # Of a disk that takes no more bytes the system does not say which file they were meant for.
    if not error.filename and error.errno not in _FULL:
        raise error
    hint = "if another build of it is running, let that end first" if error.errno == errno.ENOENT else ""
    return Problem(Place(str(error.filename or "the disk")), f"cannot be used: {error.strerror}", hint)


def _build(project: Project, options: SimpleNamespace) -> int:
    from separata.stages.build import build, explained

    start = time.perf_counter()
    out = options.out.resolve() if options.out else project.site
    try:
        _refuse_among_sources(project, out)
        told = _changed_since(project, options.since) if options.since else None
        built = build(project, out=out, base_url=options.base_url, told=told, progress=_progress())
    except SeparataError as error:
        _print_problems(error.problems, f"{project.shown(out)}/ was not changed")
        return 1
    if options.explain:
        _say(explained(built.reasons))
    _print_problems(built.problems)
    took = time.perf_counter() - start
    counts = f"{built.differing} written, {built.kept} kept, {len(built.removed)} removed"
    _say([f"{project.shown(out)}/: {counts} in {took:.2f} s"])
    return 0


def _refuse_among_sources(project: Project, out: Path) -> None:
    """Refuse to put the site where the next build would read it as its source.

    Raises:
        SeparataError: when that is asked for.
    """
    for folder in (project.content, project.seeds, project.templates):
        if out.is_relative_to(folder.resolve()):
            message, hint = f"must not be in {project.shown(folder)}/", "name a folder of its own, such as site"
            raise SeparataError(Problem(Place("--out"), message, hint))


def _changed_since(project: Project, revision: str) -> frozenset[str]:
    from separata.stages.history import changed_since

    return changed_since(project, revision)


def _check(project: Project, _: SimpleNamespace) -> int:
    from separata.stages.check import check

    checked = check(project)
    _print_problems(checked.problems)
    if errors_of(checked.problems):
        return 1
    people = "1 person" if checked.people == 1 else f"{checked.people} people"
    _say([f"content/ is sound: {_counted(checked.papers, 'paper') or 'no papers'}, {people}"])
    if checked.open_pairs:
        _say([f"{_counted(checked.open_pairs, 'pair')} to decide on: run '{program_name()} review'"])
    strangers = (
        _counted(checked.unpublished, "paper's address", "papers' addresses"),
        _counted(checked.unregistered, "author's address", "authors' addresses"),
    )
    if any(strangers):
        count = " and ".join(filter(None, strangers))
        _say([f"{count} not yet kept for good: run '{program_name()} ingest'"])
    return 0


def _ingest(project: Project, _: SimpleNamespace) -> int:
    from separata.stages.ingest import ingest

    ingested = ingest(project)
    _say(ingested.report)
    _print_problems(ingested.problems)
    return 1 if errors_of(ingested.problems) else 0


def _add(project: Project, options: SimpleNamespace) -> int:
    from separata.stages.add import add

    pasted = sys.stdin.buffer.read() if "-" in options.ids else None
    with _network(project) as network:
        try:
            added = add(project, [text for text in options.ids if text != "-"], network=network, pasted=pasted)
        except SeparataError as error:
            _print_problems(error.problems, "seeds/ and content/ were not changed")
            return 1
    _say(added.report)
    _print_problems(added.problems)
    return 1 if errors_of(added.problems) else 0


def _sync(project: Project, options: SimpleNamespace) -> int:
    from separata.files import write
    from separata.stages.sync import sync

    with _network(project) as network:
        try:
            synced = sync(project, network=network, again=options.again)
        except SeparataError as error:
            _print_problems(error.problems, "seeds/ and content/ were not changed")
            return 1
    if options.report:
        write(options.report.resolve(), synced.report.encode())
    else:
        _say([synced.report.rstrip()])
    _print_problems(synced.problems)
    return 0


def _export(project: Project, options: SimpleNamespace) -> int:
    from separata.files import write
    from separata.stages.export import Choice, export

    choice = Choice(options.person, options.year, options.topic, options.query)
    written = export(project, options.format, choice).encode()
    if options.out:
        write(options.out.resolve(), written)
    else:
        # The bytes as they are: a terminal's own line ends and letters are no part of a format.
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    return 0


def _network(project: Project) -> "Network":
    """Return the connection to the services; the group's own contact goes with every question."""
    from separata.fetch import Network
    from separata.services import PACES
    from separata.stages.content import read_configuration

    keys = {pace.key: os.environ[pace.key] for pace in PACES.values() if pace.key in os.environ}
    contact = read_configuration(project).contact
    return Network(
        contact=contact,
        clock=time.monotonic,
        sleep=time.sleep,
        keys=keys,
        mirror=os.environ.get("SEPARATA_MIRROR", ""),
    )


def _import(project: Project, options: SimpleNamespace) -> int:
    from separata.stages.importing import import_from

    try:
        imported = import_from(project, options.origin.resolve())
    except SeparataError as error:
        _print_problems(error.problems, "content/ and seeds/ were not changed")
        return 1
    _say(imported.report)
    _print_problems(imported.problems)
    return 1 if errors_of(imported.problems) else 0


def _review(project: Project, options: SimpleNamespace) -> int:
    from separata.stages.review import questions, walk_through

    asked = questions(project)
    if not asked:
        _say(["nothing waits for a decision"])
        return 0
    if not options.list and sys.stdin.isatty():
        decided = walk_through(project, asked, ask=_asked, say=lambda line: _say([line]))
        if decided:
            rulings = _counted(decided, "ruling")
            _say([f"{rulings} in content/decisions.yaml: run '{program_name()} ingest' next"])
        return 0
    for question in asked:
        _say(
            [f"{question.number} of {question.of}, {question.pair.kind}:", *map("  {}".format, question.lines)]
        )
    how = f"run '{program_name()} review' on a terminal, or write into content/decisions.yaml"
    _say(["", f"to decide, {how}"])
    return 0


def _asked(question: str) -> str | None:
    """Return what somebody types; None at the end of the input."""
    try:
        return input(question)
    except EOFError:
        return None


def _explain(project: Project, options: SimpleNamespace) -> int:
    from separata.stages.explain import explain

    _say(explain(project, options.id))
    return 0


def _serve(project: Project, options: SimpleNamespace) -> int:
    from separata.serve import ADDRESS, serve
    from separata.stages.build import build
    from separata.stages.watching import watching

    # Not in site/: the pages there carry the address at which they are published, not this one.
    preview = project.cache / "preview"

    def rebuild(changed: Collection[Path] | None) -> tuple[Problem, ...]:
        told = None if changed is None else frozenset(map(project.shown, changed))
        try:
            built = build(project, out=preview, base_url=f"http://{ADDRESS}:{options.port}/", told=told)
        except (SeparataError, OSError) as error:
            problems = error.problems if isinstance(error, SeparataError) else (_refused(error),)
            _print_problems(problems, "the last good site is kept")
            return problems
        _print_problems(built.problems)
        _say([f"{built.differing} written, {built.kept} kept, {len(built.removed)} removed"])
        return ()

    watched = (project.content, project.templates)
    with watching(watched) as news:
        serve(
            rebuild,
            preview,
            watched=watched,
            port=options.port,
            started=lambda address: _say([f"serving {address} (stop with Ctrl-C)"]),
            news=news,
        )
    return 0


def _progress() -> Callable[[int, int], None]:
    """Return what is told while pages are made: a bar on a terminal, a line for each thousand elsewhere.

    It is told how many papers, people and lists are done, in steps of any size.
    """
    told = 0

    def lines(done: int, total: int) -> None:
        nonlocal told
        if done // 1000 > told:
            told = done // 1000
            _say([f"{done} of {total} papers, people and lists"])

    def bar(done: int, total: int) -> None:
        if total >= 100:
            filled = 30 * done // total
            end = "\r\033[K" if done == total else f"\r{'█' * filled}{'░' * (30 - filled)} {done}/{total} "
            sys.stderr.write(end)
            sys.stderr.flush()

    return bar if sys.stderr.isatty() else lines


def _print_problems(problems: Iterable[Problem], outcome: str = "") -> None:
    """Print problems sorted by place, then how many there were and what came of it."""
    problems = sorted(set(problems))
    if not problems:
        return
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    counts = [_counted(errors, "error"), _counted(len(problems) - errors, "warning")]
    closing = "; ".join(part for part in (", ".join(count for count in counts if count), outcome) if part)
    print(report(problems), closing, sep="\n", file=sys.stderr)


def _counted(number: int, word: str, words: str = "") -> str:
    return f"{number} {word if number == 1 else words or f'{word}s'}" if number else ""


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


COMMANDS: Mapping[str, Callable[[Project, SimpleNamespace], int]] = {
    "build": _build,
    "check": _check,
    "ingest": _ingest,
    "add": _add,
    "sync": _sync,
    "export": _export,
    "import": _import,
    "review": _review,
    "explain": _explain,
    "serve": _serve,
}
