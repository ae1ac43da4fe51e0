"""A paper as a short Markdown text, for programs that read words and not pages."""

import re
from collections.abc import Iterator

from separata.exporters.citation import Citation, citation, in_list
from separata.exporters.reference import reference
from separata.identifiers import SCHEMES
from separata.paper import Paper
from separata.tex import one_line

# What would be markup in running text, first of all the sign that is put before it; and up to where the opening
# of a line is that of a list or a rule.
_SIGNS = "\\`*_[]<>#|~"
_OPENING = re.compile(r"(?=[-+=])|\d{1,9}(?=[.)](?:\s|$))")


def write(paper: Paper, *, page: str, pdf: str) -> str:
    """Return the title, a list of facts, the abstract and the reference.

    `page` and `pdf` are absolute addresses, the latter may be empty. No text of the record is markup.
    """
    cited = citation(paper)
    facts = "".join(f"- {term}: {words}\n" for term, words in _facts(paper, cited) if words)
    links = "".join(f"- {term}: <{url}>\n" for term, url in (("Page", page), ("PDF", pdf)) if url)
    abstract = f"## Abstract\n\n{escaped(cited.abstract)}\n\n" if cited.abstract else ""
    title = escaped(cited.plain_title) or "Untitled"
    return f"# {title}\n\n{facts}{links}\n{abstract}## Reference\n\n{escaped(reference(paper))}\n"


def escaped(text: str) -> str:
    """Return a line of plain text as Markdown that shows it as it stands."""
    if not text:
        return ""
    if "&" in text:
        text = text.replace("&", "&amp;")
    for sign in _SIGNS:
        if sign in text:
            text = text.replace(sign, f"\\{sign}")
    if not (opening := _OPENING.match(text)):
        return text
    return f"{opening[0]}\\{text[opening.end() :]}"


def _facts(paper: Paper, cited: Citation) -> Iterator[tuple[str, str]]:
    others = " and others" if cited.authors_incomplete else ""
    yield "Authors", escaped(", ".join(map(in_list, cited.authors))) + others
    yield "Date", str(cited.issued or "")
    yield "Type", cited.forms.words
    yield "In", escaped(" ".join(filter(None, (cited.container, cited.volume, cited.pages))))
    for name, id in (("doi", cited.doi), ("arxiv", cited.arxiv)):
        yield SCHEMES[name].words, escaped(id)
    yield "Topics", escaped(", ".join(cited.topics))
    yield "Awards", escaped("; ".join(map(one_line, paper.work.awards)))
    yield "Status", escaped(paper.work.status)
