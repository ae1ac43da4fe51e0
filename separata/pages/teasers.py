"""Teasers: the pictures of papers, as pages show them."""

from typing import Annotated

import msgspec

from separata.drawing.pictures import Original
from separata.pages.edition import Edition
from separata.paper import Paper

# In pixels: a list's thumbnail on a screen of double density, the column of text, the same at double density.
_WIDTHS = (340, 740, 1480)
# How large a picture may stand on the page, in pixels: a tall one is narrower.
_COLUMN = (740, 640)
_THUMBNAIL = (160, 160)


class Scaled(msgspec.Struct, frozen=True):
    """A picture in one of its widths."""

    url: Annotated[str, "the file, from the top of the site"]
    width: Annotated[int, "width of the file in pixels"]


class Placed(msgspec.Struct, frozen=True):
    """A picture as it stands on a page."""

    url: Annotated[str, "the file, from the top of the site"]
    width: Annotated[int, "width on the page in pixels, where there is room"]
    height: Annotated[int, "height on the page in pixels"]


class Teaser(msgspec.Struct, frozen=True):
    """A picture of what a paper is about."""

    alt: Annotated[str, "what it shows, in words"]
    caption: Annotated[str, "a line below it, for the filter `inline`; may be empty"]
    small: Annotated[Placed, "the picture for lists"]
    column: Annotated[Placed, "the picture for the column of text"]
    sizes: Annotated[tuple[Scaled, ...], "the same in every width there is, for `srcset`, narrowest first"]


def teaser_of(edition: Edition, paper: Paper) -> Teaser | None:
    """Return what pages show of a paper's teaser; None where it has none."""
    picture = edition.picture(paper)
    if not paper.teaser or not picture:
        return None
    sizes = _sizes(paper.id, picture)
    column = next((size for size in sizes if size.width >= _COLUMN[0]), sizes[-1])
    return Teaser(
        paper.teaser.alt,
        paper.teaser.caption,
        small=_placed(sizes[0], picture, _THUMBNAIL),
        column=_placed(column, picture, _COLUMN),
        sizes=sizes,
    )


def _sizes(paper: str, picture: Original) -> tuple[Scaled, ...]:
    """Return the widths of a picture, never wider than it is."""
    widths = dict.fromkeys(min(width, picture.width) for width in _WIDTHS)
    return tuple(Scaled(f"pictures/{paper}-{width}.webp", width) for width in widths)


def _placed(file: Scaled, picture: Original, room: tuple[int, int]) -> Placed:
    """Return a picture as large as it may stand on the page, and never larger than it is."""
    part = min(1.0, room[0] / picture.width, room[1] / picture.height)
    return Placed(file.url, max(1, round(picture.width * part)), max(1, round(picture.height * part)))
