"""Sources: what a build is a function of, known by the stamps of the files without reading them."""

from pathlib import Path
from typing import NamedTuple

from separata.files import Project, digest, stamp, write
from separata.stages.program import PROGRAM, packages
from separata.stages.stamps import stamps_of
from separata.theme import DEFAULT

# Clocks of file systems tick in steps of up to 10 ms, some of 2 s: a file changed within this time
# may change again without its stamp telling.
TICK = 2_000_000_000


CATALOGUE = "records"  # the file of the cache in which record files stand that were read


class Sources(NamedTuple):
    """The files that a build reads, as a hash of their stamps, and the time of the newest change."""

    digest: bytes
    newest: int

    def is_settled(self, cache: Path) -> bool:
        """Tell whether every stamp is old enough to be trusted; the time is the file system's own."""
        clock = cache / "clock"
        write(clock, b"")
        now = stamp(clock)
        return now is not None and self.newest + TICK < now.changed


def sources_of(project: Project, base_url: str) -> Sources:
    """Return the stamps of everything that a build for an address reads, the program among it."""
    found = [stamps_of(folder) for folder in (project.content, project.templates, DEFAULT)]
    found.append(stamps_of(PROGRAM, ".py"))
    newest = max(newest for _, newest in found)
    told = (*(told for told, _ in found), base_url.encode(), *packages())
    return Sources(digest(b"\0".join(told)), newest)
