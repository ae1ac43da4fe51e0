"""A crawler over the files of a built site: every reference must lead to a file, every fragment to an id."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

DISK = "file:///site/"

_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")


_REFRESH = re.compile(r"""\s*\d+\s*;\s*url\s*=\s*["']?([^"']+)""", re.IGNORECASE)


class Page(NamedTuple):
    """A page's ids, each as often as it stands, its references, and its own base for them if it has one."""

    ids: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    base: str = ""


class _Reader(HTMLParser):
    """Collect ids and references from HTML, SVG in it included."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "base":
            self.base = dict(attrs).get("href") or ""
            return
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.ids.append(value or "")
            elif name in {"href", "src", "xlink:href", "poster", "data", "action"}:
                self.references.append(value or "")
            elif name == "content" and (refresh := _REFRESH.fullmatch(value or "")):
                self.references.append(refresh.group(1))
            elif name == "srcset":
                self.references += [part.split()[0] for part in (value or "").split(",") if part.strip()]


def read_page(html: str) -> Page:
    """Return the ids and references of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(tuple(reader.ids), tuple(reader.references), reader.base)


def read_site(folder: Path) -> dict[str, Page]:
    """Return every file of a site by its path from the top; only pages and stylesheets refer to others."""
    site: dict[str, Page] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        if file.suffix == ".html":
            site[name] = read_page(file.read_text(encoding="utf-8"))
        elif file.suffix == ".css":
            site[name] = Page(references=tuple(_CSS_URL.findall(file.read_text(encoding="utf-8"))))
        else:
            site[name] = Page()
    return site


def broken(site: dict[str, Page], *, base: str) -> tuple[str, ...]:
    """Return what is wrong with the links of a site that stands at `base`, in words, in order.

    `base` is the address of the top folder with a slash at its end: `DISK`, or an address on the web.
    Addresses outside the site are not looked at, but a link that leaves the site by mistake
    (`/papers.html`, `../..`) is. A folder is no page: from disk it would show a list of files.
    """

    @cache
    def fault(here: str, reference: str) -> str:
        return _fault(site, here, reference, base)

    wrong: list[str] = []
    for name, page in site.items():
        wrong += [f"{name}: id '{id_}' stands twice" for id_, times in Counter(page.ids).items() if times > 1]
        here = urljoin(base + name, page.base)
        folder = here[: here.rindex("/") + 1]
        for reference in page.references:
            # What does not begin with these means the same on every page of a folder.
            if words := fault(here if reference[:1] in {"", "#", "?"} else folder, reference):
                wrong.append(f"{name}: '{reference}' {words}")
    return tuple(wrong)


def _fault(site: dict[str, Page], here: str, reference: str, base: str) -> str:
    """Return why a reference at an address leads nowhere, or nothing when it is good or leads elsewhere."""
    address, fragment = urldefrag(urljoin(here, reference))
    address = address.partition("?")[0]
    if not address.startswith(base):
        return "" if urlsplit(reference).scheme or reference.startswith("//") else "leads out of the site"
    target = unquote(address.removeprefix(base))
    if reference == base:  # only a host reads an absolute address, and it has a page for the top folder
        target = "index.html"
    if target not in site:
        return "names no file"
    if fragment and unquote(fragment) not in site[target].ids:
        return "names no id there"
    return ""
