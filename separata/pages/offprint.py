"""Offprints: a paper with all that its own page and the files beside it take from elsewhere."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from separata.drawing.faces import Faces
from separata.drawing.pictures import Original
from separata.exporters.styles import Style
from separata.pages import metadata
from separata.pages.edition import Edition
from separata.pages.entry import Dateline
from separata.pages.head import Link
from separata.pages.neighbourhood import Nearest
from separata.pages.origin import FieldSources
from separata.pages.sheet import Sheet
from separata.pages.teasers import Teaser, teaser_of
from separata.paper import Paper


class Offprint(NamedTuple):
    """A paper with what its page says beyond its work; nothing else is printed there.

    `listed` is how lists print it, where former names do not stand.
    `joined` is the evidence for joins that neither a source states, by an identifier, nor a person has made.
    `venue` is the venue's page, empty where there is none. `picture` is what its teaser shows, `faces` what its
    card is set in; None where it has no such thing.
    """

    sheet: Sheet
    listed: Sheet
    former_ids: tuple[str, ...]
    venue: str
    sources: FieldSources
    joined: tuple[str, ...]
    correction: Link | None
    topics: tuple[Link, ...]
    nearest: Nearest
    imprint: metadata.Imprint
    teaser: Teaser | None
    picture: Original | None
    faces: Faces | None
    style: Style | None

    @property
    def authorship(self) -> metadata.Authorship:
        """The authors with their ORCID iDs."""
        return metadata.authorship_of(self.sheet)

    @property
    def dateline(self) -> Dateline:
        """Where and when the paper appeared, with the way to the venue's page."""
        return msgspec.structs.replace(self.sheet.dateline, url=self.venue)


def offprints(edition: Edition, papers: Iterable[Paper]) -> Iterator[Offprint]:
    """Yield the offprints of some papers of an edition."""
    imprint = metadata.imprint_of(edition.site)
    for paper in papers:
        origin = edition.origins.of(paper.id)
        yield Offprint(
            sheet=edition.printed_sheet(paper),
            listed=edition.sheet(paper),
            former_ids=paper.former_ids,
            venue=venue.url if (venue := edition.venue_of(paper)) else "",
            sources=tuple(origin.sources.items()),
            joined=origin.joined,
            correction=edition.correction(paper.path),
            topics=tuple(Link(shelf.name, shelf.url) for shelf in edition.topics_of(paper)),
            nearest=edition.nearest(paper),
            imprint=imprint,
            teaser=teaser_of(edition, paper),
            picture=edition.picture(paper),
            faces=edition.faces if edition.site.cards else None,
            style=edition.style,
        )
