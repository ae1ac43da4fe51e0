"""A page: one output file as a value, and the kinds that pages come in."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from separata.pages.edition import Edition


class Page(NamedTuple):
    """One file of the site: where it goes, what prints it and all that it is a function of.

    `inputs` are plain values (structs, tuples, strings, numbers) that can be encoded and hashed.
    `make` is a module-level function from the inputs to what is printed: the context of `template`,
    or, where `template` is empty, the text of the file itself. Same inputs, same bytes.
    """

    url: str
    template: str
    inputs: tuple[Any, ...]
    make: Callable[..., Any]


class Kind(NamedTuple):
    """A kind of page: its name, the class its template sees as `page` (None for plain files), its plan."""

    name: str
    context: type | None
    plan: Callable[[Edition], Iterator[Page]]
