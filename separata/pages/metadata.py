"""What pages say to machines: reference managers, search engines, crawlers. The formats are exporters'."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from separata.config import SiteConfig
from separata.exporters import EXPORTERS, highwire, jsonld, signposting
from separata.exporters.citation import citation
from separata.model import Person
from separata.pages.addresses import card_url, paper_url, person_url, twin_url
from separata.pages.entry import Author, pdf_of
from separata.pages.head import Link, Metadata, address_of
from separata.pages.sheet import Sheet
from separata.paper import Paper
from separata.tex import one_line
from separata.text import escaped, escaped_each

# Authors that the head of a paper's page names: with more of them the page would outgrow its text. Its files
# and its link set name them all.
_NAMED = 250
_LINKED = 20


class Imprint(NamedTuple):
    """What absolute addresses and descriptions need of the site."""

    title: str
    base_url: str
    description: str
    language: str

    def absolute(self, url: str) -> str:
        """Return the whole address of a page or a file of the site."""
        return self.base_url + address_of(url)


class Authorship(NamedTuple):
    """A paper's authors, each with an ORCID iD or an empty text."""

    authors: tuple[Author, ...]
    orcids: tuple[str, ...]


def imprint_of(site: SiteConfig) -> Imprint:
    """Return what a site's configuration says of it."""
    return Imprint(site.title, site.base_url, site.description, site.language)


def authorship_of(sheet: Sheet) -> Authorship:
    """Return a paper's authors as printed, with ORCID iDs from the paper's record or the person's."""
    return Authorship(sheet.authors, sheet.orcids)


def of_paper(paper: Paper, authorship: Authorship, imprint: Imprint, *, description: str) -> Metadata:
    """Return what a paper's page says to machines; `description` is the same as in its head."""
    shown = authorship
    if len(shown.authors) > _NAMED:
        shown = Authorship(shown.authors[:_NAMED], shown.orcids[:_NAMED])
    around = surroundings(paper, shown, imprint)
    linked = around._replace(authors=around.authors[:_LINKED])
    linkset = imprint.absolute(linkset_url(paper.id))
    relations = {
        **signposting.relations(paper, linked),
        "linkset": (signposting.Target(linkset, signposting.MEDIA_TYPE),),
    }
    tags = highwire.tags(paper, page=around.page, pdf=around.pdf, orcids=shown.orcids)
    return Metadata(
        kind="article",
        card=card_url(paper.id),
        tags=_meta_elements(tags),
        relations=_link_elements(relations),
        json_ld=_paper_json_ld(paper, shown, around, imprint, description=description),
    )


def _meta_elements(tags: Sequence[tuple[str, str]]) -> Markup:
    """Return tags as elements, a line each."""
    return Markup("".join([f'<meta name="{name}" content="{escaped(content)}">\n' for name, content in tags]))


def _link_elements(relations: signposting.Relations) -> Markup:
    """Return typed links as elements, a line each."""
    targets = [(rel, target) for rel, targets in relations.items() for target in targets]
    addresses = escaped_each([target.href for _, target in targets])
    elements = [
        f'<link rel="{rel}" type="{target.type}" href="{href}">\n'
        if target.type
        else f'<link rel="{rel}" href="{href}">\n'
        for (rel, target), href in zip(targets, addresses, strict=True)
    ]
    return Markup("".join(elements))


@lru_cache(maxsize=1)  # a paper's page and its link set are made one after the other
def surroundings(paper: Paper, authorship: Authorship, imprint: Imprint) -> signposting.Surroundings:
    """Return the absolute addresses around a paper."""
    page = imprint.absolute(paper_url(paper.id))
    return signposting.Surroundings(
        page=page,
        pdf=pdf_of(paper.work),
        license=_license(paper),
        authors=tuple(
            [
                f"https://orcid.org/{orcid}" if orcid else imprint.absolute(author.url)
                for author, orcid in zip(authorship.authors, authorship.orcids, strict=True)
            ]
        ),
        files=tuple([(twin_url(page, exporter.suffix), exporter.media_type) for exporter in EXPORTERS]),
    )


def forget() -> None:
    """Let go of the paper whose surroundings were asked for last."""
    surroundings.cache_clear()


def linkset_url(paper: str) -> str:
    """Return the address of a paper's link set."""
    return twin_url(paper_url(paper), ".linkset.json")


def _license(paper: Paper) -> str:
    """Return the licence that a record states among its further details, where it is an address."""
    stated = paper.work.extra.get("license", "")
    return stated if isinstance(stated, str) and stated.startswith(("https://", "http://")) else ""


def _paper_json_ld(
    paper: Paper,
    authorship: Authorship,
    around: signposting.Surroundings,
    imprint: Imprint,
    *,
    description: str,
) -> Markup:
    # Who has no iD is known by the page that stands among the addresses around the paper.
    seats = zip(paper.work.authors, authorship.authors, authorship.orcids, around.authors, strict=False)
    authors = [
        jsonld.author(
            shown.name, url=imprint.absolute(shown.url) if orcid else page, orcid=orcid, literal=printed.literal
        )
        for printed, shown, orcid, page in seats
    ]
    work = jsonld.work(
        paper,
        page=around.page,
        pdf=around.pdf,
        authors=authors,
        license=around.license,
        description=description,
    )
    way = (("Papers", imprint.absolute("papers.html")), (citation(paper).plain_title, around.page))
    return _json_ld(work, _breadcrumbs(imprint, way))


def of_person(
    person: Person, names: Sequence[str], imprint: Imprint, *, image: str, corporate: bool
) -> Metadata:
    """Return what a person's page says to machines.

    `names` are those that papers print, `image` the file of the photo, empty where there is none.
    """
    page = imprint.absolute(person_url(person.id))
    group = jsonld.organization(imprint.title, imprint.base_url) if person.member == "current" else None
    profile = jsonld.profile(
        person,
        page=page,
        names=(*person.names, *names),
        group=group,
        image=imprint.absolute(image) if image else "",
        corporate=corporate,
    )
    way = (("People", imprint.absolute("authors.html")), (one_line(person.name), page))
    return Metadata(kind="profile", json_ld=_json_ld(profile, _breadcrumbs(imprint, way)))


def of_list(name: str, url: str, up: Link, imprint: Imprint) -> Metadata:
    """Return what the page of a list says to machines: the way to it; `up` is the page above it."""
    way = ((one_line(up.words), imprint.absolute(up.url)), (one_line(name), imprint.absolute(url)))
    return Metadata(json_ld=_json_ld(_breadcrumbs(imprint, way)))


def of_home(imprint: Imprint) -> Metadata:
    """Return what the home page says to machines: which site this is, and whose."""
    site = jsonld.website(
        imprint.title, url=imprint.base_url, description=imprint.description, language=imprint.language
    )
    return Metadata(json_ld=_json_ld(site, jsonld.organization(imprint.title, imprint.base_url)))


def _breadcrumbs(imprint: Imprint, way: Sequence[tuple[str, str]]) -> jsonld.Node:
    return jsonld.breadcrumbs(((one_line(imprint.title), imprint.base_url), *way))


def _json_ld(*nodes: jsonld.Node) -> Markup:
    """Return descriptions as they stand in a page; `jsonld.script` has escaped what could end the element."""
    return Markup(jsonld.script(*nodes))
