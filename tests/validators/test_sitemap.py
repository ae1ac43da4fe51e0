"""The sitemap against the pages that there are, and against the protocol (https://www.sitemaps.org/protocol.html)."""

import re
from pathlib import Path
from xml.etree import ElementTree

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
NOT_FOR_CRAWLERS = '<meta name="robots" content="noindex">'

# The search page has nothing of its own; an older part of a list is reached from the list.
LEFT_OUT = re.compile(
    r".*/(search|authors/.*\.\d+|(topics|venues|kinds|selections)/.*\.\d+|years/\w+-\d+)\.html"
)


def test_the_sitemap_names_every_page_that_is_for_crawlers_once(site: Path) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    named = [place.text or "" for place in root.findall("s:url/s:loc", SPACE)]
    pages = [page.read_text(encoding="utf-8") for page in site.rglob("*.html")]
    canonical = {
        found[1] for page in pages if NOT_FOR_CRAWLERS not in page and (found := CANONICAL.search(page))
    }
    assert len(named) == len(set(named)) <= 50_000
    assert set(named) == {address for address in canonical if not LEFT_OUT.fullmatch(address)}
    assert all(
        re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day.text or "") for day in root.iterfind(".//s:lastmod", SPACE)
    )
