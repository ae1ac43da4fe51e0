"""No join is made that `explain` cannot account for."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from separata.files import Project
from separata.ledger import Ledger, Row
from separata.matching.people import in_words
from separata.names import name_key
from separata.records import read_person
from separata.stages.explain import explain
from separata.stages.ingest import ingest
from tests.laws.test_ingest import group_at
from tests.laws.test_settled import made_up, seeds

FACTS = """\
papers:
  - arxiv: '1805.01234'
    title: We Count the Petals of Roses
    authors: [Ada King]
"""
RECORD = """\
title: We Count the Petals of Roses
authors: [Ada King]
ids: {arxiv: '1805.01234'}
"""


def rows_of(project: Project) -> list[Row]:
    path = project.content / "ledger.jsonl"
    return [row for row in Ledger(str(path), path.read_bytes()) if row.kind == "paper"]


def told(project: Project, paper: str) -> list[str]:
    return [line.strip() for line in explain(project, paper) if line.strip().startswith("joined")]


def is_connected(members: Iterable[str], joins: Iterable[tuple[str, str]]) -> bool:
    """Tell whether joins make one group of all members."""
    connected = {member: frozenset({member}) for member in members}
    for a, b in joins:
        union = connected[a] | connected[b]
        connected |= dict.fromkeys(union, union)
    return len(set(connected.values())) == 1


@pytest.fixture
def group(tmp_path: Path) -> Project:
    return group_at(tmp_path / "group")


def test_joins_connect_the_claims_of_every_paper_and_are_printed(group: Project) -> None:
    ingest(group)
    for row in rows_of(group):
        assert is_connected(row.claims, [(join.a, join.b) for join in row.joins])
        assert all(join.because for join in row.joins)
        assert len(told(group, row.id)) == len(row.joins)


def test_what_joined_a_source_to_a_record_written_before_is_told_and_stays_told(group: Project) -> None:
    for path in (group.root / "seeds").iterdir():
        path.unlink()
    record = group.content / "papers" / "king2018petals.yaml"
    record.parent.mkdir()
    record.write_text(RECORD)
    facts = group.root / "seeds" / "facts.yaml"
    facts.write_text(FACTS)
    reasons = "both are arXiv 1805.01234; the same title; 1 of 1 authors in common"
    by = "joined as sources state"
    expected = f"{by}: king2018petals and seeds/facts.yaml:2:5, weight 68: {reasons}"
    for _ in range(2):
        ingest(group)
        assert told(group, "king2018petals") == [expected]
    facts.write_text(f"# a line above\n{FACTS}")
    ingest(group)
    assert told(group, "king2018petals") == [expected.replace("2:5", "3:5")]


def test_joins_connect_the_names_of_every_person_and_are_printed(group: Project) -> None:
    ingest(group)
    path = group.content / "ledger.jsonl"
    rows = [row for row in Ledger(str(path), path.read_bytes()) if row.kind == "person"]
    assert rows
    for row in rows:
        record = group.content / "people" / f"{row.id}.yaml"
        person, _ = read_person(str(record), record.read_text())
        assert person
        keys = [name_key(name) for name in person.names]
        assert is_connected(keys, [(name_key(join.a), name_key(join.b)) for join in row.joins])
        assert all(join.because for join in row.joins)
        reasons = {in_words(join.a, join.b, join.because) for join in row.joins}
        assert reasons == {line.partition(": ")[2] for line in told(group, row.id) if ", weight " in line}


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seeds)
def test_in_any_group_joins_connect_the_claims_of_every_paper_and_the_names_of_every_person(
    found: list[list[dict[str, object]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = made_up(Path(folder), found)
        ingest(project)
        path = project.content / "ledger.jsonl"
        for row in Ledger(str(path), path.read_bytes()):
            if row.kind == "paper":
                assert is_connected(row.claims, [(join.a, join.b) for join in row.joins])
                continue
            record = project.content / "people" / f"{row.id}.yaml"
            person, _ = read_person(str(record), record.read_text())
            assert person
            keys = [name_key(name) for name in person.names]
            assert is_connected(keys, [(name_key(join.a), name_key(join.b)) for join in row.joins])
        assert not any(
            "earlier ingest" in line for row in rows_of(project) for line in explain(project, row.id)
        )
