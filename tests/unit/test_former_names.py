"""Whoever has given up a name is shown under the present one alone, in every file of the site."""

from pathlib import Path

import pytest

from separata.files import Project
from separata.problems import SeparataError
from separata.stages.build import build
from separata.stages.check import check
from separata.stages.ingest import ingest

PAPERS = {
    "engines": "title: Engines\nissued: 2019\nauthors: [Orlando Sackville, Ada King]\nids: {doi: 10.1000/1}\n",
    "looms": "title: Looms\nissued: 2020\nauthors: [Ada King, Orlando Sackville]\nselected: true\n",
    "tides": "title: Tides\nissued: 2021\nauthors: [Vita Sackville, Ada King]\ntopics: [sea]\n",
}

RECORD = "name: Vita Sackville\nnames: [Vita Sackville]\nformer_names: [Orlando Sackville]\nmember: current\n"

OLD = "orlando"


@pytest.fixture
def group(tmp_path: Path) -> Project:
    """A group that has published under the old name, built and ingested, before the name is given up."""
    content = tmp_path / "content"
    (content / "papers").mkdir(parents=True)
    (content / "people").mkdir()
    (content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for name, text in PAPERS.items():
        (content / "papers" / f"{name}.yaml").write_text(text)
    project = Project(tmp_path)
    ingest(project)
    build(project, out=project.site)
    before = telling(project)
    assert {"authors/orlando-sackville.html", "papers.bib", "authors.html"} <= before
    assert any(name.startswith("search/") for name in before)
    return project


def record(group: Project, more: str = "") -> None:
    (group.content / "people" / "vita-sackville.yaml").write_text(RECORD + more)


def telling(group: Project, old: str = OLD) -> set[str]:
    """Return the files of the site whose text or name holds the old name."""
    build(group, out=group.site)
    return {
        path.relative_to(group.site).as_posix()
        for path in group.site.rglob("*")
        if path.is_file() and (old in path.name or old in path.read_bytes().decode("utf-8", "ignore").lower())
    }


def test_only_papers_that_print_a_former_name_and_the_old_address_tell_it(group: Project) -> None:
    record(group)
    found = telling(group)
    assert {"papers/engines.html", "papers/looms.html", "authors/orlando-sackville.html"} <= found
    assert all(
        name.startswith(("papers/engines.", "papers/looms.", "authors/orlando-sackville.")) for name in found
    )


def test_the_page_at_the_old_address_does_not_say_the_old_name(group: Project) -> None:
    record(group)
    build(group, out=group.site)
    for path in group.site.glob("authors/orlando-sackville.*"):
        text = path.read_text()
        assert "Orlando" not in text
        assert path.suffix != ".html" or "../authors/vita-sackville.html" in text


def test_papers_too_show_the_present_name_where_that_is_asked(group: Project) -> None:
    record(group, "rename_papers: true\n")
    assert {name for name in telling(group) if not name.startswith("authors/orlando-sackville.")} == set()
    assert "Vita Sackville" in (group.site / "papers" / "engines.html").read_text()


def test_no_trace_is_left_where_addresses_are_given_up_too(group: Project) -> None:
    record(group, "rename_papers: true\ngive_up_addresses: true\n")
    assert telling(group) == set()


def test_the_papers_under_the_old_name_are_still_the_persons(group: Project) -> None:
    record(group)
    build(group, out=group.site)
    page = (group.site / "authors" / "vita-sackville.html").read_text()
    assert all(f"../papers/{name}.html" in page for name in PAPERS)


@pytest.mark.parametrize("more", ["", "rename_papers: true\ngive_up_addresses: true\n"])
def test_ingest_does_not_bring_a_former_name_back(group: Project, more: str) -> None:
    record(group, more)
    before = telling(group)
    report = ingest(group).report
    assert not any("Orlando" in line for line in report)
    assert (group.content / "people" / "vita-sackville.yaml").read_text() == RECORD + more
    assert telling(group) == before


def test_a_ruling_that_joins_the_names_tells_no_reason_with_the_old_one(group: Project) -> None:
    (group.content / "decisions.yaml").write_text(
        "people: [{same: [Orlando Sackville, Vita Sackville], because: told us}]\n"
    )
    ingest(group)
    (path,) = (group.content / "people").glob("*.yaml")
    text = path.read_text().replace("Orlando Sackville, Vita Sackville", "Vita Sackville")
    path.unlink()
    lines = [line for line in text.splitlines() if not line.startswith("name:")]
    text = "\n".join(["name: Vita Sackville", "former_names: [Orlando Sackville]", *lines]) + "\n"
    (group.content / "people" / "vita-sackville.yaml").write_text(text)
    assert "Orlando" in text
    ingest(group)
    found = telling(group)
    assert all(
        name.startswith(("papers/engines.", "papers/looms.", "authors/orlando-sackville.")) for name in found
    )


def test_an_address_made_of_a_former_name_is_an_error_with_a_way_out(group: Project) -> None:
    (group.content / "people" / "orlando-sackville.yaml").write_text(RECORD)
    (problem,) = check(group).problems
    assert problem.message == "the id 'orlando-sackville' is made of a former name"
    assert "vita-sackville.yaml" in problem.hint
    with pytest.raises(SeparataError):
        build(group, out=group.site)


MARRIED = """\
title: Looms of wool
issued: 2020
authors: [Vita Nicolson, Ada King]
topics: [wool]
ids: {doi: 10.1000/2}
versions: [{type: article-journal, container: Looms}]
"""
GIVEN_UP = RECORD.replace("Orlando Sackville", "Vita Nicolson, Orlando Sackville")
ASKED = "rename_papers: true\ngive_up_addresses: true\n"


def test_a_paper_whose_id_is_made_of_a_former_name_is_told_and_leaves_no_trace_under_another(
    group: Project,
) -> None:
    papers = group.content / "papers"
    (papers / "nicolson2020looms.yaml").write_text(MARRIED)
    ingest(group)
    (group.content / "people" / "vita-sackville.yaml").write_text(GIVEN_UP + ASKED)
    (warned,) = check(group).problems
    assert str(warned).startswith(
        "content/papers/nicolson2020looms.yaml:1:1: warning: the id 'nicolson2020looms'"
    )
    (papers / "nicolson2020looms.yaml").rename(papers / "sackville2020looms.yaml")
    assert not check(group).problems
    for _ in range(2):
        assert telling(group, "nicolson") == telling(group) == set()
        assert "Vita Sackville" in (group.site / "papers" / "sackville2020looms.html").read_text()
        ingest(group)


def test_without_such_a_wish_the_old_address_of_a_paper_leads_on(group: Project) -> None:
    papers = group.content / "papers"
    (papers / "nicolson2020looms.yaml").write_text(MARRIED)
    ingest(group)
    (group.content / "people" / "vita-sackville.yaml").write_text(GIVEN_UP + "rename_papers: true\n")
    (papers / "nicolson2020looms.yaml").rename(papers / "sackville2020looms.yaml")
    found = telling(group, "nicolson")
    assert "papers/nicolson2020looms.html" in found
    assert all(name.startswith(("papers/nicolson2020looms.", "authors/vita-nicolson.")) for name in found)


def test_the_page_of_a_paper_that_is_gone_is_gone_too_where_its_address_is_given_up(group: Project) -> None:
    record = group.content / "papers" / "nicolson2020looms.yaml"
    record.write_text(MARRIED)
    ingest(group)
    record.unlink()
    assert "papers/nicolson2020looms.html" in telling(group, "nicolson")
    (group.content / "people" / "vita-sackville.yaml").write_text(GIVEN_UP + ASKED)
    assert telling(group, "nicolson") == set()
