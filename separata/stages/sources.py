"""Sources: what a build is a function of, known by the stamps of the files without reading them."""

from pathlib import Path
from typing import NamedTuple

from separata.files import Listing, Project, digest, listing, stamp, write
from separata.stages.program import PROGRAM, packages
from separata.theme import DEFAULT

# Clocks of file systems tick in steps of up to 10 ms, some of 2 s: a file changed within this time
# may change again without its stamp telling.
TICK = 2_000_000_000


CATALOGUE = "records"  # the file of the cache in which record files stand that were read


class Sources(NamedTuple):
    """The files that a build reads: a hash of their stamps, the time of the newest change, those of content."""

    digest: bytes
    newest: int
    content: Listing

    def is_settled(self, cache: Path) -> bool:
        """Tell whether every stamp is old enough to be trusted; the time is the file system's own."""
        if not self.content.names:
            # There is nothing to build, and perhaps no such project, which is not made by asking.
            return False
        clock = cache / "clock"
        write(clock, b"")
        now = stamp(clock)
        return now is not None and self.newest + TICK < now.changed


def sources_of(project: Project, base_url: str) -> Sources:
    """Return the stamps of everything that a build for an address reads, the program among it."""
    content = listing(project.content)
    read = (content, listing(project.templates), listing(DEFAULT), listing(PROGRAM, ".py"))
    where = "\0".join((base_url, *map(str, (project.root, DEFAULT, PROGRAM))))
    told = (where.encode(errors="surrogateescape"), *(files.digest for files in read), *packages())
    return Sources(digest(b"\0".join(told)), max(files.newest for files in read), content)
