"""Separata narrowed to the job that its peers do: `python -m benchmarks.like build`, as `build.py build`.

The tables of pages are cut down; all else is the product as it is.
"""

import sys
from contextlib import ExitStack
from unittest.mock import patch

from separata import cli
from separata.pages.page import Kind
from separata.stages import plan, tables

# A page for each paper and person, lists by year and topic, of all papers and of all people, home, sitemap.
_KEPT = {"paper", "person", "home", "papers", "people", "year", "topics", "topic", "sitemap"}


def main() -> int:
    """Run the command line while every table of kinds has only those that are kept."""
    with ExitStack() as narrowed:
        for module in (plan, tables):
            for name, table in tuple(vars(module).items()):
                if isinstance(table, tuple) and table and isinstance(table[0], Kind):
                    kept = tuple(kind for kind in table if kind.name in _KEPT)
                    narrowed.enter_context(patch.object(module, name, kept))
        return cli.main()


if __name__ == "__main__":
    sys.exit(main())
