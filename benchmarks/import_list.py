"""How long a list takes to move in: `python -m benchmarks.import_list papers.jsonl.gz [500 5000]`.

The file holds a paper a line, as `benchmarks.records` reads it. For each number of papers a BibTeX file of
them is imported into an empty project, as `build.py import` does it. Beside the time that has passed stands the
time of the processor, which other programs do not lengthen.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.records import archive
from separata.exporters import EXPORTERS
from separata.files import Project
from separata.problems import errors_of
from separata.stages.importing import import_from

BIBTEX = next(exporter for exporter in EXPORTERS if exporter.suffix == ".bib")
MOST = {500: 5.0, 5000: 30.0}  # seconds that issue no. 6 allows


def measured(path: Path, count: int) -> float:
    """Print how long a list of so many papers takes; return the seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "list.bib").write_text(BIBTEX.write(tuple(archive(path, count))), encoding="utf-8")
        project = Project(folder / "group")
        started, busy = time.perf_counter(), time.process_time()
        imported = import_from(project, folder / "list.bib")
        took, busy = time.perf_counter() - started, time.process_time() - busy
    print(f"{count:,} entries: {took:.1f} s, {busy:.1f} s of the processor; {imported.report[-1]}")
    assert not errors_of(imported.problems), imported.problems
    return took


def main(path: Path, counts: list[int]) -> int:
    """Print the figures; return 1 where one is more than it may be."""
    took = {count: measured(path, count) for count in counts}
    return int(any(took[count] > MOST.get(count, took[count]) for count in counts))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [int(count) for count in sys.argv[2:]] or list(MOST)))
