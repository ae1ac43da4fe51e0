"""PubMed: the answer to `efetch`, in XML.

Source of the elements: NLM, "MEDLINE/PubMed XML Element Descriptions and their Attributes".
"""

import re
from collections.abc import Iterator

from separata.dates import MONTHS, Date, date_from_iso, date_from_parts
from separata.identifiers import SCHEMES, doi, orcid
from separata.model import Author, Claim, DateStatement, Version, Work
from separata.names import printed_name
from separata.problems import Place, Problem, warning
from separata.readers.jats import abstract_text, title_text
from separata.readers.reader import Known, Reader
from separata.readers.seed import Seed
from separata.readers.xml_items import Element, root_name, xml_items
from separata.text import squeezed

_LABEL = re.compile(r"<AbstractText\b[^>]*?\bLabel=\"([^\"]*)\"[^>]*>")
# What a reference to another article means for this one, the gravest first, and for the other one.
_UPDATES = {"RetractionIn": "retracted", "PartialRetractionIn": "retracted", "ErratumIn": "corrected"}
_NOTICES = {"RetractionOf": "retracted", "PartialRetractionOf": "retracted", "ErratumFor": "corrected"}
_NOTICE_TYPES = frozenset({"Retraction of Publication", "Retraction Notice", "Published Erratum"})


def detect(text: str) -> bool:
    """Tell whether the text is a set of articles of PubMed."""
    return root_name(text) in ("PubmedArticleSet", "PubmedArticle")


def read(seed: Seed, _: Known) -> Iterator[Claim | Problem]:
    """Yield one claim per article; a retraction or a correction becomes a claim about what it corrects."""
    for item in xml_items(seed, "PubmedArticle", "PubmedBookArticle"):
        if isinstance(item, Problem):
            yield item
        elif item.name == "PubmedBookArticle":
            yield warning(
                Place(seed.path, item.line), "is a part of a book, left out", "add it by its ISBN or DOI"
            )
        elif notices := tuple(_notices(item)):
            place = Place(seed.path, item.line)
            yield warning(
                place, f"is a notice about {' and '.join(n.ids['pmid'] for n in notices)}, no work of its own"
            )
            yield from (Claim(place, notice, item.raw) for notice in notices)
        else:
            yield _claim(item, seed.path)


def _notices(item: Element) -> Iterator[Work]:
    """Yield what a notice says of each work that it is about."""
    kinds = {
        squeezed(kind.text)
        for kind in item.all("MedlineCitation", "Article", "PublicationTypeList", "PublicationType")
    }
    for each in item.all("MedlineCitation", "CommentsCorrectionsList", "CommentsCorrections"):
        status = _NOTICES.get(each.attributes.get("RefType", ""))
        if status and kinds & _NOTICE_TYPES and (about := SCHEMES["pmid"].canonical(each.words("PMID"))):
            note = f"{item.words('MedlineCitation', 'Article', 'ArticleTitle')} PMID {_pmid(item)}"
            yield Work(ids={"pmid": about}, status=status, status_note=note)


def _claim(item: Element, source: str) -> Claim | Problem:
    place = Place(source, item.line)
    article = item.one("MedlineCitation", "Article")
    title = title_text(article.source("ArticleTitle")).removesuffix(".") if article else ""
    if not article or not title:
        return Problem(place, "an article needs a title")
    pmid = _pmid(item)
    version = _version(item, article)
    status, note = _status(item)
    listed = article.one("AuthorList")
    work = Work(
        title=title,
        authors=tuple(author for each in article.all("AuthorList", "Author") if (author := _author(each)).name),
        authors_incomplete=listed is not None and listed.attributes.get("CompleteYN") == "N",
        ids={"pmid": pmid} if pmid else {},
        versions=(version,),
        abstract=_abstract(article),
        dates=(DateStatement(version.issued, "published", "", source),) if version.issued else (),
        status=status,
        status_note=note,
    )
    return Claim(place, work, item.raw)


def _pmid(item: Element) -> str:
    return SCHEMES["pmid"].canonical(item.words("MedlineCitation", "PMID")) or ""


def _author(author: Element) -> Author:
    name = printed_name(author.words("ForeName"), author.words("LastName"), author.words("Suffix"))
    places = dict.fromkeys(squeezed(place.text) for place in author.all("AffiliationInfo", "Affiliation"))
    identifiers = (each for each in author.all("Identifier") if each.attributes.get("Source") == "ORCID")
    return Author(
        name or author.words("CollectiveName"),
        orcid=next((found for each in identifiers if (found := orcid(squeezed(each.text)))), ""),
        affiliation="; ".join(place for place in places if place),
        literal=not name,
        equal=author.attributes.get("EqualContrib") == "Y",
    )


def _abstract(article: Element) -> str:
    """Return the abstract; the label of each part opens its paragraph."""
    source = article.source("Abstract")
    return abstract_text(
        _LABEL.sub(lambda label: f"<p>{label[1].capitalize()}: ", source.partition("<Copyright")[0])
    )


def _version(item: Element, article: Element) -> Version:
    names = (
        *(each for each in article.all("ELocationID") if each.attributes.get("EIdType") == "doi"),
        *(
            each
            for each in item.all("PubmedData", "ArticleIdList", "ArticleId")
            if each.attributes.get("IdType") == "doi"
        ),
    )
    found = next((known for each in names if (known := doi(squeezed(each.text)))), "")
    preprint = any(
        squeezed(kind.text) == "Preprint" for kind in article.all("PublicationTypeList", "PublicationType")
    )
    return Version(
        type="preprint" if preprint else "article-journal",
        issued=_date(article),
        container=article.words("Journal", "Title"),
        volume=article.words("Journal", "JournalIssue", "Volume"),
        issue=article.words("Journal", "JournalIssue", "Issue"),
        pages=article.words("Pagination", "MedlinePgn"),
        ids={"doi": found} if found else {},
    )


def _date(article: Element) -> Date | None:
    """Return the day of the article in the net, which is the first, else that of the issue."""
    for date in (*article.all("ArticleDate"), *article.all("Journal", "JournalIssue", "PubDate")):
        months = {month[:3]: str(at) for at, month in enumerate(MONTHS, start=1)}
        month = date.words("Month")
        if found := date_from_parts([date.words("Year"), months.get(month, month), date.words("Day")]):
            return found
        if found := date_from_iso(date.words("MedlineDate")[:4]):
            return found
    return None


def _status(item: Element) -> tuple[str, str]:
    """Return the gravest status that notices give the article, and where they stand."""
    found = [
        (kind, each)
        for kind in _UPDATES
        for each in item.all("MedlineCitation", "CommentsCorrectionsList", "CommentsCorrections")
        if each.attributes.get("RefType") == kind
    ]
    said = (f"{each.words('RefSource')} PMID {each.words('PMID')}".removesuffix(" PMID ") for _, each in found)
    return _UPDATES[found[0][0]] if found else "", "; ".join(said)


READER = Reader("pubmed", detect, read)
