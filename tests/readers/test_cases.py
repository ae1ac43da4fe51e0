"""Each folder here is a format: `<case>.txt` or `.yaml`, and what must be read from it beside it.

`<case>.expected.yaml` has `claims`, `problems`, and for a format that needs it `known`: what other
sources say.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from separata.dates import Date
from separata.model import Claim
from separata.problems import Problem
from separata.readers import READERS, Known, Reader, Seed, recognised, seed_from_bytes

HERE = Path(__file__).parent
EXPECTED = ".expected.yaml"
CASES = sorted(
    path
    for path in HERE.glob("*/**/*")
    if path.is_file() and not path.name.endswith(EXPECTED) and path.parent.name != "__pycache__"
)
FORMATS = {reader.name: reader for reader in READERS}


def plain(value: Any) -> Any:
    """Return what a value states as YAML's base loader would have read it: mappings, lists and strings."""
    if isinstance(value, Date):
        return str(value)
    if isinstance(value, msgspec.Struct):
        value = {name: getattr(value, name) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items() if item}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return "true" if value is True else value


def shown(claim: Claim) -> dict[str, Any]:
    """Return a claim as the expected files write it: place, fields of the work, what else the source says."""
    beside = {"abstract_opens": claim.abstract_opens, "author_ids": claim.author_ids, "profile": claim.profile}
    stated = {name: plain(value) for name, value in beside.items() if any(value)}
    return {"place": str(claim.place), **plain(claim.work), **stated}


def seed_of(case: Path) -> Seed:
    """Return a case as a seed whose path is the file's name."""
    seed = seed_from_bytes(case.name, case.read_bytes())
    assert isinstance(seed, Seed)
    return seed


def reader_of(case: Path) -> Reader:
    """Return the reader that a case's folder names."""
    return FORMATS[case.relative_to(HERE).parts[0]]


def expected_of(case: Path) -> dict[str, Any]:
    """Return what must be read from a case; every scalar is text."""
    text = case.with_name(case.stem + EXPECTED).read_text(encoding="utf-8")
    expected: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return expected


def reading(case: Path) -> tuple[Claim | Problem, ...]:
    """Read a case with what it says that other sources know."""
    known = {name: frozenset(said) for name, said in expected_of(case).get("known", {}).items()}
    return tuple(reader_of(case).read(seed_of(case), Known(**known)))


def named(case: Path) -> str:
    return case.relative_to(HERE).as_posix()


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_case_is_read_as_expected(case: Path) -> None:
    items, expected = reading(case), expected_of(case)
    assert [shown(item) for item in items if isinstance(item, Claim)] == expected.get("claims", [])
    assert [str(item) for item in items if isinstance(item, Problem)] == expected.get("problems", [])


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_format_is_recognised_by_its_text(case: Path) -> None:
    assert recognised(seed_of(case)) == reader_of(case)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_claim_keeps_lines_of_the_file_as_its_raw_text(case: Path) -> None:
    text = seed_of(case).text
    for item in reading(case):
        if isinstance(item, Claim):
            assert item.raw
            assert all(line in text for line in item.raw.split("\n"))


def test_every_format_has_good_and_damaged_cases() -> None:
    for name in FORMATS:
        assert list((HERE / name).glob(f"*{EXPECTED}"))
        assert list((HERE / name / "damaged").glob(f"*{EXPECTED}"))
