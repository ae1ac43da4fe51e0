"""schema.org descriptions as JSON-LD: of a work, a person, the site."""

from collections.abc import Mapping, Sequence
from typing import Any

from separata.exporters.citation import Citation, citation
from separata.exporters.jsontext import compact
from separata.identifiers import SCHEMES
from separata.model import Person, Version
from separata.paper import Paper
from separata.tex import one_line
from separata.worktypes import TYPES

Node = Mapping[str, Any]

_TYPES: Mapping[str, str] = {
    "chapter": "Chapter",
    "book": "Book",
    "thesis": "Thesis",
    "report": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "document": "CreativeWork",
}

# Signs that could end the script or, in older programs, a line of it.
_ENDING = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(*nodes: Node) -> str:
    """Return descriptions as the text of one script element, which nothing in them can end."""
    graph = compact({"@context": "https://schema.org", "@graph": nodes}).decode()
    for sign, escaped in _ENDING.items():
        if sign in graph:
            graph = graph.replace(sign, escaped)
    return graph


def type_of(type: str) -> str:
    """Return schema.org's name for a type of work."""
    return _TYPES.get(type, "ScholarlyArticle")


def author(name: str, *, url: str, orcid: str, literal: bool) -> Node:
    """Return an author as a work names them; `url` is the absolute address of the person's page."""
    node = {"@type": "Organization" if literal else "Person", "name": one_line(name), "url": url}
    if orcid:
        node["sameAs"] = f"https://orcid.org/{orcid}"
    return node if node["name"] else _stated(node)


def work(paper: Paper, *, page: str, pdf: str, authors: Sequence[Node], license: str, description: str) -> Node:
    """Return a paper; `page`, `pdf` and `license` are absolute addresses, the last two may be empty.

    `description` is a sentence or two. The abstract stands on the page itself and in its Highwire tags.
    """
    cited, held = citation(paper), paper.work
    known = {**held.ids, **{name: id for name, id in (("doi", cited.doi), ("arxiv", cited.arxiv)) if id}}
    return _stated(
        {
            "@type": type_of(cited.type),
            "@id": page,
            "url": page,
            "name": cited.plain_title,
            "headline": cited.plain_title,
            "author": list(authors),
            "datePublished": str(cited.issued or ""),
            "description": description,
            "keywords": list(cited.topics),
            "identifier": [_identifier(name, id) for name, id in known.items() if name in SCHEMES],
            "sameAs": [SCHEMES[name].url(id) for name, id in known.items() if name in SCHEMES],
            "isPartOf": _container(cited),
            "pagination": cited.pages,
            "publisher": _named("Organization", cited.publisher),
            "isbn": cited.isbn,
            "license": license,
            "award": [one_line(award) for award in held.awards],
            "creativeWorkStatus": held.status,
            "encoding": _file(pdf),
            "workExample": [_version(version) for version in held.versions] if len(held.versions) > 1 else [],
        }
    )


def profile(
    person: Person,
    *,
    page: str,
    names: Sequence[str],
    group: Node | None,
    image: str = "",
    corporate: bool = False,
) -> Node:
    """Return a person's page; `names` are those published under, `group` what the person is a member of.

    `image` is the absolute address of the photo; it may be empty.
    """
    links = [f"https://orcid.org/{person.orcid}"] if person.orcid else []
    shown = one_line(person.name)
    others = [one_line(name) for name in names if name != person.name]
    who = {
        "@type": "Organization" if corporate else "Person",
        "@id": f"{page}#person",
        "name": shown,
        "alternateName": [name for name in dict.fromkeys(others) if name != shown],
        "url": page,
        "image": image,
        "jobTitle": one_line(person.role),
        "sameAs": [*links, *person.links.values()],
        "memberOf": group or "",
    }
    return {"@type": "ProfilePage", "@id": page, "url": page, "mainEntity": _stated(who)}


def organization(name: str, url: str) -> Node:
    """Return the group itself."""
    return {"@type": "Organization", "@id": f"{url}#group", "name": one_line(name), "url": url}


def website(name: str, *, url: str, description: str, language: str) -> Node:
    """Return the site, whose publisher is the group."""
    stated = {
        "@type": "WebSite",
        "@id": f"{url}#site",
        "name": one_line(name),
        "url": url,
        "description": one_line(description),
        "inLanguage": language,
        "publisher": {"@id": f"{url}#group"},
    }
    return _stated(stated)


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Node:
    """Return the way to a page: plain words and absolute address of each step from the home page down."""
    items = [
        {"@type": "ListItem", "position": at, "name": words, "item": url}
        for at, (words, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _stated(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}


def _named(type: str, name: str, **more: Any) -> Node:
    return _stated({"@type": type, "name": name, **more}) if name else {}


def _identifier(scheme: str, id: str) -> Node:
    known = SCHEMES[scheme]
    return {"@type": "PropertyValue", "propertyID": known.words, "value": id, "url": known.url(id)}


def _file(pdf: str) -> Node:
    return {"@type": "MediaObject", "contentUrl": pdf, "encodingFormat": "application/pdf"} if pdf else {}


def _container(cited: Citation) -> Node:
    """Return what a work stands in: an issue of a volume of a journal, a volume of proceedings, a book."""
    if cited.type != "article-journal":
        return _named("Book" if cited.type == "chapter" else "CreativeWork", cited.container)
    inner = _named("Periodical", cited.container, issn=cited.issn)
    if cited.volume:
        inner = _stated({"@type": "PublicationVolume", "volumeNumber": cited.volume, "isPartOf": inner})
    if cited.issue:
        inner = _stated({"@type": "PublicationIssue", "issueNumber": cited.issue, "isPartOf": inner})
    return inner


def _version(version: Version) -> Node:
    url = version.url or next(
        (SCHEMES[scheme].url(id) for scheme, id in version.ids.items() if scheme in SCHEMES), ""
    )
    words = TYPES[version.type].words if version.type in TYPES else ""
    return _stated(
        {
            "@type": type_of(version.type),
            "version": one_line(" ".join(filter(None, (words, version.label)))),
            "datePublished": str(version.issued or ""),
            "isPartOf": _named("CreativeWork", one_line(version.container)),
            "url": url,
        }
    )
