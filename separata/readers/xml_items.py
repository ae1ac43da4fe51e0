"""XML with places: the records of an answer one by one, so that a file cut short loses only its last one.

No entity is expanded but the five of XML itself: a document that declares one is refused, as an
entity can grow without end or read a file of this machine. Letters that a DTD elsewhere would define
(DBLP writes `&uuml;`) are those of HTML.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple
from xml.parsers import expat

from separata.problems import Place, Problem, SeparataError
from separata.readers.seed import Seed
from separata.text import printable, squeezed

_DEEPEST = 100
_HINT = "the answer was cut short or is not what was asked for; fetch it again"


class Element(NamedTuple):
    """An element: its name without prefix, attributes, elements inside, line, and its source text."""

    name: str
    attributes: Mapping[str, str]
    inside: tuple["Element", ...]
    text: str
    line: int
    raw: str

    def all(self, *path: str) -> tuple["Element", ...]:
        """Return the elements at the end of a path of names, in order."""
        found: tuple[Element, ...] = (self,)
        for name in path:
            found = tuple(child for element in found for child in element.inside if child.name == name)
        return found

    def one(self, *path: str) -> "Element | None":
        """Return the first element at the end of a path."""
        return next(iter(self.all(*path)), None)

    def words(self, *path: str) -> str:
        """Return the text of the first element at the end of a path, in one line; empty without one."""
        found = self.one(*path)
        return squeezed(found.text) if found else ""

    def source(self, *path: str) -> str:
        """Return what stands between the tags of the first element at the end of a path, markup and all."""
        found = self.one(*path)
        if not found:
            return ""
        return found.raw[found.raw.find(">") + 1 : max(found.raw.rfind("</"), 0)]


class _Open(NamedTuple):
    """An element whose end has not come yet."""

    name: str
    attributes: Mapping[str, str]
    inside: list[Element]
    text: list[str]
    line: int
    start: int


def xml_items(seed: Seed, *names: str) -> Iterator[Element | Problem]:
    """Yield the elements of some names (prefixes left out), outermost only, in the order of the file.

    What is not readable as XML ends the file with one problem, behind the elements before it.
    """
    building = _Building(seed, frozenset(names))
    problem = building.problem()
    yield from building.found
    if problem:
        yield problem


class _Building:
    """Gathers elements from the events of a parser."""

    def __init__(self, seed: Seed, names: frozenset[str]) -> None:
        self.path = seed.path
        self.data = seed.text.encode(errors="replace")
        self.names = names
        self.found: list[Element] = []
        self.waiting: list[_Open] = []
        self.depth = 0
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse
        self.parser.SkippedEntityHandler = self._entity

    def problem(self) -> Problem | None:
        """Read the whole document; return what is wrong with it."""
        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code)
            return Problem(Place(self.path, error.lineno), f"not readable as XML: {words}", _HINT)
        except SeparataError as error:
            return error.problems[0]
        return None

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise SeparataError(self._problem("nested too deeply to be a record"))
        local = name.rpartition(" ")[2]
        if self.waiting or local in self.names:
            start = self.parser.CurrentByteIndex
            known = {key.rpartition(" ")[2]: printable(value) for key, value in attributes.items()}
            self.waiting.append(_Open(local, known, [], [], self.parser.CurrentLineNumber, start))

    def _end(self, _: str) -> None:
        self.depth -= 1
        if not self.waiting:
            return
        ended = self.waiting.pop()
        end = self.data.find(b">", self.parser.CurrentByteIndex) + 1
        raw = self.data[ended.start : end].decode(errors="replace")
        text = printable("".join(ended.text))
        element = Element(ended.name, ended.attributes, tuple(ended.inside), text, ended.line, raw)
        if self.waiting:
            self.waiting[-1].inside.append(element)
            self.waiting[-1].text.append(text)
        else:
            self.found.append(element)

    def _text(self, text: str) -> None:
        if self.waiting:
            self.waiting[-1].text.append(text)

    def _entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(unescape(f"&{name};"))

    def _refuse(self, *_: Any) -> None:
        raise SeparataError(self._problem("declares an entity, which no answer of these services does"))

    def _problem(self, message: str) -> Problem:
        return Problem(Place(self.path, self.parser.CurrentLineNumber), message)


def root_name(text: str) -> str:
    """Return the name of a document's outermost element, without prefix; empty when it is no XML."""
    if not text.lstrip("\ufeff \n\t").startswith("<"):
        return ""
    match = re.search(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)", _beginning(text))
    return match.group(1) if match else ""


def _beginning(text: str) -> str:
    """Return the beginning of a document without its comments."""
    return re.sub(r"<!--.*?-->", "", text[:5000], flags=re.DOTALL)
