"""The review list: `content/review.yaml`, pairs that evidence can neither join nor part."""

import re
from collections.abc import Iterable

import msgspec

from separata import located
from separata.located import Field, Node, Problems, Scalar, Table
from separata.problems import Problem, SeparataError, errors_of

_WEIGHT = re.compile(r"(-?\d+(?:\.\d+)?) bits")

KINDS = ("papers", "people")

_OPENING = """\
# Pairs that the evidence can neither join nor part. The command `ingest` writes this file anew each time;
# the command `review` asks about each pair and notes the answers in decisions.yaml.
"""


class Pair(msgspec.Struct, frozen=True, order=True):
    """Two papers, or two people, that may be one.

    `kind` is one of `KINDS`. The sides are ids of records, or a printed name where a person has no
    record; the alphabetically first comes first. `weight` is the evidence in bits, summed up.
    """

    kind: str
    one: str
    other: str
    weight: float = 0.0
    because: tuple[str, ...] = ()

    @property
    def sides(self) -> frozenset[str]:
        """Both sides, as rulings name them."""
        return frozenset((self.one, self.other))


def _bits(node: Node, problems: Problems) -> float:
    """Read `5.5 bits`."""
    if isinstance(node, Scalar) and (match := _WEIGHT.fullmatch(node.text)):
        return float(match.group(1))
    located.refuse(node, problems, "must be a weight such as 5.5 bits")
    return 0.0


PAIR_FIELDS = (
    Field("pair", located.many(located.text), "two ids, or printed names of people who have no record"),
    Field("weight", _bits, "the weight of all evidence, such as `5.5 bits`"),
    Field("because", located.many(located.text), "the evidence, in words"),
)

_pair = located.record(PAIR_FIELDS)


def read_review(path: str, text: str) -> tuple[Pair, ...]:
    """Read a review list: papers first, each kind in the order of the file.

    Raises:
        SeparataError: with every problem of the file.
    """
    problems: Problems = []
    lists = located.record(tuple(Field(kind, _pairs_of(kind), "pairs") for kind in KINDS))
    values = lists(located.parse(path, text), problems)
    if errors_of(problems):
        raise SeparataError(*problems)
    return tuple(pair for kind in KINDS for pair in values.get(kind, ()))


def _pairs_of(kind: str) -> located.Converter:
    def read(node: Node, problems: Problems) -> Pair:
        values = _pair(node, problems)
        sides: tuple[str, ...] = values.get("pair", ())
        if isinstance(node, Table) and len(sides) != 2:
            problems.append(Problem(node.place, "a pair has two sides", "let ingest write this file"))
        one, other = sides if len(sides) == 2 else ("", "")
        return Pair(kind, one, other, values.get("weight", 0.0), values.get("because", ()))

    return located.many(read)


def written_review(pairs: Iterable[Pair]) -> str:
    """Write a review list, sorted; `read_review` gives the same pairs back."""
    ordered = sorted(pairs)
    lists = {kind: [_plain(pair) for pair in ordered if pair.kind == kind] for kind in KINDS}
    return _OPENING + located.written({kind: found for kind, found in lists.items() if found})


def _plain(pair: Pair) -> dict[str, object]:
    return {"pair": (pair.one, pair.other), "weight": f"{pair.weight:.10g} bits", "because": pair.because}
