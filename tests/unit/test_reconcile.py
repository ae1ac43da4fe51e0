"""Hand edits win: what becomes of a field, given what the record holds, the sources say and ingest wrote."""

from typing import Any

import pytest

from separata.ledger import Entry, value_digest
from separata.stages.reconcile import reconciled


@pytest.mark.parametrize(
    ("held", "sourced", "wrote", "changed", "told"),
    [
        pytest.param("A", "A", "A", False, "", id="nothing new"),
        pytest.param(
            "A", "B", "A", True, "title: 'A' becomes 'B'", id="the machine's field follows its sources"
        ),
        pytest.param("mine", "A", "A", False, "title: source now says 'A', kept yours", id="a hand edit stays"),
        pytest.param(
            "mine", "B", "A", False, "title: source now says 'B', kept yours", id="also when sources change"
        ),
        pytest.param(
            None, "A", "A", False, "title: source now says 'A', kept yours", id="a field taken out stays out"
        ),
        pytest.param("B", "B", "A", False, "", id="a hand edit that the sources now agree with"),
        pytest.param(None, "A", None, True, "title: nothing becomes 'A'", id="a field nobody had"),
        pytest.param(
            "mine", "A", None, False, "title: source now says 'A', kept yours", id="a field a person had first"
        ),
        pytest.param("A", "A", None, False, "", id="a run cut short before the ledger was written"),
        pytest.param(
            "A", None, "A", False, "title: no source says this any more, kept", id="a seed that is gone"
        ),
        pytest.param("mine", None, "A", False, "", id="a hand edit of what no source says"),
    ],
)
def test_what_becomes_of_a_field(held: Any, sourced: Any, wrote: Any, changed: bool, told: str) -> None:
    before = {} if wrote is None else {"title": Entry(value_digest(wrote))}
    first = reconciled(
        {} if held is None else {"title": held},
        {} if sourced is None else {"title": sourced},
        says={},
        before=before,
    )
    assert first.changes == (("title",) if changed else ())
    assert first.report == ((told,) if told else ())

    now = sourced if changed else held
    again = reconciled(
        {} if now is None else {"title": now},
        {} if sourced is None else {"title": sourced},
        says={},
        before=first.fields,
    )
    assert again.changes == ()
    assert again.fields == first.fields


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (["Ada", "B. Byron"], "'Ada', 'B. Byron'"),
        (["a", "b", "c", "d"], "4 entries"),
        ({"doi": "10.1/a", "arxiv": "2101.00001"}, "doi '10.1/a', arxiv '2101.00001'"),
        ([{"name": "Ada", "literal": True}], "name 'Ada', literal true"),
    ],
)
def test_lists_and_mappings_are_told_in_words(said: Any, words: str) -> None:
    before = {"mine": Entry(value_digest("first"))}
    found = reconciled({"mine": "other"}, {"mine": said}, says={}, before=before)
    assert found.report == (f"mine: source now says {words}, kept yours",)


def test_what_is_true_is_written_where_nobody_said_so() -> None:
    assert reconciled({}, {"verified": True}, says={}, before={}).changes == ("verified",)


def test_a_record_leaves_out_what_is_false() -> None:
    before = {"authors_incomplete": Entry(value_digest(True))}
    found = reconciled({"authors_incomplete": True}, {"authors_incomplete": False}, says={}, before=before)
    assert found.changes == ("authors_incomplete",)
    assert reconciled({}, {"authors_incomplete": False}, says={}, before=found.fields).changes == ()
