"""The formatted reference, for readers to copy."""

from functools import lru_cache

from separata.exporters.citation import ARXIV_DOI, Citation, citation
from separata.model import Author
from separata.names import parse_name
from separata.paper import Paper

NO_BREAK = "\u00a0"
_ALL_UP_TO = 7
_FIRST = 6


@lru_cache(maxsize=1)  # both a paper's page and its Markdown twin print it
def reference(paper: Paper) -> str:
    """Return a paper's reference in one line of plain text.

    `Bai, Y., Kadavath, S. (2022). Title. Container, 5(2), 1–10. arXiv:2212.08073.` Up to seven authors are
    named, else the first six and the last; no-break spaces bind initials to their name. The date is the
    published version's. What is not stated is left out; without authors the title comes before the year.
    """
    cited = citation(paper)
    year = f"({cited.issued.year})" if cited.issued else ""
    first, *others = [part for part in (_authors(cited), cited.plain_title) if part] or [""]
    opening = " ".join(part for part in (first, year) if part)
    parts = (opening, *others, _source(cited), *_identifiers(cited))
    return " ".join(_stopped(part) for part in parts if part)


def _stopped(part: str) -> str:
    return part if part.endswith((".", "?", "!", "…")) else f"{part}."


def _authors(cited: Citation) -> str:
    names = [_name(author) for author in cited.authors]
    if cited.authors_incomplete:
        return ", ".join([*names[:_FIRST], "et al."])
    if len(names) > _ALL_UP_TO:
        return f"{', '.join(names[:_FIRST])}, … {names[-1]}"
    return ", ".join(names)


def _name(author: Author) -> str:
    """Return `Brown, T. B.`; a corporate author or a single name as it stands."""
    return author.name if author.literal else _abbreviated(author.name)


def _abbreviated(printed: str) -> str:
    name = parse_name(printed)
    if not name.given:
        return printed
    parts = (name.full_family, name.initials.replace(" ", NO_BREAK))
    return f",{NO_BREAK}".join(parts) + (f",{NO_BREAK}{name.suffix}" if name.suffix else "")


def _source(cited: Citation) -> str:
    issue = f"({cited.issue})" if cited.issue else ""
    parts = (cited.container, f"{cited.volume}{issue}", cited.pages, "" if cited.container else cited.publisher)
    return ", ".join(part for part in parts if part)


def _identifiers(cited: Citation) -> tuple[str, ...]:
    """Return DOI and arXiv id; the DOI that arXiv gives says nothing that its id does not."""
    doi = f"doi:{cited.doi}" if cited.doi and not (cited.arxiv and cited.doi.startswith(ARXIV_DOI)) else ""
    return (doi, f"arXiv:{cited.arxiv}" if cited.arxiv else "")
