"""Keeping what took long to draw: a picture whose inputs have not changed comes from `.cache/drawn`."""

from collections.abc import Callable

from separata.files import Project, bytes_of, digest, write
from separata.pages.page import Page, hashed
from separata.stages.program import drawing_digest


def drawer(project: Project) -> Callable[[Page], bytes]:
    """Return the function that gives a picture's bytes, drawn anew only where it is not kept.

    One picture is kept for each address, behind the hash of all that it is a function of and its own: a site
    in another folder, or one that lost its files, takes the same.
    """

    def drawn(page: Page) -> bytes:
        store = project.cache / "drawn" / page.url
        key = digest(drawing_digest() + hashed(page.inputs))
        kept = bytes_of(store, str(store)) if store.is_file() else b""
        data = kept[2 * len(key) :]
        if data and kept.startswith(key + digest(data)):
            return data
        made: bytes = page.make(*page.inputs)
        write(store, key + digest(made) + made)
        return made

    return drawn
