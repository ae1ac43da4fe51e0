"""Explaining accounts for what is held: sources, dates, joins, rulings; and a ruling undoes a join."""

import subprocess
import sys
from pathlib import Path

import pytest

from separata.files import Project
from separata.stages.build import build
from separata.stages.explain import explain
from separata.stages.ingest import ingest

LOOMS = "On the weaving of looms in the northern counties"

SEEDS = {
    "seeds.yaml": "a.yaml: {format: facts}\nb.yaml: {format: facts}\n",
    "a.yaml": f"""\
papers:
- arxiv: '2001.00001'
  title: {LOOMS}
  submitted: '2020-01-01'
  authors: [Thomas Brown, Ada King, Mary Fair]
""",
    "b.yaml": f"""\
papers:
- title: {LOOMS}
  submitted: '2020-02-01'
  published:
  - {{kind: article, container: Looms, issued: '2021', doi: 10.1234/looms.7}}
  authors: [Thomas Brown, Ada King, Mary Fair]
- title: Tides
  arxiv: '2002.00002'
  authors: [Tom Brown, Ada King, Mary Fair]
- title: Waves
  arxiv: '2003.00003'
  authors: [Tom Brown, Ada King, Mary Fair]
""",
}


@pytest.fixture
def group(tmp_path: Path) -> Project:
    for folder in ("content", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for name, text in SEEDS.items():
        (tmp_path / "seeds" / name).write_text(text)
    project = Project(tmp_path)
    ingest(project)
    return project


def told(group: Project, name: str) -> str:
    return "\n".join(explain(group, name))


def rule(group: Project, text: str) -> None:
    (group.content / "decisions.yaml").write_text(text)
    ingest(group)


def test_a_paper_tells_its_sources_dates_and_joins_with_their_weight(group: Project) -> None:
    lines = told(group, "brown2020weaving").splitlines()
    assert "  date: 2020-02-01 first-version (UTC), says seeds/b.yaml" in lines
    assert "  title: from seeds/a.yaml:2:3, seeds/b.yaml:2:3" in lines
    assert "    seeds/b.yaml:2:3 says 2020-02-01" in lines
    (join,) = (line for line in lines if "joined" in line)
    assert join.startswith(
        "  joined by rule, not verified by a person: seeds/a.yaml:2:3 and seeds/b.yaml:2:3, weight "
    )
    assert join.endswith("the same title; 3 of 3 authors in common; years agree")


def test_a_person_tells_joins_with_their_weight_and_which_paper_prints_each_name(group: Project) -> None:
    lines = told(group, "tom-brown").splitlines()
    (join,) = (line for line in lines if "joined" in line)
    assert join.startswith("  joined, weight ")
    assert join.endswith(": Thomas Brown and Tom Brown: Tom for Thomas, 2 co-authors in common")
    assert "    brown2020weaving says Thomas Brown" in lines
    assert "  not verified by a person" in lines


def test_a_hand_edit_of_a_person_is_told_and_stays(group: Project) -> None:
    record = group.content / "people" / "tom-brown.yaml"
    edited = record.read_text().replace("name: Tom Brown", "name: Thomas Brown", 1)
    record.write_text(edited)
    report = ingest(group).report
    assert record.read_text() == edited
    assert "content/people/tom-brown.yaml: name: source now says 'Tom Brown', kept yours" in report
    lines = told(group, "tom-brown")
    assert "  name: edited by hand; from brown" in lines
    assert "    overruled: Tom Brown" in lines.splitlines()


def test_a_name_that_no_source_prints_any_more_leaves_the_machines_field(group: Project) -> None:
    seed = group.seeds / "a.yaml"
    seed.write_text(seed.read_text().replace("Thomas", "Tom"))
    seed = group.seeds / "b.yaml"
    seed.write_text(seed.read_text().replace("Thomas", "Tom"))
    report = ingest(group).report
    assert "names: [Tom Brown]" in (group.content / "people" / "tom-brown.yaml").read_text()
    assert "because" not in (group.content / "people" / "tom-brown.yaml").read_text()
    assert any(line.startswith("content/people/tom-brown.yaml: names: ") for line in report)


def test_a_source_that_disappears_leaves_people_and_papers(group: Project) -> None:
    before = {path: path.read_text() for path in (group.content / "people").glob("*.yaml")}
    (group.seeds / "b.yaml").unlink()
    report = ingest(group).report
    assert {path: path.read_text() for path in (group.content / "people").glob("*.yaml")} == before
    assert any(line.endswith("no source speaks of it any more, kept") for line in report)


def test_rulings_and_what_is_not_decided_are_told(group: Project) -> None:
    rule(group, "people:\n  - {same: [Tom Brown, Thomas Brown], because: asked him}\n")
    lines = told(group, "tom-brown").splitlines()
    assert "  ruled the same: Thomas Brown and Tom Brown, because asked him" in lines


def test_a_page_is_explained_with_what_it_shows(group: Project) -> None:
    build(group, out=group.site)
    lines = told(group, "authors/tom-brown.html").splitlines()
    assert lines[0] == "authors/tom-brown.html: is up to date"
    assert lines[1] == "  kind: person, made by templates/person.html"
    assert any(line.startswith("tom-brown: Tom Brown") for line in lines)


def test_a_former_id_is_explained_by_what_it_leads_to(group: Project) -> None:
    (group.content / "people" / "tom-brown.yaml").rename(group.content / "people" / "t-b.yaml")
    lines = told(group, "tom-brown").splitlines()
    assert lines[0] == "tom-brown: leads to t-b"
    assert "  also found at: authors/tom-brown.html" in lines


@pytest.mark.parametrize(
    "sides", ["arxiv:2001.00001, doi:10.1234/looms.7", "seeds/a.yaml:2:3, seeds/b.yaml:2:3"]
)
def test_a_ruling_undoes_the_join_of_two_papers(group: Project, sides: str) -> None:
    quoted = ", ".join(f"'{side}'" for side in sides.split(", "))
    rule(group, f"papers:\n  - different: [{quoted}]\n    because: two printings\n")
    papers = {path.stem: path.read_text() for path in (group.content / "papers").glob("*.yaml")}
    assert "10.1234/looms.7" not in papers["brown2020weaving"]
    assert "10.1234/looms.7" in papers["brown2020weavinga"]
    before = dict(papers)
    ingest(group)
    assert {path.stem: path.read_text() for path in (group.content / "papers").glob("*.yaml")} == before


def test_a_ruling_undoes_the_join_of_two_names_and_the_reason_goes(group: Project) -> None:
    rule(group, "people:\n  - {different: [Tom Brown, Thomas Brown], because: father and son}\n")
    text = (group.content / "people" / "tom-brown.yaml").read_text()
    assert "names: [Tom Brown]" in text
    assert "because" not in text
    assert told(group, "thomas-brown").startswith("thomas-brown: Thomas Brown, 1 paper")
    assert "ruled different: Thomas Brown and Tom Brown, because father and son" in told(group, "thomas-brown")


def test_a_join_keeps_its_reason_when_the_evidence_for_it_is_gone(group: Project) -> None:
    seed = group.seeds / "b.yaml"
    seed.write_text(seed.read_text().replace("[Tom Brown, Ada King, Mary Fair]", "[Tom Brown]"))
    ingest(group)
    lines = told(group, "tom-brown").splitlines()
    assert "  published as Thomas Brown: 1 paper" in lines
    assert any("Thomas Brown and Tom Brown: Tom for Thomas, 2 co-authors in common" in line for line in lines)


def test_what_a_hand_edit_overrules_is_told_but_on_no_page(group: Project) -> None:
    record = group.content / "papers" / "brown2020weaving.yaml"
    record.write_text(record.read_text().replace(LOOMS, "Of looms"))
    ingest(group)
    lines = told(group, "brown2020weaving").splitlines()
    assert "  title: edited by hand; from seeds/a.yaml:2:3, seeds/b.yaml:2:3" in lines
    assert f"    overruled: {LOOMS}" in lines
    build(group, out=group.site)
    assert LOOMS not in (group.site / "papers" / "brown2020weaving.html").read_text()
    lines = [line for line in record.read_text().splitlines() if not line.startswith("issued:")]
    record.write_text("\n".join(lines) + "\n")
    ingest(group)
    assert "  issued: taken out by hand; from seeds/a.yaml:2:3" in told(group, "brown2020weaving").splitlines()


@pytest.mark.parametrize(
    "name",
    ["years/2020.html", "/years/2020.html", "site/years/2020.html", "https://group.example/years/2020.html#a"],
)
def test_a_page_of_a_list_is_explained_by_its_kind_and_its_papers(group: Project, name: str) -> None:
    assert told(group, name).splitlines() == [
        "years/2020.html: new",
        "  kind: year, made by templates/year.html",
        "  shows 1 paper: brown2020weaving",
    ]


@pytest.mark.parametrize("name", ["papers/browntides.bib", "papers/browntides.linkset.json"])
def test_a_file_beside_a_page_is_explained_by_what_it_belongs_to(group: Project, name: str) -> None:
    assert "  record: content/papers/browntides.yaml" in told(group, name).splitlines()


def test_a_paper_that_was_deleted_is_explained_by_who_speaks_of_it_still(group: Project) -> None:
    (group.content / "papers" / "browntides.yaml").unlink()
    ingest(group)
    gone = "browntides: not on record any more; its address stays at papers/browntides.html"
    for name in ("browntides", "papers/browntides.html"):
        lines = told(group, name).splitlines()
        assert gone in lines
        assert "  deleted by hand; sources speak of it: seeds/b.yaml:7:3" in lines


def test_a_page_that_leads_on_says_where(group: Project) -> None:
    papers = group.content / "papers"
    (papers / "browntides.yaml").rename(papers / "tides.yaml")
    lines = told(group, "papers/browntides.html").splitlines()
    assert "  leads to papers/tides.html" in lines
    assert "browntides: leads to tides" in lines


def test_whoever_stops_reading_gets_no_traceback(group: Project) -> None:
    code = "import sys; from separata.cli import main; sys.exit(main())"
    command = (sys.executable, "-c", code, "--project", str(group.root), "explain", "index.html")
    asked = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert asked.stdout
    asked.stdout.close()
    _, told = asked.communicate()
    assert (asked.returncode, told) == (0, b"")
