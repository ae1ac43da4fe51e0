"""Every .bib through BibTeX, and all papers through biber: `python -m tests.audit.bibtex` tells what they say.

It stands apart from the tests because the programs do not come from PyPI, and bring a TeX system with them.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT, built
from tests.made_up import write_group

INSTALL = "on Debian: apt-get install --no-install-recommends texlive-binaries texlive-base biber"
MOST = 40  # faults that are told: one of the exporter's stands in every file
AUX = "\\citation{*}\n\\bibdata{one}\n\\bibstyle{plain}\n"

# What a record does not state, neither program can be given.
_NOT_STATED = re.compile(r"Warning--empty |Missing mandatory field")


def main() -> int:
    """Check the files of this site and of the made-up group; return 0 when there is nothing to mend."""
    for program in ("bibtex", "biber"):
        if not shutil.which(program):
            sys.exit(f"there is no {program}; {INSTALL}")
    with tempfile.TemporaryDirectory() as folder:
        group, work = Path(folder, "group"), Path(folder, "work")
        write_group(group)
        work.mkdir()
        own, large = built(ROOT, Path(folder, "own"), ""), built(group, Path(folder, "large"), "")
        files = (*sorted(own.rglob("*.bib")), large / "papers.bib")
        said = [f"{file}: {line}" for file in files for line in by_bibtex(file, work)]
        # The made-up records state things that their types do not have, such as the issue of a thesis.
        said += [f"{own}: {line}" for line in by_biber(own / "papers.bib", work, "--validate-datamodel")]
        said += [f"{large}: {line}" for line in by_biber(large / "papers.bib", work)]
    sys.stdout.write("".join(f"{line}\n" for line in said[:MOST]))
    sys.stdout.write(f"{len(files)} files, {len(said) or 'no'} faults\n")
    return 1 if said else 0


def by_bibtex(file: Path, work: Path) -> Iterator[str]:
    """Yield what BibTeX has against a file, set in its plain style."""
    (work / "one.aux").write_text(AUX, encoding="utf-8")
    shutil.copy(file, work / "one.bib")
    run = subprocess.run(["bibtex", "one"], cwd=work, capture_output=True, text=True, check=False)
    if run.returncode > 1:
        yield " ".join(run.stdout.split())
        return
    found = (line for line in run.stdout.splitlines() if line.startswith("Warning--"))
    yield from (line for line in found if not _NOT_STATED.search(line))


def by_biber(file: Path, work: Path, *options: str) -> Iterator[str]:
    """Yield what biber has against a file."""
    shutil.copy(file, work / "one.bib")
    command = ["biber", "--tool", "--nolog", *options, "one.bib"]
    run = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    found = (line for line in run.stdout.splitlines() if line.startswith(("WARN", "ERROR")))
    yield from (line for line in found if not _NOT_STATED.search(line))


if __name__ == "__main__":
    sys.exit(main())
