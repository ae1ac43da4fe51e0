"""Formulas as MathML, made at build time; latex2mathml reads them, an allow-list lets them out."""

import re
import unicodedata
from html import escape, unescape
from itertools import pairwise
from xml.etree.ElementTree import Element

_ELEMENTS = frozenset(
    "math mi mn mo mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts"
    " mprescripts none mtable mtr mtd mstyle mpadded mphantom".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder columnalign columnspacing depth displaystyle fence form height largeop linethickness"
    " lspace mathvariant maxsize minsize movablelimits rowspacing rspace scriptlevel separator stretchy voffset"
    " width".split()
)
_VALUE = re.compile(r"[\w.%+ -]*")

# How many arguments each of these must have; with fewer a browser shows an error in their place.
_ARGUMENTS = dict.fromkeys("mfrac mroot msub msup munder mover".split(), 2) | {"msubsup": 3, "munderover": 3}

# These lay out several children as one row by themselves, so a row inside them says nothing.
_ROWS = frozenset({"math", "mrow", "msqrt", "mstyle", "mpadded", "mphantom", "mtd"})

# What a long formula may be broken behind, as TeX breaks one in a line of text.
_RELATIONS = frozenset("=≠≤≥<>≪≫∈∉⊂⊆⊃⊇≈≃≅∼≡∝→↦⇒⇔←↔≺⪯≻⪰≲≳≜≔")
_FENCES = {**dict.fromkeys("([{⟨⌊⌈", 1), **dict.fromkeys(")]}⟩⌋⌉", -1)}
_SCRIPTED = frozenset("msub msup msubsup munder mover munderover".split())
_LONG = 16  # signs; shorter formulas stay in one piece

# Macros could grow without bound, and a formula this long is a page: both stay TeX.
_MACROS = re.compile(r"\\(?:(?:re)?new(?:command|environment)|def|DeclareMathOperator)")
_LONGEST = 2000


def mathml(tex: str) -> str | None:
    r"""Return a formula (TeX without its dollars) as a `<math>` element.

    None when it cannot be read: a command is unknown, a brace or an argument is missing, it defines macros.
    A long one becomes several elements, parted behind relations: browsers break no formula, but between two.
    They hold only MathML's own elements and attributes, no addresses, no styles, and no `xmlns`, which HTML
    does without. One `||` is a divergence (`∥`), several are norms.
    """
    if len(tex) > _LONGEST or _MACROS.search(tex) or not tex.strip():
        return None
    bars = r"\\parallel " if tex.count("||") == 1 else r"\\|"
    tree = _parsed(re.sub(r"(?<!\\)\|\|", bars, tex))
    return None if tree is None else _pieces(tree)


def _pieces(tree: Element) -> str | None:
    """Write a formula, in several pieces where it is long and has relations outside of brackets."""
    children = _children(tree)
    whole = _written(tree)
    if whole is None or sum(len(unescape(text)) for text in tree.itertext()) < _LONG:
        return whole
    pieces, depth = [Element(tree.tag, tree.attrib)], 0
    for child in children:
        pieces[-1].append(child)
        sign = _sign(child)
        depth += _FENCES.get(sign, 0)
        if sign in _RELATIONS and not depth and child is not children[-1]:
            pieces.append(Element(tree.tag, tree.attrib))
    return whole if len(pieces) == 1 else "".join(_written(piece) or "" for piece in pieces)


def _parsed(tex: str) -> Element | None:
    from latex2mathml.converter import convert_to_element

    try:
        tree: Element = convert_to_element(tex)
    except _unreadable():
        return None
    return tree


def _unreadable() -> tuple[type[Exception], ...]:
    """Return what latex2mathml raises for damaged TeX: its own errors, which share no base, and Python's."""
    from latex2mathml import exceptions

    own = (
        error for error in vars(exceptions).values() if isinstance(error, type) and issubclass(error, Exception)
    )
    return (*own, AttributeError, LookupError, RuntimeError, StopIteration, TypeError, ValueError)


def _written(element: Element) -> str | None:
    """Write an element that is on the list, with what is in it; None when anything in it is not."""
    children = _children(element)
    inner = [_text(element), *(_written(child) for child in children)]
    complete = len(children) == _ARGUMENTS.get(element.tag, len(children))
    if element.tag not in _ELEMENTS or not complete or None in inner:
        return None
    content = "".join(part for part in inner if part)
    if element.tag == "mrow" and len(children) == 1:
        return content
    if element.tag == "mo" and _is_function(element):
        return f"<mi>{content}</mi>"
    attributes = _attributes(element) if element.attrib or element.tag == "mo" else ""
    return f"<{element.tag}{attributes}>{content}</{element.tag}>"


def _attributes(element: Element) -> str:
    given = element.attrib
    if element.tag == "mo" and unescape(element.text or "") == "/":
        given = {**given, "lspace": "0", "rspace": "0"}  # TeX sets no air about it
    listed = ((name, value) for name, value in sorted(given.items()) if name in _ATTRIBUTES)
    attributes = "".join(f' {name}="{value}"' for name, value in listed if _VALUE.fullmatch(value))
    if element.attrib.get("mathvariant") not in (None, "normal"):
        attributes = re.sub(r' mathvariant="[^"]*"', "", attributes)
    return attributes


def _children(element: Element) -> list[Element]:
    """Return the children without rows that only wrap them, upright letters joined, air about functions."""
    children = list(element)
    while element.tag in _ROWS and len(children) == 1 and children[0].tag == "mrow":
        children = list(children[0])
    joined = list[Element]()
    for child in children:
        if joined and _is_upright(child) and _is_upright(joined[-1]):
            word = Element("mi", mathvariant="normal")
            word.text = f"{joined[-1].text}{child.text}"
            joined[-1] = word
        else:
            joined.append(child)
    return _spaced(joined) if element.tag in _ROWS else joined


def _spaced(row: list[Element]) -> list[Element]:
    """Put a thin space between a function's name (`log`, `min`) and an operand beside it, as TeX does."""
    if not any(map(_is_function, row)):
        return row
    spaced = row[:1]
    for left, right in pairwise(row):
        named = _is_function(left) or _is_function(right)
        bare = "mspace" not in (left.tag, right.tag)
        ended = not _sign(left) or _FENCES.get(_sign(left)) == -1
        if named and bare and ended and not _sign(right):
            spaced.append(Element("mspace", width="0.167em"))
        spaced.append(right)
    return spaced


def _core(element: Element) -> Element:
    """Return what scripts are put to; the element itself where there are none."""
    while element.tag in _SCRIPTED and len(element):
        element = element[0]
    return element


def _sign(element: Element) -> str:
    """Return the operator or bracket that an element is, with or without scripts; nothing for an operand."""
    core = _core(element)
    return "" if core.tag != "mo" or _is_function(core) else unescape(core.text or "")


def _is_function(element: Element) -> bool:
    """Tell whether this is a name such as `log`, or `min`, which latex2mathml takes for an operator."""
    core = _core(element)
    text = core.text or ""
    named = (core.tag == "mi" and not core.attrib) or (core.tag == "mo" and text != "mod")
    return named and len(text) > 1 and text.isalpha()


def _is_upright(element: Element) -> bool:
    return element.tag == "mi" and element.get("mathvariant") == "normal" and (element.text or "").isalpha()


def _text(element: Element) -> str | None:
    r"""Return an element's own text, escaped; None for an unknown command, which is printed as `\foo`."""
    # latex2mathml writes characters as references, which its own printer leaves alone.
    text = unescape(element.text or "")
    if "\\" in text or (element.tail and element.tail.strip()):
        return None
    return escape(_in_variant(text, element.get("mathvariant", "")), quote=False)


def _in_variant(text: str, variant: str) -> str:
    """Return letters in Unicode's mathematical alphabets: of `mathvariant`, browsers know only `normal`."""
    if not variant or variant == "normal":
        return text
    alphabet = variant.replace("bold-", "bold ").replace("-italic", " italic").upper()
    return "".join(_lettered(char, alphabet) for char in text)


def _lettered(char: str, alphabet: str) -> str:
    name = unicodedata.name(char, "").replace("LATIN ", "").replace("GREEK ", "").replace(" LETTER", "")
    for block in ("MATHEMATICAL ", ""):  # ℝ and some others are older than the block
        try:
            return unicodedata.lookup(f"{block}{alphabet} {name}")
        except KeyError:
            continue
    return char
