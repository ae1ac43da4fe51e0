"""BibTeX, in UTF-8, as Zotero, biber and BibTeX itself read it."""

import re
from collections.abc import Iterable

from separata.exporters.citation import Citation
from separata.model import Author
from separata.names import family_first
from separata.tex import Kind, formula, has_notation, untagged
from separata.text import pattern, squeezed

_MONTH = "month"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

# Where a type's container and publisher go; @misc has a place for neither but "howpublished".
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "misc": "howpublished",
}
_BOOKS = {"inproceedings", "incollection", "book"}
_MASTERS = pattern(r"master|bachelor|diplom|magist|\bm\.?\s?sc\b|\bb\.?\s?sc\b", re.IGNORECASE)
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}

_ESCAPES = {
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "\u00a0": "~", "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "{": "", "}": "",
}  # fmt: skip
_SPECIAL = pattern(f"[{re.escape(''.join(_ESCAPES))}]")
_BRACES = pattern(r"[{}\\]")
_WORD = pattern(r"[^\W_]+")
_INNER_CAPITAL = pattern(r"[A-Z](?<=[^\W_][A-Z])")
_NOT_IN_KEYS = pattern(r"[^\w:.+/-]")
_AND = pattern(r"and(?<!\Sand)(?!\S)", re.IGNORECASE)
_COMMENT = pattern(r"(?<!\\)((?:\\\\)*)([%#])")


def whole(entries: Iterable[bytes]) -> bytes:
    """Return the file of some entries, with a blank line between them."""
    return b"\n".join(entries)


def entry(cited: Citation) -> bytes:
    """Return a paper as one entry, ending in a line end; its key is the paper's id.

    The entry can be parsed whatever the record holds: braces balance, and no value has a line end.
    """
    lines = [f"  {name} = {value},\n" for name, value in fields(cited)]
    return f"@{_type(cited)}{{{_NOT_IN_KEYS.sub('', cited.key)},\n{''.join(lines)}}}\n".encode()


def _type(cited: Citation) -> str:
    """Return the type of an entry; styles say "PhD thesis" of a `phdthesis`."""
    kind = cited.forms.bibtex
    return "mastersthesis" if kind == "phdthesis" and _MASTERS.search(cited.genre) else kind


def fields(cited: Citation) -> tuple[tuple[str, str], ...]:
    """Return the fields of a paper's entry in order, each as its name and its value as it is written.

    A value has its braces around it, except for a month, which is BibTeX's own macro (`dec`).
    Zotero takes an arXiv id from `eprinttype` only, and biber warns when `archiveprefix` is there as well.
    """
    issued, kind = cited.issued, cited.forms.bibtex
    # BibTeX's styles set the volume or the number of a book, and warn where both are there.
    issue = "" if cited.volume and kind in _BOOKS else cited.issue
    stated = (
        ("title", _title(cited.title)),
        ("author", _authors(cited)),
        (_CONTAINERS.get(kind, "series"), _escaped(cited.container)),
        ("volume", _escaped(cited.volume)),
        ("number", _escaped(issue)),
        ("pages", _escaped(cited.pages).replace("–", "--")),
        (_PUBLISHERS.get(kind, "publisher"), _in_one(_escaped(cited.publisher))),
        ("type", _escaped(cited.genre)),
        ("year", str(issued.year) if issued else ""),
        (_MONTH, _MONTHS[issued.month - 1] if issued and issued.month else ""),
        ("day", str(issued.day) if issued and issued.day else ""),
        ("isbn", _verbatim(cited.isbn)),
        ("issn", _verbatim(cited.issn)),
        ("doi", _verbatim(cited.doi)),
        ("eprint", _verbatim(cited.arxiv)),
        ("eprinttype", "arxiv" if cited.arxiv else ""),
        ("primaryclass", _verbatim(cited.category)),
        ("url", _verbatim(cited.url)),
        ("note", _escaped(cited.standing)),
    )
    return tuple([(name, value if name == _MONTH else f"{{{value}}}") for name, value in stated if value])


def _in_one(name: str) -> str:
    """Return a name in one piece: names, publishers and schools are lists to BibLaTeX, which `and` parts."""
    return _AND.sub(r"{\g<0>}", name) if _AND.search(name) else name


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _verbatim(text: str) -> str:
    """Return an identifier or an address, which programs take as it stands, without braces."""
    return _BRACES.sub("", text) if text else ""


def _escaped(text: str) -> str:
    """Return plain text with TeX's own characters escaped; braces, which cannot be, are left out."""
    return _SPECIAL.sub(lambda char: _ESCAPES[char[0]], text) if text else ""


def _title(text: str) -> str:
    """Return a title with its formulas as TeX, and braces around capitals that styles must not lower."""
    if not has_notation(text):
        return squeezed(_protected(text))
    pieces = (
        _math(piece.text) if piece.kind is Kind.MATH else _protected(piece.text) for piece in untagged(text)
    )
    return squeezed("".join(pieces))


def _protected(text: str) -> str:
    if text.isascii() and not _INNER_CAPITAL.search(text):
        return _escaped(text)
    return _WORD.sub(lambda word: _braced(word[0]) if _has_inner_capital(word[0]) else word[0], _escaped(text))


def _has_inner_capital(word: str) -> bool:
    return not word[1:].islower() and any(char.isupper() for char in word[1:])


def _math(tex: str) -> str:
    if not _balanced(tex):
        return _escaped(formula(tex))
    return "{$" + _COMMENT.sub(r"\1\\\2", tex.strip()) + "$}"


def _balanced(tex: str) -> bool:
    """Say whether braces balance as BibTeX counts them, which knows no escaped ones."""
    depth = 0
    for brace in re.findall(r"[{}]", tex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _authors(cited: Citation) -> str:
    names = [name for name in map(_name, cited.authors) if name]
    return " and ".join([*names, "others"] if names and cited.authors_incomplete else names)


def _name(author: Author) -> str:
    """Return a name with the family name first, in braces where BibTeX would cut it otherwise."""
    if author.literal:
        return _braced(squeezed(_escaped(author.name)))
    name = family_first(author.name)
    if _SPECIAL.search(name):
        name = squeezed(_escaped(name))
    if "," not in name and (" " in name or name.casefold() == "others"):
        return _braced(name)
    return _in_one(name)
