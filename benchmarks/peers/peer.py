"""What is known of another builder: how a project of its own is written, and how it is started."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from separata.paper import Paper
from separata.worktypes import leading_version


class Peer(NamedTuple):
    """A builder: its name, what writes its project into a folder, the command that builds it into another."""

    name: str
    write: Callable[[Path, Sequence[Paper]], None]
    command: Callable[[Path, Path], Sequence[str]]


def venue_of(paper: Paper) -> tuple[str, str, str]:
    """Return where a paper stands: venue, volume, pages."""
    version = leading_version(paper.work)
    return (version.container, version.volume, version.pages) if version else ("", "", "")
