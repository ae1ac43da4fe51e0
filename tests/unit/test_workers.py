"""Work that is shared out is done once, wherever it is done, and ends whatever becomes of a process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from errno import ENOSPC
from multiprocessing import active_children
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from separata.cli import main
from separata.files import Stamp
from separata.problems import Place, Problem, SeparataError
from separata.stages import workers
from separata.stages.workers import beside, shared_out
from separata.staging import Staging

ROOT = Path(__file__).parents[2]

# Prints how many threads run whenever a process is forked: it must be one, as others would stop in midst.
FORKS = """
import os, threading
from separata.stages.workers import shared_out
os.register_at_fork(before=lambda: print(threading.active_count()))
for turn in range(3):
    assert sorted(shared_out(str, range(5), workers=2)) == list("01234")
"""


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 100])
def test_every_task_is_done_once(workers: int, count: int) -> None:
    assert sorted(shared_out(lambda task: task + 1, range(count), workers=workers)) == [*range(1, count + 1)]


def until_another_ends() -> None:
    """Wait until a process that was forked from this one to help has ended, if there is any."""
    if helpers := active_children():
        wait([helper.sentinel for helper in helpers])


def killed_unless(first: int) -> None:
    """Kill this process unless it is the first one; that one waits for it to happen."""
    if os.getpid() != first:
        os.kill(os.getpid(), signal.SIGKILL)
    until_another_ends()


def test_a_process_that_is_killed_ends_the_work_with_a_problem() -> None:
    first = os.getpid()

    def killed_in_midst(task: int) -> int:
        killed_unless(first)
        return task

    with pytest.raises(SeparataError, match="was ended from outside, probably for lack of memory"):
        list(shared_out(killed_in_midst, range(100), workers=2))
    assert sorted(shared_out(abs, range(3), workers=2)) == [0, 1, 2], "work can be shared out again"


def test_a_build_that_loses_a_process_says_so_and_leaves_the_site_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content/papers").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for number in range(100):
        (tmp_path / f"content/papers/lovelace{number}.yaml").write_text(f"title: On engine {number}\n")
    first, add = os.getpid(), Staging.add

    def killed(staging: Staging, url: str, data: bytes) -> tuple[Stamp, bool]:
        killed_unless(first)
        return add(staging, url, data)

    monkeypatch.setattr(Staging, "add", killed)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert main(["--project", str(tmp_path), "build"]) == 1
    assert "was ended from outside, probably for lack of memory" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / ".site.staged").exists()


def test_a_problem_of_a_task_comes_back_as_it_was() -> None:
    problem = Problem(Place("templates/paper.html", 3), "page has no 'titel'", "did you mean 'title'?")

    def faulty(_: int) -> int:
        raise SeparataError(problem)

    with pytest.raises(SeparataError) as raised:
        list(shared_out(faulty, range(100), workers=2))
    assert raised.value.problems == (problem,)


def test_results_may_be_longer_than_a_pipe_holds() -> None:
    long = 1 << 20
    found = list(shared_out(lambda task: bytes([task]) * long, range(4), workers=2))
    assert sorted(found) == [bytes([task]) * long for task in range(4)]


def test_a_fault_of_ours_in_another_process_is_no_problem_of_the_user(
    capfd: pytest.CaptureFixture[str],
) -> None:
    first = os.getpid()

    def faulty(task: int) -> int:
        if os.getpid() != first:
            raise KeyError(task)
        until_another_ends()
        return task

    with pytest.raises(RuntimeError):
        list(shared_out(faulty, range(100), workers=2))
    assert "KeyError" in capfd.readouterr().err


def test_what_the_disk_refuses_another_process_comes_back_as_it_was() -> None:
    first = os.getpid()

    def full(task: int) -> int:
        if os.getpid() != first:
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        until_another_ends()
        return task

    with pytest.raises(OSError, match=os.strerror(ENOSPC)) as raised:
        list(shared_out(full, range(100), workers=2))
    assert raised.value.errno == ENOSPC


def test_work_may_be_left_off() -> None:
    done: Iterator[int] = shared_out(abs, range(1000), workers=2)
    next(done)
    del done
    assert sum(shared_out(abs, range(10), workers=2)) == 45


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_no_thread_runs_when_a_process_is_forked() -> None:
    ran = subprocess.run([sys.executable, "-c", FORKS], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) == {"1"}


def joined(tasks: Iterable[str]) -> bytes:
    """Join tasks, each behind the number of the process that has done it."""
    return b"".join(f"{os.getpid()}:{task} ".encode() for task in tasks)


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_of_two_processes_one_takes_each_task(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    tasks = [str(number) for number in range(count)]
    with beside(joined, tasks) as both:
        done = b"".join(both()).decode().split()
    assert sorted(one.partition(":")[2] for one in done) == sorted(tasks)


def test_work_begun_in_another_process_is_done_whole_here_when_that_one_is_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    first = os.getpid()
    heard, said = os.pipe()
    done = list[int]()

    def killed_in_midst(tasks: Iterable[int]) -> bytes:
        for task in tasks:
            if os.getpid() != first:
                os.write(said, b"begun")
                os.kill(os.getpid(), signal.SIGKILL)
            done.append(task)
        return b""

    with beside(killed_in_midst, range(1000)) as both:
        os.read(heard, 5)
        both()
    assert done[-1000:] == [*range(1000)]
    os.close(heard)
    os.close(said)
