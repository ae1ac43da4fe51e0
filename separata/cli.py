"""The command line. The only module that prints."""

import argparse
import errno
import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from separata.files import Project
from separata.problems import Place, Problem, SeparataError, Severity, errors_of, report

if TYPE_CHECKING:
    from separata.fetch import Network

DEFAULT_PORT = 8000

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

# Written out here, since reading the table of exporters would slow every command.
EXPORT_FORMATS = ("bib", "ris", "csl")


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command; its help texts are the reference of commands."""
    top = argparse.ArgumentParser(
        prog="build.py", description="Build a research group's publications site from plain records."
    )
    top.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the group's repository (default: here)"
    )
    top.set_defaults(run=_build, out=None, base_url="", explain=False, since="")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    build = commands.add_parser("build", help="bring the site up to date (what happens without a command)")
    build.add_argument("--out", type=Path, metavar="DIR", help="folder of the site (default: site)")
    build.add_argument(
        "--base-url", default="", metavar="URL", help="address of the site, in place of site.yaml's"
    )
    build.add_argument("--explain", action="store_true", help="say of each file made anew why")
    build.add_argument(
        "--since",
        default="",
        metavar="REV",
        help="look only at files that Git knows to have changed since a revision, from which the site was last "
        "built; for large sites whose .cache and site folders are kept between runs",
    )
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="check content without building")
    check.set_defaults(run=_check)

    ingest = commands.add_parser("ingest", help="read the seeds into content; hand edits stay")
    ingest.set_defaults(run=_ingest)

    add = commands.add_parser("add", help="look up papers, save what the services say of them, and ingest it")
    add.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help="an arXiv id, DOI, PubMed id, ISBN, ORCID iD, OpenAlex or DBLP key, the address of one, a file, "
        "or - for what is pasted on standard input, such as BibTeX",
    )
    add.set_defaults(run=_add)

    sync = commands.add_parser(
        "sync", help="look for new papers of those whom site.yaml watches, ingest them and report"
    )
    sync.add_argument("--report", type=Path, metavar="FILE", help="write the report there (default: print it)")
    sync.add_argument("--again", action="store_true", help="ask for everything added before once more, too")
    sync.set_defaults(run=_sync)

    export = commands.add_parser("export", help="write chosen papers for other programs, newest first")
    export.add_argument("--format", choices=EXPORT_FORMATS, default="bib", help="what to write (default: bib)")
    export.add_argument("--person", default="", metavar="WHO", help="papers of one: an id, a name, an ORCID iD")
    export.add_argument("--year", default="", help="papers of a year, or of several such as 2018-2020")
    export.add_argument("--topic", default="", help="papers with a topic")
    export.add_argument("--query", default="", metavar="WORDS", help="papers in which all these words occur")
    export.add_argument("--out", type=Path, metavar="FILE", help="the file (default: standard output)")
    export.set_defaults(run=_export)

    import_ = commands.add_parser(
        "import", help="take in a list of works or a group's former site: works, people, old addresses"
    )
    import_.add_argument("origin", type=Path, metavar="FOLDER_OR_FILE", help="a list, or the folder of a site")
    import_.set_defaults(run=_import)

    review = commands.add_parser(
        "review", help="decide pair by pair what evidence leaves open; the answers go to decisions.yaml"
    )
    review.add_argument("--list", action="store_true", help="print the pairs that wait and ask nothing")
    review.set_defaults(run=_review)

    explain = commands.add_parser(
        "explain", help="say what a paper or person rests on, or why a page would be made anew"
    )
    explain.add_argument("id", metavar="ID", help="a paper's id, a person's id, or a page's address")
    explain.set_defaults(run=_explain)

    serve = commands.add_parser("serve", help="serve the site on this machine; rebuild and reload on a change")
    serve.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help=f"port on 127.0.0.1 (default: {DEFAULT_PORT})"
    )
    serve.set_defaults(run=_serve)
    return top


def run() -> NoReturn:
    """Run the command that was typed, and end the process."""
    outcome = main()
    # What is left to say, if anybody still listens.
    with suppress(OSError):
        sys.stdout.flush()
    # Python itself would first take all that was read apart, piece by piece: a fifth of a build after an edit.
    os._exit(outcome)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 when there are problems, which are printed on standard error."""
    options = parser().parse_args(argv)
    try:
        outcome = int(options.run(Project(options.project.resolve()), options))
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
        # A folder that may not be written, a file where a folder should be; of a disk that takes no more bytes
        # the system does not say which file they were meant for.
        if not error.filename and error.errno not in _FULL:
            raise
        place = Place(str(error.filename or "the disk"))
        _print_problems([Problem(place, f"cannot be used: {error.strerror}")])
        return 1
    except KeyboardInterrupt:
        return 130


def _build(project: Project, options: argparse.Namespace) -> int:
    from separata.stages.build import build, explained

    start = time.perf_counter()
    out = options.out.resolve() if options.out else project.site
    try:
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


def _changed_since(project: Project, revision: str) -> frozenset[str]:
    from separata.stages.history import changed_since

    return changed_since(project, revision)


def _check(project: Project, _: argparse.Namespace) -> int:
    from separata.stages.check import check

    checked = check(project)
    _print_problems(checked.problems)
    if errors_of(checked.problems):
        return 1
    people = "1 person" if checked.people == 1 else f"{checked.people} people"
    _say([f"content/ is sound: {_counted(checked.papers, 'paper') or 'no papers'}, {people}"])
    if checked.open_pairs:
        _say([f"{_counted(checked.open_pairs, 'pair')} to decide on: run 'python build.py review'"])
    strangers = (
        _counted(checked.unpublished, "paper's address", "papers' addresses"),
        _counted(checked.unregistered, "author's address", "authors' addresses"),
    )
    if any(strangers):
        count = " and ".join(filter(None, strangers))
        _say([f"{count} not yet kept for good: run 'python build.py ingest'"])
    return 0


def _ingest(project: Project, _: argparse.Namespace) -> int:
    from separata.stages.ingest import ingest

    ingested = ingest(project)
    _say(ingested.report)
    _print_problems(ingested.problems)
    return 1 if errors_of(ingested.problems) else 0


def _add(project: Project, options: argparse.Namespace) -> int:
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


def _sync(project: Project, options: argparse.Namespace) -> int:
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


def _export(project: Project, options: argparse.Namespace) -> int:
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


def _import(project: Project, options: argparse.Namespace) -> int:
    from separata.stages.importing import import_from

    try:
        imported = import_from(project, options.origin.resolve())
    except SeparataError as error:
        _print_problems(error.problems, "content/ and seeds/ were not changed")
        return 1
    _say(imported.report)
    _print_problems(imported.problems)
    return 1 if errors_of(imported.problems) else 0


def _review(project: Project, options: argparse.Namespace) -> int:
    from separata.stages.review import questions, walk_through

    asked = questions(project)
    if not asked:
        _say(["nothing waits for a decision"])
        return 0
    if not options.list and sys.stdin.isatty():
        decided = walk_through(project, asked, ask=_asked, say=lambda line: _say([line]))
        if decided:
            _say(
                [f"{_counted(decided, 'ruling')} in content/decisions.yaml: run 'python build.py ingest' next"]
            )
        return 0
    for question in asked:
        _say(
            [f"{question.number} of {question.of}, {question.pair.kind}:", *map("  {}".format, question.lines)]
        )
    _say(["", "to decide, run 'python build.py review' on a terminal, or write into content/decisions.yaml"])
    return 0


def _asked(question: str) -> str | None:
    """Return what somebody types; None at the end of the input."""
    try:
        return input(question)
    except EOFError:
        return None


def _explain(project: Project, options: argparse.Namespace) -> int:
    from separata.stages.explain import explain

    _say(explain(project, options.id))
    return 0


def _serve(project: Project, options: argparse.Namespace) -> int:
    from separata.serve import ADDRESS, serve
    from separata.stages.build import build
    from separata.stages.watching import watching

    # Not in site/: the pages there carry the address at which they are published, not this one.
    preview = project.cache / "preview"

    def rebuild(changed: Collection[Path] | None) -> tuple[Problem, ...]:
        told = None if changed is None else frozenset(map(project.shown, changed))
        try:
            built = build(project, out=preview, base_url=f"http://{ADDRESS}:{options.port}/", told=told)
        except SeparataError as error:
            _print_problems(error.problems, "the last good site is kept")
            return error.problems
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
