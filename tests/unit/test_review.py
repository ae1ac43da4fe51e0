"""What evidence leaves open is listed, asked about on a terminal, and done as ruled at the next ingest."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from separata.cli import main
from separata.files import Project
from separata.stages.ingest import ingest
from separata.stages.review import questions, walk_through

TIDES = "title: On the tides of the northern sea and of others\n"

PAPERS = {
    "engines": "title: On engines\nissued: 2020\nauthors: [Ada King, J. Smith]\n",
    "looms": "title: On looms\nissued: 2021\nauthors: [Ada King, Jane Smith, John Smith]\n",
    "tides2020sea": f"{TIDES}issued: 2020\nauthors: [Mary Fair, Ada King]\n",
    "tides2025sea": f"{TIDES}issued: 2025\nauthors: [Mary Fair]\n",
}


@pytest.fixture
def group(tmp_path: Path) -> Project:
    folder = tmp_path / "content" / "papers"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for name, text in PAPERS.items():
        (folder / f"{name}.yaml").write_text(text)
    project = Project(tmp_path)
    ingest(project)
    return project


def listed(group: Project) -> list[frozenset[str]]:
    return [question.pair.sides for question in questions(group)]


def decide(group: Project, *typed: str) -> tuple[int, str]:
    """Answer the questions in order; return how many were decided, and all that was said."""
    answers: Iterator[str] = iter(typed)
    said: list[str] = []
    count = walk_through(group, questions(group), ask=lambda _: next(answers, None), say=said.append)
    return count, "\n".join(said)


def test_open_pairs_are_listed_with_their_reasons(group: Project) -> None:
    assert listed(group) == [
        {"tides2020sea", "tides2025sea"},
        {"J. Smith", "Jane Smith"},
        {"J. Smith", "John Smith"},
    ]
    text = (group.content / "review.yaml").read_text()
    assert "- pair: [J. Smith, Jane Smith]" in text
    assert "John Smith fits too" in text


def test_a_question_shows_both_sides_and_the_weight(group: Project) -> None:
    _, said = decide(group, "quit")
    assert "1 of 3: one paper or two?" in said
    assert "tides2025sea: On the tides of the northern sea and of others" in said
    assert "evidence, 10 bits (below 6 it is two, from 12 on one)" in said


def test_answers_become_rulings_and_are_not_asked_again(group: Project) -> None:
    assert decide(group, "k", "what?", "d", "two sisters", "skip")[0] == 1
    assert (group.content / "decisions.yaml").read_text() == (
        "people:\n  - different: [J. Smith, Jane Smith]\n    because: two sisters\n"
    )
    assert {"J. Smith", "Jane Smith"} not in listed(group)
    ingest(group)
    assert "pair: [J. Smith, Jane Smith]" not in (group.content / "review.yaml").read_text()


def test_the_end_of_the_input_is_the_end_of_the_review(group: Project) -> None:
    assert decide(group)[0] == 0
    assert decide(group, "s")[0] == 1


def test_names_ruled_the_same_are_one_person_and_verified(group: Project) -> None:
    decide(group, "k", "s", "asked her", "d", "")
    ingest(group)
    (record,) = (group.content / "people").glob("*.yaml")
    text = record.read_text()
    assert "names: [J. Smith, Jane Smith]" in text
    assert "verified: true" in text
    assert "ruled the same: asked her" in text


def test_papers_ruled_the_same_become_one_record(group: Project) -> None:
    kept, gone = (group.content / "papers" / f"tides{year}sea.yaml" for year in (2020, 2025))
    gone.write_text(gone.read_text() + "links: {code: https://code.example/}\n")
    decide(group, "s", "the second edition")
    report = ingest(group).report
    assert not gone.exists()
    assert "former_ids: [tides2025sea]" in kept.read_text()
    assert "https://code.example/" in kept.read_text()
    assert "content/papers/tides2025sea.yaml: issued: '2025' was not taken over" in report
    assert main(["--project", str(group.root), "check"]) == 0
    before = {path: path.read_bytes() for path in group.content.rglob("*.yaml")}
    ingest(group)
    assert {path: path.read_bytes() for path in group.content.rglob("*.yaml")} == before


def test_records_of_people_ruled_the_same_become_one(group: Project) -> None:
    people = group.content / "people"
    people.mkdir()
    (people / "jane.yaml").write_text("name: Jane Smith\nmember: current\n")
    (people / "john.yaml").write_text("name: John Smith\nrole: Reader\nmember: former\n")
    (group.content / "decisions.yaml").write_text(
        "people: [{same: [jane, john], because: one file too many}]\n"
    )
    (group.content / "papers" / "looms.yaml").write_text(PAPERS["looms"].replace("Jane Smith, ", ""))
    (group.content / "papers" / "waves.yaml").write_text(
        "title: Waves\nauthors: [{name: Jane S., person: jane}]\n"
    )
    report = ingest(group).report
    text = (people / "jane.yaml").read_text()
    assert not (people / "john.yaml").exists()
    assert "former_ids: [john]" in text
    assert "role: Reader" in text
    assert "content/people/john.yaml: member: 'former' was not taken over" in report
    assert main(["--project", str(group.root), "check"]) == 0


def test_a_ruling_taken_back_parts_them_again(group: Project) -> None:
    decide(group, "k", "s", "asked her")
    ingest(group)
    (group.content / "decisions.yaml").write_text(
        "people: [{different: [J. Smith, Jane Smith], because: no}]\n"
    )
    ingest(group)
    (record,) = (group.content / "people").glob("*.yaml")
    assert "J. Smith" not in record.read_text() or "Jane Smith" not in record.read_text()
    assert "because" not in record.read_text()
    assert "verified" not in record.read_text()


def test_without_a_terminal_the_pairs_are_printed_with_what_to_do(
    group: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(group.root), "review"]) == 0
    told = capsys.readouterr().out
    assert "1 of 3, papers:" in told
    assert told.splitlines()[-1].startswith("to decide, run 'python build.py review' on a terminal")
    assert not (group.content / "decisions.yaml").exists()


def test_check_says_how_many_wait(group: Project, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--project", str(group.root), "check"])
    assert "3 pairs to decide on: run 'python build.py review'" in capsys.readouterr().out


def test_where_nothing_is_open_there_is_no_list(group: Project, capsys: pytest.CaptureFixture[str]) -> None:
    decide(group, "d", "", "d", "", "d", "")
    ingest(group)
    assert not (group.content / "review.yaml").exists()
    main(["--project", str(group.root), "review"])
    assert capsys.readouterr().out == "nothing waits for a decision\n"


def test_a_damaged_review_list_is_told_with_a_way_out(
    group: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (group.content / "review.yaml").write_text("papers:\n  - pair: [a]\n")
    assert main(["--project", str(group.root), "ingest"]) == 1
    assert "content/review.yaml:2:5: a pair has two sides" in capsys.readouterr().err


def test_answers_that_contradict_are_told_at_once_and_nothing_is_written_until_one_is_taken_back(
    group: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    rulings = group.content / "decisions.yaml"
    rulings.write_text("people:\n  - same: [J. Smith, J Smith]\n  - different: [J Smith, Jane Smith]\n")
    _, said = decide(group, "k", "s", "", "q")
    wrong = "content/decisions.yaml:3:5: 'J Smith' and 'Jane Smith' are ruled different here"
    assert f"{wrong}, and the same at content/decisions.yaml:4:5" in said
    before = {path: path.read_bytes() for path in group.content.rglob("*") if path.is_file()}
    for command in ("ingest", "check"):
        assert main(["--project", str(group.root), command]) == 1
        assert wrong in capsys.readouterr().err
    assert {path: path.read_bytes() for path in group.content.rglob("*") if path.is_file()} == before
