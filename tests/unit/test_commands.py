"""Bad input of every kind: a message with its place, exit status 1, and the site as it was."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from separata import __version__
from separata.arguments import options_of, parser
from separata.cli import COMMANDS, _progress, main

ROOT = Path(__file__).resolve().parents[2]

GOOD = {
    "content/site.yaml": "title: A group\nbase_url: https://group.example/\n",
    "content/papers/lovelace1843notes.yaml": "title: Notes\nauthors: [Ada Lovelace]\nissued: 1843\n",
    "content/people/ada.yaml": "name: Ada Lovelace\nnames: [Ada Lovelace, A. Lovelace]\n",
    "content/venues.yaml": "- {name: Memoirs, short: Mem.}\n",
    "content/pages/about.md": "# About\n\nWe publish.\n",
    "seeds/seeds.yaml": "",
}

PAPER = "content/papers/lovelace1843notes.yaml"

DAMAGE = [
    pytest.param({PAPER: "title: A\ntitel: B\n"}, f"{PAPER}:2:1: unknown field 'titel'", id="an unknown field"),
    pytest.param({PAPER: "title: [A]\n"}, f"{PAPER}:1:8: must be text, got a list", id="a wrong type"),
    pytest.param(
        {PAPER: "title: A\ntitle: B\n"}, f"{PAPER}:2:1: 'title' stands here a second", id="a repeated key"
    ),
    pytest.param({PAPER: "title: A\nissued: 18x3\n"}, f"{PAPER}:2:9: must be a date", id="a bad date"),
    pytest.param(
        {PAPER: "title: A\nids: {doi: x}\n"}, f"{PAPER}:2:12: DOI must look like", id="a bad identifier"
    ),
    pytest.param(
        {"content/papers/A b.yaml": "title: A\n"}, "content/papers/A b.yaml:1:1: the file's name", id="a bad id"
    ),
    pytest.param({PAPER: 'title: "A\n'}, f"{PAPER}:2:1: while scanning a quoted scalar", id="a syntax error"),
    pytest.param({PAPER: b"title: \xff\n"}, f"{PAPER}:1: is not UTF-8: byte 0xff", id="bytes that are no text"),
    pytest.param(
        {"content/papers/b.yaml": "- {id: lovelace1843notes, title: B}\n"},
        "the id 'lovelace1843notes' is already that of the paper at content/papers/b.yaml",
        id="two papers with one id",
    ),
    pytest.param(
        {PAPER: "title: A\nauthors: [{name: X, person: nobody}]\n"},
        f"{PAPER}:1:1: author 'X' names the person 'nobody', who is not on record",
        id="a dangling person",
    ),
    pytest.param(
        {"content/people/ada.yaml": "names: [A]\n"},
        "content/people/ada.yaml:1:1: the person has no name",
        id="a nameless person",
    ),
    pytest.param({"content/site.yaml": None}, "content/site.yaml: there is no such file", id="no site.yaml"),
    pytest.param(
        {"content/site.yaml": "title: A\n"}, "content/site.yaml: 'base_url' is missing", id="no base_url"
    ),
    pytest.param(
        {"content/site.yaml": "title: A\nbase_ulr: x\n"},
        "content/site.yaml:2:1: unknown field 'base_ulr'",
        id="a misspelt setting",
    ),
    pytest.param(
        {"content/site.yaml": "title: A\nbase_url: ftp://x\n"},
        "content/site.yaml:2:11: must be an address",
        id="a wrong address",
    ),
    pytest.param(
        {"content/site.yaml": 'title: A\nbase_url: "https://a.example/\\u200b"\n'},
        "content/site.yaml:2:11: must be the address of the site's top folder",
        id="an address with a sign that nobody sees",
    ),
    pytest.param(
        {"content/site.yaml": 'title: A\nbase_url: "https://[::1"\n'},
        "content/site.yaml:2:11: must be the address of the site's top folder, got 'https://[::1'",
        id="an address with half a bracket",
    ),
    pytest.param(
        {"content/venues.yaml": "name: A\n"},
        "content/venues.yaml:1:1: must be a list of venues",
        id="venues of a wrong type",
    ),
    pytest.param(
        {"content/ledger.jsonl": "{}\n"},
        "content/ledger.jsonl:1: not a line of a ledger",
        id="a damaged ledger",
    ),
    pytest.param(
        {"templates/prose.html": "{{ page.titel }}\n"},
        "templates/prose.html:1: ProsePage has no 'titel'",
        id="a name no page has",
    ),
    pytest.param(
        {"templates/prose.html": "\n{{ nothing }}\n"},
        "templates/prose.html:2: there is no 'nothing' here",
        id="an undefined name",
    ),
    pytest.param(
        {"templates/prose.html": "{% if %}\n"},
        "templates/prose.html:1: template syntax:",
        id="a template's syntax",
    ),
    pytest.param(
        {"templates/prose.html": '\n{% include "no.html" %}\n'},
        "templates/prose.html:2: there is no template 'no.html'",
        id="a missing template",
    ),
    pytest.param(
        {"templates/prose.html": "{{ 1 / 0 }}\n"},
        "templates/prose.html:1: division by zero",
        id="an expression that fails",
    ),
    pytest.param(
        {"templates/prose.html": "{{ page.head + 1 }}\n"},
        "templates/prose.html:1: unsupported operand",
        id="an expression of wrong types",
    ),
    pytest.param(
        {"content/pages/404.md": "# Lost\n"},
        "404.html would be the address of two pages",
        id="two pages at one address",
    ),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, GOOD)
    return tmp_path


def write(folder: Path, files: dict[str, str] | dict[str, str | bytes | None]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("damage", "wanted"), DAMAGE)
def test_bad_input_is_told_with_its_place_and_leaves_the_site_alone(
    project: Path, capsys: pytest.CaptureFixture[str], damage: dict[str, str | bytes | None], wanted: str
) -> None:
    assert main(["--project", str(project), "build"]) == 0
    before = tree(project / "site")
    capsys.readouterr()

    write(project, damage)
    assert main(["--project", str(project), "build"]) == 1
    told = capsys.readouterr().err
    assert wanted in told
    assert "Traceback" not in told
    assert told.splitlines()[-1].startswith(("1 error", "2 errors"))
    assert told.splitlines()[-1].endswith("site/ was not changed")
    assert tree(project / "site") == before


@pytest.mark.parametrize(
    ("damage", "wanted"), [case for case in DAMAGE if "templates/" not in str(case.values[1])]
)
def test_check_tells_the_same_without_building(
    project: Path, capsys: pytest.CaptureFixture[str], damage: dict[str, str | bytes | None], wanted: str
) -> None:
    write(project, damage)
    assert main(["--project", str(project), "check"]) == 1
    assert wanted in capsys.readouterr().err
    assert not (project / "site").exists()


def test_a_link_of_the_head_that_leads_out_of_the_site_is_told_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = "nav: [{words: University, url: https://university.example/}]\n"
    write(project, {"content/site.yaml": GOOD["content/site.yaml"] + link})
    assert main(["--project", str(project), "check"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("content/site.yaml:3:32: must be a page of this site such as papers.html, got ")
    assert told.endswith("\n1 error\n")


def test_a_sound_project_checks_builds_and_then_has_nothing_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--project", str(project), "check"]) == 0
    told = "content/ is sound: 1 paper, 1 person\n"
    address = "1 paper's address and 1 author's address not yet kept for good: run 'python build.py ingest'\n"
    assert capsys.readouterr().out == told + address
    assert main(["--project", str(project), "ingest"]) == 0
    capsys.readouterr()
    assert main(["--project", str(project), "check"]) == 0
    assert capsys.readouterr().out == told
    assert main(["--project", str(project), "build"]) == 0
    assert main(["--project", str(project), "build"]) == 0
    assert " 0 written, " in capsys.readouterr().out.splitlines()[-1].replace(":", ": ")


def test_build_explains_each_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--project", str(project), "build"])
    write(project, {PAPER: "title: Other notes\nauthors: [Ada Lovelace]\nissued: 1843\n"})
    capsys.readouterr()
    main(["--project", str(project), "build", "--explain"])
    told = capsys.readouterr().out
    assert "papers/lovelace1843notes.html: its data changed" in told
    assert "about.html" not in told


def test_explain_knows_papers_people_and_pages(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--project", str(project), "build"])
    capsys.readouterr()
    for name, wanted in [
        ("lovelace1843notes", "lovelace1843notes: Notes"),
        ("ada", "published as A. Lovelace: 0 papers"),
        ("papers/lovelace1843notes.html", "papers/lovelace1843notes.html: is up to date"),
    ]:
        assert main(["--project", str(project), "explain", name]) == 0
        assert wanted in capsys.readouterr().out
    assert main(["--project", str(project), "explain", "lovelace1843note"]) == 1
    assert "did you mean 'lovelace1843notes'?" in capsys.readouterr().err


def test_a_disk_that_refuses_is_told_of_without_a_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, {"site": "a file where the folder should be\n"})
    assert main(["--project", str(project), "build"]) == 1
    assert f"{project / 'site'}: cannot be used: " in capsys.readouterr().err
    assert (project / "site").read_text() == "a file where the folder should be\n"


def test_a_full_disk_is_told_of_without_a_traceback_and_leaves_the_site_alone(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--project", str(project), "build"]) == 0
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    write(project, {"content/site.yaml": "title: Another group\nbase_url: https://group.example/\n"})
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr("separata.staging.os.write", Mock(side_effect=full))
    assert main(["--project", str(project), "build"]) == 1
    assert f"the disk: cannot be used: {full.strerror}" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}


def test_who_loses_files_to_another_build_is_told_so(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "site/index.html")
    monkeypatch.setattr("separata.staging.os.replace", Mock(side_effect=taken))
    assert main(["--project", str(project), "build"]) == 1
    assert "hint: if another build of it is running, let that end first" in capsys.readouterr().err


def test_a_long_build_tells_each_thousand_once_whatever_its_steps(capsys: pytest.CaptureFixture[str]) -> None:
    told = _progress()
    for done in (64, 960, 1024, 1088, 2100, 2112):
        told(done, 2112)
    assert capsys.readouterr().out.splitlines() == [
        "1024 of 2112 papers, people and lists",
        "2100 of 2112 papers, people and lists",
    ]


def test_letters_that_a_terminal_has_not_are_told_by_their_numbers(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "content/site.yaml": "title: A group\nbase_url: https://group.example/\n",
            "content/papers/a2020x.yaml": "title: Über 漢字\n",
        },
    )
    command = [sys.executable, str(ROOT / "build.py"), "--project", str(tmp_path), "explain", "a2020x"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    run = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.startswith("a2020x: Über \\u6f22\\u5b57".encode("latin-1"))


@pytest.mark.parametrize(("year", "outcome"), [("2020", 0), ("20x0", 1)])
def test_the_program_ends_with_all_said(tmp_path: Path, year: str, outcome: int) -> None:
    (tmp_path / "content" / "papers").mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (tmp_path / "content" / "papers" / "a2020x.yaml").write_text(f"title: X\nissued: {year}\n")
    command = [sys.executable, str(ROOT / "build.py"), "--project", str(tmp_path), "build", "--explain"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == outcome
    if outcome:
        assert run.stdout == ""
        assert run.stderr.endswith("1 error; site/ was not changed\n")
    else:
        assert run.stderr == ""
        assert {"index.html: new", "papers/a2020x.html: new"} <= set(run.stdout.splitlines())
        assert run.stdout.splitlines()[-1].startswith("site/: ")


@pytest.mark.parametrize(
    "words", [[], ["build"], ["--project", "group"], ["--project", "group", "build"], ["--project", "check"]]
)
def test_what_is_typed_most_means_the_same_whoever_reads_it(words: list[str]) -> None:
    read = parser().parse_args(words, SimpleNamespace())
    assert vars(options_of(words)) == vars(read)


def test_every_command_that_may_be_typed_is_there() -> None:
    said = " ".join(parser().format_help().split())
    assert "{" not in said
    assert all(f" {name} " in said for name in COMMANDS)


@pytest.mark.parametrize(
    ("started", "typed"),
    [("build.py", "python build.py"), ("/venv/bin/separata", "separata"), ("separata.exe", "separata")],
)
def test_a_group_is_told_the_command_that_it_has(
    started: str, typed: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", [started])
    assert parser().format_usage().startswith(f"usage: {typed} ")
    assert main(["--project", str(project), "check"]) == 0
    assert capsys.readouterr().out.endswith(f"run '{typed} ingest'\n")


@pytest.mark.parametrize("folder", ["content", "content/papers", "seeds", "templates/new"])
def test_a_site_is_not_put_among_its_sources(
    folder: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.rglob("*"))
    assert main(["--project", str(project), "build", "--out", str(project / folder)]) == 1
    assert capsys.readouterr().err.startswith(f"--out: must not be in {folder.partition('/')[0]}/")
    assert sorted(project.rglob("*")) == before


def test_a_python_without_the_packages_is_told_where_they_are(project: Path) -> None:
    command = [sys.executable, "-S", str(ROOT / "build.py"), "--project", str(project), "check"]
    ran = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert ran.returncode == 1
    assert "hint: run 'make site' once" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_program_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"separata {__version__}\n"


def loaded_by_a_build(folder: Path, module: str) -> bool:
    """Tell whether a build of the project in a folder loads a module."""
    code = f"import sys; from separata.cli import main; main(['build']); print({module!r} in sys.modules)"
    command, environment = [sys.executable, "-c", code], {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)
    return ran.stdout.split()[-1] == b"True"


def test_a_plain_build_does_not_load_what_reads_arguments(tmp_path: Path) -> None:
    assert not loaded_by_a_build(tmp_path, "argparse")


# Each brings a family of others with it, and an edit calls none of them.
@pytest.mark.parametrize(
    "module",
    ["separata.matching", "separata.renewal", "separata.review"],
)
def test_an_edit_does_not_load_what_it_has_no_use_for(module: str, tmp_path: Path) -> None:
    record = tmp_path / "content" / "papers" / "one.yaml"
    record.parent.mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for title in ("Engines", "Looms"):
        record.write_text(f"title: {title}\nissued: 2019\nauthors: [Ada King]\n")
        loaded = loaded_by_a_build(tmp_path, module)
    assert not loaded


def test_only_the_first_build_loads_jinja(tmp_path: Path) -> None:
    record = tmp_path / "content" / "papers" / "one.yaml"
    record.parent.mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    record.write_text("title: Engines\nissued: 2019\nauthors: [Ada King]\n")
    assert loaded_by_a_build(tmp_path, "jinja2")
    record.write_text("title: Looms\nissued: 2019\nauthors: [Ada King]\n")
    assert not loaded_by_a_build(tmp_path, "jinja2")
    record.with_name("two.yaml").write_text("title: Mills\nissued: 2019\nauthors: [Ada King, Bo Li]\n")
    assert not loaded_by_a_build(tmp_path, "jinja2")
