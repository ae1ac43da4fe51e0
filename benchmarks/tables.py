"""Tables of what was measured, in Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.measure import Cost, Written

COLD = "cold"


class Run(NamedTuple):
    """One measured run: who built, in which case, what it took (None: stopped), what it wrote."""

    builder: str
    case: str
    cost: Cost | None
    written: Written


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


def slopes(measured: Mapping[int, Sequence[Run]]) -> Iterator[str]:
    """Yield the lines of a table of what a thousand papers cost, for each number of papers measured."""
    yield f"| builder | case |{''.join(f' CPU s of {count:,} | MB of {count:,} |' for count in measured)}"
    yield f"|{' --- |' * (2 + 2 * len(measured))}"
    for builder, case in dict.fromkeys((one.builder, one.case) for runs in measured.values() for one in runs):
        cells = []
        for count, runs in measured.items():
            costs = [one.cost for one in runs if (one.builder, one.case) == (builder, case) and one.cost]
            thousands = count / 1000
            cells += [f"{median(cost.cpu for cost in costs) / thousands:.3f}"] if costs else [""]
            cells += [f"{max(cost.memory for cost in costs) / 1e6 / thousands:.1f}"] if costs else [""]
        yield f"| {' | '.join((builder, case, *cells))} |"
