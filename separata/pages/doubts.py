"""Doubts: why a name may not say who a person is, and who else it may be."""

from typing import Annotated

import msgspec

from separata.model import Person
from separata.pages.addresses import person_url
from separata.pages.edition import Edition
from separata.pages.head import Link

_OTHERS = "Others publish under the same name:"
_UNDECIDED = "Several people publish under this name, and these papers do not say which of them it is:"
_OPEN = "Nobody has decided yet whether this is the same person as"


class Doubt(msgspec.Struct, frozen=True):
    """A remark that a name may not say who a person is, with the other people in question."""

    words: Annotated[str, "what is in doubt"]
    people: Annotated[tuple[Link, ...], "the other people"]


def doubts_of(edition: Edition, person: Person) -> tuple[Doubt, ...]:
    """Return what is in doubt: whose name it is where several people have it, and who may be the same."""
    namesakes, same = edition.library.namesakes.get(person.id, ()), edition.doubts.get(person.id, ())
    shared = _UNDECIDED if person.id in edition.library.undecided else _OTHERS
    found = ((shared, namesakes), (_OPEN, same))
    return tuple(
        Doubt(words, tuple(_other(edition, person, id) for id in others)) for words, others in found if others
    )


def _other(edition: Edition, person: Person, id: str) -> Link:
    """Return the way to another person; of the same name, the id tells the two apart."""
    name = edition.library.people[id].name
    return Link(f"{name} ({id})" if name == person.name else name, person_url(id))
