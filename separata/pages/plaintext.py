"""For programs that read words: a Markdown twin of each paper, `llms.txt`, the schema of the JSON files."""

from collections.abc import Iterable, Iterator

from separata.exporters import markdown, schema
from separata.pages import feed
from separata.pages.addresses import paper_url, twin_url
from separata.pages.bibliographies import exports_of
from separata.pages.edition import Edition
from separata.pages.entry import pdf_of
from separata.pages.head import Alternate
from separata.pages.metadata import Imprint, imprint_of
from separata.pages.offprint import Offprint
from separata.pages.page import Page
from separata.pages.sheet import Cited
from separata.tex import one_line

SCHEMA = "schema/papers.schema.json"
_NEWEST = 30  # papers that `llms.txt` names
_SUFFIX = ".md"
_FILES = (("JSON Schema of the CSL-JSON files", SCHEMA), ("Sitemap", "sitemap.xml"))


def plan(edition: Edition) -> Iterator[Page]:
    """Plan the two files that tell of the twins."""
    imprint = imprint_of(edition.site)
    newest = tuple((paper.id, paper.work.title) for paper in edition.library.papers[:_NEWEST])
    yield Page("llms.txt", "", (imprint, newest), make_llms)
    yield Page(SCHEMA, "", (imprint.absolute(SCHEMA),), schema.schema)


def plan_paper(offprint: Offprint) -> Iterator[Page]:
    """Plan a paper's twin; a former address has the same, which names the paper's page of now."""
    inputs = (offprint.sheet.cited, offprint.imprint)
    for known in (offprint.sheet.id, *offprint.former_ids):
        yield Page(twin_url(paper_url(known), _SUFFIX), "", inputs, make)


def make(cited: Cited, imprint: Imprint) -> str:
    """Write a paper's Markdown twin."""
    paper = cited.paper
    return markdown.write(paper, page=imprint.absolute(paper_url(paper.id)), pdf=pdf_of(paper.work))


def markdown_of(url: str) -> Alternate:
    """Return the Markdown twin of a paper's page."""
    return Alternate("Markdown", twin_url(url, _SUFFIX), "text/markdown")


def make_llms(imprint: Imprint, newest: tuple[tuple[str, str], ...]) -> str:
    """Write `llms.txt` (llmstxt.org): what the site is, and where everything stands in plain formats."""
    papers = ((one_line(title) or id, twin_url(paper_url(id), _SUFFIX)) for id, title in newest)
    everything = (*((file.words, file.url) for file in (*exports_of("papers.html"), *feed.WHOLE)), *_FILES)
    parts = (
        f"# {markdown.escaped(one_line(imprint.title))}",
        *([f"> {markdown.escaped(one_line(imprint.description))}"] if imprint.description else []),
        "Beside every page of a paper, such as `papers/<id>.html`, stands the same as Markdown (`.md`), BibTeX "
        "(`.bib`), RIS (`.ris`) and CSL-JSON (`.json`), and a link set (`.linkset.json`).",
        f"## All papers\n\n{_links(everything, imprint)}",
        *([f"## Newest papers\n\n{_links(papers, imprint)}"] if newest else []),
    )
    return "\n\n".join(parts) + "\n"


def _links(links: Iterable[tuple[str, str]], imprint: Imprint) -> str:
    return "\n".join(f"- [{markdown.escaped(words)}]({imprint.absolute(url)})" for words, url in links)
