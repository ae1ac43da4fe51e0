"""Social cards: what is shown where a link to a page is shared."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from separata.drawing.faces import Faces, Font, draw, settable, width
from separata.drawing.lines import broken, shortened

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

# The size that Open Graph's readers agree on.
WIDTH, HEIGHT = 1200, 630

_LEFT, _COLUMN = 80, 1040
_HEAD, _RULE = 92, 122  # baseline of the site's name, the line below it
_TOP, _ROOM = 164, 292  # where the title begins, and how high it may be
_SIZES = (100, 88, 78, 70, 62, 56, 50, 44, 40)
_MOST_LINES = 6
_LEADING = 1.14
_FOOT = 566  # baseline of the last line
_SMALL, _SMALL_LEADING = 30, 42
_BOUND = "\N{NO-BREAK SPACE}"

# Greys are steps from paper to ink; one more is the accent. The colours are those of style.css by day.
_STEPS = 15
_PAPER, _INK, _ACCENT = (0xFB, 0xFA, 0xF6), (0x1A, 0x1C, 0x1B), (0x13, 0x58, 0x4A)
_FULL, _SOFT, _FAINT = 255, 198, 45  # --ink, --soft and --rule as parts of the way to ink


class Card(msgspec.Struct, frozen=True):
    """What a card says.

    `authors` are the first ones, `others` is how many more there are, `incomplete` that there are more than
    anybody counted. `words` stand at the foot: venue and year, or what the site is.
    """

    site: str
    title: str
    authors: tuple[str, ...] = ()
    others: int = 0
    incomplete: bool = False
    words: str = ""


def card(said: Card, faces: Faces) -> bytes:
    """Draw a card as PNG.

    A title that has letters which the face lacks is not printed with boxes in their place: the card
    shows the site's name instead, and leaves out a line of authors for the same reason.
    """
    from PIL import Image, ImageDraw

    image = Image.new("L", (WIDTH, HEIGHT), 0)
    canvas = ImageDraw.Draw(image)
    site = settable(said.site, faces.display) or ""
    title = settable(said.title, faces.display)
    if title and site and title != site:
        _head(canvas, site, faces)
    canvas.rectangle((_LEFT, _RULE, _LEFT + _COLUMN, _RULE), fill=_FAINT)
    _title(canvas, title or site, faces)
    _foot(canvas, said, faces)
    return _png(image)


def _head(canvas: "ImageDraw", site: str, faces: Faces) -> None:
    size = 36
    lines = shortened(site, _measure(faces.display, size), width=_COLUMN, most=1)
    for line in lines:
        draw(canvas, (_LEFT, _HEAD), line, face=faces.display, size=size, ink=_SOFT)


def _title(canvas: "ImageDraw", title: str, faces: Faces) -> None:
    """Draw the title as large as its length allows."""
    size, lines = _fitted(title, faces)
    for number, line in enumerate(lines):
        baseline = _TOP + 0.8 * size + number * size * _LEADING
        draw(canvas, (_LEFT, round(baseline)), line, face=faces.display, size=size, ink=_FULL)


def _fitted(title: str, faces: Faces) -> tuple[int, tuple[str, ...]]:
    """Return the largest size at which a title fits, with its lines."""
    for size in _SIZES:
        most = min(_MOST_LINES, int(_ROOM / (size * _LEADING)))
        if lines := broken(title, _measure(faces.display, size), width=_COLUMN, most=most):
            return size, lines
    return size, shortened(title, _measure(faces.display, size), width=_COLUMN, most=most)


def _foot(canvas: "ImageDraw", said: Card, faces: Faces) -> None:
    """Draw authors and words at the foot, each in at most two lines."""
    measure = _measure(faces.text, _SMALL)
    words = shortened(settable(said.words, faces.text) or "", measure, width=_COLUMN, most=2)
    lines = [*((line, _FULL) for line in _byline(said, faces)), *((line, _SOFT) for line in words)]
    for number, (line, ink) in enumerate(reversed(lines)):
        at = (_LEFT, _FOOT - number * _SMALL_LEADING)
        draw(canvas, at, line, face=faces.text, size=_SMALL, ink=ink)


def _byline(said: Card, faces: Faces) -> tuple[str, ...]:
    """Return the authors in at most two lines: all of them, or the first three and how many others."""
    measure = _measure(faces.text, _SMALL)
    fitting = (
        broken(line, measure, width=_COLUMN, most=2)
        for shown in (len(said.authors) + said.others, 3, 2, 1)
        if shown <= len(said.authors) and (line := settable(_names(said, shown), faces.text))
    )
    return next((lines for lines in fitting if lines), ())


def _names(said: Card, shown: int) -> str:
    """Return the first authors in words; what belongs to one name stays on one line."""
    names = [name.replace(" ", _BOUND) for name in said.authors[:shown]]
    others = said.others + len(said.authors) - len(names)
    if said.incomplete:
        names.append("others")
    elif others:
        names.append(f"{others:,}{_BOUND}other{'' if others == 1 else 's'}")
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _measure(face: tuple[Font, ...], size: int) -> Callable[[str], float]:
    return lambda line: width(line, face, size)


def _png(image: "Image") -> bytes:
    """Return a drawing in sixteen colours: edges of letters stay smooth, and the file is small."""
    steps = image.point([round(value * (_STEPS - 1) / 255) for value in range(256)])
    steps.paste(_STEPS, (_LEFT, _RULE - 2, _LEFT + 132, _RULE + 3))
    steps.putpalette(_palette())
    made = BytesIO()
    steps.save(made, "PNG")
    return made.getvalue()


def _palette() -> Sequence[int]:
    mixed = (
        round(paper + (ink - paper) * step / (_STEPS - 1))
        for step in range(_STEPS)
        for paper, ink in zip(_PAPER, _INK, strict=True)
    )
    return [*mixed, *_ACCENT]
