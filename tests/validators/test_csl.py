"""CSL-JSON against the vocabulary of CSL 1.0.2, as its own schema has it, and against a CSL processor.

The schema of CSL-JSON itself is in no package of a registry, so names and types are held to the schema of
styles, which citeproc-py brings: a variable or a type that it does not name, no style can print.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from citeproc import SCHEMA_PATH
from citeproc.source.json import CiteProcJSON

from tests.validators.files import exports

RNG = "{http://relaxng.org/ns/structure/1.0}"

# The parts of a name. Source: the CSL 1.0.2 specification, "Name-part Order".
NAME_PARTS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}


@cache
def named(definition: str) -> frozenset[str]:
    """Return the words that a definition of the schema allows, with those of the definitions it refers to."""
    root = ElementTree.parse(SCHEMA_PATH).getroot()
    (found,) = (node for node in root.iter(f"{RNG}define") if node.get("name") == definition)
    words = {value.text or "" for value in found.iter(f"{RNG}value")}
    return frozenset(words).union(*(named(part.get("name", "")) for part in found.iter(f"{RNG}ref")))


def faults(item: dict[str, Any]) -> list[str]:
    """Return what an item says in words or in a shape that CSL does not know."""
    found = [name for name in item if name not in named("variables") | {"id", "type"}]
    found += [item["type"]] if item["type"] not in named("item-types") else []
    for name, value in item.items():
        if name in named("variables.names"):
            found += [part for one in value for part in one if part not in NAME_PARTS]
        elif name in named("variables.dates"):
            (parts,) = value["date-parts"]
            found += [name] if not 1 <= len(parts) <= 3 or not all(type(part) is int for part in parts) else []
        elif not (isinstance(value, str) and value):
            found.append(name)
    return found


def test_the_schema_knows_what_it_must_and_not_everything() -> None:
    assert {"title", "DOI", "ISSN", "container-title", "note", "status"} <= named("variables")
    assert faults({"id": "x", "type": "preprint", "titel": "X", "issued": {"date-parts": [[2020, "5"]]}}) == [
        "titel",
        "preprint",
        "issued",
    ]


def test_every_item_has_variables_and_a_type_of_csl(site: Path) -> None:
    for name, text in exports(site, ".json"):
        wrong = {item["id"]: faults(item) for item in json.loads(text) if faults(item)}
        assert not wrong, name


def test_a_csl_processor_knows_every_item(site: Path) -> None:
    items = json.loads((site / "papers.json").read_text(encoding="utf-8"))
    assert CiteProcJSON(items).keys() == {item["id"] for item in items}
