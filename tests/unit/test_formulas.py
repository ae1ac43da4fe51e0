"""A formula is made into MathML once, and kept for later builds for as long as what makes it is the same."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from separata.markup import math
from separata.markup.formulas import formula, keep_formulas
from separata.markup.math import mathml
from separata.stages import formulas
from separata.stages.formulas import FormulaBook

FORMULAS = ("x^2", r"\frac{a}{b}", r"\notacommand{x}", "", "é")


@pytest.fixture(autouse=True)
def nothing_at_hand() -> Iterator[None]:
    """Begin as a process does, and leave no book behind."""
    formula.cache_clear()
    yield
    keep_formulas(None)
    formula.cache_clear()


def never(_: str) -> str | None:
    raise AssertionError("this was made before")


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_that_is_kept_is_the_one_that_is_made(
    tex: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = mathml(tex) or ""
    keep_formulas(FormulaBook(tmp_path))
    assert formula(tex) == made
    formula.cache_clear()
    keep_formulas(FormulaBook(tmp_path))
    monkeypatch.setattr(math, "mathml", never)
    assert formula(tex) == made


def test_what_reads_formulas_is_not_loaded_for_one_that_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FormulaBook(tmp_path).keep("x", "<math><mi>x</mi></math>")
    monkeypatch.delitem(sys.modules, "separata.markup.math")
    keep_formulas(FormulaBook(tmp_path))
    assert formula("x") == "<math><mi>x</mi></math>"
    assert "separata.markup.math" not in sys.modules


def test_formulas_of_one_pile_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "_PILES", 1)
    book = FormulaBook(tmp_path)
    for number in range(9):
        book.keep(f"x_{number}", f"<mi>{number}</mi>")
    kept = FormulaBook(tmp_path)
    assert [kept.get(f"x_{number}") for number in range(10)] == [*(f"<mi>{n}</mi>" for n in range(9)), None]


def pile(cache: Path) -> Path:
    """Return the one pile in which formulas are kept."""
    (found,) = cache.glob("formulas-*/*")
    return found


def test_a_damaged_pile_gives_nothing_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "_PILES", 1)
    book = FormulaBook(tmp_path)
    book.keep("x", "<mi>x</mi>")
    book.keep("y", "<mi>y</mi>")
    whole = pile(tmp_path).read_bytes()
    right = {"x": ("<mi>x</mi>", None), "y": ("<mi>y</mi>", None)}
    for at in range(len(whole)):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            pile(tmp_path).write_bytes(data)
            kept = FormulaBook(tmp_path)
            assert all(kept.get(tex) in values for tex, values in right.items()), at


def test_what_another_version_made_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FormulaBook(tmp_path).keep("x", "of old")
    monkeypatch.setattr(formulas, "formula_digest", lambda: b"another version")
    book = FormulaBook(tmp_path)
    assert book.get("x") is None
    book.keep("x", "of now")
    assert pile(tmp_path).read_bytes().endswith(b"of now")
