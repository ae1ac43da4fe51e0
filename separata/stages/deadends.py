"""Dead ends: links of the running head, and redirects, that lead to no file of the site."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from separata.config import head_links, redirect_links
from separata.files import Project, text_if_there
from separata.inventory import columns_of
from separata.pages import KINDS
from separata.pages.addresses import paper_url, person_url, year_url
from separata.pages.edition import Edition
from separata.pages.standing import standing
from separata.problems import Problem, nearest, warning

if TYPE_CHECKING:
    from separata.manifest import Items

_ALIKE = 2  # letters in which a name has to begin as another one does to be near it

# What returns those of some files that a site has.
There = Callable[[frozenset[str]], frozenset[str]]


def dead_ends(project: Project, edition: Edition, there: There) -> Iterator[Problem]:
    """Yield a warning for each link of `nav` and each redirect that leads to no file, in the files' order.

    Raises:
        SeparataError: when one of the files cannot be read any more.
    """
    files = {url: _file(url) for url in (*(item.url for item in edition.site.nav), *edition.redirects.values())}
    wanted = frozenset(files.values())
    if not (dead := wanted - there(wanted)):
        return
    hints = _Hints(edition)
    for name, links in (("site.yaml", head_links), ("redirects.yaml", redirect_links)):
        path = project.content / name
        shown = project.shown(path)
        for url, place in links(shown, text_if_there(path, shown) or ""):
            if files.get(url) in dead:
                yield warning(place, f"there is no page '{url}'", hints.of(files[url]))


def _file(url: str) -> str:
    """Return the file that a browser asks for at an address."""
    return unquote(re.split("[?#]", url, maxsplit=1)[0])


def there_in(edition: Edition, items: "Items", files: frozenset[str]) -> frozenset[str]:
    """Return those of some files that the site has, given the items of its manifest.

    Of most the edition tells; to look through all items takes long.
    """
    found = files.intersection(_pages(edition, files))
    if top := frozenset(file for file in files - found if "/" not in file):
        whole = filter(None, (items.get(f"site {kind.name}") for kind in KINDS))
        found |= top.intersection(url for item in whole for url in item.urls)
    if left := files - found:
        marks = columns_of([*left], [(0, 0)] * len(left)).each_mark()
        found |= left.intersection(url for _, item in items.marked(marks) for url in item.urls)
    return found


def _pages(edition: Edition, files: frozenset[str]) -> Iterator[str]:
    """Yield the pages of lists, and of the papers and people by whose ids some files are called."""
    library = edition.library
    yield from (shelf.url for shelf in edition.shelves)
    yield from map(year_url, library.by_year)
    for id in map(_name, files):
        if id in library.papers.row.by_id:
            yield paper_url(id)
        if id in library.people:
            yield person_url(id)


class _Hints:
    """The pages of an edition, by the beginnings of their names: of many it looks at those that begin alike."""

    def __init__(self, edition: Edition) -> None:
        library = edition.library
        people = map(person_url, library.people)
        self._pages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for url in chain(standing(edition), map(paper_url, library.papers.row.by_id), people):
            # Of pages at the top there are few.
            self._pages[_name(url)[:_ALIKE].casefold() if "/" in url else ""][_name(url)].append(url)

    def of(self, file: str) -> str:
        """Return the hint that gives the page whose name is nearest to a file's, or nothing."""
        name, folder = _name(file), file.partition("/")[0]
        pages = {**self._pages[name[:_ALIKE].casefold()], **self._pages[""]}
        found = pages.get(nearest(name, pages), ())
        page = next((url for url in found if url.partition("/")[0] == folder), "".join(found[:1]))
        return f"did you mean '{page}'?" if page else ""


def _name(url: str) -> str:
    """Return the last part of an address, without what all pages end in."""
    return url.strip("/").rpartition("/")[2].removesuffix(".html")
