"""Measuring a program from outside, on Linux: its time, its memory, and the files it writes."""

import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

_INTERVAL = 0.02  # seconds between two looks at the memory
_SHARE = 0.05  # of a processor: the most that looking may take

_SHARED_OUT = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


# Python keeps what it compiled of a program unless it is told not to, as it often is where programs are tested.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """What a run took: seconds, seconds of processor time, and bytes of memory at the peak.

    `memory` is of all processes together, in which what they share counts once; it is sampled, so a short
    peak may be missed. `largest` is the peak of the largest process alone, which the kernel keeps.
    """

    wall: float
    cpu: float
    memory: int
    largest: int


class Written(NamedTuple):
    """Files and their bytes."""

    files: int = 0
    size: int = 0


class FailedError(Exception):
    """A program that is measured did not end well; the message has what it said."""


def run(command: Sequence[str], *, folder: Path, limit: float) -> Cost | None:
    """Run a program in a folder and return what it took; None when it was stopped after `limit` seconds.

    Raises:
        FailedError: when the program says that it failed.
    """
    with TemporaryFile() as said:
        started = time.perf_counter()
        # A session of its own, so that it can be stopped with all that it started.
        program = subprocess.Popen(
            command, cwd=folder, env=_ENVIRONMENT, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        peaks = _watched(program.pid, started + limit)
        _, status, used = os.wait4(program.pid, 0)
        ended = time.perf_counter()
        program.returncode = os.waitstatus_to_exitcode(status)
        if peaks is None:
            return None
        if program.returncode:
            said.seek(0)
            raise FailedError(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Cost(ended - started, used.ru_utime + used.ru_stime, *peaks)


def _watched(process: int, until: float) -> tuple[int, int] | None:
    """Watch a process to its end; return the two peaks of a `Cost`, or None where it had to be stopped.

    `ru_maxrss` would not do: Linux counts in it what the process that started this one held at that time.
    """
    end = os.pidfd_open(process)
    try:
        peak, largest, pause = 0, 0, _INTERVAL
        while not select.select([end], [], [], pause)[0]:
            looked = time.perf_counter()
            if looked > until:
                os.killpg(process, signal.SIGKILL)
                return None
            family = tuple(_family(process))
            largest = max(largest, *(_bytes(one, "status", _PEAK) for one in family))
            peak = max(peak, largest, sum(_bytes(one, "smaps_rollup", _SHARED_OUT) for one in family))
            # A look at a large process takes the kernel long.
            pause = max(_INTERVAL, (time.perf_counter() - looked) / _SHARE)
        return peak, largest
    finally:
        os.close(end)


def _family(process: int) -> Iterator[int]:
    """Yield a process and all that it started, at any remove."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _bytes(process: int, file: str, line: re.Pattern[str]) -> int:
    """Return what a line of a process's file in /proc says; nothing where the process has just ended."""
    found = line.search(_text(Path(f"/proc/{process}/{file}")))
    return int(found[1]) * 1024 if found else 0


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def written(folder: Path, since: float) -> Written:
    """Return how many files below a folder were written since a time (`time.time`), and their bytes."""
    # The kernel stamps files with the time of its last tick, up to 10 ms ago.
    stamps = [status for status in _stamps(folder) if status.st_ctime >= since - 0.01]
    return Written(len(stamps), sum(status.st_size for status in stamps))


def sizes(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the path of every file below a folder, from there, with its bytes."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            yield os.path.relpath(path, folder), os.stat(path).st_size


def _stamps(folder: Path) -> Iterator[os.stat_result]:
    for parent, _, names in os.walk(folder):
        yield from (os.stat(f"{parent}/{name}") for name in names)
