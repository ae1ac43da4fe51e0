"""Markup in the titles and abstracts that publishers give: JATS, HTML or MathML, as text with a few tags.

Kept are `TAGS` (italics, bold, sub- and superscript) and TeX; tags that say nothing here fall away, and what
only looks like a tag stays as it was printed.
"""

import re
from html import unescape

from separata.text import printable, squeezed

_KEPT = {"i": "i", "italic": "i", "em": "em", "emph": "em", "b": "b", "bold": "b", "strong": "b", "sub": "sub",
         "inf": "sub", "sup": "sup"}  # fmt: skip
_BREAKS = frozenset({"p", "sec", "list", "list-item", "disp-quote", "break", "br", "div", "li", "ul", "ol"})
_SILENT = frozenset(
    "abstract alternatives disp-formula ext-link fn formula graphic inline-formula inline-graphic italics label"
    " monospace named-content overline roman sans-serif sc scp span strike styled-content tt u underline uri"
    " abstracttext articletitle title xref a font small"
    " math maction menclose mfenced mfrac mglyph mi mmultiscripts mn mo mover mpadded mphantom mprescripts"
    " mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none"
    " semantics".split()
)
# Only what has attributes like a tag is one: "a <b and c> d" is not.
_TAG = re.compile(
    r"<(/?)(?:(jats|mml|m|ns\d+):)?([a-z][\w.-]*)(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>",
    re.IGNORECASE,
)


def _element(name: str) -> re.Pattern[str]:
    """Return the pattern of an element that holds none of its own name, as reading stays linear then."""
    tag = rf"(?:jats:|mml:|m:)?{name}"
    return re.compile(rf"<{tag}(?:\s[^<>]*)?>((?:[^<]++|<(?!/?{tag}\b))*+)</{tag}\s*>", re.IGNORECASE)


_HEADING, _TEX, _MATHML, _ANNOTATION = map(_element, ("title", "tex-math", "math", "annotation(?:-xml)?"))
_PARAGRAPH = "\x1e"


def title_text(markup: str) -> str:
    """Return a title in one line."""
    return squeezed(_text(markup).replace(_PARAGRAPH, " "))


def abstract_text(markup: str) -> str:
    """Return an abstract with a blank line between paragraphs; its own heading ("Abstract") falls away."""
    text = _HEADING.sub(lambda heading: _heading(heading[1]), unescape(markup))
    parts = (squeezed(part) for part in _text(text).split(_PARAGRAPH))
    paragraphs: list[str] = []
    for part in filter(None, parts):
        if paragraphs and paragraphs[-1].endswith(":") and len(paragraphs[-1]) < 60:
            paragraphs[-1] += f" {part}"
        else:
            paragraphs.append(part)
    return "\n\n".join(paragraphs)


def _heading(words: str) -> str:
    """Return a heading as the opening of its paragraph, as structured abstracts are printed."""
    words = squeezed(words)
    return (
        "<p>" if words.casefold().rstrip(".:") in {"", "abstract", "summary"} else f"<p>{words.rstrip(':')}:<p>"
    )


def _text(markup: str) -> str:
    # Publishers escape markup once or twice over: `&amp;lt;i&amp;gt;`.
    markup = printable(unescape(unescape(markup)))
    if _TEX.search(markup):
        markup = _TEX.sub(lambda formula: f" {_formula(formula[1])} ", _MATHML.sub("", markup))
    markup = _MATHML.sub(lambda formula: re.sub(r">\s+|\s+<", _without_blanks, formula[0]), markup)
    return _TAG.sub(_replaced, _ANNOTATION.sub("", markup))


def _without_blanks(match: re.Match[str]) -> str:
    return match[0].strip()


def _formula(tex: str) -> str:
    """Return TeX between single dollars."""
    # Springer wraps each formula in a TeX document of its own.
    inside = tex.partition(r"\begin{document}")[2].partition(r"\end{document}")[0]
    body = squeezed((inside or tex).strip().strip("$"))
    return f"${body}$" if body else ""


def _replaced(tag: re.Match[str]) -> str:
    """Return what a tag becomes: one of ours, the end of a paragraph, nothing, or what it was."""
    closing, prefix, name = tag[1], tag[2], tag[3].lower()
    if name in _KEPT:
        return f"<{closing}{_KEPT[name]}>"
    if name in _BREAKS:
        return _PARAGRAPH
    return "" if prefix or name in _SILENT else tag[0]
