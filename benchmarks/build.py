"""How long builds take, next to other builders: `python -m benchmarks.build [--sizes 1000] [--peers hugo]`.

Prints Markdown tables. Every run is a fresh process that writes into a fresh folder; files made right after
many were deleted take several times as long on some disks, so nothing is deleted before the end.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path

from benchmarks.group import EDITS, edited, write_group
from benchmarks.measure import FailedError, run, sizes, written
from benchmarks.peers import PEERS
from benchmarks.peers.peer import Peer
from benchmarks.records import archive, made_up
from benchmarks.tables import COLD, Run, slopes, table
from separata.paper import Paper

ROOT = Path(__file__).parents[1]

WHOLE = "Separata"
LIKE = "Separata, like job"
_ARCHIVE = "archive"  # the size that stands for the papers of a file
_PROGRAMS = {WHOLE: ("build.py",), LIKE: ("-m", "benchmarks.like")}
_LIMIT = 600.0  # seconds after which a run is stopped


class Bench:
    """A folder in which some papers lie as a project of every builder, to be built again and again."""

    def __init__(self, folder: Path, papers: Sequence[Paper], *, peers: Sequence[Peer], limit: float) -> None:
        self.folder = folder
        self.limit = limit
        self.peers = list(peers)
        self.outs = 0
        self.group = write_group(folder / "separata", papers)
        for peer in peers:
            peer.write(folder / peer.name, papers)

    def round(self, at: int, cases: Sequence[str]) -> Iterator[Run]:
        """Run every builder once in every case; to the peers, who build everything each time, all are one."""
        yield from self._separata(WHOLE, at, cases)
        for peer in tuple(self.peers):
            out = self._fresh()
            done = self._cold(peer.name, peer.command(self.folder / peer.name, out), out)
            if not done.cost:
                self.peers.remove(peer)
            yield done
        yield from self._separata(LIKE, at, cases)

    def _separata(self, builder: str, at: int, cases: Sequence[str]) -> Iterator[Run]:
        """Build cold, then after one edit more in each case; all edits are taken back at the end."""
        project, out = self.group.root, self._fresh()
        shutil.rmtree(project / ".cache", ignore_errors=True)
        command = (sys.executable, *_PROGRAMS[builder], "--project", str(project), "build", "--out", str(out))
        cold = self._cold(builder, command, out)
        yield cold
        if not cold.cost:
            return
        yield self._floor(f"{builder}: write floor", out)
        with ExitStack() as edits:
            for case, edit in EDITS.items():
                # The like job loads everything to narrow it, so of doing nothing it can tell nothing.
                if case in cases and (case, builder) != ("nothing", LIKE):
                    edits.enter_context(edited(project, edit(self.group, at)))
                    yield self._measured(builder, case, command, out)

    def _cold(self, builder: str, command: Sequence[str], out: Path) -> Run:
        """Build for the first time, and see that no paper was left out.

        Raises:
            FailedError: when there are not as many pages of papers as papers.
        """
        done = self._measured(builder, COLD, command, out)
        found = len([path for path in (out / "papers").glob("*.html") if path.is_file()])
        if done.cost and found != self.group.count:
            raise FailedError(f"{builder} made {found} pages of {self.group.count} papers")
        return done

    def _floor(self, builder: str, of: Path) -> Run:
        """Write as many files of the same sizes as there are below a folder."""
        listed, out = self._fresh(), self._fresh()
        listed.write_text(json.dumps(sorted(sizes(of))), encoding="utf-8")
        command = (sys.executable, "-m", "benchmarks.floor", str(listed), str(out))
        return self._measured(builder, COLD, command, out)

    def _measured(self, builder: str, case: str, command: Sequence[str], out: Path) -> Run:
        # What the last run left to be written to the disk is not this one's to wait for.
        os.sync()
        started = time.time()
        cost = run(command, folder=ROOT, limit=self.limit)
        return Run(builder, case, cost, written(out, started))

    def _fresh(self) -> Path:
        self.outs += 1
        return self.folder / f"out-{self.outs}"


def options(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    names = [peer.name for peer in PEERS]
    parser.add_argument(
        "--sizes", default=["1000", "10000"], type=_words, help="numbers of papers, or `archive`"
    )
    parser.add_argument("--cases", default=list(EDITS), type=_among((COLD, *EDITS)), help="default: all")
    parser.add_argument("--peers", default=names, type=_among(names), help="default: all; may be empty")
    parser.add_argument("--runs", type=int, default=3, help="rounds of all of this")
    parser.add_argument("--limit", type=float, default=_LIMIT, help="seconds after which a run is stopped")
    parser.add_argument("--archive", type=Path, help="file of one JSON object a line, for the size `archive`")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache", help="where to make a folder to work in")
    asked = parser.parse_args(argv)
    if _ARCHIVE in asked.sizes and not asked.archive:
        parser.error("the size `archive` needs the name of a file: --archive FILE")
    return asked


def _words(text: str) -> list[str]:
    return text.split(",") if text else []


def _among(known: Sequence[str]) -> Callable[[str], list[str]]:
    """Return a reader of names with commas between them, all of which must be known."""

    def read(text: str) -> list[str]:
        if strangers := set(_words(text)) - set(known):
            said = f"{', '.join(sorted(strangers))} is not among {', '.join(known)}"
            raise argparse.ArgumentTypeError(said)
        return _words(text)

    return read


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print the tables."""
    asked = options(argv)
    peers = [peer for peer in PEERS if peer.name in asked.peers]
    base = peers[0].name if peers else WHOLE
    asked.work.mkdir(parents=True, exist_ok=True)
    measured: dict[int, tuple[Run, ...]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.work.resolve()) as name:
        for size in asked.sizes:
            bench = Bench(Path(name, size), _papers(size, asked.archive), peers=peers, limit=asked.limit)
            count = bench.group.count
            rounds = [tuple(_told(bench.round(at, asked.cases))) for at in range(asked.runs)]
            measured[count] = tuple(chain.from_iterable(rounds))
            print(f"\n### {count:,} papers{' of the archive' if size == _ARCHIVE else ', made up'}\n")
            print("\n".join(table(rounds, base=base)), flush=True)
        print("\n### Per 1,000 papers\n")
        print("\n".join(slopes(measured)), flush=True)
    return 0


def _papers(size: str, file: Path) -> tuple[Paper, ...]:
    return tuple(archive(file) if size == _ARCHIVE else made_up(int(size)))


def _told(runs: Iterator[Run]) -> Iterator[Run]:
    """Tell of every run on standard error as it ends."""
    for one in runs:
        print(one.builder, one.case, one.cost or "stopped", one.written, file=sys.stderr, flush=True)
        yield one


if __name__ == "__main__":
    sys.exit(main())
