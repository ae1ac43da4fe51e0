"""The benchmark measures what it says: the papers are always the same, and the tables add up."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import like
from benchmarks.build import options
from benchmarks.group import EDITS, edited, write_group
from benchmarks.measure import Cost, FailedError, Written, run
from benchmarks.records import made_up, made_up_paper
from benchmarks.tables import Run, slopes, table
from separata.library import library_of
from separata.names import name_key
from separata.records import read_papers, written_work

PAPERS = tuple(made_up(400))


def test_made_up_papers_are_a_function_of_their_number_alone() -> None:
    assert PAPERS[7] == made_up_paper(7)
    assert len({paper.id for paper in PAPERS}) == len(PAPERS)


def test_made_up_people_are_about_as_many_as_papers_and_most_have_one() -> None:
    counts = Counter(name_key(author.name) for paper in PAPERS for author in paper.work.authors)
    assert 0.7 * len(PAPERS) < len(counts) < 1.4 * len(PAPERS)
    assert sum(count == 1 for count in counts.values()) > len(counts) / 2
    assert max(counts.values()) > 20


def test_made_up_papers_are_sound_records() -> None:
    for paper in PAPERS[:40]:
        (read,), problems = read_papers(f"content/papers/{paper.id}.yaml", written_work(paper.work))
        assert (read.id, read.work, problems) == (paper.id, paper.work, ())
    assert library_of(PAPERS, ())[1] == ()


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_taken_back(case: str, tmp_path: Path) -> None:
    group = write_group(tmp_path, PAPERS[:20])
    before = contents(tmp_path)
    with edited(tmp_path, EDITS[case](group, 1)):
        assert (contents(tmp_path) == before) == (case == "nothing")
    assert contents(tmp_path) == before


def test_the_like_job_has_pages_and_a_sitemap_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, out = write_group(tmp_path / "group", PAPERS[:20]), tmp_path / "site"
    monkeypatch.setattr(sys, "argv", ["build.py", "--project", str(group.root), "build", "--out", str(out)])
    assert like.main() == 0
    made = [path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()]
    assert len([url for url in made if url.startswith("papers/")]) == 20
    assert {url for url in made if not url.endswith(".html")} == {
        "sitemap.xml", "robots.txt", *(url for url in made if url.startswith("assets/"))
    }  # fmt: skip


def contents(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_ratios_are_of_runs_of_one_round() -> None:
    rounds = [
        (a_run("ours", wall=1.0, cpu=2.0), a_run("theirs", wall=10.0, cpu=10.0)),
        (a_run("ours", wall=6.0, cpu=6.0), a_run("theirs", wall=20.0, cpu=20.0)),
        (a_run("ours", wall=2.0, cpu=3.0), a_run("theirs", wall=4.0, cpu=4.0)),
    ]
    _, _, ours, theirs = table(rounds, base="theirs")
    assert ours == "| ours | cold | 2.00 | 3.00 | 0.300 | 0.300 | 5 | 4 | 1,000 | 2.0 |"
    assert theirs == "| theirs | cold | 10.00 | 10.00 | 1.000 | 1.000 | 5 | 4 | 1,000 | 2.0 |"


def test_a_stopped_run_is_told_and_has_no_figures() -> None:
    rounds = [(a_run("ours", wall=1.0, cpu=2.0), Run("theirs", "cold", None, Written()))]
    _, _, ours, theirs = table(rounds, base="theirs")
    assert ours == "| ours | cold | 1.00 | 2.00 |  |  | 5 | 4 | 1,000 | 2.0 |"
    assert theirs == "| theirs | cold | stopped |  |  |  |  |  |  |  |"


def test_slopes_are_per_thousand_papers() -> None:
    measured = {1000: [a_run("ours", wall=1.0, cpu=2.0)], 10_000: [a_run("ours", wall=9.0, cpu=15.0)]}
    assert tuple(slopes(measured))[2] == "| ours | cold | 2.000 | 5.0 | 1.500 | 0.5 |"


def a_run(builder: str, *, wall: float, cpu: float) -> Run:
    return Run(builder, "cold", Cost(wall, cpu, 5_000_000, 4_000_000), Written(1000, 2_000_000))


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="measuring needs Linux")
def test_a_program_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="no such thing"):
        run((sys.executable, "-c", "raise SystemExit('no such thing')"), folder=tmp_path, limit=60)


def test_a_case_that_is_not_known_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options(["--cases", "edit,erase"])
    assert "erase is not among cold, nothing, add" in capsys.readouterr().err
