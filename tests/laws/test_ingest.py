"""Law 2: ingest is idempotent and order-free; and hand edits survive it."""

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from separata.cli import main
from separata.files import Project
from separata.matching.decisions import Decisions
from separata.matching.merge import merged
from separata.matching.papers import matched
from separata.readers import Seed, read_all
from separata.stages.ingest import ingest
from separata.stages.seeds import read_claims
from tests.conftest import ROOT

SEEDS = sorted(path.name for path in (ROOT / "seeds").glob("[0f]*"))

VARIANTS = [
    ("Sheer El-Showk", "Sheer El Showk"),
    ("Zac Hatfield-Dodds", "Zac Hatfield Dodds"),
    ("Chris Olah", "Christopher Olah"),
    ("Sam Bowman", "Samuel R. Bowman"),
    ("Tom Brown", "Tom B. Brown"),
    ("Ben Mann", "Benjamin Mann"),
    ("Tom Henighan", "Thomas Henighan"),
    ("Kamilė Lukošiūtė", "Kamile Lukosuite"),
    ("Noemí Mercado", "Noemi Mercado"),
    ("Tim Maxwell", "Timothy Maxwell"),
]


@pytest.fixture
def group(tmp_path: Path) -> Project:
    """A group with this repository's seeds and nothing ingested yet."""
    return group_at(tmp_path / "group")


def group_at(folder: Path) -> Project:
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "content").mkdir()
    (folder / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    return Project(folder)


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def test_the_seeds_become_21_papers_and_ten_people_of_two_names(group: Project) -> None:
    ingest(group)
    names = [path.read_text() for path in (group.content / "people").glob("*.yaml")]
    assert len(list((group.content / "papers").glob("*.yaml"))) == 21
    assert len(names) == len(VARIANTS)
    for pair in VARIANTS:
        assert any(all(name in text for name in pair) for text in names), pair


def test_what_is_committed_is_what_the_seeds_give(tmp_path: Path) -> None:
    """Content here is the seeds' plus hand edits: ingesting once more changes no byte."""
    folder = tmp_path / "here"
    for name in ("seeds", "content"):
        shutil.copytree(ROOT / name, folder / name)
    before = tree(folder / "content")
    ingest(Project(folder))
    assert tree(folder / "content") == before


def test_ingesting_twice_changes_nothing(group: Project) -> None:
    ingest(group)
    before = tree(group.content)
    ingest(group)
    assert tree(group.content) == before


@settings(max_examples=6, deadline=None, derandomize=True)
@given(order=st.permutations(SEEDS), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_seeds_and_claims_does_not_show(order: list[str], shuffle: random.Random) -> None:
    seeds = [Seed(f"seeds/{name}", (ROOT / "seeds" / name).read_text()) for name in order]
    claims, problems = read_all((seed, "") for seed in seeds)
    assert (claims, problems) == read_claims(Project(ROOT))
    shuffled = list(claims)
    shuffle.shuffle(shuffled)
    found = matched(shuffled, Decisions())
    assert found == matched(claims, Decisions())
    for group in found.groups:
        again = list(group)
        shuffle.shuffle(again)
        assert merged(again) == merged(group)


def test_a_hand_edit_of_any_field_survives_and_is_told(
    group: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest(group)
    record = group.content / "papers" / "kadavath2022language.yaml"
    edits = {
        "title: Language Models (Mostly) Know What They Know": "title: They Know",
        "issued: 2022-07-11\n": "issued: 2022-07-12\n",
        "ids: {arxiv: '2207.05221'}": "ids: {arxiv: '2207.05221', doi: 10.1000/182}",
        "comment: 23+17 pages; refs added, typos fixed\n": "# the comment is gone\n",
        "  - Saurav Kadavath\n": "  - S. Kadavath\n",
        "page_count: 23+17": "page_count: '40'",
    }
    text = record.read_text()
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new, 1)
    record.write_text(text)
    assert main(["--project", str(group.root), "ingest"]) == 0
    told = capsys.readouterr().out
    assert record.read_text() == text
    for field in ("title", "issued", "ids", "comment", "authors", "page_count"):
        assert f"kadavath2022language.yaml: {field}: source now says" in told


def test_the_names_of_a_person_may_stand_in_any_order(group: Project) -> None:
    ingest(group)
    path = group.content / "people" / "ben-mann.yaml"
    edited = path.read_text().replace("[Ben Mann, Benjamin Mann]", "[Benjamin Mann, Ben Mann]")
    path.write_text(edited)
    report = "\n".join(ingest(group).report)
    assert "ben-mann" not in report
    assert path.read_text() == edited


def test_a_deleted_record_stays_deleted(group: Project) -> None:
    ingest(group)
    record = group.content / "papers" / "kadavath2022language.yaml"
    record.unlink()
    report = ingest(group).report
    assert not record.exists()
    assert "content/papers/kadavath2022language.yaml: was deleted by hand, stays so" in report


def test_a_source_that_changes_moves_the_machines_field_alone(group: Project) -> None:
    ingest(group)
    record = group.content / "papers" / "teitelbaum2017direct.yaml"
    edited = record.read_text().replace("title: Direct", "title: A direct", 1)
    record.write_text(edited)
    facts = group.seeds / "facts.yaml"
    changed = facts.read_text().replace("title: Direct Measurement", "title: The Direct Measurement", 1)
    facts.write_text(changed.replace("pages: '125901'", "pages: '125902'", 1))
    report = ingest(group).report
    after = record.read_text()
    assert after == edited.replace("pages: '125901'", "pages: '125902'")
    assert any("title: source now says 'The Direct Measurement" in line for line in report)


def test_a_source_that_is_gone_takes_nothing_with_it(group: Project) -> None:
    ingest(group)
    before = tree(group.content / "papers")
    (group.seeds / "004_6df6618928efbfb0.txt").unlink()
    ingest(group)
    kept = tree(group.content / "papers")
    assert kept.keys() == before.keys()
    assert all(len(text) > 200 for text in kept.values())


def test_a_damaged_seed_is_told_of_and_the_others_are_read(
    group: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = group.seeds / "001_789ff8e0d9cb1af6.txt"
    seed.write_text(seed.read_text().replace("arXiv:2207.05221", "arXiv:22x7.05221", 1))
    assert main(["--project", str(group.root), "ingest"]) == 1
    assert "seeds/001_789ff8e0d9cb1af6.txt:" in capsys.readouterr().err
    assert len(list((group.content / "papers").glob("*.yaml"))) == 21


def test_rulings_part_what_evidence_would_join(group: Project) -> None:
    (group.content / "decisions.yaml").write_text(
        "people:\n  - {different: [Tom Henighan, Thomas Henighan], because: asked him}\n"
    )
    ingest(group)
    assert not (group.content / "people" / "tom-henighan.yaml").exists()


def test_a_work_without_a_title_is_reported_and_the_others_are_written(group: Project) -> None:
    (group.seeds / "moss.bib").write_text(
        "@misc{a, author = {Ito, Kei}, doi = {10.1000/x}}\n@misc{b, title = {Moss}, eprint = {2101.00100}}\n"
    )
    done = ingest(group)
    assert (group.content / "papers" / "anonmoss.yaml").is_file()
    assert [str(problem).partition("\n")[0] for problem in done.problems] == [
        "seeds/moss.bib:1: no source says the title, so it is not in content"
    ]
