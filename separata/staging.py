"""Staging: files wait beside the output until all of them are ready, and are then moved into their places."""

import errno
import os
import stat
from pathlib import Path

from separata.files import Stamp, discard

_STAGED = ".staged"


class Staging:
    """A folder beside the output where files wait, each in its place, until all of them are ready.

    It is within the output if that is on another disk than the folder around it, since files are moved in one
    step only within a disk. Processes that were forked from one that has entered it may put files there, too.
    """

    def __init__(self, out: Path) -> None:
        self.out = str(out)
        within = out.is_dir() and _disk(out) != _disk(out.parent)
        self.folder = str(out / _STAGED if within else out.parent / f".{out.name}{_STAGED}")
        self._is_new: dict[str, bool] = {}

    def __enter__(self) -> "Staging":
        self._clear()
        if os.path.lexists(self.out) and not os.path.isdir(self.out):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), self.out)
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def _clear(self) -> None:
        if self.was_left():
            discard(self.folder)

    def was_left(self) -> bool:
        """Tell whether a process was ended before it could clear the folder away."""
        return os.path.lexists(self.folder)

    def add(self, url: str, data: bytes) -> tuple[Stamp, bool]:
        """Put a file in waiting for its place `url`; one whose bytes stand there already is left alone.

        Return the stamp that the file in place has, or will have, and whether it waits.
        """
        folder = url.rpartition("/")[0]
        if folder not in self._is_new:
            self._is_new[folder] = not os.path.isdir(f"{self.out}/{folder}")
        # In a folder that is not there yet no file need be looked for.
        if not self._is_new[folder] and (now := _same(f"{self.out}/{url}", data)):
            return now, False
        return _put(f"{self.folder}/{url}", data), True

    def publish(self) -> None:
        """Move every waiting file into place, each in one step; a folder that is new moves whole."""
        if os.path.isdir(self.folder):
            _publish(self.folder, self.out)


def _disk(folder: Path) -> int:
    return folder.stat().st_dev


def _same(path: str, data: bytes) -> Stamp | None:
    """Return a file's stamp if it holds just these bytes."""
    try:
        status = os.lstat(path)
        if status.st_size != len(data) or not stat.S_ISREG(status.st_mode):
            return None
        with open(path, "rb") as file:
            return Stamp(status.st_size, status.st_mtime_ns) if file.read() == data else None
    except (FileNotFoundError, NotADirectoryError):
        return None


def _put(path: str, data: bytes) -> Stamp:
    """Write a file, whose folder is made if need be, and return its stamp."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        file = os.open(path, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        file = os.open(path, flags, 0o666)
    try:
        left = len(data) - os.write(file, data)
        while left:
            left -= os.write(file, data[-left:])
        status = os.fstat(file)
    finally:
        os.close(file)
    return Stamp(status.st_size, status.st_mtime_ns)


def _publish(waiting: str, target: str) -> None:
    if not os.path.isdir(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        move(waiting, target)
        return
    with os.scandir(waiting) as entries:
        names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in names:
        place = f"{target}/{name}"
        if is_folder:
            if os.path.lexists(place) and not os.path.isdir(place):
                os.unlink(place)
            _publish(f"{waiting}/{name}", place)
            continue
        try:
            move(f"{waiting}/{name}", place)
        except OSError:
            if not os.path.isdir(place):
                raise
            discard(place)
            move(f"{waiting}/{name}", place)
    os.rmdir(waiting)


def move(waiting: str, place: str) -> None:
    """Move a file or a folder in one step; a file that stands there gives way."""
    os.replace(waiting, place)
