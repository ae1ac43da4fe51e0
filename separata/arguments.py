"""Arguments: what may be typed behind `python build.py` or `separata`, and what was."""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from separata import __version__

if TYPE_CHECKING:
    import argparse

DEFAULT_PORT = 8000

# Written out here, since reading the table of exporters would slow every command.
EXPORT_FORMATS = ("bib", "ris", "csl")

_PLAIN = {"command": "build", "out": None, "base_url": "", "explain": False, "since": ""}


def options_of(words: Sequence[str]) -> SimpleNamespace:
    """Return what was typed, by the names in `parser`, with the name of the command.

    It ends the process with a help text or a complaint where there is cause.
    """
    match words:
        # What is typed most. To load what reads all else would be a fifth of a build that finds nothing to do.
        case [] | ["build"]:
            return SimpleNamespace(project=Path(), **_PLAIN)
        case ["--project", folder] | ["--project", folder, "build"] if not folder.startswith("-"):
            return SimpleNamespace(project=Path(folder), **_PLAIN)
    return parser().parse_args(words, SimpleNamespace())


def program_name() -> str:
    """Return what one types to start this program: its name where it is installed, else the checkout's file."""
    return "separata" if Path(sys.argv[0]).stem == "separata" else "python build.py"


def parser() -> "argparse.ArgumentParser":
    """Return the parser of every command; its help texts are the reference of commands."""
    import argparse

    top = argparse.ArgumentParser(
        prog=program_name(), description="Build a research group's publications site from plain records."
    )
    top.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the group's repository (default: here)"
    )
    top.add_argument("--version", action="version", version=f"separata {__version__}", help="print the version")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    top.set_defaults(**_PLAIN)

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

    commands.add_parser("check", help="check content without building")

    commands.add_parser("ingest", help="read the seeds into content; hand edits stay")

    add = commands.add_parser("add", help="look up papers, save what the services say of them, and ingest it")
    add.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help="an arXiv id, DOI, PubMed id, ISBN, ORCID iD, OpenAlex or DBLP key, the address of one, a file, "
        "or - for what is pasted on standard input, such as BibTeX",
    )

    sync = commands.add_parser(
        "sync", help="look for new papers of those whom site.yaml watches, ingest them and report"
    )
    sync.add_argument("--report", type=Path, metavar="FILE", help="write the report there (default: print it)")
    sync.add_argument("--again", action="store_true", help="ask for everything added before once more, too")

    export = commands.add_parser("export", help="write chosen papers for other programs, newest first")
    export.add_argument("--format", choices=EXPORT_FORMATS, default="bib", help="what to write (default: bib)")
    export.add_argument("--person", metavar="WHO", help="papers of one: an id, a name, an ORCID iD")
    export.add_argument("--year", help="papers of a year, or of several such as 2018-2020")
    export.add_argument("--topic", help="papers with a topic")
    export.add_argument("--query", metavar="WORDS", help="papers in which all these words occur")
    export.add_argument("--out", type=Path, metavar="FILE", help="the file (default: standard output)")

    import_ = commands.add_parser(
        "import", help="take in a list of works or a group's former site: works, people, old addresses"
    )
    import_.add_argument("origin", type=Path, metavar="FOLDER_OR_FILE", help="a list, or the folder of a site")

    review = commands.add_parser(
        "review", help="decide pair by pair what evidence leaves open; the answers go to decisions.yaml"
    )
    review.add_argument("--list", action="store_true", help="print the pairs that wait and ask nothing")

    explain = commands.add_parser(
        "explain", help="say what a paper or person rests on, or why a page would be made anew"
    )
    explain.add_argument("id", metavar="ID", help="a paper's id, a person's id, or a page's address")

    serve = commands.add_parser("serve", help="serve the site on this machine; rebuild and reload on a change")
    serve.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help=f"port on 127.0.0.1 (default: {DEFAULT_PORT})"
    )
    return top
