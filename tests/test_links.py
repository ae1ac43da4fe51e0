"""Every link of the built site leads somewhere, from disk and under a sub-path."""

from pathlib import Path

import pytest

from tests.links import DISK, Page, broken, read_page, read_site

MOUNTED = "https://example.org/group/"


@pytest.mark.parametrize(
    ("reference", "wrong"),
    [
        ("b.html", ()),
        ("b.html#there", ()),
        ("?q=x#here", ()),
        ("../b.html", ("papers/a.html: '../b.html' names no file",)),
        ("b.html#here", ("papers/a.html: 'b.html#here' names no id there",)),
        ("#there", ("papers/a.html: '#there' names no id there",)),
        ("../../b.html", ("papers/a.html: '../../b.html' leads out of the site",)),
        ("/b.html", ("papers/a.html: '/b.html' leads out of the site",)),
        ("./", ("papers/a.html: './' names no file",)),
        ("https://example.com/b.html#there", ()),
        ("mailto:someone@example.com", ()),
    ],
)
def test_the_crawler_tells_good_links_from_bad(reference: str, wrong: tuple[str, ...]) -> None:
    site = {"papers/a.html": Page(("here",), (reference,)), "papers/b.html": Page(("there",))}
    assert broken(site, base=MOUNTED) == wrong


def test_the_crawler_reads_links_pictures_and_ids() -> None:
    html = """
        <p id=a><a href="x.html#b">x</a>
        <img src=i.svg srcset="j.png 1x, k.png 2x"><svg><a xlink:href="y"/></svg>
    """
    assert read_page(html) == Page(("a",), ("x.html#b", "i.svg", "j.png", "k.png", "y"))


def test_the_crawler_follows_a_redirect_and_a_page_with_a_base_of_its_own() -> None:
    html = '<base href="/group/"><meta http-equiv="refresh" content="0; url=b.html#there">'
    page = read_page(html)
    assert page == Page((), ("b.html#there",), "/group/")
    assert not broken({"no/such.html": page, "b.html": Page(("there",))}, base=MOUNTED)
    assert broken({"no/such.html": page, "b.html": Page()}, base=MOUNTED)


def test_the_crawler_finds_an_id_that_stands_twice() -> None:
    assert broken({"a.html": Page(("x", "x"))}, base=DISK) == ("a.html: id 'x' stands twice",)


@pytest.fixture(scope="module")
def site(seed_site: Path) -> dict[str, Page]:
    return read_site(seed_site)


def test_the_built_site_has_no_broken_link_under_its_address(site: dict[str, Page], base_url: str) -> None:
    assert not broken(site, base=base_url)


def test_the_built_site_has_no_broken_link_from_disk(site: dict[str, Page]) -> None:
    # Hosts show the page for a missing address at any depth, so it alone starts from the domain's root.
    assert not broken({**site, "404.html": Page(site["404.html"].ids)}, base=DISK)
