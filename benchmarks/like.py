"""Separata narrowed to the job that its peers do: `python -m benchmarks.like build`, as `build.py build`.

The tables of pages are cut down, and slips to what these print; all else is the product as it is.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from unittest.mock import patch

from separata import cli
from separata.config import SiteConfig
from separata.exporters import EXPORTERS
from separata.pages.page import Kind
from separata.pages.sheet import Line, Sheet, export_of
from separata.pages.slip import Slip, Way
from separata.stages import plan, tables

# A page for each paper and person, lists by year and topic, of all papers and of all people, home, sitemap.
_KEPT = {"paper", "person", "home", "papers", "people", "year", "topics", "topic", "sitemap"}

_EXPORTED = "BibTeX"  # which stands on a paper's page


def _slip_of(sheet: Sheet, _site: SiteConfig, printed: Callable[[Line, Way], bytes]) -> Slip:
    line, cited = Line(sheet, in_year=True), sheet.cited
    exports = tuple(export_of(cited, one.name) if one.name == _EXPORTED else b"" for one in EXPORTERS)
    return Slip(sheet.digest, printed(line, Way()), exports, b"", "", b"", b"")


def main() -> int:
    """Run the command line while every table of kinds has only those that are kept."""
    with ExitStack() as narrowed:
        narrowed.enter_context(patch.object(plan, "slip_of", _slip_of))
        for module in (plan, tables):
            for name, table in tuple(vars(module).items()):
                if isinstance(table, tuple) and table and isinstance(table[0], Kind):
                    kept = tuple(kind for kind in table if kind.name in _KEPT)
                    narrowed.enter_context(patch.object(module, name, kept))
        return cli.main()


if __name__ == "__main__":
    sys.exit(main())
