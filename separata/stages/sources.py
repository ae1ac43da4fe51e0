"""Sources: the files that a build reads, known by their size and time of change without reading them."""

from pathlib import Path
from typing import NamedTuple

from separata.files import Listing, Project, bytes_of, digest, listing, stamp, write
from separata.stages.program import PROGRAM, packages, program_digest
from separata.theme import DEFAULT

# Clocks of file systems tick in steps of up to 10 ms, some of 2 s: a file changed within this time
# may change again without its stamp telling.
TICK = 2_000_000_000


CATALOGUE = "records"  # the file of the cache in which record files stand that were read


class Sources(NamedTuple):
    """The files that a build reads: a hash of their stamps, the time of the newest change.

    Then those of content, and those of the program itself.
    """

    digest: bytes
    newest: int
    content: Listing
    program: Listing

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
    content, program = listing(project.content), source()
    read = (content, listing(project.templates), listing(DEFAULT), program)
    where = "\0".join((base_url, *map(str, (project.root, DEFAULT, PROGRAM))))
    told = (where.encode(errors="surrogateescape"), *(files.digest for files in read), *packages())
    return Sources(digest(b"\0".join(told)), max(files.newest for files in read), content, program)


def source() -> Listing:
    """Return the files of the program itself."""
    return listing(PROGRAM, ".py")


def program_known(cache: Path, program: Listing) -> bytes:
    """Return the program's digest, given its files; they are not read while they have the stamps they had."""
    store = cache / "program"
    written, where = stamp(store), str(PROGRAM).encode(errors="surrogateescape")
    key = digest(b"\0".join((where, program.digest, *packages())))
    if written and program.newest + TICK < written.changed:
        kept = bytes_of(store, str(store))
        found = kept[len(key) : 2 * len(key)]
        if kept == _sealed(key, found):
            return found
    found = program_digest()
    # Where nothing is kept yet there may be no project, which is not made by asking.
    if cache.is_dir():
        write(store, _sealed(key, found))
    return found


def _sealed(key: bytes, found: bytes) -> bytes:
    return key + found + digest(key + found)
