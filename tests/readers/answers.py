"""Records of chance as the services answer them: what the laws of readers are tested with."""

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

Record = tuple[str, str, int]  # abstract, arXiv id, day of May 2023


def crossref(records: Sequence[Record]) -> str:
    items = [
        {
            "DOI": f"10.1234/{number}",
            "type": "journal-article",
            "title": ["Petals"],
            "abstract": f"<jats:p>{abstract}</jats:p>",
            "issued": {"date-parts": [[2023, 5, day]]},
        }
        for abstract, number, day in records
    ]
    return json.dumps({"message-type": "work-list", "message": {"items": items}})


def arxiv_atom(records: Sequence[Record]) -> str:
    entries = "\n".join(
        f"<entry><id>http://arxiv.org/abs/{number}v1</id><published>2023-05-{day:02}T00:00:00Z</published>"
        f"<title>Petals</title><summary>{escape(abstract)}</summary></entry>"
        for abstract, number, day in records
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">\n{entries}\n</feed>'


def openalex(records: Sequence[Record]) -> str:
    works = [
        {
            "id": f"https://openalex.org/W{at}",
            "title": "Petals",
            "doi": f"https://doi.org/10.48550/arxiv.{number}",
            "publication_date": f"2023-05-{day:02}",
            "abstract_inverted_index": inverted(abstract),
        }
        for at, (abstract, number, day) in enumerate(records, start=1)
    ]
    return json.dumps({"meta": {"count": len(works)}, "results": works})


def inverted(abstract: str) -> Mapping[str, list[int]]:
    """Return an abstract as an index of its words."""
    index: dict[str, list[int]] = {}
    for at, word in enumerate(abstract.split(" ")):
        index.setdefault(word, []).append(at)
    return index


def dblp(records: Sequence[Record]) -> str:
    articles = "\n".join(
        f'<r><article key="journals/corr/abs-{number.replace(".", "-")}"><title>Petals.</title>'
        f"<year>2023</year><volume>abs/{number}</volume><journal>CoRR</journal></article></r>"
        for _, number, _ in records
    )
    return f'<dblpperson name="Ada" pid="1/2">\n{articles}\n</dblpperson>'


def orcid(records: Sequence[Record]) -> str:
    works = [
        {
            "work": {
                "put-code": at,
                "title": {"title": {"value": "Petals"}},
                "short-description": abstract,
                "external-ids": {"external-id": [{"external-id-type": "arxiv", "external-id-value": number}]},
            }
        }
        for at, (abstract, number, _) in enumerate(records, start=1)
    ]
    return json.dumps({"bulk": works})


def pubmed(records: Sequence[Record]) -> str:
    articles = "\n".join(
        f"<PubmedArticle><MedlineCitation><PMID>{day}</PMID><Article><ArticleTitle>Petals.</ArticleTitle>"
        f"<Abstract><AbstractText>{escape(abstract)}</AbstractText></Abstract></Article></MedlineCitation>"
        "</PubmedArticle>"
        for abstract, _, day in records
    )
    return f"<PubmedArticleSet>\n{articles}\n</PubmedArticleSet>"


def datacite(records: Sequence[Record]) -> str:
    dois = [
        {
            "type": "dois",
            "attributes": {
                "doi": f"10.48550/arxiv.{number}",
                "titles": [{"title": "Petals"}],
                "descriptions": [{"description": abstract, "descriptionType": "Abstract"}],
            },
        }
        for abstract, number, _ in records
    ]
    return json.dumps({"data": dois})


def semantic_scholar(records: Sequence[Record]) -> str:
    papers = [
        {"paperId": str(at), "externalIds": {"ArXiv": number}, "title": "Petals", "abstract": abstract}
        for at, (abstract, number, _) in enumerate(records)
    ]
    return json.dumps(papers)


def arxiv_oai(records: Sequence[Record]) -> str:
    found = "\n".join(
        f"<record><metadata><arXiv><id>{number}</id><created>2023-05-{day:02}</created><title>Petals</title>"
        f"<abstract>{escape(abstract)}</abstract></arXiv></metadata></record>"
        for abstract, number, day in records
    )
    return f"<OAI-PMH><ListRecords>\n{found}\n</ListRecords></OAI-PMH>"


ANSWERS: dict[str, Callable[[Sequence[Any]], str]] = {
    "crossref": crossref,
    "arxiv_atom": arxiv_atom,
    "openalex": openalex,
    "dblp": dblp,
    "orcid": orcid,
    "pubmed": pubmed,
    "datacite": datacite,
    "semantic_scholar": semantic_scholar,
    "arxiv_oai": arxiv_oai,
}
