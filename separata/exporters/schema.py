"""The JSON Schema of what `csl` writes: the part of CSL 1.0.2 data that this site uses."""

from collections.abc import Mapping
from typing import Any

from separata.exporters.jsontext import spread
from separata.worktypes import TYPES

_TEXT: Mapping[str, Any] = {"type": "string", "minLength": 1}

_NAME: Mapping[str, Any] = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "suffix", "literal"), _TEXT),
    "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
    "additionalProperties": False,
}

_DATE: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "date-parts": {
            "description": "one date: year, month, day, as far as they are known",
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}

_WORDS: Mapping[str, str] = {
    "id": "the paper's id, which is also the name of its page",
    "title": "the title, without TeX and tags",
    "container-title": "the journal or the proceedings",
    "volume": "the volume",
    "issue": "the issue",
    "page": "first and last page, or an article number",
    "publisher": "the publisher, or the archive of a preprint",
    "number": "the number of a report, or an archive's of a preprint, such as `arXiv:2212.08073`",
    "genre": "of what kind a thesis or a report is, such as `Master's thesis`",
    "ISBN": "an ISBN of 13 digits",
    "ISSN": "the ISSN of the journal or the series",
    "DOI": "a DOI without a resolver",
    "URL": "where the paper is",
    "abstract": "the abstract, without TeX and tags",
    "status": "`retracted`, `withdrawn` or `corrected`",
    "note": "what the notice on its standing says, and whether authors are missing",
}


def schema(address: str) -> str:
    """Return the schema as a file that is found at an absolute address."""
    texts = {name: {**_TEXT, "description": words} for name, words in _WORDS.items()}
    item = {
        "type": "object",
        "properties": {
            **texts,
            "type": {"enum": sorted({type.csl for type in TYPES.values()})},
            "author": {"type": "array", "minItems": 1, "items": _NAME},
            "issued": _DATE,
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    }
    stated = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Papers as CSL-JSON",
        "description": "Every .json file of papers on this site is an array of such items.",
        "type": "array",
        "items": item,
    }
    return spread(stated).decode() + "\n"
