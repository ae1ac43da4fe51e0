"""Pages with front matter: fields between `---` (YAML) or `+++` (TOML) lines, then text."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from separata import located
from separata.located import Table
from separata.problems import Place, Problem, SeparataError
from separata.readers.seed import Seed
from separata.readers.yaml_lists import stated_values

_PAGE = re.compile(
    r"\s*(?P<mark>---|\+\+\+)[ \t]*\n(?P<fields>.*?)^(?P=mark)[ \t]*$(?P<text>.*)", re.DOTALL | re.MULTILINE
)


class Page(NamedTuple):
    """A page: its fields as text, tuples and mappings (TOML's numbers and dates as they are), and its text."""

    fields: Mapping[str, Any]
    text: str


def front_matter(text: str) -> str:
    """Return the fields of a page as they are written; empty when it has none."""
    match = _PAGE.match(text)
    return match["fields"] if match else ""


def page_of(seed: Seed) -> Page | Problem:
    """Read a page, or return the problem that its fields cannot be read."""
    match = _PAGE.match(seed.text)
    if not match:
        mark = seed.text.lstrip()[:3]
        return Problem(Place(seed.path, 1), f"the fields at the top have no '{mark}' line below them")
    text = match["text"].strip()
    if match["mark"] == "+++":
        return _toml(seed, match["fields"], text)
    above = seed.text.count("\n", 0, match.start("fields"))
    try:
        root = located.parse(seed.path, match["fields"], above)
    except SeparataError as error:
        return error.problems[0]
    if not isinstance(root, Table):
        return Problem(root.place, "must be a mapping of fields")
    return Page(stated_values(root), text)


def _toml(seed: Seed, fields: str, text: str) -> Page | Problem:
    try:
        return Page(tomllib.loads(fields), text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        return Problem(Place(seed.path, 1), f"not readable as TOML: {str(error).partition(';')[0]}")
