"""How long builds take, next to other builders: `python -m benchmarks.build [--sizes 1000] [--peers hugo]`.

Prints Markdown tables. Every run is a fresh process that writes into a fresh folder; files made right after
many were deleted take several times as long on some disks, so nothing is deleted before the end.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.group import EDITS, Group, edited, write_group
from benchmarks.measure import Cost, Written, run, sizes, written
from benchmarks.peers import PEERS
from benchmarks.peers.peer import Peer
from benchmarks.records import ARCHIVE, archive, made_up
from separata.model import Paper

ROOT = Path(__file__).parents[1]

WHOLE = "Separata"
LIKE = "Separata, like job"
COLD = "cold"
_PROGRAMS = {WHOLE: ("build.py",), LIKE: ("-m", "benchmarks.like")}
_LIMIT = 600.0  # seconds after which a run is stopped


class Run(NamedTuple):
    """One measured run: who built, in which case, what it took (None: stopped), what it wrote."""

    builder: str
    case: str
    cost: Cost | None
    written: Written


class Bench:
    """A folder in which some papers lie as a project of every builder, to be built again and again."""

    def __init__(self, folder: Path, papers: Sequence[Paper], *, peers: Sequence[Peer], limit: float) -> None:
        self.folder = folder
        self.limit = limit
        self.peers = list(peers)
        self.outs = 0
        self.group: Group = write_group(folder / "separata", papers)
        for peer in peers:
            peer.write(folder / peer.name, papers)

    def round(self, at: int, cases: Sequence[str]) -> Iterator[Run]:
        """Run every builder once in every case; to the peers, who build everything each time, all are one."""
        yield from self._separata(WHOLE, at, cases)
        for peer in tuple(self.peers):
            out = self._fresh()
            done = self._measured(peer.name, COLD, peer.command(self.folder / peer.name, out), out)
            if not done.cost:
                self.peers.remove(peer)
            yield done
        yield from self._separata(LIKE, at, cases)

    def _separata(self, builder: str, at: int, cases: Sequence[str]) -> Iterator[Run]:
        """Build cold, then after one edit more in each case; all edits are taken back at the end."""
        project, out = self.group.root, self._fresh()
        shutil.rmtree(project / ".cache", ignore_errors=True)
        command = (sys.executable, *_PROGRAMS[builder], "--project", str(project), "build", "--out", str(out))
        cold = self._measured(builder, COLD, command, out)
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

    def _floor(self, builder: str, of: Path) -> Run:
        """Write as many files of the same sizes as there are below a folder."""
        listed, out = self._fresh(), self._fresh()
        listed.write_text(json.dumps(sorted(sizes(of))), encoding="utf-8")
        command = (sys.executable, "-m", "benchmarks.floor", str(listed), str(out))
        return self._measured(builder, COLD, command, out)

    def _measured(self, builder: str, case: str, command: Sequence[str], out: Path) -> Run:
        started = time.time()
        cost = run(command, folder=ROOT, limit=self.limit)
        return Run(builder, case, cost, written(out, started))

    def _fresh(self) -> Path:
        self.outs += 1
        return self.folder / f"out-{self.outs}"


def table(rounds: Sequence[Sequence[Run]], *, base: str) -> Iterator[str]:
    """Yield the lines of a Markdown table: medians, and medians of the ratios to `base` in the same round."""
    names = ("builder", "case", "wall s", "CPU s", f"wall / {base}", f"CPU / {base}", "memory MB")
    yield f"| {' | '.join((*names, 'largest process MB', 'files written', 'MB written'))} |"
    yield f"|{' --- |' * 10}"
    for builder, case in dict.fromkeys((one.builder, one.case) for runs in rounds for one in runs):
        found = [one for runs in rounds for one in runs if (one.builder, one.case) == (builder, case)]
        yield f"| {' | '.join((builder, case, *_figures(found, _ratios(rounds, builder, case, base))))} |"


def _figures(runs: Sequence[Run], ratios: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    costs = [one.cost for one in runs if one.cost]
    if not costs:
        return ("stopped", *[""] * 7)
    wall, cpu = (f"{median(ratio):.3f}" for ratio in zip(*ratios, strict=True)) if ratios else ("", "")
    return (
        f"{median(cost.wall for cost in costs):.2f}",
        f"{median(cost.cpu for cost in costs):.2f}",
        wall,
        cpu,
        f"{max(cost.memory for cost in costs) / 1e6:.0f}",
        f"{max(cost.largest for cost in costs) / 1e6:.0f}",
        f"{runs[-1].written.files:,}",
        f"{runs[-1].written.size / 1e6:.1f}",
    )


def _ratios(rounds: Sequence[Sequence[Run]], builder: str, case: str, base: str) -> list[tuple[float, float]]:
    """Return the ratios of wall and processor time to the base's cold build, for each round that has both."""
    found = []
    for runs in rounds:
        known = {(one.builder, one.case): one.cost for one in runs}
        mine, others = known.get((builder, case)), known.get((base, COLD))
        if mine and others:
            found.append((mine.wall / others.wall, mine.cpu / others.cpu))
    return found


def options(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of made-up papers, or `archive`")
    parser.add_argument(
        "--cases", default=",".join(EDITS), help="cases besides cold, of those that are default"
    )
    parser.add_argument("--peers", default=",".join(peer.name for peer in PEERS), help="may be empty")
    parser.add_argument("--runs", type=int, default=3, help="rounds of all of this")
    parser.add_argument("--limit", type=float, default=_LIMIT, help="seconds after which a run is stopped")
    parser.add_argument("--archive", type=Path, default=ARCHIVE, help="file of one JSON object a line")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache", help="where to make a folder to work in")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print the tables."""
    asked = options(argv)
    peers = [peer for peer in PEERS if peer.name in asked.peers.split(",")]
    base = peers[0].name if peers else WHOLE
    asked.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.work.resolve()) as name:
        for size in asked.sizes.split(","):
            papers = tuple(archive(asked.archive) if size == "archive" else made_up(int(size)))
            print(f"\n### {len(papers):,} papers{' of the archive' if size == 'archive' else ', made up'}\n")
            bench = Bench(Path(name, size), papers, peers=peers, limit=asked.limit)
            del papers
            rounds = [tuple(_told(bench.round(at, asked.cases.split(",")))) for at in range(asked.runs)]
            print("\n".join(table(rounds, base=base)), flush=True)
    return 0


def _told(runs: Iterator[Run]) -> Iterator[Run]:
    """Tell of every run on standard error as it ends."""
    for one in runs:
        print(one.builder, one.case, one.cost or "stopped", one.written, file=sys.stderr, flush=True)
        yield one


if __name__ == "__main__":
    sys.exit(main())
