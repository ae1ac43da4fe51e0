"""Pages as values: cuts, dates, bylines, pictures, indexes, files for machines."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.model import Author as WorkAuthor
from separata.model import Person, Version, Work
from separata.pages import people
from separata.pages.cuts import cut_url, cuts
from separata.pages.entry import Author, byline_of, dateline_of, identifiers_of, links_of
from separata.pages.page import hashed
from separata.pages.pictures import histogram, sparkline
from separata.pages.words import counted, cropped, first_sentence, listed, number, span
from separata.paper import Paper
from tests.unit.editions import (
    ABOUT,
    NEWS,
    SITE,
    TOPICS,
    VENUES,
    context,
    crowd,
    day,
    edition,
    full,
    paper,
    picture,
    planned,
)

SHORT = {"Conference on Looms (Looms 2021)": "Looms", "Journal of Engines": "J. Engines"}


def short(venue: str) -> str:
    return SHORT.get(venue, venue)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "no"), (1, "one"), (19, "nineteen"), (20, "twenty"), (21, "twenty-one"), (99, "ninety-nine"),
     (100, "a hundred"), (101, "101"), (29576, "29,576")],
)  # fmt: skip
def test_numbers_stand_in_words_up_to_a_hundred(count: int, words: str) -> None:
    assert number(count) == words


def test_nouns_follow_their_number() -> None:
    assert (counted(1, "paper"), counted(2, "paper"), counted(0, "paper")) == (
        "one paper",
        "two papers",
        "no papers",
    )


def test_lists_and_years_read_as_in_a_sentence() -> None:
    assert [listed(items) for items in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [span(*years) for years in ((2017, 2023), (1998, 2004), (2022, 2022), (2001, 2009))] == [
        "2017–23",
        "1998–2004",
        "2022",
        "2001–09",
    ]


def test_a_text_is_cropped_behind_a_word() -> None:
    assert cropped("We note much.", 20) == "We note much."
    assert cropped("We note, much and more", 10) == "We note…"


def test_the_first_sentence_does_not_end_at_an_abbreviation() -> None:
    assert first_sentence("We follow T. Brown, e.g. Here. Then more.") == "We follow T. Brown, e.g. Here."
    assert first_sentence("no end") == "no end"


@given(st.integers(0, 2000), st.integers(1, 300))
def test_cuts_hold_everything_once_and_all_but_the_newest_are_full(length: int, size: int) -> None:
    newest, *older = cuts(length, size)
    positions = [at for cut in (newest, *older) for at in range(cut.start, cut.stop)]
    assert positions == list(range(length))
    assert all(cut.stop - cut.start == size for cut in older)
    assert 0 < newest.stop <= size or not length
    assert [cut.number for cut in (newest, *older)] == [0, *range(len(older), 0, -1)]


@given(st.integers(1, 1000), st.integers(1, 100))
def test_a_full_cut_holds_the_same_items_however_many_are_added(length: int, more: int) -> None:
    oldest_first = {cut.number: (length - cut.stop, length - cut.start) for cut in cuts(length)[1:]}
    grown = length + more
    later = {cut.number: (grown - cut.stop, grown - cut.start) for cut in cuts(grown)[1:]}
    assert oldest_first.items() <= later.items()


def test_the_newest_cut_keeps_the_address() -> None:
    assert cut_url("years/2022.html", 0) == "years/2022.html"
    assert cut_url("years/2022.html", 3) == "years/2022-3.html"


PREPRINT = Version("preprint", "", day("2021-03-02"))
LOOMS = Version("paper-conference", "", day("2022"), "Conference on Looms (Looms 2021)")
ENGINES = Version("article-journal", "", day("2022-05-20"), "Journal of Engines")


@pytest.mark.parametrize(
    ("versions", "issued", "in_year", "expected"),
    [
        ((PREPRINT,), "2021-03-02", False, "Preprint, 2 March 2021"),
        ((PREPRINT,), "2021-03-02", True, "Preprint, 2 March"),
        ((PREPRINT,), "2021", True, "Preprint"),
        ((PREPRINT, LOOMS), "2021-03-02", False, "Looms 2022; preprint 2 March 2021"),
        ((PREPRINT, LOOMS), "2021-03-02", True, "Looms 2022; preprint 2 March"),
        ((ENGINES,), "2022-05-20", False, "J. Engines 2022, 20 May"),
        ((LOOMS,), "2022", False, "Looms 2022"),
        ((Version("thesis", publisher="A University"),), "2020-06", False, "A University, June 2020"),
        ((Version("thesis"),), "2020-06", True, "Thesis, June"),
        ((), "2020-06", False, "June 2020"),
        ((), "", False, ""),
    ],
)
def test_a_dateline_names_the_venue_with_its_own_year_and_the_preprint_with_its_date(
    versions: tuple[Version, ...], issued: str, in_year: bool, expected: str
) -> None:
    work = Work(versions=versions, issued=day(issued) if issued else None)
    line = dateline_of(work, short, in_year=in_year)
    assert f"{line.venue}{line.joint}{line.words}" == expected


def test_links_come_from_every_version_and_the_archive_has_the_pdf() -> None:
    preprint = Version("preprint", ids={"arxiv": "2103.00001", "doi": "10.48550/arxiv.2103.00001"})
    printed = Version("article-journal", ids={"doi": "10.1000/182"})
    work = Work(versions=(preprint, printed), links={"code": "https://code.example/"})
    links = links_of(work, identifiers_of(work), schemes=("arxiv", "doi"))
    assert [(link.words, link.url) for link in links] == [
        ("PDF", "https://arxiv.org/pdf/2103.00001"),
        ("arXiv", "https://arxiv.org/abs/2103.00001"),
        ("DOI", "https://doi.org/10.1000/182"),
        ("Code", "https://code.example/"),
    ]


def byline(size: int, *us: int) -> str:
    cut = byline_of([Author(str(at), "", at in us) for at in range(1, size + 1)])
    return "".join(author.name + author.after for author in cut.authors) + (
        f" +{cut.others}" if cut.others else ""
    )


@pytest.mark.parametrize(
    ("size", "us", "expected"),
    [
        (0, (), ""),
        (8, (), "1, 2, 3, 4, 5, 6, 7, 8"),
        (9, (), "1, 2, 3, … +6"),
        (12, (2, 9, 11), "1, 2, 3, …\u00a09, 11 +7"),
        (9, (4, 5, 6, 7), "1, 2, 3, 4, 5, 6, 7, 8, 9"),
    ],
)
def test_a_byline_is_cut_only_to_save_three_names_and_never_loses_a_member(
    size: int, us: tuple[int, ...], expected: str
) -> None:
    assert byline(size, *us) == expected


def test_names_in_a_byline_stand_in_the_order_in_which_they_are_read() -> None:
    names = (
        WorkAuthor("Lovelace, Ada"),
        WorkAuthor("Acme, London", literal=True),
        WorkAuthor("Charles Babbage"),
    )
    made = edition([Paper("looms", Work("On looms", names))])
    found = made.sheet(made.library.papers[0])
    assert [one.name for one in found.byline] == ["Ada Lovelace", "Acme, London", "Charles Babbage"]
    assert [one.name for one in found.authors] == ["Lovelace, Ada", "Acme, London", "Charles Babbage"]


def test_a_histogram_has_a_place_for_empty_years_and_a_link_for_the_others() -> None:
    picture = histogram(((2019, 1), (2020, 0), (2021, 10)), "{}.html".format, tallest=72)
    assert picture
    assert (picture.width, picture.height, picture.base, picture.years) == (138, 116, 92.5, ())
    assert [(bar.year, bar.url, bar.height, bar.y) for bar in picture.bars] == [
        ("2019", "2019.html", 7.2, 84.8),
        ("2020", "", 0.0, 92.0),
        ("2021", "2021.html", 72.0, 20.0),
    ]
    assert all(bar.hit_width >= 24 for bar in picture.bars)


def test_a_histogram_of_many_years_labels_each_fifth_and_lists_them_all() -> None:
    picture = histogram([(year, 1) for year in range(1980, 2024)], str, tallest=72)
    assert picture
    assert len(picture.bars) == 27
    assert [bar.year for bar in picture.bars if bar.year] == ["2000", "2005", "2010", "2015", "2020"]
    assert [link.year for link in picture.years][::43] == ["2023", "1980"]


def test_one_year_needs_no_picture() -> None:
    assert histogram(((2020, 3),), str, tallest=72) is None
    assert sparkline(((2020, 3),)) is None


def test_a_sparkline_says_its_numbers_and_nothing_of_years_without_papers() -> None:
    line = sparkline(((2020, 3), (2021, 0), (2022, 1)))
    assert line
    assert line.words == "Papers per year. 2020: 3, 2022: 1"
    assert [bar.x for bar in line.bars] == [0, 14]


def test_long_lists_are_cut_and_older_parts_know_nothing_of_newer_ones() -> None:
    year = [paper(f"p{at:03}", "Ada Lovelace", issued=f"2020-{at % 12 + 1:02}") for at in range(310)]
    made = edition(year)
    urls = {page.url for _, page in planned(made)}
    assert {"years/2020.html", "years/2020-1.html", "years/2020-2.html"} <= urls
    assert {"authors/ada-lovelace.html", "authors/ada-lovelace.1.html", "authors/ada-lovelace.2.html"} <= urls
    assert "years/2020-4.html" not in urls
    grown = edition([*year, paper("new", "Ada Lovelace", issued="2020-12-31")])
    for url in ("years/2020-1.html", "years/2020-2.html", "authors/ada-lovelace.2.html"):
        assert context(made, url) == context(grown, url)
    assert context(made, "papers.html").newest == 100
    assert sum(len(group.entries) for group in context(made, "papers.html").groups) == 100


def test_the_index_of_people_files_by_family_name() -> None:
    named = ("Gerard de Melo", "Ada Lovelace", "Éva Ábel", "Ben Loom")
    index = context(edition([paper("p", *named)], [Person("gerard", "Gerard de Melo")]), "authors.html")
    assert [(letter.name, [one.name for one in letter.people]) for letter in index.letters] == [
        ("A", ["Ábel, Éva"]),
        ("L", ["Loom, Ben", "Lovelace, Ada"]),
        ("M", ["de Melo, Gerard"]),
    ]


def test_the_index_files_groups_under_their_whole_name_and_obeys_a_stated_family_name() -> None:
    people_known = [Person("juan", "Juan de la Cruz Perez", family="de la Cruz Perez")]
    made = paper("p", "Juan de la Cruz Perez")
    authors = (*made.work.authors, WorkAuthor("The Loom Project", literal=True))
    made = made.with_work(msgspec.structs.replace(made.work, authors=authors))
    index = context(edition([made], people_known), "authors.html")
    names = [one.name for letter in index.letters for one in letter.people]
    assert names == ["de la Cruz Perez, Juan", "The Loom Project"]


def test_a_long_index_is_cut_by_ever_longer_beginnings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_MOST", 10)
    made = edition([paper("p", *crowd(30), "Ada Lovelace", "Li", "Wei Li", "Li Li")])
    pages = {page.url: page.make(*page.inputs) for page in people.plan(made)}
    listed_people = [one.url for page in pages.values() for letter in page.letters for one in letter.people]
    assert sorted(listed_people) == sorted(f"authors/{person}.html" for person in made.library.people)
    linked = {letter.url for page in pages.values() for letter in page.letters if letter.url}
    assert linked == set(pages) - {"authors.html"}
    assert {"people/l.html", "people/p.html"} <= set(pages)
    assert all(sum(len(letter.people) for letter in page.letters) <= 10 for page in pages.values())


def test_a_person_whose_names_were_joined_by_rule_says_so_until_a_human_agrees() -> None:
    made = context(full(), "authors/ada.html")
    assert made.names == "Published as A. A. Lovelace (one paper) and Ada Lovelace (one)."
    assert made.joined == ("the same co-authors",)
    agreed = Person("ada", "Ada Lovelace", ("Ada Lovelace", "Ada King"), because=("why",), verified=True)
    page = context(edition([paper("a", "Ada Lovelace"), paper("b", "Ada King")], [agreed]), "authors/ada.html")
    assert page.joined == ()


def test_coauthors_are_counted_ranked_and_folded() -> None:
    first = paper("a", "Ada Lovelace", "Zoe Zed", "Ann Abel", issued="2020")
    page = context(
        edition([first, paper("b", "Ada Lovelace", "Zoe Zed", *crowd(30))]), "authors/ada-lovelace.html"
    )
    assert [(one.name, one.count) for one in page.frequent[:2]] == [("Zoe Zed", 2), ("Ann Abel", 1)]
    assert (len(page.frequent), len(page.others), page.fold) == (18, 14, "And fourteen others")
    assert page.company == "thirty-two co-authors"


def test_a_paper_says_what_differs_where_it_comes_from_and_what_is_not_confirmed() -> None:
    page = context(full(), "papers/lovelace2021notes.html")
    assert page.unconfirmed == "title and primary category"
    assert [(line.term, [place.file for place in line.places]) for line in page.provenance] == [
        ("Title", ["a.txt"]),
        ("Abstract", ["a.txt", "b.txt"]),
    ]
    assert [(one.term, one.text) for one in page.variants] == [("abstract", "We note little.")]
    assert [(stop.name, stop.leading) for stop in page.stops] == [("Preprint v1", False), ("Article", True)]
    assert page.stops[1].words == "1 May 2022, Journal of Engines, 3 (2), 7–19"
    assert page.correction.url == "../about.html"


def test_a_stated_repository_is_where_a_record_is_corrected() -> None:
    site = msgspec.structs.replace(SITE, repository="https://git.example/group/site")
    page = context(edition([paper("p", "Ada Lovelace")], site=site), "papers/p.html")
    assert page.correction.url == "https://git.example/group/site/edit/main/content/papers/p.yaml"


def test_the_running_head_leads_to_what_there_is() -> None:
    assert [item.words for item in edition([]).site.nav] == ["Papers", "People", "Search"]
    with_about = edition([], prose=(ABOUT,)).site.nav
    assert [item.words for item in with_about] == ["Papers", "People", "Search", "About"]


@pytest.mark.parametrize(
    ("base_url", "base"),
    [
        ("https://group.example/", ""),
        ("https://www.example.org/papers/", ""),
        ("https://group.github.io/papers/", "/papers/"),
        ("https://papers.net/", "/"),
    ],
)
def test_the_missing_page_knows_the_top_folder_of_a_real_host_only(base_url: str, base: str) -> None:
    site = msgspec.structs.replace(SITE, base_url=base_url)
    assert context(edition([], site=site), "404.html").base == base


def test_inputs_can_be_encoded_and_do_not_hold_line_numbers() -> None:
    made = full()
    moved = [
        Paper(known.id, known.work, known.former_ids, known.place._replace(line=99), known.teaser)
        for known in made.library.papers
    ]
    again = edition(
        moved,
        tuple(one for one in made.library.people.values() if one.id == "ada"),
        venues=VENUES,
        topics=TOPICS,
        news=NEWS,
        prose=made.prose,
        pictures={"picture.png": picture()},
        published=made.published,
    )
    again.origins = made.origins
    encoded = [[hashed(page.inputs) for _, page in planned(one)] for one in (made, again)]
    assert encoded[0] == encoded[1]
