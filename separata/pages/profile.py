"""Profiles: a person with all that the person's own pages and files print."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from separata.drawing.pictures import Original
from separata.model import Person
from separata.names import read_out
from separata.pages import metadata
from separata.pages.addresses import paper_url, person_url
from separata.pages.doubts import Doubt, doubts_of
from separata.pages.edition import Edition
from separata.pages.head import Link
from separata.pages.portraits import Portrait, portrait_of
from separata.pages.sheet import Sheet
from separata.problems import Place


class Profile(NamedTuple):
    """A person with the papers, newest first, and what is in doubt.

    `files` is the page beside which the person's files for reference managers stand. Of somebody who is
    not on record and has one paper they would be the paper's own files once more, so it is the paper's.
    `picture` is what the portrait shows; None where there is none.
    """

    person: Person
    sheets: tuple[Sheet, ...]
    corporate: bool
    files: str
    doubts: tuple[Doubt, ...]
    correction: Link | None
    on_record: bool
    imprint: metadata.Imprint
    portrait: Portrait | None
    picture: Original | None

    @property
    def printed(self) -> tuple[str, ...]:
        """The name that each paper prints, read out where a comma tells the family name."""
        id = self.person.id
        names = (sheet.printed(id) for sheet in self.sheets)
        return tuple(names if self.corporate else map(read_out, names))


def profiles(edition: Edition, people: Iterable[Person]) -> Iterator[Profile]:
    """Yield the profiles of some people of an edition."""
    library = edition.library
    imprint = metadata.imprint_of(edition.site)
    for person in people:
        sheets = edition.sheets(library.by_person.papers(person.id))
        on_record = bool(person.place.path)
        yield Profile(
            # What the photo shows is the portrait's, and where a record says so moves with every edit.
            person=msgspec.structs.replace(person, place=Place(""), photo=None) if on_record else person,
            sheets=sheets,
            corporate=person.id in edition.corporate,
            files=person_url(person.id) if on_record or len(sheets) != 1 else paper_url(sheets[0].id),
            doubts=doubts_of(edition, person),
            correction=edition.correction(person.place.path),
            on_record=on_record,
            imprint=imprint,
            portrait=portrait_of(edition, person),
            picture=edition.photo(person),
        )
