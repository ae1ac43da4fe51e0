"""TeX as records keep it: words in Unicode, formulas between dollars, and the few tags that texts may have."""

import re

from separata.tex import TAGS, Kind, Segment, decoded, has_notation, plain, segments
from separata.text import squeezed


def tidied(text: str) -> str:
    r"""Return TeX as records keep it: words in Unicode, formulas between dollars, and tags.

    `{\"O}stman's \emph{E. coli} in $\mathbb{R}$` is `Östman's <em>E. coli</em> in $\mathbb{R}$`. Signs that
    would be taken for TeX keep their backslash, so the result reads in `plain` as the text does.
    """
    if not has_notation(text):
        return text
    printed = plain(text)
    text = _OLD_FONT.sub(r"\\\1{\2}", _PROTECTED.sub(r"\1", text)) if _FONT.search(text) else text
    kept = "".join(_kept(segment) for segment in segments(text))
    return kept if squeezed(plain(kept)) == squeezed(printed) else _literal(printed)


_FONT = re.compile(r"\\(?:em|it|bf|text[a-z]+)(?![A-Za-z])|\\emph")
# Braces that only keep a capital: within a font's they would hide its end.
_PROTECTED = re.compile(r"(?<![^\s{(/-])\{([^{}\\$]*)\}")
_OLD_FONT = re.compile(r"\{\\(em|it|bf)(?![A-Za-z])\s*([^{}\\$<>]*)\}")


def _kept(segment: Segment) -> str:
    match segment.kind:
        case Kind.OPEN:
            return f"<{segment.text}>"
        case Kind.CLOSE:
            return f"</{segment.text}>"
        case Kind.MATH:
            return f"${squeezed(segment.text)}$"
    words = decoded(segment.text)
    return words if decoded(words) == words and "$" not in words else _literal(words)


def _literal(words: str) -> str:
    """Return words in which every sign stands for itself."""
    return _SIGN.sub(lambda sign: _ESCAPED.get(sign[0], f"{{}}{sign[0]}"), words)


_SIGN = re.compile(rf"[\\{{}}$~]|<(?=/?(?:{'|'.join(TAGS)})>)|(?<=-)-|(?<=`)`|(?<=')'")
_ESCAPED = {
    "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "{": "\\{", "}": "\\}", "$": "\\$", "<": "<{}",
}  # fmt: skip
