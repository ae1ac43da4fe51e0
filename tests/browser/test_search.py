"""The search and the filters of the list, used in a browser."""

import re
import unicodedata
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from separata.files import Project
from separata.search.words import in_order
from separata.stages.build import build
from tests.browser.conftest import listen
from tests.unit.test_search import FOLDED


def results(page: Page) -> Locator:
    """Return the papers that a search found, once there are some."""
    found = page.locator("#results .entry")
    expect(found.first).to_be_visible()
    return found


def state(page: Page) -> dict[str, list[str]]:
    """Return what the address of a page says."""
    return parse_qs(urlsplit(page.url).query)


def test_typing_shows_papers_with_the_words_marked_and_keeps_the_query_in_the_address(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + "search.html")
    page.get_by_role("searchbox").press_sequentially("faithful rea")
    expect(page.get_by_role("status")).to_have_text("Two papers have “faithful” and “rea”.")
    first = results(page).first
    expect(first.get_by_role("heading").locator("mark")).to_have_text(["Faithfulness", "Reasoning"])
    expect(first.locator(".snip mark").first).to_be_visible()
    assert state(page) == {"q": ["faithful rea"]}


def test_a_name_is_found_without_its_marks_and_so_is_the_person(page: Page, site_url: str) -> None:
    page.goto(site_url + "search.html?q=kamile+lukosiute")
    results(page)
    people = page.get_by_role("region", name="People")
    expect(people.get_by_role("link")).to_have_text("Kamilė Lukošiūtė")
    people.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kamilė Lukošiūtė")


@pytest.mark.parametrize("query", ["scaling laws", "scal", "scaling laws of models"])
def test_a_topic_is_found_by_its_words_and_by_more_words_than_it_has(
    page: Page, site_url: str, query: str
) -> None:
    page.goto(f"{site_url}search.html?q={query.replace(' ', '+')}")
    results(page)
    topics = page.get_by_role("region", name="Topics").get_by_role("link")
    expect(topics.filter(has_text="scaling laws")).to_have_attribute("href", "topics/scaling-laws.html")
    assert all("societal" not in text for text in topics.all_text_contents())


@pytest.mark.parametrize("query", ["J. Kaplan", "kaplan j", "Kaplan, J."])
def test_an_initial_stands_for_the_given_names_that_begin_with_it(
    page: Page, site_url: str, query: str
) -> None:
    page.goto(f"{site_url}search.html?q={query}")
    expect(page.get_by_role("status")).to_contain_text("Twenty papers have")
    expect(page.get_by_role("region", name="People").get_by_role("link")).to_have_text("Jared Kaplan")
    expect(results(page).first.locator(".by mark")).to_have_text(["Jared", "Kaplan"])


def test_a_letter_beside_no_such_name_is_a_word(page: Page, site_url: str) -> None:
    page.goto(site_url + "search.html?q=q+phonon")
    expect(page.get_by_role("status")).to_contain_text("No paper has all of these words;")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("%26", "Nothing here is a word or a number."),
        ("this", "“this” is too common to search for."),
        ("of+was", "“of” and “was” are too common to search for."),
        ("zq", "No paper has “zq”. Try more letters."),
        ("", ""),
    ],
)
def test_a_query_without_an_answer_is_told_why(page: Page, site_url: str, query: str, said: str) -> None:
    page.goto(f"{site_url}search.html?q={query}")
    expect(page.get_by_role("status")).to_have_text(said)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("2212.08073", "Constitutional AI"),
        (" arXiv:2212.08073v2 ", "Constitutional AI"),
        ("https://arxiv.org/abs/2212.08073v1", "Constitutional AI"),
        ("arxiv.org/pdf/2212.08073.pdf", "Constitutional AI"),
        ("10.48550/arXiv.2212.08073", "Constitutional AI"),
        ("https://doi.org/10.48550/arXiv.2212.08073", "Constitutional AI"),
        ("10.1145/3531146.3533229", "Predictability and Surprise"),
        ("doi:10.1145/3531146.3533229.", "Predictability and Surprise"),
        ("HTTPS://DX.DOI.ORG/10.1145/3531146%2E3533229", "Predictability and Surprise"),
        ("https://journals.example/doi/10.1145/3531146.3533229", "Predictability and Surprise"),
    ],
)
def test_an_identifier_or_its_address_finds_its_paper_alone(
    page: Page, site_url: str, query: str, title: str
) -> None:
    page.goto(site_url + "search.html")
    page.get_by_role("searchbox").fill(query)
    expect(page.get_by_role("status")).to_have_text(f"One paper has “{query.strip()}”.")
    expect(results(page).get_by_role("heading")).to_contain_text(title)
    expect(page.locator("#results section")).to_have_count(1)


def test_an_id_of_no_paper_is_told_as_such(page: Page, site_url: str) -> None:
    page.goto(site_url + "search.html?q=10.1000/182")
    expect(page.get_by_role("status")).to_have_text("No paper has “10.1000/182”.")
    expect(page.locator("#results .entry")).to_have_count(0)


def test_where_no_paper_has_all_words_the_page_says_so_and_shows_papers_with_any(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + "search.html?q=crystal+harmlessness+phonon")
    expect(page.get_by_role("status")).to_contain_text("No paper has all of these words;")
    results(page)


def test_where_no_paper_has_any_word_the_page_says_so(page: Page, site_url: str) -> None:
    page.goto(site_url + "search.html?q=xylophone")
    expect(page.get_by_role("status")).to_have_text("No paper has “xylophone”. Try fewer letters.")
    expect(page.locator("#results .entry")).to_have_count(0)


def test_filters_narrow_a_search_and_the_back_button_takes_them_back(page: Page, site_url: str) -> None:
    page.goto(site_url + "search.html?q=scaling+laws")
    every = results(page).count()
    page.get_by_role("combobox", name="Year").select_option("2020")
    expect(page.get_by_role("status")).to_contain_text("from 2020")
    assert 0 < results(page).count() < every
    assert state(page) == {"q": ["scaling laws"], "year": ["2020"]}
    page.go_back()
    expect(page.get_by_role("combobox", name="Year")).to_have_value("")
    expect(results(page)).to_have_count(every)


def test_a_search_needs_no_mouse(page: Page, site_url: str) -> None:
    page.goto(site_url + "search.html")
    while not page.evaluate("document.activeElement.name === 'q'"):
        page.keyboard.press("Tab")
    page.keyboard.type("superposition")
    page.keyboard.press("Enter")
    results(page)
    while not page.evaluate("!!document.activeElement.closest('#results')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("papers/elhage2022toy.html$"))


def test_a_long_answer_comes_in_steps(page: Page, site_url: str) -> None:
    page.goto(site_url + "search.html?q=model")
    expect(results(page)).to_have_count(10)
    page.get_by_role("button", name="More papers").click()
    expect(page.locator("#results .entry").nth(10).get_by_role("heading").get_by_role("link")).to_be_focused()


@pytest.fixture
def large(page: Page, seed_site: Path) -> Page:
    """A page of a site as it would be if the newest block were all that a first search may load."""
    directory = (seed_site / "search/directory.js").read_text(encoding="utf-8")
    assert '"first":24' in directory
    body = directory.replace('"first":24', '"first":1')
    page.route("**/search/directory.js*", lambda route, _: route.fulfill(body=body))
    return page


def test_of_many_papers_the_newest_are_searched_first_and_the_others_if_asked_for(
    large: Page, site_url: str
) -> None:
    asked: list[str] = []
    large.on("request", lambda request: asked.append(request.url))
    large.goto(site_url + "search.html?q=model")
    status, older = large.get_by_role("status"), large.get_by_role("button", name="Search older papers, too")
    expect(status).to_contain_text(re.compile("^[A-Z][a-z-]+ papers of the newest .* have “model”.$"))
    expect(results(large)).to_have_count(10)
    assert not [url for url in asked if "/search/2010s" in url]
    older.click()
    expect(status).to_contain_text(re.compile("^[A-Z][a-z-]+ papers have “model”.$"))
    expect(results(large).first.get_by_role("heading").get_by_role("link")).to_be_focused()
    expect(older).to_have_count(0)


def test_older_papers_are_searched_where_the_newest_give_few(large: Page, site_url: str) -> None:
    large.goto(site_url + "search.html?q=phonon")
    results(large)
    expect(large.get_by_role("button", name="Search older papers, too")).to_have_count(0)
    expect(large.get_by_role("status")).not_to_contain_text("newest")


def test_the_search_works_from_disk(browser: Browser, seed_site: Path) -> None:
    page = browser.new_page()
    complaints = listen(page, seed_site.as_uri())
    page.goto((seed_site / "search.html").as_uri() + "?q=phonon")
    results(page)
    page.get_by_role("searchbox").fill("constitutional")
    expect(page.get_by_role("status")).to_contain_text("“constitutional”")
    results(page).first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Constitutional")
    page.close()
    assert not complaints


def test_without_scripts_the_search_page_says_how_to_find_things(browser: Browser, site_url: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(site_url + "search.html")
    main = page.get_by_role("main")
    expect(main.get_by_role("searchbox")).to_be_hidden()
    expect(main).to_contain_text("Searching needs JavaScript")
    main.get_by_role("link", name="2022").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2022")
    page.close()


def test_the_page_for_missing_addresses_leads_into_the_search(page: Page, site_url: str) -> None:
    page.goto(site_url + "no/such/page.html")
    page.get_by_role("searchbox").fill("phonon")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(site_url + "search.html?q=phonon")
    results(page)


def test_filters_narrow_the_list_and_the_back_button_takes_them_back(page: Page, site_url: str) -> None:
    page.goto(site_url + "papers.html")
    entries = page.locator("main .entry").filter(visible=True)
    every = entries.count()
    page.get_by_role("combobox", name="Person").select_option(label="Kaplan, Jared")
    expect(page.get_by_role("status")).to_contain_text(" of twenty-one papers.")
    mine = entries.count()
    assert 0 < mine <= every
    page.get_by_role("combobox", name="Year").select_option("2023")
    expect(page.locator("main .year").filter(visible=True)).to_have_count(1)
    assert state(page) == {"year": ["2023"], "person": ["jared-kaplan"]}
    page.go_back()
    expect(entries).to_have_count(mine)
    page.get_by_role("combobox", name="Person").select_option("")
    expect(entries).to_have_count(every)


def test_words_narrow_the_list_by_names_that_the_list_does_not_show(page: Page, site_url: str) -> None:
    page.goto(site_url + "papers.html?q=lukosiute+faithful")
    entries = page.locator("main .entry").filter(visible=True)
    expect(entries).to_have_count(2)
    expect(entries.first.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="Search abstracts too").click()
    expect(page).to_have_url(site_url + "search.html?q=lukosiute+faithful")
    results(page)


def test_words_are_marked_in_a_title_that_keeps_its_markup(browser: Browser, tmp_path: Path) -> None:
    project = Project(tmp_path)
    (project.content / "papers").mkdir(parents=True)
    (project.content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (project.content / "papers/a.yaml").write_text("title: Of H<sub>2</sub>O, $x^2$ and <i>fruit flies</i>\n")
    build(project, out=project.site)
    page = browser.new_page()
    page.goto((project.site / "papers.html").as_uri())
    title = page.locator("main .entry .t a")
    whole = title.inner_html()
    page.get_by_role("searchbox").fill("flies")
    expect(title.locator("mark")).to_have_text("flies")
    assert title.inner_html() == whole.replace("flies", "<mark>flies</mark>")
    page.get_by_role("searchbox").fill("")
    expect(title.locator("mark")).to_have_count(0)
    assert title.inner_html() == whole
    page.close()


@pytest.mark.parametrize("query", ["mueller", "J. Mueller", "muelle", "müller"])
def test_a_german_name_is_found_and_marked_as_it_is_spelt_without_its_letters(
    browser: Browser, tmp_path: Path, query: str
) -> None:
    project = Project(tmp_path)
    (project.content / "papers").mkdir(parents=True)
    (project.content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (project.content / "papers/a.yaml").write_text("title: Roses\nauthors: [Jürgen Müller]\nissued: 2001\n")
    build(project, out=project.site)
    page = browser.new_page()
    page.goto(f"{(project.site / 'search.html').as_uri()}?q={query}")
    expect(results(page).locator(".by mark").last).to_have_text("Müller")
    expect(page.get_by_role("region", name="People").get_by_role("link")).to_have_text("Jürgen Müller")
    page.close()


@pytest.fixture
def folding(page: Page, site_url: str) -> Page:
    """A page whose script can fold words."""
    page.goto(site_url + "search.html")
    return page


def test_the_script_folds_words_as_the_index_does(folding: Page) -> None:
    texts = [*FOLDED, *(chr(code) for code in range(0x20, 0x3400) if unicodedata.category(chr(code)) != "Cn")]
    theirs = folding.evaluate("texts => texts.map(text => separata.words(text))", texts)
    ours = [list(in_order(text)) for text in texts]
    assert [(text, a, b) for text, a, b in zip(texts, theirs, ours, strict=True) if a != b] == []


@pytest.mark.parametrize(("url", "script"), [("search.html", "search.js"), ("papers.html", "filters.js")])
def test_what_is_typed_before_the_script_is_there_stays(
    page: Page, site_url: str, url: str, script: str
) -> None:
    held: list[Route] = []
    page.route(f"**/assets/{script}", lambda route, _: held.append(route))
    with page.expect_request(f"**/assets/{script}"):
        page.goto(site_url + url, wait_until="commit")
    page.locator("main input[name=q]").fill("scaling laws")
    expect(page.locator("main input[name=q]")).to_have_value("scaling laws")
    held[0].continue_()
    expect(page).to_have_url(re.compile(r"\?q=scaling\+laws$"))
    expect(page.locator("main input[name=q]")).to_have_value("scaling laws")
    expect(page.locator("main .entry").filter(visible=True).first).to_contain_text(re.compile("scaling", re.I))
