"""What holds for every answer of a service, however damaged: it is read, and a record can hold what it says."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.files import Project
from separata.matching.merge import merged
from separata.model import Claim
from separata.readers import READERS, Known, Seed
from separata.records import read_papers, written_work
from separata.stages.check import check
from separata.stages.ingest import ingest
from tests.readers.answers import ANSWERS
from tests.readers.test_cases import CASES, HERE, named

FORMATS = {reader.name: reader for reader in READERS}
GOOD = [case for case in CASES if case.parent.name in ANSWERS]
IN_JSON = [case for case in GOOD if case.suffix == ".json"]
IN_XML = [case for case in GOOD if case.suffix == ".xml"]

STRANGE: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 1e300, 10**30, "", " ", "x", "\x7f\u0085\u2028", "$\\frac{", "a: b\n- c",
     "<script>alert(1)</script>", "2020-13-45", [], [None], [[1]], {}, {"": {}}, {"name": "x"}, ["10.1/x", 7]]
)  # fmt: skip
LETTERS = st.sampled_from(
    ["&#127;", "&#x85;", "&#x2028;", "&lt;script&gt;", "&amp;amp;", "<i>", "</i>", "<x/>", ""]
)


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value inside a JSON value."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from paths_of(item, (*path, key))


def with_value(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a JSON value with another one at the end of a path."""
    if not path:
        return new
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = with_value(value[path[0]], path[1:], new)
    return changed


def assert_sound(format: str, text: str) -> None:
    """Read a text; everything with a title that comes out can be written as a record and read again."""
    for item in FORMATS[format].read(Seed("seeds/a.json", text), Known()):
        if isinstance(item, Claim) and item.work.title:
            work = merged([item]).work
            papers, problems = read_papers("content/papers/a.yaml", written_work(work))
            assert not problems
            assert papers[0].work == work


@pytest.mark.parametrize("case", IN_JSON, ids=named)
@given(st.data())
def test_json_with_any_value_replaced_gives_records_that_can_be_read(case: Path, data: st.DataObject) -> None:
    value = json.loads(case.read_text(encoding="utf-8"))
    for _ in range(data.draw(st.integers(0, 3))):
        path = data.draw(st.sampled_from(sorted(paths_of(value), key=repr)))
        value = with_value(value, path, data.draw(STRANGE))
    assert_sound(case.parent.name, json.dumps(value))


@pytest.mark.parametrize("case", IN_XML, ids=named)
@given(st.data())
def test_xml_with_letters_put_in_anywhere_gives_records_that_can_be_read(
    case: Path, data: st.DataObject
) -> None:
    text = case.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(LETTERS) + text[at + data.draw(st.integers(0, 9)) :]
    assert_sound(case.parent.name, text)


def test_all_answers_together_are_ingested_once_and_then_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for case in GOOD:
        path = tmp_path / "seeds" / case.relative_to(HERE)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(case, path)
    group = Project(tmp_path)
    ingest(group)
    before = {path: path.read_bytes() for path in group.content.rglob("*") if path.is_file()}
    assert not [problem for problem in check(group).problems if problem.severity == "error"]
    ingest(group)
    assert {path: path.read_bytes() for path in group.content.rglob("*") if path.is_file()} == before


def test_no_blank_is_left_where_dblp_ends_a_title_with_a_stop() -> None:
    text = (HERE / "dblp/record.xml").read_text(encoding="utf-8").replace("</title>", " .</title>")
    (claim,) = FORMATS["dblp"].read(Seed("seeds/a.xml", text), Known())
    assert isinstance(claim, Claim)
    assert claim.work.title == claim.work.title.strip()
