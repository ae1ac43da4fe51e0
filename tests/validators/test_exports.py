"""Every export of both sites, read by the programs that others read them with, to the same works.

BibTeX and biber themselves come with a TeX system, so Pybtex reads for them, strictly; `make bibtex` asks them.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

import feedparser
import rispy
from pybtex.database import BibliographyData, parse_string

from tests.validators.files import exports

ATOM = "{http://www.w3.org/2005/Atom}"


@cache
def papers_of(text: str) -> Mapping[str, str]:
    """Read a BibTeX file, strictly; return the titles of its entries by their keys, in order.

    Three tests read each file, which Pybtex takes its time for.
    """
    entries: BibliographyData = parse_string(text, "bibtex")
    return MappingProxyType({key: entry.fields["title"] for key, entry in entries.entries.items()})


def test_every_bibtex_file_is_read_whole_and_knows_each_paper_once(site: Path) -> None:
    held = papers_of((site / "papers.bib").read_text(encoding="utf-8"))
    for name, text in exports(site, ".bib"):
        found = papers_of(text)
        assert len(found) == text.count("\n@") + text.startswith("@"), name
        assert found.items() <= held.items(), name
    alone = [papers_of(file.read_text(encoding="utf-8")) for file in (site / "papers").glob("*.bib")]
    assert {key for found in alone for key in found} == held.keys()


def test_every_ris_file_holds_as_many_works_as_the_bibtex_file_beside_it(site: Path) -> None:
    for name, text in exports(site, ".ris"):
        beside = site / f"{name}.bib"
        entries = rispy.loads(text)
        assert all(entry.get("type_of_reference") and not entry.get("unknown_tag") for entry in entries), name
        assert len(entries) == text.count("\nER  -"), name
        assert len(entries) == len(papers_of(beside.read_text(encoding="utf-8"))), name


def test_every_csl_file_holds_the_same_keys_as_the_bibtex_file_beside_it(site: Path) -> None:
    for name, text in exports(site, ".json"):
        beside = site / f"{name}.bib"
        keys = [item["id"] for item in json.loads(text)]
        assert keys == list(papers_of(beside.read_text(encoding="utf-8"))), name


def test_every_atom_feed_is_well_formed_and_has_what_the_standard_asks_for(site: Path) -> None:
    met: set[str] = set()

    def once(entry: re.Match[str]) -> str:
        # A paper stands to the byte alike in the feeds of all its authors, for which feedparser takes its time.
        new = entry[0] not in met
        met.add(entry[0])
        return entry[0] if new else ""

    for name, text in exports(site, ".atom"):
        whole = ElementTree.fromstring(text)
        entries = whole.findall(f"{ATOM}entry")
        feed = feedparser.parse(re.sub("<entry>.*?</entry>", once, text, flags=re.DOTALL).encode())
        assert not feed.bozo, f"{name}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10", name
        # RFC 4287, 4.1.1 and 4.1.2: an id, a title and a date each, and an author for every entry.
        for part in (feed.feed, *feed.entries):
            assert part.get("id") and part.get("title") and part.get("updated_parsed"), name
        unsigned = [entry for entry in entries if entry.find(f"{ATOM}author") is None]
        assert feed.feed.get("author") or not unsigned, name
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids)), name
        assert len(ids) == text.count("<entry>"), name
    assert met
