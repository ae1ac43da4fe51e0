"""How well papers and people are told apart: `python -m benchmarks.identity FOLDER [30000 158407]`.

The folder holds lists whose truth is known (see `benchmarks/gold.py`) and an archive. For each list this
prints precision, recall and F1 and names every join that the labels part; for each number of papers of the
archive, the seconds of each stage and the most memory used. It returns 1 where a figure misses its goal.
"""

import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks import gold
from separata.matching.blocks import candidates
from separata.matching.claims import in_order
from separata.matching.decisions import Decisions
from separata.matching.papers import Matching, matched
from separata.matching.people import people_of
from separata.matching.sameness import compared
from separata.matching.signatures import Mention, mentions_of, signatures_of
from separata.matching.traits import traits_of
from separata.matching.versions import publications as publications_of
from separata.model import Claim

Item = TypeVar("Item", int, gold.Seat)
Result = TypeVar("Result")
Groups = Sequence[Collection[Item]]
Pairs = set[tuple[Item, Item]]
Lines = Sequence[tuple[int, ...]]

# Of what Cora's labels join and Separata does not, only what makes a difference is printed.
MANY_PAIRS = 30


class Scores(NamedTuple):
    """Precision and recall, each in [0, 1]."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"precision {self.precision:.4f}, recall {self.recall:.4f}, F1 {self.f1:.4f}"


def pairwise(found: Groups[Item], true: Groups[Item]) -> Scores:
    """Score the pairs that stand in one group."""
    return scored(_pairs(found), _pairs(true))


def scored(made: Pairs[Item], wanted: Pairs[Item]) -> Scores:
    """Score pairs; where none is joined, none is joined wrongly."""
    right = len(made & wanted)
    return Scores(right / len(made) if made else 1.0, right / len(wanted) if wanted else 1.0)


def _pairs(groups: Groups[Item]) -> Pairs[Item]:
    return {(min(pair), max(pair)) for group in groups for pair in combinations(group, 2)}


def b_cubed(found: Groups[Item], label: Mapping[Item, str]) -> Scores:
    """Score each labelled item by its group, and average (Bagga and Baldwin 1998)."""
    totals, together = defaultdict[str, int](int), list[tuple[int, int, str]]()
    for truth in label.values():
        totals[truth] += 1
    for group in found:
        labels = [label[item] for item in group if item in label]
        together += [(labels.count(truth), len(labels), truth) for truth in labels]
    precision = sum(same / size for same, size, _ in together) / len(together)
    return Scores(precision, sum(same / totals[truth] for same, _, truth in together) / len(together))


def lines_of(matching: Matching) -> list[tuple[int, ...]]:
    """Return the groups of a matching as lines of the list."""
    return [tuple(claim.place.line for claim in group) for group in matching.groups]


def cora(folder: Path) -> bool:
    """Print how well citations are grouped.

    Cora counts a talk and the article of the same title as two papers more often than not, and as one for
    some titles; Separata holds them as versions of one work. So there are three figures: for works, for
    publications (the versions of works), and for those pairs of citations alone that are of one type.
    """
    claims, true = gold.cora(folder)
    matching = matched(claims, Decisions())
    works, publications = lines_of(matching), [each for group in matching.groups for each in published(group)]
    type_of = {claim.place.line: claim.work.versions[0].type for claim in claims}
    of_one_type = scored(
        *({(a, b) for a, b in _pairs(groups) if type_of[a] == type_of[b]} for groups in (works, true))
    )
    print(f"papers of Cora, as works:                {pairwise(works, true)}")
    print(f"papers of Cora, as publications:         {pairwise(publications, true)}")
    print(f"papers of Cora, citations of one type:   {of_one_type}")
    cited = {claim.place.line: claim.work.title for claim in claims}
    _print_apart(true, works, publications, cited)
    home = _homes(true)
    for group in works:
        firsts = {home[line]: line for line in reversed(group)}
        if len(firsts) > 1:
            titles = (f"{cited[line]} ({type_of[line]}, line {line})" for line in sorted(firsts.values()))
            print(f"  parted by Cora: {' = '.join(titles)}")
    return of_one_type.f1 >= 0.93


def _homes(groups: Lines) -> dict[int, int]:
    return {line: number for number, group in enumerate(groups) for line in group}


def _print_apart(true: Lines, works: Lines, publications: Lines, cited: Mapping[int, str]) -> None:
    """Print which pairs the labels join and Separata does not, by what parts them, where these are many."""
    work_of, publication_of = _homes(works), _homes(publications)
    causes = Counter[tuple[str, str]]()
    for group in true:
        for a, b in combinations(group, 2):
            titles = " = ".join(dict.fromkeys(sorted(cited[min(works[work_of[each]])] for each in (a, b))))
            if work_of[a] != work_of[b]:
                causes["as two works", titles] += 1
            elif publication_of[a] != publication_of[b]:
                causes["as two publications of one work", titles] += 1
    for (cause, titles), pairs in causes.most_common():
        if pairs >= MANY_PAIRS:
            print(f"  apart {cause}, {pairs} pairs: {titles}")


def published(group: Sequence[Claim]) -> Iterator[tuple[int, ...]]:
    """Yield the lines of each publication among the claims of one work, of which each states one."""
    for publication in publications_of([(at, claim.work.versions[0]) for at, claim in enumerate(group)]):
        yield tuple(group[at].place.line for at in publication)


def stajichlab(folder: Path) -> bool:
    """Print how well preprints find what was published of them."""
    claims, true = gold.stajichlab(folder)
    matching = matched(claims, Decisions())
    scores = pairwise(lines_of(matching), true)
    print(f"papers of the Stajich lab: {scores}")
    titles = {claim.place: claim.work.title for claim in claims}
    wanted = _pairs(true)
    for join in matching.joins:
        if (join.a.line, join.b.line) not in wanted:
            print(f"  wrong: {titles[join.a]} = {titles[join.b]}: {', '.join(join.words)}")
    for join in matching.uncertain:
        right = "one" if (join.a.line, join.b.line) in wanted else "two"
        print(f"  asked ({right}): {titles[join.a]} = {titles[join.b]}: {join.weight} {', '.join(join.words)}")
    return scores.precision == 1.0


def mentions(matching: Matching) -> list[Mention]:
    """Return every author of every claim; claims of one paper are sources of one paper."""
    return [
        mention
        for group in matching.groups
        for claim in group
        for mention in mentions_of(str(group[0].place), claim.work, str(claim.place.line))
    ]


def auebbalab(folder: Path) -> bool:
    """Print how well the members of a group are told apart and brought together."""
    claims, members = gold.auebbalab(folder)
    people = people_of(mentions(matched(claims, Decisions())), (), Decisions())
    groups = [[gold.Seat(int(m.source), m.position) for m in group.mentions] for group in people.groups]
    scores = b_cubed(groups, members)
    print(f"people of the BALab: {scores} (B-cubed, {len(members)} seats)")
    homes = defaultdict[str, list[str]](list)
    for group, seats in zip(people.groups, groups, strict=True):
        found = sorted({members[seat] for seat in seats if seat in members})
        if len(found) > 1:
            print(f"  wrong: {', '.join(group.names)}: {'; '.join(group.because)}")
        for member in found:
            homes[member].append(", ".join(group.names))
    for member, names in sorted(homes.items()):
        if len(names) > 1:
            print(f"  apart: {member}: {' | '.join(names)}")
    for group in people.groups:
        if group.because:
            print(f"  joined: {'; '.join(group.because)}")
    for doubt in people.uncertain:
        print(f"  asked: {doubt.a} = {doubt.b}: {doubt.weight} {', '.join(doubt.words)}")
    return scores.f1 >= 0.97 and scores.precision >= 0.99


def archive(folder: Path, count: int) -> bool:
    """Print the time of each stage of matching so many papers, and the most memory used so far."""
    claims = gold.archive(folder / "archive/ml-papers.jsonl.gz", count)
    print(f"{count:,} papers of the archive")
    started = time.process_time()
    matching = timed("papers", lambda: matched(claims, Decisions()))
    printed = mentions(matching)
    people = timed("people", lambda: people_of(printed, (), Decisions()))
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    joined = sum(len(group.names) > 1 for group in people.groups)
    print(f"    {len(matching.joins):,} joins of papers, {len(matching.uncertain):,} to ask")
    print(f"    {joined:,} people of several names, {len(people.uncertain):,} to ask")
    print(f"  {seconds:.1f} s of processor in all, at most {memory:.2f} GB")
    del matching, people
    stages(claims, printed)
    return count > 30_000 or (seconds < 60 and memory < 2)


def stages(claims: Sequence[Claim], printed: Sequence[Mention]) -> None:
    """Print the time of the stages within; names and titles that have been folded once are known by now."""
    traits = timed("  traits of papers", lambda: [traits_of(claim) for claim in in_order(claims)])
    pairs = timed("  candidates among papers", partial(candidates, traits))
    print(f"    {len(pairs):,} pairs")
    signatures = timed("  signatures of people", lambda: signatures_of(printed, ()))
    print(f"    {len(signatures):,} names, {len(printed):,} mentions")
    edges = timed("  names compared", lambda: tuple(compared(signatures)))
    print(f"    {len(edges):,} pairs of names that agree")


def timed(words: str, stage: Callable[[], Result]) -> Result:
    """Run a stage, print how long it took by the processor and by the clock, return what it made."""
    started, clock = time.process_time(), time.perf_counter()
    made = stage()
    spent, passed = time.process_time() - started, time.perf_counter() - clock
    print(f"  {spent:6.1f} s of processor, {passed:6.1f} s  {words}", flush=True)
    return made


def main(folder: Path, counts: Sequence[int]) -> int:
    """Print all figures; return 1 where one misses its goal."""
    good = [measured(folder) for measured in (cora, stajichlab, auebbalab)]
    good += [archive(folder, count) for count in counts]
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [int(count) for count in sys.argv[2:]]))
