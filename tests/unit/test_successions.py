"""Where addresses lead once what stood there is gone; and that no address comes to mean another paper."""

from pathlib import Path

import pytest

from separata.cli import main
from separata.files import Project
from separata.model import Published, Work
from separata.pages.standing import standing
from separata.paper import Paper
from separata.stages.build import build
from separata.stages.content import edition_of, read_content
from separata.stages.ingest import ingest
from separata.stages.tables import pages_of
from separata.successions import noted, successions
from tests.unit.editions import full, paper, planned

MANY = 90  # papers of one year, topic, venue and person: more than one page of a list holds

RECORD = "title: On looms\nissued: 2020\nauthors: [Ada King]\nids: {arxiv: '2001.00001'}\n"


@pytest.fixture
def group(tmp_path: Path) -> Project:
    papers = tmp_path / "content" / "papers"
    papers.mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (papers / "looms.yaml").write_text(RECORD)
    project = Project(tmp_path)
    publish(project)
    return project


def publish(group: Project) -> None:
    ingest(group)
    build(group, out=group.site)


def pages(group: Project) -> set[str]:
    return {path.relative_to(group.site).as_posix() for path in group.site.rglob("*.html")}


def text(group: Project, url: str) -> str:
    return (group.site / url).read_text()


def led(*published: Published, papers: tuple[Paper, ...]) -> dict[str, str]:
    return successions(published, papers)


def test_a_paper_under_another_id_is_known_by_its_identifiers_then_by_title_and_authors() -> None:
    looms = paper("looms", "Ada King", ids={"arxiv": "2001.00001"})
    tides = paper("tides", "Mary Fair", title="Tides")
    before = (noted("a", looms.work), noted("b", tides.work), Published(paper="c", mark="?"))
    assert led(*before, papers=(looms, tides)) == {"a": "looms", "b": "tides", "c": ""}


def test_two_papers_of_one_title_and_authors_are_nobodys_heirs() -> None:
    editorials = (paper("x", "Ada King", title="Editorial"), paper("y", "Ada King", title="Editorial"))
    assert led(noted("z", editorials[0].work), papers=editorials) == {"z": ""}


def test_the_chapters_of_a_book_do_not_follow_each_other() -> None:
    gone = noted("one", Work(title="One", ids={"isbn": "9780306406157"}))
    assert led(gone, papers=(paper("two", ids={"isbn": "9780306406157"}),)) == {"one": ""}


def test_a_records_own_word_goes_first() -> None:
    looms = paper("looms", ids={"arxiv": "2001.00001"})
    tides = Paper("tides", Work(title="Tides"), ("a",))
    assert led(noted("a", looms.work), papers=(looms, tides)) == {}


def test_a_record_that_is_renamed_leaves_a_redirect_and_its_files(group: Project) -> None:
    papers = group.content / "papers"
    (papers / "looms.yaml").rename(papers / "king2020looms.yaml")
    publish(group)
    assert 'url=../papers/king2020looms.html"' in text(group, "papers/looms.html")
    assert all((group.site / "papers" / f"looms.{suffix}").is_file() for suffix in ("bib", "ris", "json"))


def test_a_record_that_is_deleted_leaves_a_page_that_says_so_and_nothing_of_the_paper(group: Project) -> None:
    (group.content / "papers" / "looms.yaml").unlink()
    publish(group)
    page = text(group, "papers/looms.html")
    assert "no longer listed" in page
    assert 'name="robots" content="noindex"' in page
    assert "refresh" not in page
    assert "On looms" not in page
    assert not (group.site / "papers" / "looms.bib").exists()
    assert "papers/looms" not in text(group, "sitemap.xml")


def test_an_address_never_comes_to_mean_another_paper(group: Project) -> None:
    (group.content / "papers" / "looms.yaml").rename(group.content / "papers" / "king2020looms.yaml")
    ingest(group)
    (group.content / "papers" / "king2020looms.yaml").unlink()
    ingest(group)
    (group.root / "seeds").mkdir()
    (group.root / "seeds" / "a.bib").write_text(
        "@article{x, title={Looms, a new theory}, author={King, Ben}, year={2020}, doi={10.1000/9}}\n"
    )
    publish(group)
    assert "no longer listed" in text(group, "papers/king2020looms.html")
    assert "a new theory" in text(group, "papers/king2020loomsa.html")


def test_what_the_group_says_of_an_address_goes_before_what_can_be_told(group: Project) -> None:
    (group.content / "papers" / "looms.yaml").unlink()
    (group.content / "redirects.yaml").write_text("papers/looms: authors.html\nyears/2020: authors.html\n")
    publish(group)
    for url in ("papers/looms.html", "years/2020.html"):
        assert 'url=../authors.html"' in text(group, url)


def test_lists_that_get_shorter_or_go_lead_to_what_is_left(group: Project) -> None:
    # Each file of a record holds one paper, or, as here, a list of them.
    record = "- {{id: many{0}, title: Many {0}, issued: 2019, authors: [Mary Fair], topics: [Sea], {1}}}\n"
    venue = "versions: [{type: article-journal, container: Looms}]"
    many = group.content / "papers" / "many.yaml"
    (group.content / "people").mkdir()
    person = group.content / "people" / "mary-fair.yaml"
    person.write_text("name: Mary Fair\nmember: current\n")
    many.write_text("".join(record.format(number, venue) for number in range(MANY)))
    publish(group)
    before = pages(group)
    parts = ("years/2019-1", "authors/mary-fair.1", "topics/sea.1", "venues/looms.1", "kinds/article-journal.1")
    assert {f"{part}.html" for part in parts} <= before
    many.write_text(record.format(1, venue))
    publish(group)
    assert before <= pages(group)
    assert 'url=../years/2019.html"' in text(group, "years/2019-1.html")
    assert 'url=../authors/mary-fair.html"' in text(group, "authors/mary-fair.1.html")
    assert 'url=../topics/sea.html"' in text(group, "topics/sea.1.html")
    many.unlink()
    person.rename(person.with_name("m-fair.yaml"))
    publish(group)
    assert before <= pages(group)
    assert 'url=../papers.html"' in text(group, "years/2019-1.html")
    assert 'url=papers.html"' in text(group, "topics.html")
    assert 'url=../authors/m-fair.html"' in text(group, "authors/mary-fair.1.html")
    assert 'url=../authors/m-fair.html"' in text(group, "authors/mary-fair.embed.html")


def test_every_page_is_a_papers_a_persons_or_noted_as_standing() -> None:
    made = full()
    urls = {page.url for kind, page in planned(made) if page.url.endswith(".html") and kind != "redirect"}
    others = {url for url in urls if not url.startswith(("papers/", "authors/"))} - {"404.html"}
    assert others <= standing(made).keys()


def test_redirects_lead_to_pages_that_are_no_redirects(group: Project) -> None:
    (group.content / "papers" / "looms.yaml").write_text(RECORD.replace("2020", "2021"))
    content = read_content(group, b"")
    every = {page.url: page for _, page in pages_of(edition_of(content, content.site))}
    leads = {url: page.inputs[0] for url, page in every.items() if page.template == "redirect.html"}
    assert leads == {"years/2020.html": "papers.html"}
    assert all(every[heir].template != "redirect.html" for heir in leads.values())


def test_check_tells_of_papers_that_no_ingest_has_seen(
    group: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (group.content / "papers" / "tides.yaml").write_text("title: Tides\nauthors: [Mary Fair]\n")
    main(["--project", str(group.root), "check"])
    told = capsys.readouterr().out
    assert (
        "1 paper's address and 1 author's address not yet kept for good: run 'python build.py ingest'" in told
    )


def test_a_damaged_list_of_addresses_is_told_with_its_line(
    group: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = group.content / "published.jsonl"
    path.write_text(path.read_text() + "{oops}\n")
    lines = len(path.read_text().splitlines())
    assert main(["--project", str(group.root), "build"]) == 1
    assert f"content/published.jsonl:{lines}: not a line of a list of addresses" in capsys.readouterr().err
