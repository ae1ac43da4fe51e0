"""The table of TeX's commands has what pylatexenc has, from which it was taken."""

from pylatexenc.latex2text import get_default_latex_context_db

from separata.signs import SIGNS
from separata.tex import plain


def test_signs_are_those_of_pylatexenc_but_for_four_that_are_told_elsewhere() -> None:
    specs = get_default_latex_context_db().iter_macro_specs()
    told = {spec.macroname: spec.simplify_repl for spec in specs if isinstance(spec.simplify_repl, str)}
    # Longer replacements are not characters: headings, "< g r a p h i c s >", and the date of today.
    elsewhere = {"bullet", "textasciicircum", "textperiodcentered", "texttimes"}
    names = {name for name in told if name.isalpha() and len(told[name]) == 1} - elsewhere
    assert {name: told[name] for name in names if not told[name].isascii()} == SIGNS


def test_a_command_prints_as_its_sign() -> None:
    assert plain(r"$\alpha \leq \Omega$ at 20\textcelsius{} in \L\'od\'z") == "α ≤ Ω at 20℃ in Łódź"
