"""Separata narrowed to the job that its peers do: `python -m benchmarks.like build`, as `build.py build`.

The tables of pages are cut down; all else is the product as it is.
"""

import sys
from unittest.mock import patch

from separata import cli
from separata.pages import KINDS, OF_PAPERS, OF_PEOPLE

# A page for each paper and person, lists by year and topic, of all papers and of all people, home, sitemap.
_KEPT = {"paper", "person", "home", "papers", "people", "year", "topics", "topic", "sitemap"}

if __name__ == "__main__":
    with (
        patch("separata.stages.plan.KINDS", tuple(kind for kind in KINDS if kind.name in _KEPT)),
        patch("separata.stages.plan.OF_PAPERS", tuple(kind for kind in OF_PAPERS if kind.name in _KEPT)),
        patch("separata.stages.plan.OF_PEOPLE", tuple(kind for kind in OF_PEOPLE if kind.name in _KEPT)),
    ):
        sys.exit(cli.main())
