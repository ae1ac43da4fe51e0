"""What a card costs: `python -m benchmarks.cards` draws those of the made-up papers and tells time and size."""

import sys
import time
from pathlib import Path

import msgspec

from separata.config import read_site
from separata.files import Project
from separata.library import library_of
from separata.pages.edition import Edition
from separata.pages.offprint import offprints
from separata.pages.plates import plan_paper
from separata.theme import theme_of
from tests.made_up import PAPERS, SITE, made_up_paper, members


def main() -> int:
    """Draw a card for each paper; tell the processor time and the bytes of one."""
    site = msgspec.structs.replace(read_site("site.yaml", SITE), cards=True)
    library, _ = library_of([made_up_paper(number) for number in range(PAPERS)], members())
    edition = Edition(site, library, faces=theme_of(Project(Path())).faces)
    pages = [page for offprint in offprints(edition, library.papers) for page in plan_paper(offprint)]
    start = time.process_time()
    sizes = [len(page.make(*page.inputs)) for page in pages]
    spent = time.process_time() - start
    print(f"{len(sizes)} cards: {1000 * spent / len(sizes):.1f} ms and {sum(sizes) // len(sizes):,} bytes each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
