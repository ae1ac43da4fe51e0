"""Topics, venues and kinds: what stands together, where, and where it stood before."""

from separata.config import Topic, Venue
from separata.model import Version
from separata.pages.shelves import topic_shelves, venue_shelves
from separata.rows import row_of
from tests.unit.editions import context, edition, paper, planned


def test_topics_that_differ_in_case_and_marks_are_one() -> None:
    papers = [
        paper("a", topics=("Scaling Laws",)),
        paper("b", topics=("scaling laws",)),
        paper("c", topics=("—",)),
    ]
    (shelf,) = topic_shelves(row_of(papers), ()).values()
    assert (shelf.url, [one.id for one in shelf.papers]) == ("topics/scaling-laws.html", ["a", "b"])


def test_signs_tell_topics_apart() -> None:
    papers = [paper("a", topics=("C", "C++", "C#", "A + B", "#metoo"))]
    shelves = topic_shelves(row_of(papers), ())
    assert {shelf.name: mark for mark, shelf in shelves.items()} == {
        "A + B": "a-b", "C": "c", "C++": "c-plus-plus", "C#": "c-sharp", "#metoo": "metoo",
    }  # fmt: skip


def test_a_topic_on_record_gives_name_words_and_address_and_the_old_address_leads_on() -> None:
    known = Topic("Scaling laws", "laws", "How size matters.")
    made = edition([paper("a", "Ada Lovelace", topics=("scaling laws",))], topics=(known,))
    page = context(made, "topics/laws.html")
    assert (page.name, page.count, page.words) == ("Scaling laws", "One paper", "How size matters.")
    assert context(made, "topics/scaling-laws.html").url == "topics/laws.html"
    assert context(made, "papers/a.html").topics[0].url == "topics/laws.html"


def test_volumes_of_a_series_stand_together_and_their_full_names_lead_there() -> None:
    versions = [Version("paper-conference", container=f"Conference on Looms {year}") for year in (2020, 2021)]
    papers = [paper(f"p{at}", versions=(version,)) for at, version in enumerate(versions)]
    venues = [Venue(version.container, "Looms") for version in versions]
    (shelf,) = venue_shelves(row_of(papers), venues).values()
    assert (shelf.name, shelf.url, len(shelf.papers)) == ("Looms", "venues/looms.html", 2)
    assert shelf.words == "Conference on Looms 2020; Conference on Looms 2021."
    assert shelf.former == ("venues/conference-on-looms-2020.html", "venues/conference-on-looms-2021.html")


def test_a_full_part_of_a_shelf_never_changes() -> None:
    papers = [paper(f"p{at:03}", "Ada Lovelace", issued="2020", topics=("looms",)) for at in range(170)]
    new = paper("new", "Ada Lovelace", issued="2021", topics=("looms",))
    parts = [
        {page.url: page.inputs for kind, page in planned(edition(known)) if kind == "topic"}
        for known in (papers, [*papers, new])
    ]
    changed = {url for url in parts[1] if parts[1][url] != parts[0].get(url)}
    assert parts[0].keys() == {"topics/looms.html", "topics/looms.1.html", "topics/looms.2.html"}
    assert changed == {"topics/looms.html"}


def test_papers_lead_to_every_other_list() -> None:
    version = Version("article-journal", container="Journal of Looms")
    papers = [paper("a", topics=("looms",)), paper("b", versions=(version,))]
    ways = {way.url for way in context(edition(papers), "papers.html").ways}
    kinds = {"kinds/article-journal.html", "kinds/document.html"}
    assert ways == {*kinds, "topics.html", "venues.html", "statistics.html"}


def test_papers_put_forward_and_papers_with_awards_have_a_page_and_files_of_their_own() -> None:
    prize = ("Best paper award, Looms 2021",)
    papers = [paper("a", selected=True), paper("b", awards=prize), paper("c")]
    made = edition(papers)
    held = {url: context(made, f"selections/{url}.bib").count(b"@") for url in ("selected", "awards")}
    assert held == {"selected": 1, "awards": 1}
    assert context(made, "selections/awards.html").groups[0].entries[0].entry.awards == prize
    assert context(made, "papers/b.html").awards == prize
    links = {(link.words, link.url) for link in context(made, "index.html").selections}
    assert links == {
        ("Selected papers", "selections/selected.html"),
        ("Papers with awards", "selections/awards.html"),
    }
    assert {way.url for way in context(made, "papers.html").ways} >= {url for _, url in links}


def test_a_selection_without_papers_has_no_page() -> None:
    made = edition([paper("c")])
    assert not [page.url for _, page in planned(made) if page.url.startswith("selections/")]
    assert not context(made, "index.html").selections
