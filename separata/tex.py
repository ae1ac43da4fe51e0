r"""The notation of titles and abstracts: text with TeX, and the few tags that sources print.

`segments` tells text, formulas and tags apart; `plain` writes the whole in Unicode, for feeds, search
and everything else that shows no markup. No input, however damaged, makes them raise.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from separata.text import composed, pattern, printable, squeezed

TAGS = ("i", "em", "b", "sub", "sup")


class Kind(StrEnum):
    """What a segment is: running text, a formula, or the begin or end of one of `TAGS`."""

    TEXT = "text"
    MATH = "math"
    OPEN = "open"
    CLOSE = "close"


class Segment(NamedTuple):
    """A piece of a text: running text as written, a formula without its dollars, or a tag's bare name."""

    text: str
    kind: Kind = Kind.TEXT


# A formula holds no blank line. The rule for dollars is Pandoc's: no white space inside the dollars,
# no digit after the second, so that "$5 and $10" is money. What holds TeX, or one sign, is no money.
_FORMULA = r"(?:[^$\\\n]|\\[^()\[\]]|\n(?!\s*\n))+?"
_LINE = r"(?:[^$\\\n]|\\.|\n(?!\s*\n))+?"
_MARK = pattern(
    rf"""
    \$\$ (?P<block>{_FORMULA}) \$\$
  | \$ (?!\s) (?P<line>{_LINE}) (?<!\s) \$ (?!\d)
  | \$ (?P<loose>\s*[A-Za-z<>=]\s* | (?=[^$]*[\\^_]) {_LINE}) \$
  | \\\( (?P<round>{_FORMULA}) \\\)
  | \\\[ (?P<square>{_FORMULA}) \\\]
  | \\ (?P<font>emph|em|textit|it|textbf|bf|textsubscript|textsuperscript) \s* \{{ (?P<set>[^{{}}$\\<>]*) \}}
  | < (?P<tag>/?(?:{"|".join(TAGS)})) >
  | \\.                                           # an escaped character begins nothing
    """,
    re.VERBOSE | re.DOTALL,
)
_FONTS = {
    "emph": "em", "em": "em", "textit": "i", "it": "i", "bf": "b", "textbf": "b", "textsubscript": "sub",
    "textsuperscript": "sup",
}  # fmt: skip
_JOINT = pattern(r"[^\W_]+(?:-[^\W_]+)*")
_DEPTH = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


@lru_cache(maxsize=1 << 8)  # a paper's page and files ask for the same again and again
def segments(text: str) -> tuple[Segment, ...]:
    r"""Cut a text into running text, formulas (`$..$`, `$$..$$`, `\(..\)`, `\[..\]`) and tags.

    Tags come in well-nested pairs; one without a partner is text, and so is a dollar. Words that stand
    between formulas without white space, while a bracket is open, belong to one formula.
    """
    pieces, at = list[Segment](), 0
    for mark in _paired([mark for mark in _MARK.finditer(text) if mark.lastgroup]):
        if mark.start() > at:
            pieces.append(Segment(text[at : mark.start()]))
        pieces += _segments_of(mark)
        at = mark.end()
    if at < len(text):
        pieces.append(Segment(text[at:]))
    return tuple(_joined(pieces))


def _paired(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Leave out the tags that do not nest."""
    kept, opened = set[int](), list[int]()
    for at, mark in enumerate(marks):
        tag = mark["tag"]
        if not tag:
            kept.add(at)
        elif not tag.startswith("/"):
            opened.append(at)
        elif opened and marks[opened[-1]]["tag"] == tag[1:]:
            kept |= {opened.pop(), at}
    return [mark for at, mark in enumerate(marks) if at in kept]


def _segments_of(mark: re.Match[str]) -> Iterator[Segment]:
    if tag := mark["tag"]:
        yield Segment(tag.lstrip("/"), Kind.CLOSE if tag.startswith("/") else Kind.OPEN)
    elif font := mark["font"]:
        yield Segment(_FONTS[font], Kind.OPEN)
        yield Segment(mark["set"])
        yield Segment(_FONTS[font], Kind.CLOSE)
    else:
        yield Segment(
            mark["block"] or mark["line"] or mark["loose"] or mark["round"] or mark["square"], Kind.MATH
        )


def _joined(pieces: list[Segment]) -> Iterator[Segment]:
    """Make one formula of runs such as `$P($True$)$`, which arXiv's abstracts print."""
    at = 0
    while at < len(pieces):
        run, depth = [pieces[at]], _depth(pieces[at])
        while depth > 0 and _goes_on(following := pieces[at + len(run) : at + len(run) + 2]):
            run += following
            depth += _depth(following[1])
        at += len(run)
        if len(run) > 1 and depth == 0:
            words = [one.text if one.kind is Kind.MATH else rf"\text{{{one.text}}}" for one in run]
            yield Segment("".join(words), Kind.MATH)
        else:
            yield from run


def _depth(piece: Segment) -> int:
    """Return how many brackets a formula leaves open; words leave none."""
    return sum(_DEPTH.get(char, 0) for char in piece.text) if piece.kind is Kind.MATH else 0


def _goes_on(following: list[Segment]) -> bool:
    match following:
        case [Segment(word, Kind.TEXT), Segment(_, Kind.MATH)]:
            return bool(_JOINT.fullmatch(word))
    return False


def has_notation(text: str) -> bool:
    """Tell whether a text may hold TeX or tags; without any it is what it says."""
    # To look for one sign takes a tenth of the time that it takes to look for two, or for one of several.
    return (
        "\\" in text
        or "$" in text
        or "{" in text
        or "}" in text
        or "~" in text
        or "<" in text
        or ("-" in text and "--" in text)
        or ("`" in text and "``" in text)
        or ("'" in text and "''" in text)
    )


@lru_cache(maxsize=1 << 6)  # a paper's page and files ask of the same texts again and again
def is_line(text: str) -> bool:
    """Tell whether a text is one line without notation, in which neither blanks nor signs need mending."""
    return text.isprintable() and not has_notation(text) and "  " not in text and text == text.strip()


def one_line(text: str) -> str:
    """Return a text without TeX, tags, line ends and what cannot be printed."""
    if len(text) <= _SHORT:
        return _short_line(text)
    return composed(text) if is_line(text) else _long_line(text)


def _mended(text: str) -> str:
    return squeezed(plain(printable(text)))


# Names and venues come again and again; titles and abstracts do not.
_SHORT = 60
_short_line = lru_cache(maxsize=1 << 11)(_mended)
_long_line = lru_cache(maxsize=1 << 6)(_mended)


def plain(text: str) -> str:
    r"""Return a text in Unicode, without TeX and tags: `Schr\"odinger, $8\times 8$` is `Schrödinger, 8 × 8`.

    Text without such notation comes back as it is; white space outside formulas is kept.
    """
    return _in_unicode(text) if has_notation(text) else text


@lru_cache(maxsize=1 << 12)
def _in_unicode(text: str) -> str:
    return "".join([formula(one.text) if one.kind is Kind.MATH else one.text for one in untagged(text)])


def untagged(text: str) -> Iterator[Segment]:
    """Yield a text's words in Unicode and its formulas as TeX; numbers in `sub` and `sup` keep their height."""
    tag = ""
    for segment in segments(text):
        match segment.kind:
            case Kind.TEXT:
                yield Segment(_raised(decoded(segment.text), tag))
            case Kind.MATH:
                yield segment
            case _:
                tag = segment.text if segment.kind is Kind.OPEN else ""


# Inside the decoder these stand for characters that TeX would take for its own.
_BRACE, _END_BRACE, _BACKSLASH = "\x01", "\x02", "\x03"
_LITERAL = str.maketrans({_BRACE: "{", _END_BRACE: "}", _BACKSLASH: "\\"})
_STAND_INS = pattern("[\x01-\x03]")


def _has_stand_ins(text: str) -> bool:
    return _BRACE in text or _END_BRACE in text or _BACKSLASH in text


def _without_stand_ins(text: str) -> str:
    return _STAND_INS.sub("", text) if _has_stand_ins(text) else text


def _as_printed(text: str) -> str:
    return text.translate(_LITERAL) if _has_stand_ins(text) else text


_LIGATURES = (("``", "“"), ("''", "”"), ("---", "—"))
# Both look back only behind the sign itself, so that `re` skips to where it stands. No dash in `an --option`,
# nor in a rule of hyphens; what begins with one goes on behind a formula: `$p$--adic`. A tie stands between
# words; in `~90` and `3~5` the tilde means "about" and "to".
_EN_DASH = pattern(r"--(?<!---)(?!-)(?:(?<!\s--)|(?!\w))")
_TIE = pattern(r"~(?<=[\w.,;:)}]~)(?!(?<=\d~)\d)(?=[\w\\({]|$)")


@lru_cache(maxsize=1 << 11)
def decoded(text: str) -> str:
    """Return running text in Unicode: TeX's accents, letters, quotes, dashes, ties and commands undone."""
    if not has_notation(text):
        return text
    text = _TIE.sub("\u00a0", _without_stand_ins(text))
    for written, printed in _LIGATURES:
        text = text.replace(written, printed) if f"\\{written}" not in text else text
    text = _EN_DASH.sub("–", text)
    if "\\" not in text:
        return text.replace("{", "").replace("}", "")
    text = _accented(_commands_undone(text, in_math=False))
    return _as_printed(_LEFTOVER.sub("", text.replace("{", "").replace("}", "")))


_BUILT = pattern(r"[\\{}_^]")  # what makes more of a formula than a row of signs
# Signs that stand between two terms, and then have space around them.
_RELATION = pattern(r"(?<=[\w)\]'′″])\s*([=<>≤≥≠≈∼≃≡≪≫≲≳×±→←↔⇒∈∉⊂⊆∪∩∝∣])\s*(?=\S)")


@lru_cache(maxsize=1 << 11)
def formula(tex: str) -> str:
    r"""Return a formula in one line of Unicode, as far as it is readable: `T^{-1}\leq x_i` is `T⁻¹ ≤ x_i`."""
    tex = _without_stand_ins(tex).replace("||", "∥").replace("~", " ")
    line = _grouped(_accented(_commands_undone(tex, in_math=True))) if _BUILT.search(tex) else tex
    return _as_printed(" ".join(_RELATION.sub(r" \1 ", line).split()).replace("\\", ""))


_UNREAD = pattern(
    r"[ ~\u00a0]?\\(?:cite[a-z]*|noopsort|(?:eq)?ref|label|[hv]space)\*?\s*(?:\[[^][]*\])?\s*\{[^{}]*\}"
    r"|\\(?:href|textcolor|color|begin|end|raisebox)\s*\{[^{}]*\}"
)
# Sooner looked for, as no blank can stand before it.
_MAY_BE_UNREAD = pattern(
    r"\\(?:cite|noopsort|eqref|ref|label|[hv]space|href|textcolor|color|begin|end|raisebox)"
)
_COMMAND = pattern(r"\\(?:([A-Za-z]+)\*?|(.))(\s*)", re.DOTALL)
_LEFTOVER = pattern(r"\\(?:[A-Za-z]+\s*)?")
_SILENT = pattern(
    r"(?:text|math)[a-z]*|emph|operatorname|[mhf]box|ensuremath|[lr]?[bB]igg?[lrm]?|left|right|middle|over|"
    r"boldsymbol|bm|bf|it|rm|tt|sf|sc|em|cal|(?:display|text)style|small|smash|(?:no)?limits|xspace|"
    r"under(?:line|brace)|over(?:line|brace)|url|item|protect|noindent|par"
)
_CHARACTERS = {"{": _BRACE, "}": _END_BRACE, "|": "‖", "/": "", "-": "", "!": "", "@": "", "(": "", ")": ""}
_CHARACTERS |= dict.fromkeys(("\\", ",", ";", ":", ">", " ", "\n", "\t"), " ")
_SYMBOLS = {
    "lbrace": _BRACE, "rbrace": _END_BRACE, "backslash": _BACKSLASH, "textbackslash": _BACKSLASH,
    "textless": "<", "textgreater": ">", "textbar": "|", "texttimes": "×", "textasciicircum": "^",
    "lt": "<", "gt": ">", "mid": "∣", "prime": "′", "lvert": "|", "rvert": "|", "vert": "|",
    "colon": ":", "quad": " ", "qquad": " ", "bullet": "•", "S": "§", "textasciitilde": "~", "euro": "€",
    "copyright": "©", "pounds": "£", "textperiodcentered": "·", "relax": "", "newblock": "", "string": "",
}  # fmt: skip
_ARGUMENTS = {"frac": "\\frac", "tfrac": "\\frac", "dfrac": "\\frac", "nicefrac": "\\frac", "sqrt": "\\sqrt"}


@cache
def _symbols() -> Mapping[str, str]:
    """Return the commands that stand for a character."""
    # Most texts have none.
    from separata.signs import SIGNS

    return {**SIGNS, **_SYMBOLS}


def _commands_undone(tex: str, *, in_math: bool) -> str:
    """Replace commands by what they print; accents and those with arguments are left for later."""

    def printed(match: re.Match[str]) -> str:
        name, char, space = match.groups()
        if (name or char) in _ACCENTS:
            return match[0]
        if char:
            return _CHARACTERS.get(char, char) + space
        if (sign := _symbols().get(name)) is not None:
            # "S\o ren": the blank only ends the command.
            return sign + ("" if not in_math and sign.isalpha() and sign < "ɐ" else space)
        if name in _ARGUMENTS and in_math:
            return _ARGUMENTS[name]
        if _SILENT.fullmatch(name) or (not in_math and _has_argument(match)):
            return ""
        return _spaced(name, match) if in_math else name + space

    return _COMMAND.sub(printed, _UNREAD.sub("", tex) if _MAY_BE_UNREAD.search(tex) else tex)


def _has_argument(command: re.Match[str]) -> bool:
    return command.string.startswith("{", command.end()) and not command.string.startswith("{}", command.end())


def _spaced(name: str, command: re.Match[str]) -> str:
    r"""Return a function's name set off from its neighbours: `n\log n` is `n log n`."""
    before = command.string[max(command.start() - 1, 0) : command.start()]
    after = command.string[command.end() : command.end() + 1]
    apart_before = " " if before.isalnum() or before in ("}", ")") else ""
    apart_after = " " if after.isalnum() or after in ("\\", "{") else command[3]
    return apart_before + name + apart_after


_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307", '"': "\u0308",
    "u": "\u0306", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303",
    "Tilde": "\u0303", "bar": "\u0304", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c", "vec": "\u20d7",
}  # fmt: skip
_ACCENT = pattern(
    r"\\(?:([`'^~=.\"])|([urHvdckb]|(?:wide)?(?:hat|tilde)|Tilde|bar|d?dot|check|vec)(?![A-Za-z]))"
    r"\s*(?:\{\{?\s*([^\W\d_]?)\s*\}?\}|([^\W\d_]))"
)


def _accented(tex: str) -> str:
    r"""Put accents on their letters: `\'e`, `\"{o}`, `\v s` and `\hat{x}`."""

    def letter(match: re.Match[str]) -> str:
        sign, name, braced, bare = match.groups()
        base = {"ı": "i", "ȷ": "j"}.get(braced or bare, braced or bare)
        return unicodedata.normalize("NFC", base + _ACCENTS[sign or name]) if base else sign or ""

    return _ACCENT.sub(letter, tex)


_WAITING = (["_"], ["^"], ["\\frac"], ["\\sqrt"])
_ATOM = pattern(r"\\[A-Za-z]*|.", re.DOTALL)
_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPTS = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_SIGNED_NUMBER = pattern(r"[+−-]?[0-9]+|[+−-]")
_WHOLE_SCRIPTS = {"^'": "′", "^′": "′", "^∘": "°", "_": "", "^": ""}


def _raised(text: str, tag: str) -> str:
    """Return the text of a sub or sup tag in characters of that height, if it is a number."""
    if tag not in {"sub", "sup"} or not _SIGNED_NUMBER.fullmatch(text):
        return text
    return text.translate(_SUBSCRIPTS if tag == "sub" else _SUPERSCRIPTS)


def _grouped(tex: str) -> str:
    """Write groups, fractions, roots, indices and powers in one line."""
    frames = [list[str]()]
    for atom in _ATOM.findall(tex):
        if atom.startswith("\\") and [atom] not in _WAITING:
            continue
        if atom == "{":
            frames.append([])
        elif atom == "}" and len(frames) > 1:
            _put(frames[-2], "".join(frames.pop()))
        elif atom != "}" and not (atom.isspace() and frames[-1][-1:] in _WAITING):
            _put(frames[-1], atom)
    return "".join(chain.from_iterable(frames))


def _put(frame: list[str], atom: str) -> None:
    """Add an atom to a frame and join it with the commands that wait for it."""
    frame.append(atom)
    while len(frame) > 1:
        if frame[-2] in {"_", "^"}:
            frame[-2:] = [_script(frame[-2], frame[-1])]
        elif frame[-2] == "\\sqrt":
            frame[-2:] = [f"√{_term(frame[-1])}"]
        elif frame[-3:-2] == ["\\frac"]:
            frame[-3:] = [f"{_term(frame[-2])}/{_term(frame[-1])}"]
        else:
            return


def _script(mark: str, argument: str) -> str:
    if _SIGNED_NUMBER.fullmatch(argument):
        return _raised(argument, "sub" if mark == "_" else "sup")
    argument = argument.strip()
    return _WHOLE_SCRIPTS.get(mark + argument, mark + _term(argument))


def _term(text: str) -> str:
    """Put brackets around what would fall apart in one line."""
    return text if len(text) < 2 or re.fullmatch(r"√?\w+", text) else f"({text})"
