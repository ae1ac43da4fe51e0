"""Portraits: the photos of people, as pages show them: cut to squares, and small."""

from typing import Annotated

import msgspec

from separata.drawing.pictures import Original
from separata.model import Person
from separata.pages.edition import Edition
from separata.pages.teasers import Placed, Scaled

# In pixels: what a list of people needs on a screen of double density, and what a person's page does.
_WIDTHS = (160, 320)
# How large a portrait stands on the page, in pixels.
_LIST, _PAGE = 72, 144


class Portrait(msgspec.Struct, frozen=True):
    """A person's photo."""

    alt: Annotated[str, "what it shows, in words; beside the name in a list say nothing instead"]
    small: Annotated[Placed, "the picture for lists"]
    large: Annotated[Placed, "the picture for the person's page"]
    sizes: Annotated[tuple[Scaled, ...], "the same in every width there is, for `srcset`, narrowest first"]


def portrait_of(edition: Edition, person: Person) -> Portrait | None:
    """Return what pages show of a person's photo; None where there is none."""
    picture = edition.photo(person)
    if not person.photo or not picture:
        return None
    sizes = _sizes(person.id, picture)
    return Portrait(
        person.photo.alt or f"Portrait of {person.name}",
        small=_placed(sizes[0], _LIST),
        large=_placed(sizes[-1], _PAGE),
        sizes=sizes,
    )


def _sizes(person: str, picture: Original) -> tuple[Scaled, ...]:
    """Return the widths of a portrait, never wider than the picture allows."""
    side = min(picture.width, picture.height)
    widths = dict.fromkeys(min(width, side) for width in _WIDTHS)
    return tuple(Scaled(f"pictures/people/{person}-{width}.webp", width) for width in widths)


def _placed(file: Scaled, room: int) -> Placed:
    side = min(room, file.width)
    return Placed(file.url, side, side)
