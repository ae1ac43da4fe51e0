"""Watching folders: a process of its own hears from the system which files change."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import IO

from separata.inventory import PARTED
from separata.stages.workers import told_by

_STEP = 10  # milliseconds without a change after which those before are told
_ALIVE = 1000  # milliseconds after which it is told that there was none


def watching(folders: Iterable[Path]) -> AbstractContextManager[IO[bytes] | None]:
    """Give a pipe of the paths of files and folders that changed below those folders that are there.

    Behind each stands `PARTED`. The pipe ends where the system cannot tell; there may be none at all.
    """
    # What hears of changes needs threads, beside which no process may be forked as builds do.
    return told_by(partial(_changes, [folder for folder in folders if folder.is_dir()]))


def _changes(folders: Iterable[Path]) -> Iterator[bytes]:
    from watchfiles import watch

    for found in watch(*folders, watch_filter=None, step=_STEP, rust_timeout=_ALIVE, yield_on_timeout=True):
        yield "".join(f"{path}{PARTED}" for _, path in sorted(found)).encode(errors="surrogateescape")
