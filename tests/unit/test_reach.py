"""A build that looks only at what a change can have touched misses nothing that looking at everything finds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from separata.files import Project
from separata.inventory import inventory_path, read_inventory
from separata.manifest import manifest_of
from separata.stages.build import build
from separata.stages.plan import Left, Work, work_of

SITE = "title: A group\nbase_url: https://group.example/\nrepository: https://code.example/group\n"
DOUBT = "people:\n  - {pair: [Mary Fair, Yves Ek], weight: 3 bits}\n"
ON_RECORD = "name: Ada Lovelace\nnames: [Ada King]\n"


def record(*authors: str, title: str = "On engines", year: int = 1840, more: str = "") -> str:
    return f"title: {title}\nissued: {year}\nauthors: [{', '.join(authors)}]\n{more}"


PAPERS = {
    "one": record("Ada Lovelace", "Tom Brown", more="topics: [Looms]\n"),
    "two": record("Ada Lovelace", "Mary Fair", more="topics: [Looms]\n"),
    "three": record("Tom Brown", title="Of weaving", year=1841, more="topics: [looms]\n"),
    "four": record("Mary Fair", title="Of tides", year=1850, more="selected: true\n"),
    "five": record("Zeno Elea", title="Of motion", more="versions: [{type: book, publisher: Stoa}]\n"),
    "six": record("Tom Brown", title="Of motion and of weaving", more="topics: [Tides]\n"),
    "eight": record('"Vega, Ana"', "Yves Ek", title="Of stars"),
    "nine": record('"Vega, Ana"', title="Of moons"),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site of some papers, built; two of their authors may be one person."""
    found = Project(tmp_path)
    write(found, "site.yaml", SITE)
    write(found, "review.yaml", DOUBT)
    for id, text in PAPERS.items():
        write(found, f"papers/{id}.yaml", text)
    build(found, out=found.site)
    return found


def write(project: Project, name: str, text: str) -> None:
    path = project.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def work(project: Project) -> Work:
    """Return what there is to do now."""
    known = read_inventory(inventory_path(project.cache, project.site))
    left = Left(manifest_of(known), frozenset, known.path.name.replace("manifest", "slips"))
    found, _ = work_of(project, left)
    return found


def paper(id: str, text: str) -> Callable[[Project], None]:
    return lambda project: write(project, f"papers/{id}.yaml", text)


def removed(id: str) -> Callable[[Project], None]:
    return lambda project: (project.content / "papers" / f"{id}.yaml").unlink()


def moved(project: Project) -> None:
    """Put a record into a folder."""
    old, new = project.content / "papers/two.yaml", project.content / "papers/old/two.yaml"
    new.parent.mkdir()
    old.rename(new)


def told_by_a_source(project: Project) -> None:
    """Let the ledger say where a title is from."""
    row = '{"kind":"paper","id":"three","fields":{"title":{"says":[{"at":"seeds/a.bib:7"}]}}}\n'
    write(project, "ledger.jsonl", row)


def two_of_one_name(project: Project) -> None:
    """Put two people on record who publish under one name."""
    for id in ("tom-2", "tom-3"):
        write(project, f"people/{id}.yaml", "name: Tom Brown\n")


# What somebody does, and whether it can be traced to single papers.
EDITS = {
    "a title": (
        paper("one", record("Ada Lovelace", "Tom Brown", title="Engines", more="topics: [Looms]\n")),
        True,
    ),
    "somebody new": (paper("one", record("Ada Lovelace", "New Hand", more="topics: [Looms]\n")), True),
    "nobody is left": (paper("five", record("Tom Brown", title="Of motion")), True),
    "a new paper": (paper("seven", record("Ada Lovelace", "New Hand", title="Of looms")), True),
    "a new year": (paper("seven", record("Tom Brown", year=1845)), True),
    "a year less": (removed("four"), True),
    "a paper less": (removed("one"), True),
    "a new topic": (paper("six", record("Tom Brown", more="topics: [Winds]\n")), True),
    "a topic's usual words": (paper("one", record("Ada Lovelace", more="topics: [looms]\n")), True),
    "a new venue": (
        paper("six", record("Tom Brown", more="versions: [{type: book, publisher: Agora}]\n")),
        True,
    ),
    "chosen no more": (paper("four", record("Mary Fair", title="Of tides", year=1850)), True),
    "another spelling": (paper("two", record("Ada Lovelace", "Mary Faïr", more="topics: [Looms]\n")), True),
    "a group": (paper("nine", record('{name: "Vega, Ana", literal: true}', title="Of moons")), True),
    "a former id": (paper("two", PAPERS["two"] + "former_ids: [deux]\n"), True),
    "another folder": (moved, True),
    "a source": (told_by_a_source, True),
    "a person on record": (lambda project: write(project, "people/ada.yaml", ON_RECORD), True),
    "a name in use": (
        lambda project: write(project, "people/tom.yaml", "name: Thomas Brown\nnames: [Tom Brown]\n"),
        True,
    ),
    "namesakes": (two_of_one_name, False),
    "the venues' names": (lambda project: write(project, "venues.yaml", "- {name: Stoa, short: St}\n"), False),
    "the topics' names": (lambda project: write(project, "topics.yaml", "- {name: Looms, slug: l}\n"), True),
}


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_stale_is_left_out_of_sight(project: Project, edit: str) -> None:
    change, traced = EDITS[edit]
    change(project)
    assert (work(project).reach is not None) == traced
    done = build(project, out=project.site)
    assert done.reasons
    everything = work(project)
    everything.reach = None
    assert [reason for reason in everything.reasons() if reason.words] == []
    assert not everything.ended
    clean = Project(project.root / "clean")
    clean.content.parent.mkdir()
    clean.content.symlink_to(project.content)
    build(clean, out=clean.site)
    assert files(project.site) == files(clean.site)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_little_is_looked_at_where_little_changed(project: Project) -> None:
    EDITS["a title"][0](project)
    looked_at = {table: keys for table, keys in work(project).looked_at.items() if keys}
    assert {"ada-lovelace", "tom-brown"} <= set(looked_at["person"])
    assert "zeno-elea" not in looked_at["person"]
    assert looked_at["year"] == ("1840",)
    assert looked_at["topic"] == ("topics/looms.html",)
    assert "venue" not in looked_at


def test_an_edit_that_reaches_little_leaves_no_damage_elsewhere(project: Project) -> None:
    before = {name: (project.site / name).read_bytes() for name in ("papers/five.html", "papers/five.bib")}
    EDITS["a title"][0](project)
    (project.site / "papers/five.html").write_text("changed by hand")
    (project.site / "papers/five.bib").unlink()
    written = build(project, out=project.site).written
    assert {name: (project.site / name).read_bytes() for name in before} == before
    assert {*before, "papers/one.html"} <= {*written}
    assert not build(project, out=project.site).written
