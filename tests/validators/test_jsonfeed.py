"""Every JSON Feed against what version 1.1 of the format asks for (https://www.jsonfeed.org/version/1.1/)."""

import json
import re
from pathlib import Path
from typing import Any

# RFC 3339, which the format wants of dates.
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def faults(feed: dict[str, Any]) -> list[str]:
    """Return what a feed lacks or says in a wrong form, in words."""
    found = [] if feed.get("version") == "https://jsonfeed.org/version/1.1" else ["version"]
    found += [] if isinstance(feed.get("title"), str) and feed["title"] else ["title"]
    found += [name for name in ("home_page_url", "feed_url") if not ADDRESS.fullmatch(feed.get(name, ""))]
    found += ["author, which version 1.1 calls authors"] if "author" in feed else []
    items = feed.get("items")
    if not isinstance(items, list):
        return [*found, "items"]
    ids = [item.get("id") for item in items]
    found += ["ids that repeat"] if len(ids) != len(set(ids)) else []
    return [*found, *(f"{fault} of {item.get('id')}" for item in items for fault in faults_of_item(item))]


def faults_of_item(item: dict[str, Any]) -> list[str]:
    """Return the same of one item."""
    found = [] if isinstance(item.get("id"), str) and item["id"] else ["id"]
    content = [item[name] for name in ("content_html", "content_text") if name in item]
    found += [] if content and all(isinstance(text, str) for text in content) else ["content"]
    found += [
        name for name in ("url", "external_url", "image") if not ADDRESS.fullmatch(item.get(name, "http://x"))
    ]
    found += [
        name for name in ("date_published", "date_modified") if name in item and not DATE.fullmatch(item[name])
    ]
    authors = item.get("authors", [])
    found += ["authors"] if not all({"name", "url", "avatar"} & author.keys() for author in authors) else []
    tags = item.get("tags", [])
    return found + (["tags"] if not all(isinstance(tag, str) and tag for tag in tags) else [])


def test_the_check_finds_what_is_wrong() -> None:
    assert faults({}) == ["version", "title", "home_page_url", "feed_url", "items"]
    item = {"id": "", "date_published": "2020", "authors": [{}], "tags": [1]}
    assert faults_of_item(item) == ["id", "content", "date_published", "authors", "tags"]


def test_every_json_feed_has_what_the_format_asks_for(site: Path) -> None:
    files = [site / "feed.json", *sorted(site.rglob("*.feed.json"))]
    assert len(files) > 10
    for file in files:
        assert not faults(json.loads(file.read_text(encoding="utf-8"))), file
