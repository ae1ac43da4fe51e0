"""References in other styles: a CSL style, as citeproc-py sets it. The only module that knows citeproc."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from separata.exporters import csl
from separata.exporters.citation import citation
from separata.files import digest
from separata.paper import Paper
from separata.problems import Place, Problem, SeparataError

_CSL = "{http://purl.org/net/xbiblio/csl}"
_REPOSITORY = "styles stand at https://www.zotero.org/styles"

# citeproc-py escapes some texts and others not, so signs of markup travel through it as other characters.
_SIGNS = {ord(sign): f"{chr(0xE0F0 + at)}" for at, sign in enumerate("<>&")}
_ESCAPED = {ord(stand_in): f"&#{sign};" for sign, stand_in in _SIGNS.items()}

# What an expression of citeproc-py may raise where a style asks for something that it does not know.
_FAILURES = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


class Style:
    """A CSL style: its file as the user would type it, and its text, for which its digest speaks."""

    __slots__ = ("digest", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.digest = digest(f"{path}\0{text}".encode())

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Style) and self.digest == other.digest


def bundled(name: str) -> Path | None:
    """Return the file of a style that citeproc-py brings with it, if it has one of that name."""
    from citeproc import STYLES_PATH

    path = Path(STYLES_PATH, f"{name}.csl")
    return path if path.is_file() else None


def faults_of(style: Style) -> Iterator[Problem]:
    """Yield what keeps a style from being used: what is not XML, not CSL 1.0, or says nothing of references."""
    from citeproc import SCHEMA_PATH
    from lxml import etree

    try:
        root = etree.fromstring(style.text.encode())
    except etree.XMLSyntaxError as error:
        yield Problem(Place(style.path, error.lineno or 0, error.offset or 0), f"is not XML: {error.msg}")
        return
    parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
    if root.tag != f"{_CSL}style":
        yield Problem(Place(style.path, root.sourceline), "is not a CSL style", _REPOSITORY)
    elif parent is not None:
        hint = f"use the style {parent.get('href')}"
        yield Problem(Place(style.path, parent.sourceline), "only points to another style", hint)
    elif root.find(f"{_CSL}bibliography") is None:
        yield Problem(Place(style.path, root.sourceline), "has no 'bibliography', so it sets no references")
    else:
        schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
        schema.validate(root)
        for fault in schema.error_log:
            yield Problem(Place(style.path, fault.line), f"is not CSL 1.0: {fault.message}", _REPOSITORY)


def formatted(paper: Paper, style: Style, language: str) -> str:
    """Return a paper's reference in a style, as HTML that still has to pass an allow-list.

    `language` is the site's, for styles that do not state their own. A number that the style would put
    before the reference is left out, as one paper alone has none.

    Raises:
        SeparataError: when citeproc-py cannot set the reference.
    """
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    item = {**_signs_replaced(dict(csl.item(citation(paper)))), "id": "paper"}
    try:
        bibliography = CitationStylesBibliography(_parsed(style, language), CiteProcJSON([item]))
        bibliography.register(Citation([CitationItem("paper")]))
        references = [str(reference) for reference in bibliography.bibliography()]
    except _FAILURES as error:
        message = f"citeproc-py cannot set the reference of '{paper.id}': {error!r}"
        raise SeparataError(Problem(Place(style.path), message, "use another style")) from None
    return " ".join(references).translate(_ESCAPED)


@lru_cache(maxsize=4)
def _parsed(style: Style, language: str) -> Any:
    from citeproc import CitationStylesStyle

    root = CitationStylesStyle(BytesIO(style.text.encode()), validate=False).root
    locale = root.get("default-locale") or language
    parsed = CitationStylesStyle(BytesIO(style.text.encode()), locale=locale, validate=False)
    for number in parsed.root.findall(f".//{_CSL}text[@variable='citation-number']"):
        number.getparent().remove(number)
    return parsed


def _signs_replaced(value: Any) -> Any:
    """Return a CSL item with stand-ins for the signs of markup in all its texts."""
    if isinstance(value, str):
        return value.translate(_SIGNS)
    if isinstance(value, dict):
        return {name: _signs_replaced(part) for name, part in value.items()}
    return [_signs_replaced(part) for part in value] if isinstance(value, list) else value
