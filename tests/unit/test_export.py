"""Exporting a choice of papers: which are chosen, and the bytes that come out."""

import json
from pathlib import Path

import pytest

from separata.arguments import EXPORT_FORMATS
from separata.cli import main
from separata.files import Project
from separata.stages.content import library_from, read_content
from separata.stages.export import FORMATS, Choice, chosen

PAPERS = {
    "lovelace1843notes": "title: Notes on $n$ Engines\nauthors: [Ada Lovelace]\nissued: 1843\n"
    "topics: [Steam Engines]\n",
    "somerville1834connexion": "title: Connexion\nauthors: [Mary Somerville, A. Lovelace]\nissued: 1834-05\n",
    "byron1816darkness": "title: Darkness\nauthors: [George Byron]\nissued: 1816\nabstract: Our éngines.\n",
    "anonroses": "title: Roses\n",
}


@pytest.fixture
def group(tmp_path: Path) -> Project:
    (tmp_path / "content/papers").mkdir(parents=True)
    (tmp_path / "content/people").mkdir()
    (tmp_path / "content/site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for name, text in PAPERS.items():
        (tmp_path / f"content/papers/{name}.yaml").write_text(text, encoding="utf-8")
    person = "name: Ada Lovelace\nnames: [Ada Lovelace, A. Lovelace]\norcid: 0000-0002-1825-0097\n"
    (tmp_path / "content/people/ada.yaml").write_text(person)
    return Project(tmp_path)


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(), ["lovelace1843notes", "somerville1834connexion", "byron1816darkness", "anonroses"]),
        (Choice(person="ada"), ["lovelace1843notes", "somerville1834connexion"]),
        (Choice(person="a lovelace"), ["lovelace1843notes", "somerville1834connexion"]),
        (Choice(person="0000-0002-1825-0097"), ["lovelace1843notes", "somerville1834connexion"]),
        (Choice(person="george-byron"), ["byron1816darkness"]),
        (Choice(year="1834"), ["somerville1834connexion"]),
        (Choice(year="1816-1834"), ["somerville1834connexion", "byron1816darkness"]),
        (Choice(topic="steam engines"), ["lovelace1843notes"]),
        (Choice(query="engine"), ["lovelace1843notes", "byron1816darkness"]),
        (Choice(query="LOVELACE notes"), ["lovelace1843notes"]),
        (Choice(person="ada", year="1834"), ["somerville1834connexion"]),
        (Choice(person="ada", year="1816"), []),
    ],
)
def test_the_papers_that_fit_everything_are_chosen_newest_first(
    group: Project, choice: Choice, ids: list[str]
) -> None:
    assert [paper.id for paper in chosen(library_from(read_content(group, b"")), choice)] == ids


def test_the_formats_of_the_command_are_those_of_the_table() -> None:
    assert set(FORMATS) == set(EXPORT_FORMATS)


def test_a_file_is_written_byte_for_byte_as_standard_output(
    group: Project, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    command = ["--project", str(group.root), "export", "--format", "ris", "--person", "ada"]
    assert main(command) == 0
    printed = capfdbinary.readouterr().out
    assert main([*command, "--out", str(tmp_path / "ada.ris")]) == 0
    assert (tmp_path / "ada.ris").read_bytes() == printed
    assert printed.count(b"ER  - \r\n") == 2


def test_csl_json_has_every_paper(group: Project, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    assert main(["--project", str(group.root), "export", "--format", "csl", "--out", str(out)]) == 0
    assert {item["id"] for item in json.loads(out.read_text(encoding="utf-8"))} == set(PAPERS)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--person", "ada-lovelce"], "--person: nobody here is 'ada-lovelce'\n  hint: did you mean"),
        (
            ["--topic", "steam engine"],
            "--topic: no paper has the topic 'steam engine'\n  hint: did you",
        ),
        (["--year", "18x3"], "--year: must be a year or two, such as 2020 or 2018-2020, got '18x3'"),
        (["--year", "1900"], "export: no paper fits"),
        # As a script says that has nothing to put there: all papers would be an answer to another question.
        (["--query", ""], "--query: must be words or beginnings of words, got ''"),
        (["--query", " ?"], "--query: must be words or beginnings of words, got ' ?'"),
        (["--person", ""], "--person: nobody here is ''"),
        (["--year", ""], "--year: must be a year or two, such as 2020 or 2018-2020, got ''"),
        (["--topic", ""], "--topic: no paper has the topic ''"),
    ],
)
def test_a_choice_that_finds_nothing_says_why_and_writes_nothing(
    group: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    out = tmp_path / "out.bib"
    assert main(["--project", str(group.root), "export", "--out", str(out), *options]) == 1
    assert told in capsys.readouterr().err
    assert not out.exists()
