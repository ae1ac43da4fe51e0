"""Work shared out among processes, which are forked from this one and so are sent nothing.

The first process works, too: each further one costs the memory of all that it looks at, as Python writes into
what it reads. A build that finds nothing to do loads this as well, so what only others need is loaded by them.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import IO, Any, NoReturn, TypeVar

from separata.problems import Place, Problem, SeparataError

_DONE = b"."  # what a process says last

Task = TypeVar("Task")
Result = TypeVar("Result")

_NUMBER = 8  # bytes of a number in a file
_SHORT = 4  # bytes of a number in a pipe, which may hold no more than 4 kB


def shared_out(function: Callable[[Task], Result], tasks: Sequence[Task], *, workers: int) -> Iterator[Result]:
    """Yield the function's result for every task, in no order; with one worker all is done right here.

    Raises:
        SeparataError: when one of the processes is ended from outside; the others are ended then, too.
    """
    # What is there stays, so the collector need not look at it; if it did, processes would no longer share it.
    gc.freeze()
    try:
        if min(workers, len(tasks)) < 2 or not hasattr(os, "fork"):
            yield from map(function, tasks)
        else:
            yield from _forked(function, tasks, workers)
    finally:
        gc.unfreeze()


def _forked(function: Callable[[Task], Result], tasks: Sequence[Task], workers: int) -> Iterator[Result]:
    from tempfile import TemporaryFile

    # What the first task loads, such as modules and templates, all processes share.
    yield function(tasks[0])
    gc.freeze()
    with ExitStack() as opened:
        turns = _Turns(opened.enter_context(TemporaryFile(buffering=0)), range(1, len(tasks)))
        helpers = []
        for _ in range(1, min(workers, len(tasks))):
            file = opened.enter_context(TemporaryFile())
            helpers.append(opened.enter_context(closing(_Helper(file, function, tasks, turns))))
        for turn in turns:
            yield function(tasks[turn])
            for helper in helpers:
                yield from helper.results()
        for helper in helpers:
            helper.wait()
            yield from helper.results()


class _Turns:
    """Numbers, each of which one process takes: a file that all read on from where they are.

    Forked processes share the place in a file that was open before, and one that reads moves it for all.
    """

    def __init__(self, file: IO[bytes], numbers: range) -> None:
        self._file = file
        self._file.write(b"".join(number.to_bytes(_NUMBER, "little") for number in numbers))
        self._file.seek(0)

    def __iter__(self) -> Iterator[int]:
        while turn := self._file.read(_NUMBER):
            yield int.from_bytes(turn, "little")


class _Helper:
    """A process that takes turns, and the file in which it leaves what comes of them.

    It need never wait for somebody to take that, as it would have to with a pipe.
    """

    def __init__(
        self, file: IO[bytes], function: Callable[[Any], Any], tasks: Sequence[Any], turns: _Turns
    ) -> None:
        from multiprocessing import get_context

        self._file = file
        self._taken = 0
        work = (function, tasks, turns)
        self._process = get_context("fork").Process(target=self._help, args=work, daemon=True)
        self._process.start()

    def _help(self, function: Callable[[Any], Any], tasks: Sequence[Any], turns: _Turns) -> None:
        """Do tasks for as long as there are any and the first process is there."""
        _leave_interrupts_to_the_first()
        first = os.getppid()
        for turn in turns:
            if os.getppid() != first:
                return
            try:
                result = function(tasks[turn])
            except (SeparataError, OSError) as error:
                self._leave(error)
                return
            self._leave(result)

    def _leave(self, result: object) -> None:
        import pickle

        data = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        self._file.write(len(data).to_bytes(_NUMBER, "little") + data)
        self._file.flush()

    def results(self) -> Iterator[Any]:
        """Yield what it has left since it was last asked for that.

        Raises:
            SeparataError, OSError: as they were raised there, or because it was ended from outside.
        """
        import pickle

        # Asked before: of a process that has ended nothing comes after what is there then.
        code = self._process.exitcode
        size = os.fstat(self._file.fileno()).st_size
        while (start := self._taken + _NUMBER) <= size:
            stop = start + int.from_bytes(self._part(self._taken, start), "little")
            if stop > size:
                break
            result = pickle.loads(self._part(start, stop))
            self._taken = stop
            if isinstance(result, Exception):
                raise result
            yield result
        if code:
            raise SeparataError(_ended_from_outside()) if code < 0 else RuntimeError("a process failed")

    def _part(self, start: int, stop: int) -> bytes:
        return os.pread(self._file.fileno(), stop - start, start)

    def wait(self) -> None:
        """Wait until there is nothing left to do."""
        self._process.join()

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._process.close()


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for garbage: there is next to none where what is read stays and what is printed is text."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def beside(
    work: Callable[[Iterable[Task]], bytes], tasks: Sequence[Task], *, worth: bool = True
) -> Iterator[Callable[[], tuple[bytes, ...]]]:
    """Give the function that returns what comes of some tasks, with which another process begins at once.

    When it is called this process takes tasks as well, each of which one of the two gets; so there may be two
    results. All is done here if it is not worth a process, if there is one processor, if the other one fails.
    """
    if not worth or cores() < 2 or not hasattr(os, "fork"):
        yield lambda: (work(tasks),)
        return
    turns = _Queue(len(tasks))
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _do(lambda: work(map(tasks.__getitem__, turns)), writing)
    os.close(writing)

    def both() -> tuple[bytes, ...]:
        ours, told = work(map(tasks.__getitem__, turns)), pipe.read()
        return (ours, told[: -len(_DONE)]) if told.endswith(_DONE) else (work(tasks),)

    try:
        with os.fdopen(reading, "rb") as pipe:
            yield both
    finally:
        turns.close()
        os.waitpid(child, 0)


class _Queue:
    """Numbers from 0 on, each of which one process takes: a pipe, from which nobody reads what another one has.

    It holds a thousand at least. What makes a file for more of them takes long to load.
    """

    def __init__(self, count: int) -> None:
        self._reading, writing = os.pipe()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(b"".join(number.to_bytes(_SHORT, "little") for number in range(count)))

    def __iter__(self) -> Iterator[int]:
        while turn := os.read(self._reading, _SHORT):
            yield int.from_bytes(turn, "little")

    def close(self) -> None:
        """Take all that are left, so that nobody begins with another one."""
        for _ in self:
            pass
        os.close(self._reading)


def _do(work: Callable[[], bytes], writing: int) -> NoReturn:
    """Do the work of a process that was forked, and end it; what goes wrong is for the other one to tell.

    So is Ctrl-C, and to leave that to it from the beginning would take longer than to look at some files.
    """
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work() + _DONE)
    finally:
        os._exit(0)


@contextmanager
def told_by(source: Callable[[], Iterator[bytes]]) -> Iterator[IO[bytes] | None]:
    """Give the end of a pipe into which another process writes what a source yields; None without processes.

    The pipe ends when the source does, or fails. If this process is ended from outside, the other one ends when
    its source next yields something, be it nothing.
    """
    if not hasattr(os, "fork"):
        yield None
        return
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _tell(source, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb", buffering=0) as pipe:
            yield pipe
    finally:
        from signal import SIGKILL

        os.kill(child, SIGKILL)
        os.waitpid(child, 0)


def _tell(source: Callable[[], Iterator[bytes]], writing: int) -> NoReturn:
    """Write what a source yields for as long as the first process is there."""
    first = os.getppid()
    try:
        _leave_interrupts_to_the_first()
        with os.fdopen(writing, "wb", buffering=0) as pipe:
            for data in source():
                if os.getppid() != first:
                    break
                pipe.write(data)
    finally:
        os._exit(0)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def here() -> int:
    """Return the number of this process, by which one that was forked tells itself from its parent."""
    return os.getpid()


def _leave_interrupts_to_the_first() -> None:
    """Leave Ctrl-C to the first process; it ends the others without a word of theirs."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _ended_from_outside() -> Problem:
    message = "was ended from outside, probably for lack of memory"
    hint = (
        "close other programs and try again; on Linux `taskset -c 0` before the command lets one process do all"
    )
    return Problem(Place("a process of the build"), message, hint)
