"""Hand edits always win: whatever a person does to a record, the next ingest leaves it as it is."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from separata.files import Project
from separata.stages.ingest import ingest

SEED = """\
@article{x, title = {On looms of the north}, author = {King, Ada and Fair, Mary and Brown, Tom}, year = {2020},
  month = mar, eprint = {2001.00001}, archivePrefix = {arXiv}, doi = {10.1234/looms.7}, journal = {Looms},
  volume = {3}, pages = {1--13}, abstract = {We weave.}, keywords = {looms, north}, url = {https://looms.example/}}
"""

# What a person may make of a field.
EDITS = {
    "title": "title: Looms # of the north",
    "issued": "# issued: unknown",
    "ids": "ids: {doi: 10.1234/looms.7, arxiv: '2001.00001'}",
    "abstract": "abstract: |\n  We weave,\n  # and spin.",
    "authors": "authors:\n  # who holds the shuttle comes first\n  - Tom Brown\n  - name: Ada King",
    "versions": "selected: true",
    "dates": "dates:\n  - {date: 2020-04, of: published}",
    "extra": "extra:\n    citation_key: x # ours",
}


def group(folder: Path, seed: str = SEED) -> Project:
    for name in ("content", "seeds"):
        (folder / name).mkdir()
    (folder / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (folder / "seeds" / "a.bib").write_text(seed)
    project = Project(folder)
    ingest(project)
    return project


def record_of(project: Project) -> Path:
    (path,) = (project.content / "papers").glob("*.yaml")
    return path


def edited(text: str, chosen: set[str], dropped: set[str], remark: str) -> str:
    """Return a record with some fields edited, some taken out, and remarks at the margin."""
    parts: list[list[str]] = []
    for line in text.splitlines():
        if line[:1].isalpha():
            parts.append([line])
        else:
            parts[-1].append(line)
    found = list[str]()
    for part in parts:
        name = part[0].partition(":")[0]
        if name in dropped and name != "title":
            continue
        lines = EDITS[name].splitlines() if name in chosen else part
        found += [f"# {remark}", "", *lines] if remark else lines
    return "\n".join(found) + f"\n{remark and '# end'}\n"


fields = st.sets(st.sampled_from(sorted(EDITS)), max_size=4)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(chosen=fields, dropped=fields, remark=st.sampled_from(("", "mine")), renamed=st.booleans())
def test_a_record_stays_as_a_person_left_it(
    chosen: set[str], dropped: set[str], remark: str, renamed: bool
) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        project = group(folder)
        path = record_of(project)
        if renamed:
            path = path.rename(path.with_name("looms.yaml"))
        text = edited(path.read_text(), chosen, dropped, remark)
        path.write_text(text)
        for _ in range(2):
            report = ingest(project).report
            assert record_of(project) == path
            assert path.read_text() == text
            assert not any("no source speaks" in line for line in report)
    finally:
        shutil.rmtree(folder)


SHAPES = {
    "a list": (
        "- id: looms\n  title: On looms of the north # mine\n  ids: {arxiv: '2001.00001'}\n\n# on tides\n"
        "- id: tides\n  title: Tides\n",
        "- id: looms\n  title: On looms of the north # mine\n  authors: [Ada King, Mary Fair, Tom Brown]\n",
    ),
    "a list of records within braces": (
        "- {id: tides, title: Tides} # first\n"
        "- {id: looms, title: On looms of the north, ids: {arxiv: '2001.00001'}}\n",
        "- {id: tides, title: Tides} # first\n- id: looms\n  title: On looms of the north\n",
    ),
    "within braces": (
        "# mine\n{title: On looms of the north, ids: {arxiv: '2001.00001'}} # end\n",
        "# mine\ntitle: On looms of the north\n",
    ),
    "a document": (
        "---\n# mine\ntitle: On looms of the north # why\nids: {arxiv: '2001.00001'}\n...\n",
        "---\n# mine\ntitle: On looms of the north # why\nauthors: [Ada King, Mary Fair, Tom Brown]\n",
    ),
    "a margin": (
        "  # mine\n  title: On looms of the north\n  ids: {arxiv: '2001.00001'}\n",
        "  # mine\n  title: On looms of the north\n  authors: [Ada King, Mary Fair, Tom Brown]\n",
    ),
    "no line end": (
        "title: On looms of the north\nids: {arxiv: '2001.00001'}",
        "title: On looms of the north\n",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_record_of_any_shape_takes_what_a_source_adds_and_keeps_the_rest(shape: str, tmp_path: Path) -> None:
    before, opens = SHAPES[shape]
    project = group(tmp_path, "")
    path = project.content / "papers" / "looms.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(before)
    (project.seeds / "a.bib").write_text(SEED)
    ingest(project)
    after = path.read_text()
    assert after.startswith(opens)
    assert "abstract: We weave." in after
    for remark in (line.partition("#")[2] for line in before.splitlines()):
        assert f"#{remark}" in after if remark else True
    assert after.endswith("...\n") == before.endswith("...\n")
    ingest(project)
    assert path.read_text() == after
    assert [path.name for path in path.parent.iterdir()] == ["looms.yaml"]


def test_two_records_of_one_file_are_brought_up_to_date_in_one_ingest(tmp_path: Path) -> None:
    more = (
        "@misc{y, title = {Tides of the sea}, author = {Fair, Mary}, year = {2021}, doi = {10.1234/tides.1}}\n"
    )
    project = group(tmp_path, "")
    path = project.content / "papers" / "many.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "- id: looms\n  title: On looms of the north\n  ids: {arxiv: '2001.00001'}\n"
        "# the second\n- id: tides\n  title: Tides of the sea\n  ids: {doi: 10.1234/tides.1}\n"
    )
    (project.seeds / "a.bib").write_text(SEED + more)
    ingest(project)
    after = path.read_text()
    looms, tides = after.split("# the second\n")
    assert "issued: 2020-03" in looms
    assert "  authors: [Mary Fair]\n  issued: 2021\n" in tides
    ingest(project)
    assert path.read_text() == after


PEOPLE = "@misc{x, title = {Tides}, author = {Brown, Thomas and King, Ada and Fair, Mary}}\n" + "".join(
    f"@misc{{{title}, title = {{{title}}}, author = {{Brown, Tom and King, Ada and Fair, Mary}}}}\n"
    for title in ("Waves", "Looms")
)
NAMES = "names: [Thomas Brown, Tom Brown]\n"

# What a person may make of another person's record, as the part to replace and what comes instead.
PERSON_EDITS = {
    "other order": (NAMES, "names: [Tom Brown, Thomas Brown]\n"),
    "a name less": (NAMES, "names: [Tom Brown]\n"),
    "a name more": (NAMES, "names: [Thomas Brown, Tom Brown, T. Brown]\n"),
    "no names": (NAMES, ""),
    "another name": ("name: Tom Brown\n", "name: Thomas E. Brown # as he signs\n"),
    "remarks": (NAMES, f"# as printed\n{NAMES}# why\n"),
    "verified": (NAMES, f"{NAMES}verified: true\nmember: current\n"),
    "no reason": ("because:\n  - 'Thomas Brown and Tom Brown: Tom for Thomas, 2 co-authors in common'\n", ""),
}


@pytest.mark.parametrize("renamed", [False, True])
@pytest.mark.parametrize("edit", PERSON_EDITS)
def test_a_persons_record_stays_as_somebody_left_it(edit: str, renamed: bool, tmp_path: Path) -> None:
    project = group(tmp_path, PEOPLE)
    path = project.content / "people" / "tom-brown.yaml"
    if renamed:
        path = path.rename(path.with_name("brown.yaml"))
    old, new = PERSON_EDITS[edit]
    assert old in path.read_text()
    text = path.read_text().replace(old, new)
    path.write_text(text)
    for _ in range(2):
        report = ingest(project).report
        assert path.read_text() == text
        assert [one.name for one in path.parent.iterdir()] == [path.name]
        assert not any("no source speaks" in line for line in report)
