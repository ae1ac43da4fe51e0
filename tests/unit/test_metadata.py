"""What pages of single works say to machines: Highwire tags, schema.org, Signposting."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings

from separata.exporters import highwire, signposting
from separata.model import Author, Version, Work
from separata.pages.edition import Edition
from separata.pages.entry import Author as ShownAuthor
from separata.pages.metadata import Authorship, Imprint, authorship_of, of_paper
from separata.paper import Paper
from tests.unit.editions import context, crowd, day, edition, full, paper
from tests.unit.hostile import PAGE, Attributes, hostile, payloads, published

IMPRINT = Imprint("The Group", "https://group.example/", "Our papers.", "en")


def tags(known: Paper, *, pdf: str = "") -> list[tuple[str, str]]:
    """Return the Highwire tags of a paper whose authors have no ORCID iD."""
    return list(highwire.tags(known, page=PAGE, pdf=pdf, orcids=[""] * len(known.work.authors)))


def test_an_article_has_all_its_tags_in_order() -> None:
    article = paper(
        "p", "Ada Lovelace", "Luigi de Menabrea", "Royal Society",
        title="Notes on $x^2$",
        abstract="We note.",
        topics=("engines", "notes"),
        ids={"arxiv": "2401.01234", "isbn": "9780262033848"},
        versions=(
            Version("article-journal", "", day("2024-03-07"), "J", "3", "2", "7-19", "P", {"doi": "10.1/a"}),
        ),
        extra={"language": "en"},
    )  # fmt: skip
    found = highwire.tags(
        article, page=PAGE, pdf="https://a.example/p.pdf", orcids=("0000-0002-1825-0097", "", "")
    )
    assert found == (
        ("citation_title", "Notes on x²"),
        ("citation_author", "Lovelace, Ada"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "de Menabrea, Luigi"),
        ("citation_author", "Society, Royal"),
        ("citation_publication_date", "2024/03/07"),
        ("citation_journal_title", "J"),
        ("z:extra", "arXiv: 2401.01234"),
        ("citation_publisher", "P"),
        ("citation_firstpage", "7"),
        ("citation_lastpage", "19"),
        ("citation_volume", "3"),
        ("citation_issue", "2"),
        ("citation_doi", "10.1/a"),
        ("citation_isbn", "9780262033848"),
        ("citation_arxiv_id", "2401.01234"),
        ("citation_keywords", "engines; notes"),
        ("citation_language", "en"),
        ("citation_abstract", "We note."),
        ("citation_abstract_html_url", PAGE),
        ("citation_pdf_url", "https://a.example/p.pdf"),
    )


@pytest.mark.parametrize(
    ("type", "fields", "expected"),
    [
        ("article-journal", {"container": "J"}, ("citation_journal_title", "J")),
        ("paper-conference", {"container": "C"}, ("citation_conference_title", "C")),
        ("chapter", {"container": "B"}, ("citation_inbook_title", "B")),
        ("thesis", {"publisher": "U"}, ("citation_dissertation_institution", "U")),
        ("report", {"publisher": "U"}, ("citation_technical_report_institution", "U")),
        ("article-journal", {}, ("z:itemType", "journalArticle")),
        ("book", {"publisher": "P"}, ("z:itemType", "book")),
        ("dataset", {}, ("z:itemType", "dataset")),
        ("software", {}, ("z:itemType", "computerProgram")),
        ("preprint", {}, ("z:itemType", "preprint")),
    ],
)  # fmt: skip
def test_zotero_is_told_the_type_of_every_work(type: str, fields: Any, expected: tuple[str, str]) -> None:
    assert expected in tags(published(type, **fields))


def test_a_preprint_names_its_archive_in_zoteros_words() -> None:
    found = dict(tags(paper("p", "Ada Lovelace", ids={"arxiv": "2212.08073"})))
    assert (found["z:itemType"], found["z:repository"], found["z:archiveID"]) == (
        "preprint",
        "arXiv",
        "arXiv:2212.08073",
    )
    assert "z:extra" not in found


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Jan Piet van Dam",), ["van Dam, Jan Piet;"]),
        (("Ada Lovelace",), ["Lovelace, Ada"]),
        (("Jan van Dam",), ["van Dam, Jan"]),
        (("Jan Piet van Dam", "Ada Lovelace"), ["van Dam, Jan Piet", "Lovelace, Ada"]),
    ],
)
def test_a_sole_author_is_never_taken_for_two(names: tuple[str, ...], expected: list[str]) -> None:
    assert [content for name, content in tags(paper("p", *names)) if name == "citation_author"] == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("7-19", ["7", "19"]), ("e12", ["e12"]), ("1-3, 5-7", ["1–3, 5–7"]), ("", [])],
)
def test_pages_are_parted_only_where_they_are_one_range(pages: str, expected: list[str]) -> None:
    found = tags(published("article-journal", pages=pages))
    assert [content for name, content in found if name.endswith("page")] == expected


@pytest.mark.parametrize(
    ("issued", "expected"), [("2024-03-07", "2024/03/07"), ("2024-03", "2024/03"), ("2024", "2024")]
)
def test_a_date_is_told_as_far_as_it_is_known(issued: str, expected: str) -> None:
    assert dict(tags(paper("p", issued=issued)))["citation_publication_date"] == expected


def test_only_pages_of_papers_have_highwire_tags_and_typed_links() -> None:
    made = full()
    for url in ("index.html", "papers.html", "authors/ada.html", "years/2021.html", "about.html"):
        metadata = context(made, url).head.metadata
        assert not metadata.tags
        assert not metadata.relations
    assert context(made, "papers/lovelace2021notes.html").head.metadata.tags


def links(html: str) -> list[tuple[str | None, ...]]:
    """Return meaning, address and media type of each typed link of a page."""
    parser = Attributes()
    parser.feed(html)
    return [(link["rel"], link["href"], link.get("type", "")) for _, link in parser.found]


def graph(made: Edition, url: str) -> list[Any]:
    """Return the descriptions that a page carries."""
    found = json.loads(context(made, url).head.metadata.json_ld)
    assert found["@context"] == "https://schema.org"
    nodes: list[Any] = found["@graph"]
    return nodes


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("years/2021.html", ["The Group", "Papers", "2021"]),
        ("topics/the-engines.html", ["The Group", "Topics", "Engines"]),
        ("venues/j-engines.html", ["The Group", "Venues", "J. Engines"]),
        ("kinds/article-journal.html", ["The Group", "Papers", "Journal articles"]),
        ("selections/selected.html", ["The Group", "Papers", "Selected papers"]),
    ],
)
def test_a_list_tells_the_way_to_it(url: str, way: list[str]) -> None:
    (crumbs,) = graph(full(), url)
    assert crumbs["@type"] == "BreadcrumbList"
    assert [step["name"] for step in crumbs["itemListElement"]] == way
    assert crumbs["itemListElement"][-1]["item"] == f"https://group.example/{url}"


def test_a_journal_is_known_by_its_issn() -> None:
    known = published("article-journal", container="J", issn="0028-0836")
    assert ("citation_issn", "0028-0836") in tags(known)
    work, _ = graph(edition([known]), "papers/p.html")
    assert work["isPartOf"] == {"@type": "Periodical", "name": "J", "issn": "0028-0836"}


def test_a_paper_describes_itself_to_search_engines() -> None:
    work, crumbs = graph(full(), "papers/lovelace2021notes.html")
    assert work["@type"] == "ScholarlyArticle"
    assert work["description"] == context(full(), "papers/lovelace2021notes.html").head.description
    assert work["author"][0] == {
        "@type": "Person",
        "name": "Ada Lovelace",
        "url": "https://group.example/authors/ada.html",
        "sameAs": "https://orcid.org/0000-0002-1825-0097",
    }
    assert work["datePublished"] == "2022-05-01"
    assert work["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "2",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "3",
            "isPartOf": {"@type": "Periodical", "name": "Journal of Engines"},
        },
    }
    assert [one["value"] for one in work["identifier"]] == ["2103.00001", "10.1000/182"]
    assert [one["version"] for one in work["workExample"]] == ["Preprint v1", "Article"]
    assert [item["item"] for item in crumbs["itemListElement"]] == [
        "https://group.example/",
        "https://group.example/papers.html",
        "https://group.example/papers/lovelace2021notes.html",
    ]


def test_a_person_and_the_site_describe_themselves() -> None:
    profile, _ = graph(full(), "authors/ada.html")
    who = profile["mainEntity"]
    assert (profile["@type"], who["@type"], who["name"]) == ("ProfilePage", "Person", "Ada Lovelace")
    assert who["sameAs"] == ["https://orcid.org/0000-0002-1825-0097", "https://ada.example/"]
    assert who["alternateName"] == ["A. A. Lovelace"]
    assert who["memberOf"]["name"] == "The Group"
    assert [node["@type"] for node in graph(full(), "index.html")] == ["WebSite", "Organization"]


def test_a_corporate_author_is_an_organization() -> None:
    known = Paper("p", Work("On it", (Author("Royal Society", literal=True),)))
    profile, _ = graph(edition([known]), "authors/royal-society.html")
    assert profile["mainEntity"]["@type"] == "Organization"
    assert graph(edition([known]), "papers/p.html")[0]["author"][0]["@type"] == "Organization"


def test_the_typed_links_say_what_belongs_to_a_paper() -> None:
    found = links(context(full(), "papers/lovelace2021notes.html").head.metadata.relations)
    assert ("cite-as", "https://doi.org/10.1000/182", "") in found
    assert ("item", "https://arxiv.org/pdf/2103.00001", "application/pdf") in found
    assert ("author", "https://orcid.org/0000-0002-1825-0097", "") in found
    assert ("type", "https://schema.org/ScholarlyArticle", "") in found
    page = "https://group.example/papers/lovelace2021notes"
    assert ("describedby", f"{page}.bib", "application/x-bibtex") in found
    assert found[-1] == ("linkset", f"{page}.linkset.json", "application/linkset+json")


def test_a_link_set_leads_there_and_back() -> None:
    sets = json.loads(context(full(), "papers/lovelace2021notes.linkset.json"))["linkset"]
    page = "https://group.example/papers/lovelace2021notes"
    assert sets[0]["anchor"] == f"{page}.html"
    assert len(sets[0]["author"]) == 37
    assert [(one["anchor"], *(name for name in one if name != "anchor")) for one in sets[1:]] == [
        ("https://arxiv.org/pdf/2103.00001", "collection"),
        (f"{page}.bib", "describes"),
        (f"{page}.ris", "describes"),
        (f"{page}.json", "describes"),
    ]


@pytest.mark.parametrize(
    ("ids", "cite_as"),
    [
        ({"doi": "10.1/a", "arxiv": "2401.01234"}, "https://doi.org/10.1/a"),
        ({"arxiv": "2401.01234"}, "https://arxiv.org/abs/2401.01234"),
        ({}, PAGE),
    ],
)
def test_a_paper_is_cited_as_what_lasts_longest(ids: dict[str, str], cite_as: str) -> None:
    around = signposting.Surroundings(PAGE, "", "", (), ())
    assert signposting.relations(paper("p", ids=ids), around)["cite-as"] == [signposting.Target(cite_as)]


def test_a_licence_is_told_where_the_record_states_its_address() -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    metadata = context(edition([paper("p", extra={"license": licence})]), "papers/p.html").head.metadata
    assert ("license", licence, "") in links(metadata.relations)
    assert json.loads(metadata.json_ld)["@graph"][0]["license"] == licence


def test_thousands_of_authors_do_not_fill_the_head() -> None:
    known = paper("p", *crowd(3000))
    metadata = of_paper(known, authorship_of(edition([known]).sheet(known)), IMPRINT, description="")
    assert len(metadata.json_ld) + len(metadata.tags) < 60_000


@settings(deadline=None, derandomize=True)
@given(payloads)
def test_no_text_breaks_out_of_json_ld(text: str) -> None:
    page = of_paper(hostile(text), Authorship((), ()), IMPRINT, description=text).json_ld
    assert not re.search("[<>&\u2028\u2029]", page)
    parser = Attributes()
    parser.feed(f'<script type="application/ld+json">{page}</script><p>')
    assert [tag for tag, _ in parser.found] == ["script", "p"]
    assert json.loads(parser.script)["@graph"][0]["@id"] == PAGE
    page.encode()


@settings(deadline=None, derandomize=True)
@given(payloads)
def test_no_text_breaks_out_of_an_attribute(text: str) -> None:
    known = hostile(text)
    authors = tuple(ShownAuthor(author.name, "authors/a.html", us=False) for author in known.work.authors)
    page = of_paper(known, Authorship(authors, ("",) * len(authors)), IMPRINT, description="")
    parser = Attributes()
    parser.feed(page.tags)
    assert [tuple(tag.values()) for _, tag in parser.found] == tags(known)
    page.tags.encode()


@pytest.mark.parametrize(
    ("stated", "told"),
    [("en", "en"), ("pt-BR", "pt-BR"), ("zh-Hans-CN", "zh-Hans-CN"), ("Python", ""), ("eng.", ""), ("", "")],
)
def test_only_a_language_tag_is_told_as_a_language(stated: str, told: str) -> None:
    """Lists of code papers state the language of the program under the same word."""
    known = dict(highwire.tags(paper("a", extra={"language": stated}), page=PAGE, pdf="", orcids=()))
    assert known.get("citation_language", "") == told
