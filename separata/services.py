"""The services that know publications: what an id is asked of whom, in which order, and at what pace."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode
from zlib import crc32

import msgspec

from separata.identifiers import (
    SCHEMES,
    arxiv_id,
    arxiv_id_of_doi,
    doi,
    first_group,
    isbn,
    openalex_work,
    orcid,
)

JSON, XML = "application/json", "application/xml"
_PAGE = 100  # records of one answer where a service lets us choose
_PUT_CODES = 50  # works of ORCID asked for at once; it takes up to 100, in one address

# The fields of a work of OpenAlex that are read here. Counts of citations change by the day and would make
# every answer a new one.
_OPENALEX_FIELDS = (
    "id,doi,title,display_name,publication_year,publication_date,ids,type,primary_location,locations,biblio,"
    "authorships,is_retracted,abstract_inverted_index"
)
_S2_FIELDS = "externalIds,title,abstract,venue,year,publicationDate,publicationTypes,journal,authors"

_TOTAL = re.compile(rb"totalResults[^<>]*>(\d{1,9})<")

_PID = re.compile(r"(?:https?://dblp\.org/|dblp:)?pid[:/](?:pid/)?([\w-]+/[\w-]+?)(?:\.(?:html|xml))?")
_AUTHOR = re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:authors/|people/)?)?(A\d+)", re.IGNORECASE)
_SHA = re.compile(
    r"(?:https?://(?:www\.)?semanticscholar\.org/paper/(?:[^/]+/)?|s2:)?([0-9a-f]{40})", re.IGNORECASE
)
_CORPUS = re.compile(r"corpusid:\s*(\d+)", re.IGNORECASE)


class Pace(NamedTuple):
    """How a service wants to be asked: seconds between two questions, and where its key goes if there is one.

    `key` is its variable in the environment; it goes into the address as `parameter`, or as `header`.
    """

    gap: float = 1.0
    key: str = ""
    parameter: str = ""
    header: str = ""


# Sources: arXiv, "Terms of Use for arXiv APIs" (one request every three seconds); Crossref, "Access and
# authentication" (one to five a second); OpenAlex, "Rate limits and authentication" (ten a second; a free key
# since February 2026); ORCID, "What are the API limits" (12 a second); DBLP's FAQ on crawling (some a minute,
# Retry-After to be kept); NCBI, "A General Introduction to the E-utilities" (three a second without a key);
# DataCite, "Rate limit" (1,000 in five minutes); Semantic Scholar's API page (one a second with a key).
PACES: Mapping[str, Pace] = {
    "export.arxiv.org": Pace(3.0),
    "api.crossref.org": Pace(0.5),
    "api.openalex.org": Pace(0.2, "OPENALEX_API_KEY", parameter="api_key"),
    "pub.orcid.org": Pace(0.5),
    "dblp.org": Pace(3.0),
    "eutils.ncbi.nlm.nih.gov": Pace(0.5, "NCBI_API_KEY", parameter="api_key"),
    "api.datacite.org": Pace(0.5),
    "api.semanticscholar.org": Pace(1.5, "S2_API_KEY", header="x-api-key"),
}


class Question(NamedTuple):
    """A question to a service: the address, the format of the answer, and the name of its file in `seeds/`.

    `further` returns the questions that an answer leads to, such as the next page. An answer with no `file`
    is only a list of what to ask next and is not kept.
    """

    url: str
    format: str
    file: str
    accept: str = JSON
    further: Callable[[bytes], tuple["Question", ...]] = lambda _: ()


class Kind(NamedTuple):
    """A kind of id that can be looked up: its words, an example, its canonical form, whom to ask.

    `ask` returns the questions to put one after the other until one is answered.
    """

    words: str
    example: str
    canonical: Callable[[str], str | None]
    ask: Callable[[str], tuple[Question, ...]]


def questions_for(text: str) -> tuple[Question, ...]:
    """Return whom to ask for an id, the best first; nothing when it is no id that we know."""
    for kind in KINDS:
        if known := kind.canonical(text.strip()):
            return kind.ask(known)
    return ()


def of_arxiv(number: str) -> tuple[Question, ...]:
    """Ask arXiv for one paper."""
    query = urlencode({"id_list": number, "max_results": 1})
    return (
        Question(
            f"https://export.arxiv.org/api/query?{query}", "arxiv_atom", _file("arxiv", number, "xml"), XML
        ),
    )


def matching_on_arxiv(query: str, start: int = 0) -> Question:
    """Ask arXiv for the papers that a query finds, newest first, page by page."""
    asked = urlencode(
        {
            "search_query": query,
            "start": start,
            "max_results": _PAGE,
            "sortBy": "submittedDate",
            "sortOrder": "descending",
        }
    )

    def further(data: bytes) -> tuple[Question, ...]:
        total = _TOTAL.search(data)
        return (matching_on_arxiv(query, start + _PAGE),) if total and start + _PAGE < int(total[1]) else ()

    file = _file("arxiv", f"query-{query[:60]}-{crc32(query.encode()):08x}-{start // _PAGE + 1}", "xml")
    return Question(f"https://export.arxiv.org/api/query?{asked}", "arxiv_atom", file, XML, further)


def of_doi(name: str) -> tuple[Question, ...]:
    """Ask the agency of a DOI: arXiv for its own, else Crossref, else DataCite."""
    if number := arxiv_id_of_doi(name):
        return of_arxiv(number)
    path = quote(name, safe="")
    return (
        Question(f"https://api.crossref.org/works/{path}", "crossref", _file("crossref", name, "json")),
        Question(f"https://api.datacite.org/dois/{path}", "datacite", _file("datacite", name, "json")),
    )


def of_isbn(number: str) -> tuple[Question, ...]:
    """Ask Crossref for the books with an ISBN; their chapters, which share it, are left out."""
    kinds = ",".join(f"type:{kind}" for kind in ("book", "monograph", "edited-book", "reference-book"))
    query = urlencode({"filter": f"isbn:{number},{kinds}", "rows": 20}, safe=":,")
    return (
        Question(
            f"https://api.crossref.org/works?{query}", "crossref", _file("crossref", f"isbn-{number}", "json")
        ),
    )


def of_pmid(number: str) -> tuple[Question, ...]:
    """Ask PubMed for one article."""
    query = urlencode({"db": "pubmed", "id": number, "retmode": "xml", "tool": "separata"})
    url = f"https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?{query}"
    return (Question(url, "pubmed", _file("pubmed", number, "xml"), XML),)


def of_openalex(work: str) -> tuple[Question, ...]:
    """Ask OpenAlex for one work; a work merged into another one leads there."""
    query = urlencode({"select": _OPENALEX_FIELDS}, safe=",")
    return (
        Question(f"https://api.openalex.org/works/{work}?{query}", "openalex", _file("openalex", work, "json")),
    )


def by_openalex(author: str, cursor: str = "*", page: int = 1) -> Question:
    """Ask OpenAlex for all works of an author, page by page."""
    asked = {"filter": f"author.id:{author}", "per-page": _PAGE, "cursor": cursor, "select": _OPENALEX_FIELDS}

    def further(data: bytes) -> tuple[Question, ...]:
        # Behind the last page there is a cursor to an empty one.
        found = _json(data).get("meta")
        meta = found if isinstance(found, dict) else {}
        count, following = meta.get("count"), meta.get("next_cursor")
        is_last = not isinstance(count, int) or page * _PAGE >= count or not isinstance(following, str)
        return () if is_last else (by_openalex(author, str(following), page + 1),)

    file = _file("openalex", f"{author}-{page}", "json")
    return Question(
        f"https://api.openalex.org/works?{urlencode(asked, safe=',:*')}", "openalex", file, further=further
    )


def by_orcid(person: str) -> Question:
    """Ask ORCID for all works of a person: first for the list, which has no authors, then for the works."""

    def further(data: bytes) -> tuple[Question, ...]:
        codes = tuple(_put_codes(_json(data)))
        cuts = range(0, len(codes), _PUT_CODES)
        return tuple(
            Question(
                f"https://pub.orcid.org/v3.0/{person}/works/{','.join(codes[at : at + _PUT_CODES])}",
                "orcid",
                _file("orcid", f"{person}-{at // _PUT_CODES + 1}", "json"),
            )
            for at in cuts
        )

    return Question(f"https://pub.orcid.org/v3.0/{person}/works", "orcid", "", further=further)


def _put_codes(works: dict[str, Any]) -> Iterator[str]:
    """Yield the number of each work of a list; of several sources of one work, that of the first."""
    groups = works.get("group")
    for group in groups if isinstance(groups, list) else ():
        summaries = group.get("work-summary") if isinstance(group, dict) else None
        first = summaries[0] if isinstance(summaries, list) and summaries else None
        if isinstance(first, dict) and isinstance(first.get("put-code"), int):
            yield str(first["put-code"])


def of_dblp(key: str) -> tuple[Question, ...]:
    """Ask DBLP for one record."""
    return (Question(f"https://dblp.org/rec/{quote(key)}.xml", "dblp", _file("dblp", key, "xml"), XML),)


def by_dblp(pid: str) -> Question:
    """Ask DBLP for all records of a person."""
    return Question(f"https://dblp.org/pid/{quote(pid)}.xml", "dblp", _file("dblp", f"pid-{pid}", "xml"), XML)


def of_semantic_scholar(known: str) -> tuple[Question, ...]:
    """Ask Semantic Scholar for one paper."""
    url = f"https://api.semanticscholar.org/graph/v1/paper/{quote(known, safe=':')}?fields={_S2_FIELDS}"
    return (Question(url, "semantic_scholar", _file("semantic_scholar", known, "json")),)


def _file(service: str, name: str, suffix: str) -> str:
    """Return the name of an answer's file: the service's folder, and the id in what every disk takes."""
    return f"{service}/{re.sub(r'[^A-Za-z0-9.]+', '-', name).strip('-.')}.{suffix}"


def _json(data: bytes) -> dict[str, Any]:
    """Return an answer's top object; a damaged one, of which its reader will tell, has nothing in it."""
    try:
        found = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _semantic_scholar(text: str) -> str | None:
    if match := _CORPUS.fullmatch(text):
        return f"CorpusId:{match[1]}"
    return sha.lower() if (sha := first_group(_SHA)(text)) else None


# In the order in which a text is tried: a number with an ISBN's check digit is a book's, others PubMed's.
KINDS: tuple[Kind, ...] = (
    Kind("ORCID iD", "0000-0002-1825-0097", orcid, lambda known: (by_orcid(known),)),
    Kind("arXiv id", SCHEMES["arxiv"].example, arxiv_id, of_arxiv),
    Kind("DOI", SCHEMES["doi"].example, doi, of_doi),
    Kind("work of OpenAlex", SCHEMES["openalex"].example, openalex_work, of_openalex),
    Kind(
        "author of OpenAlex", "A5023888391", first_group(_AUTHOR), lambda known: (by_openalex(known.upper()),)
    ),
    Kind("person of DBLP", "pid/65/9612", first_group(_PID), lambda known: (by_dblp(known),)),
    Kind("record of DBLP", SCHEMES["dblp"].example, SCHEMES["dblp"].canonical, of_dblp),
    Kind("ISBN", SCHEMES["isbn"].example, isbn, of_isbn),
    Kind("paper of Semantic Scholar", "CorpusId:254823489", _semantic_scholar, of_semantic_scholar),
    Kind("PubMed id", SCHEMES["pmid"].example, SCHEMES["pmid"].canonical, of_pmid),
)
