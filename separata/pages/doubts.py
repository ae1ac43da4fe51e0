"""Doubts: why a name may not say who a person is, and who else it may be."""

from typing import Annotated

import msgspec

from separata.model import Person
from separata.pages.addresses import paper_url, person_url
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.tex import plain

_OTHERS = "Others publish under the same name:"
_UNDECIDED = "Several people publish under this name, and these papers do not say which of them it is:"
_TWICE = "This name stands twice on a paper, so it is that of several people:"
_OPEN = "Nobody has decided yet whether this is the same person as"

# So many papers are enough to see that a name is several people's.
_MOST_TOLD = 3


class Doubt(msgspec.Struct, frozen=True):
    """A remark that a name may not say who a person is, with the other people in question or how we know."""

    words: Annotated[str, "what is in doubt"]
    people: Annotated[tuple[Link, ...], "the other people, or the papers that tell of them"]


def doubts_of(edition: Edition, person: Person) -> tuple[Doubt, ...]:
    """Return what is in doubt: whose name it is where several people have it, and who may be the same."""
    namesakes, same = edition.library.namesakes.get(person.id, ()), edition.doubts.get(person.id, ())
    shared = _UNDECIDED if person.id in edition.library.undecided else _OTHERS
    found = ((shared, namesakes), (_OPEN, same))
    doubts = [
        Doubt(words, tuple(_other(edition, person, id) for id in others)) for words, others in found if others
    ]
    if not namesakes and (twice := edition.library.crews.twice(person.id)[:_MOST_TOLD]):
        papers = map(edition.library.papers.row.paper, twice)
        doubts.append(
            Doubt(_TWICE, tuple(Link(plain(paper.work.title), paper_url(paper.id)) for paper in papers))
        )
    return tuple(doubts)


def _other(edition: Edition, person: Person, id: str) -> Link:
    """Return the way to another person; of the same name, the id tells the two apart."""
    name = edition.library.people[id].name
    return Link(f"{name} ({id})" if name == person.name else name, person_url(id))
