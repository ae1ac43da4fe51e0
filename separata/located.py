"""YAML read as text with positions, and the converters that turn it into values.

Every scalar is a string until a converter reads it: the usual loader turns `arxiv: 2101.00100`
into the number 2101.001, `no` into false and `10:20` into 620 (PyYAML 6.0.3).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from textwrap import indent
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from separata.dates import Date, date_from_iso
from separata.problems import Place, Problem, SeparataError, did_you_mean, unmerged
from separata.text import squeezed

if TYPE_CHECKING:
    import yaml

_WIDTH = 100
_NO_ADDRESS = frozenset(" \"'<>\\`{}|^")  # what stands in no address


@cache
def _yaml() -> Any:
    """Import PyYAML when the first file is read: a build with nothing to read does without it."""
    import yaml

    return yaml


@cache
def _loader() -> Any:
    # libyaml is ten times faster; a PyYAML built without it reads the same.
    base = getattr(_yaml(), "CBaseLoader", _yaml().BaseLoader)
    # Each node would be given a tag that says how others read its text; not to ask saves a third of the time.
    untagged = dict.fromkeys(("resolve", "descend_resolver", "ascend_resolver"), lambda *_: "")
    return type("UntaggedLoader", (base,), untagged)


@cache
def _dumper() -> Any:
    return getattr(_yaml(), "CSafeDumper", _yaml().SafeDumper)


class Mark(NamedTuple):
    """Where something begins in a text: line and column from 0; PyYAML has its own."""

    line: int
    column: int


_TOP = Mark(0, -1)


class _Piece(msgspec.Struct, frozen=True):
    path: str
    mark: Mark

    @property
    def place(self) -> Place:
        """Where it begins."""
        return _place(self.path, self.mark)


class Scalar(_Piece, frozen=True):
    """One piece of text as the file has it; `literal` where line ends are kept (YAML's `|`)."""

    text: str
    literal: bool = False


class Listing(_Piece, frozen=True):
    """A YAML sequence."""

    items: tuple["Node", ...]


class Table(_Piece, frozen=True):
    """A YAML mapping, in the order of the file; no key stands twice."""

    pairs: tuple[tuple[Scalar, "Node"], ...]


def _place(path: str, mark: Mark) -> Place:
    # Few places are ever told, so they are made when they are.
    return Place(path, mark.line + 1, mark.column + 1)


Node = Scalar | Listing | Table
Problems = list[Problem]
Converter = Callable[[Node, Problems], Any]


class Field(NamedTuple):
    """A field of a record: its name, the converter of its value, and what it means."""

    name: str
    read: Converter
    doc: str


def parse(path: str, text: str, above: int = 0) -> Node:
    """Read one YAML document with the place of everything in it; its file has so many lines above it.

    Raises:
        SeparataError: with the place of a syntax error, a repeated key, an alias or a second document.
    """
    try:
        root = composed(text)
        if root is None:
            return Table(path, _TOP, ())
        if above or "&" in text:
            _put_below(path, root, above, set())
        return _located(path, root)
    except _yaml().MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(path, Mark(mark.line + above, mark.column)) if mark else Place(path)
        merge = unmerged(path, ("\n" * above + text).split("\n"))
        raise SeparataError(merge or Problem(place, _in_words(error))) from None
    except _yaml().reader.ReaderError:
        raise SeparataError(_unreadable_sign(path, text, above)) from None
    except RecursionError:
        raise SeparataError(Problem(Place(path), "nested too deeply to be a record")) from None


def _in_words(error: "yaml.MarkedYAMLError") -> str:
    return ", ".join(part for part in (error.context, error.problem) if part) or "not readable as YAML"


def _unreadable_sign(path: str, text: str, above: int) -> Problem:
    """Return the problem of the first character that YAML does not take; PyYAML tells where in bytes."""
    at = _yaml().reader.Reader.NON_PRINTABLE.search(text).start()
    mark = Mark(above + text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1)
    return Problem(_place(path, mark), f"has the control character U+{ord(text[at]):04X}", "delete it")


def _put_below(path: str, node: Any, above: int, seen: set[int]) -> None:
    """Put a node of PyYAML's and all within it below so many lines.

    One that was `seen` is met a second time by an alias. These are told of, as they could grow without end.
    """
    if id(node) in seen:
        raise SeparataError(Problem(_place(path, node.start_mark), "YAML aliases are not used in records"))
    seen.add(id(node))
    node.start_mark = Mark(node.start_mark.line + above, node.start_mark.column)
    for inner in node.value if node.id != "scalar" else ():
        for each in inner if node.id == "mapping" else (inner,):
            _put_below(path, each, above, seen)


def _located(path: str, node: Any) -> Node:
    """Turn PyYAML's node into ours."""
    if node.id == "scalar":
        return Scalar(path, node.start_mark, node.value, node.style == "|")
    if node.id == "sequence":
        return Listing(path, node.start_mark, tuple([_located(path, item) for item in node.value]))
    pairs = tuple([(_key(path, key), _located(path, value)) for key, value in node.value])
    _refuse_repeated([key for key, _ in pairs])
    return Table(path, node.start_mark, pairs)


def _key(path: str, node: Any) -> Scalar:
    if node.id != "scalar":
        raise SeparataError(Problem(_place(path, node.start_mark), "a field's name must be a word"))
    return Scalar(path, node.start_mark, node.value)


def _refuse_repeated(keys: Sequence[Scalar]) -> None:
    if len({key.text for key in keys}) == len(keys):
        return
    first: dict[str, int] = {}
    for key in keys:
        if key.text in first:
            message = f"'{key.text}' stands here a second time, after line {first[key.text]}"
            raise SeparataError(Problem(key.place, message))
        first[key.text] = key.place.line


def refuse(node: Node, problems: Problems, wanted: str) -> None:
    """Add the problem that a node is not what was wanted."""
    kind = "a list" if isinstance(node, Listing) else "a mapping"
    found = repr(node.text[:_WIDTH] + "..." * (len(node.text) > _WIDTH)) if isinstance(node, Scalar) else kind
    problems.append(Problem(node.place, f"{wanted}, got {found}"))


def text(node: Node, problems: Problems) -> str:
    """Read one line of text, white space squeezed; a control character is a problem."""
    if isinstance(node, Scalar):
        return _line(node.text, node, problems)
    refuse(node, problems, "must be text")
    return ""


def _line(part: str, node: Scalar, problems: Problems) -> str:
    """Return the text of a scalar, or of a part of it, as `text` does."""
    if part.isascii() and part.isprintable() and "  " not in part:
        return part.strip()
    value = squeezed(part)
    if not value.isprintable() and (
        bad := next((char for char in value if ord(char) < 32 or ord(char) == 127), "")
    ):
        problems.append(Problem(node.place, f"has the control character U+{ord(bad):04X}", "delete it"))
    return value


def paragraphs(node: Node, problems: Problems) -> str:
    """Read text of one or more paragraphs, with a blank line between two.

    In YAML's literal style a blank line parts them; in every other style YAML has folded the lines
    already, and each line end that is left is the end of a paragraph.
    """
    if not isinstance(node, Scalar):
        refuse(node, problems, "must be text")
        return ""
    parts = [_line(part, node, problems) for part in node.text.split("\n\n" if node.literal else "\n")]
    return "\n\n".join([part for part in parts if part])


def date(node: Node, problems: Problems) -> Date | None:
    """Read `2022`, `2022-12` or `2022-12-15`."""
    if isinstance(node, Scalar) and not node.text:
        return None
    if isinstance(node, Scalar) and (value := date_from_iso(node.text)):
        return value
    refuse(node, problems, "must be a date such as 2022, 2022-12 or 2022-12-15")
    return None


def flag(node: Node, problems: Problems) -> bool:
    """Read `true` or `false`."""
    if isinstance(node, Scalar) and node.text.lower() in {"true", "false", ""}:
        return node.text.lower() == "true"
    refuse(node, problems, "must be true or false")
    return False


def number(node: Node, problems: Problems) -> int:
    """Read a whole number from 0."""
    if isinstance(node, Scalar) and node.text.isascii() and node.text.isdigit() and len(node.text) < 10:
        return int(node.text)
    refuse(node, problems, "must be a whole number")
    return 0


def one_of(words: Sequence[str]) -> Converter:
    """Make the converter of a field that takes one of a few words."""

    def read(node: Node, problems: Problems) -> str:
        if isinstance(node, Scalar) and (node.text in words or not node.text):
            return node.text
        refuse(node, problems, f"must be one of {', '.join(words)}")
        if isinstance(node, Scalar) and (hint := did_you_mean(node.text, words)):
            problems[-1] = problems[-1]._replace(hint=hint)
        return ""

    return read


def checked(read: Callable[[str], Any], wanted: str) -> Converter:
    """Make the converter of text that `read` turns into a value, or into None where it is nothing wanted."""

    def convert(node: Node, problems: Problems) -> Any:
        given = text(node, problems)
        value = read(given) if given else None
        if given and value is None:
            refuse(node, problems, wanted)
        return "" if value is None else value

    return convert


def web_address(node: Node, problems: Problems) -> str:
    """Read a web address; only http and https lead anywhere safe."""
    value = text(node, problems)
    if value and not (value.startswith(("http://", "https://")) and _NO_ADDRESS.isdisjoint(value)):
        refuse(node, problems, "must be an address that begins with https:// or http://")
        return ""
    return value


def many(read: Converter) -> Converter:
    """Make the converter of a list; one scalar counts as a list of one."""

    def read_all(node: Node, problems: Problems) -> tuple[Any, ...]:
        if isinstance(node, Listing):
            return tuple([read(item, problems) for item in node.items])
        if isinstance(node, Scalar):
            return (read(node, problems),) if node.text else ()
        refuse(node, problems, "must be a list")
        return ()

    return read_all


def mapping(read: Converter) -> Converter:
    """Make the converter of a mapping with free keys; empty values are left out."""

    def read_all(node: Node, problems: Problems) -> dict[str, Any]:
        if isinstance(node, Scalar) and not node.text:
            return {}
        if not isinstance(node, Table):
            refuse(node, problems, "must be a mapping such as 'key: value'")
            return {}
        values = ((key.text, read(value, problems)) for key, value in node.pairs)
        return {key: value for key, value in values if value not in ("", (), None)}

    return read_all


def record(fields: Sequence[Field]) -> Callable[[Node, Problems], dict[str, Any]]:
    """Make the converter of a mapping with known fields; an unknown one is a problem with a hint."""
    known = {field.name: field.read for field in fields}

    def read_all(node: Node, problems: Problems) -> dict[str, Any]:
        if not isinstance(node, Table):
            refuse(node, problems, "must be a mapping of fields")
            return {}
        values = {}
        for key, value in node.pairs:
            if read := known.get(key.text):
                values[key.text] = read(value, problems)
            else:
                problems.append(
                    Problem(key.place, f"unknown field '{key.text}'", did_you_mean(key.text, known))
                )
        return values

    return read_all


def anything(node: Node, problems: Problems) -> Any:
    """Read whatever stands there as text, tuples and mappings."""
    if isinstance(node, Listing):
        return tuple(anything(item, problems) for item in node.items)
    if isinstance(node, Table):
        return {key.text: anything(value, problems) for key, value in node.pairs}
    return text(node, problems)


# YAML ends a line at these, and no editor does: as blanks they leave the places right.
_LINE_ENDS = ("\x85", "\u2028", "\u2029")


def composed(text: str) -> Any:
    """Return the nodes of a document, with their marks in the text; beside `parse` for `layout` only."""
    for sign in _LINE_ENDS:
        text = text.replace(sign, " ")
    return _yaml().compose(text, Loader=_loader())


def written(value: Mapping[str, Any]) -> str:
    """Write a mapping as YAML in the order given: short mappings on one line, long text folded."""
    return "".join(_written_field(name, item) for name, item in value.items())


def _written_field(name: str, value: Any) -> str:
    """Write one field; the items of a list are set in by two blanks, as people write them."""
    node = _node(value)
    if isinstance(node, _yaml().SequenceNode) and not node.flow_style:
        return f"{name}:\n{indent(_serialized(node), '  ')}"
    return _serialized(_yaml().MappingNode("tag:yaml.org,2002:map", [(_node(name), node)], flow_style=False))


def _serialized(node: Any) -> str:
    return str(_yaml().serialize(node, Dumper=_dumper(), width=_WIDTH, allow_unicode=True))


def _node(value: Any) -> Any:
    if isinstance(value, bool):
        return _yaml().ScalarNode("tag:yaml.org,2002:bool", "true" if value else "false")
    if isinstance(value, int):
        return _yaml().ScalarNode("tag:yaml.org,2002:int", str(value))
    if isinstance(value, Date):
        # A bare year is a number to other readers of YAML and a date to us: either way it stands plain.
        tag = "timestamp" if value.day else "str" if value.month else "int"
        return _yaml().ScalarNode(f"tag:yaml.org,2002:{tag}", str(value))
    if isinstance(value, str):
        style = ">" if len(value) > _WIDTH or "\n" in value else None
        return _yaml().ScalarNode("tag:yaml.org,2002:str", value.replace("\n\n", "\n"), style=style)
    if isinstance(value, Mapping):
        pairs = [(_node(key), _node(item)) for key, item in value.items()]
        return _yaml().MappingNode("tag:yaml.org,2002:map", pairs, flow_style=_is_short(value))
    items = [_node(item) for item in value]
    return _yaml().SequenceNode("tag:yaml.org,2002:seq", items, flow_style=_is_short_list(value))


def _is_short(value: Mapping[str, Any]) -> bool:
    """Tell whether a mapping holds only scalars, or such mappings, and fits a line."""
    flat = all(_is_scalar(item) or (isinstance(item, Mapping) and _is_short(item)) for item in value.values())
    return flat and sum(len(key) + len(str(item)) + 4 for key, item in value.items()) <= _WIDTH


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | Date)


def _is_short_list(value: Sequence[Any]) -> bool:
    return all(isinstance(item, str) for item in value) and sum(len(item) + 2 for item in value) < 60
