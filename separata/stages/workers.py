"""Work shared out among processes, which are forked from this one and so are sent nothing but tasks."""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

from separata.problems import Place, Problem, SeparataError

_DONE = b"."  # what a process says last

Task = TypeVar("Task")
Result = TypeVar("Result")

# What the forked processes do; set before they are made, for they inherit it.
_function: Callable[[Any], Any] = lambda task: task  # noqa: E731 - replaced before use


def shared_out(function: Callable[[Task], Result], tasks: Sequence[Task], *, workers: int) -> Iterator[Result]:
    """Yield the function's result for every task, in no order; with one worker all is done right here.

    Results come back through a pipe, so they should be small.

    Raises:
        SeparataError: when one of the processes is ended from outside; the others are ended then, too.
    """
    # What is there stays, so the collector need not look at it; if it did, processes would no longer share it.
    gc.freeze()
    try:
        if workers < 2 or not hasattr(os, "fork"):
            yield from map(function, tasks)
        else:
            yield from _forked(function, tasks, workers)
    finally:
        gc.unfreeze()


def _forked(function: Callable[[Task], Result], tasks: Sequence[Task], workers: int) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    global _function  # noqa: PLW0603 - the one way to hand a function to forked processes unpickled
    _function = function
    pool = ProcessPoolExecutor(workers, get_context("fork"), initializer=_left_to_the_first_process)
    try:
        for done in as_completed([pool.submit(_call, task) for task in tasks]):
            yield done.result()
    except BrokenProcessPool:
        raise SeparataError(_ended_from_outside()) from None
    finally:
        # Once all processes and the thread that feeds them are gone, more may be forked.
        pool.shutdown(cancel_futures=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for garbage: there is next to none while much is read that stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def beside(work: Callable[[], bytes], *, worth: bool = True) -> Iterator[Callable[[], bytes]]:
    """Give the function that returns what some work gives, which another process does until then.

    It is done here if it is not worth a process, if there is one processor, or if the process fails.
    """
    if not worth or cores() < 2 or not hasattr(os, "fork"):
        yield work
        return
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _do(work, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            yield lambda: told[: -len(_DONE)] if (told := pipe.read()).endswith(_DONE) else work()
    finally:
        os.waitpid(child, 0)


def _do(work: Callable[[], bytes], writing: int) -> NoReturn:
    """Do the work of a process that was forked, and end it; what goes wrong is for the other one to tell."""
    _left_to_the_first_process()
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work() + _DONE)
    finally:
        os._exit(0)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def here() -> int:
    """Return the number of this process, by which one that was forked tells itself from its parent."""
    return os.getpid()


def _call(task: Any) -> Any:
    return _function(task)


def _left_to_the_first_process() -> None:
    """Leave Ctrl-C to the process that waits for the others; it ends them without a word of theirs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _ended_from_outside() -> Problem:
    message = "was ended from outside, probably for lack of memory"
    hint = "close other programs and try again; one process needs the least: `taskset -c 0 python build.py`"
    return Problem(Place("a process of the build"), message, hint)
