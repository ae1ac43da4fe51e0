"""Work shared out among processes that are forked from this one, so that nothing has to be sent to them."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

# What the forked processes do; set before they are made, for they inherit it.
_function: Callable[[Any], Any] = lambda task: task  # noqa: E731 - replaced before use


def shared_out(function: Callable[[Task], Result], tasks: Sequence[Task], *, workers: int) -> Iterator[Result]:
    """Yield the function's result for every task, in no order; with one worker all is done right here.

    Results come back through a pipe, so they should be small.
    """
    if workers < 2 or not hasattr(os, "fork"):
        yield from map(function, tasks)
        return
    import multiprocessing

    global _function  # noqa: PLW0603 - the one way to hand a function to forked processes unpickled
    _function = function
    # What is there stays: the collector would touch it, and the processes would no longer share it.
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            yield from pool.imap_unordered(_call, tasks)
    finally:
        gc.unfreeze()


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _call(task: Any) -> Any:
    return _function(task)
