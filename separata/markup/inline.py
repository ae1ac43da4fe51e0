"""Titles, abstracts and other short texts as HTML: formulas, five tags, and the signs of good setting."""

from functools import lru_cache

from markupsafe import Markup

from separata.markup.formulas import formula
from separata.tex import Kind, Segment, decoded, has_notation, is_line, plain, segments
from separata.text import escaped, pattern, printable

_PARAGRAPH = pattern(r"\n[ \t\r]*\n")
_KEPT = 1 << 6  # texts at a time: a paper's page and its entries in lists print the same
_FORMULA = "\ufffc"  # stands for a formula where only its neighbours matter
_BOUND = pattern(r"<math.*?</math>([-–.,;:!?)\]”’…]*)")
_OPENERS = "([“‘"


@lru_cache(maxsize=_KEPT)
def inline(text: str) -> Markup:
    """Return a text as HTML for use within a line.

    Formulas become MathML, or their TeX in `<code class="tex">` where that fails; TeX's accents and commands
    become Unicode; the tags of `tex.TAGS` stay, in pairs; all else is escaped. Quotes, dashes and dots are
    set as `typographic` sets them.
    """
    if is_line(text) or not has_notation(text):
        return Markup(escaped(plain_inline(text)))
    pieces = segments(_in_line(printable(text)))
    words = [_words(piece) for piece in pieces]
    set_words, at, html = _curled("".join(words)), 0, list[str]()
    for piece, written in zip(pieces, words, strict=True):
        html.append(_html(piece, set_words[at : at + len(written)]))
        at += len(written)
    return Markup(_bound("".join(html)))


def _bound(html: str) -> str:
    """Keep a formula in one line with the brackets and stops beside it; browsers would break there."""
    pieces, at = list[str](), 0
    for found in _BOUND.finditer(html):
        before = html[at : found.start()]
        words = before.rstrip(_OPENERS)
        alone = len(words) == len(before) and not found[1]
        bound = before[len(words) :] + found[0]
        pieces += (words, bound if alone else f'<span class="nb">{bound}</span>')
        at = found.end()
    return "".join(pieces) + html[at:]


@lru_cache(maxsize=_KEPT)
def plain_inline(text: str) -> str:
    """Return the plain twin of `inline`: one line of Unicode, set the same way, neither TeX nor tags."""
    return typographic(text if is_line(text) else _in_line(plain(printable(text))))


def paragraphs(text: str) -> Markup:
    """Return a text as one `<p>` for each of its paragraphs, which blank lines part; empty for none."""
    parts = (inline(part) for part in _PARAGRAPH.split(text))
    return Markup("\n".join(f"<p>{part}</p>" for part in parts if part))


def typographic(text: str) -> str:
    """Return plain text with curly quotes, dashes for hyphens between blanks, and `…` for three dots."""
    return _curled(_ELLIPSIS.sub("…", text))


def _in_line(text: str) -> str:
    """Return a text with one blank for each run of blanks, tabs and line ends."""
    text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


def _words(piece: Segment) -> str:
    """Return the running text of a piece as it will be read, but for quotes."""
    match piece.kind:
        case Kind.TEXT:
            return _ELLIPSIS.sub("…", decoded(piece.text))
        case Kind.MATH:
            return _FORMULA
    return ""


def _html(piece: Segment, words: str) -> str:
    match piece.kind:
        case Kind.MATH:
            return formula(piece.text) or f'<code class="tex">{escaped(piece.text)}</code>'
        case Kind.OPEN:
            return f"<{piece.text}>"
        case Kind.CLOSE:
            return f"</{piece.text}>"
    return escaped(words)


# Both look back only behind the sign itself, so that `re` skips to where it stands.
_ELLIPSIS = pattern(r"\.\.\.(?<!\.\.\.\.)(?!\.)")
_BETWEEN_BLANKS = pattern(r"-(?<=\S\s-)(?=\s\S)")
_QUOTE = pattern(r"[\"'`]")
_OPENING = frozenset("([{<–—-/‘“¿¡=")
_YEARS = pattern(r"'\d\ds?\b")


def _curled(text: str) -> str:
    """Replace straight quotes and lone hyphens, character by character: the length stays."""
    text = _BETWEEN_BLANKS.sub("–", text)
    if '"' not in text and "'" not in text and "`" not in text:
        return text
    pieces, end, sign = list[str](), 0, " "
    for quote in _QUOTE.finditer(text):
        at = quote.start()
        words = text[end:at]
        before, after = words[-1:] or sign, text[at + 1 : at + 2]
        opens = (before.isspace() or before in _OPENING) and bool(after) and not after.isspace()
        if quote[0] == '"':
            sign = "“" if opens else "”"
        else:
            sign = "‘" if opens and not _YEARS.match(text, at) else "’"
        pieces += (words, sign)
        end = at + 1
    return "".join(pieces) + text[end:]
