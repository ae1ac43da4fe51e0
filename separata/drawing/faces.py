"""Faces: the fonts that cards are set in, letter by letter, the same on every machine."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from separata.drawing.kerning import FAMILY, kern
from separata.files import digest
from separata.problems import Place, Problem, SeparataError
from separata.text import pattern

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_GREEK_WORD = pattern("[\u0370-\u03ff]{2}")
_GREEK_NAME = pattern(r"GREEK (SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
_SIGNS = {"√": "sqrt ", "∼": "~", "≃": "≈", "∥": "||", "⟨": "<", "⟩": ">"}
_BLANK = pattern(r"\s")
_EM = 1000  # the size at which letters are measured
_LACKING = "\uffff"  # a letter that no font has


class Font(msgspec.Struct, frozen=True):
    """A font: the theme's file and what is in it."""

    file: str
    data: bytes


class Faces:
    """The fonts for titles and for text; a letter is taken from the first font of its face that has it.

    The digest speaks for all of them.
    """

    __slots__ = ("digest", "display", "text")

    def __init__(self, display: tuple[Font, ...] = (), text: tuple[Font, ...] = ()) -> None:
        self.display = display
        self.text = text
        self.digest = digest(msgspec.msgpack.encode((display, text)))


class Glyph(NamedTuple):
    """A letter in its place: the font it comes from, and how far from the beginning it stands, in pixels."""

    letter: str
    font: Font
    x: float


def settable(text: str, face: tuple[Font, ...]) -> str | None:
    """Return a text in letters that a face has; None where it lacks one.

    What stands for a letter that it lacks is its plain form (`NFKC`: 𝒪 is O, and ﬁ is fi), or, for the signs
    and the Greek letters of formulas, a word. Greek words are not spelt out.
    """
    found, spells = "", not _GREEK_WORD.search(text)
    for letter in unicodedata.normalize("NFC", text):
        plain = letter if _font_of(letter, face) else unicodedata.normalize("NFKC", letter)
        for part in plain:
            shown = part if _font_of(part, face) or not spells else _spelt(part)
            if not all(_font_of(one, face) for one in shown):
                return None
            found += shown
    return found


def _spelt(letter: str) -> str:
    """Return the word for a sign or a Greek letter: `sqrt`, `alpha`, `Lambda`; else the letter itself."""
    # Unicode has the letter's old name, in which the b is missing.
    greek = _GREEK_NAME.fullmatch(unicodedata.name(letter, "").replace("LAMDA", "LAMBDA"))
    if not greek:
        return _SIGNS.get(letter, letter)
    return greek[2].capitalize() if greek[1] == "CAPITAL" else greek[2].lower()


def width(text: str, face: tuple[Font, ...], size: float) -> float:
    """Return the width of a line in pixels; every letter of it must be settable."""
    return _extent(text, face) * size / _EM


def draw(
    canvas: "ImageDraw", at: tuple[float, float], text: str, *, face: tuple[Font, ...], size: int, ink: int
) -> None:
    """Draw a line of text from the left end of its baseline."""
    left, baseline = at
    for glyph in _glyphs(text, face):
        place = (left + glyph.x * size / _EM, baseline)
        canvas.text(place, glyph.letter, fill=ink, font=_sized(glyph.font, size), anchor="ls")


@lru_cache(maxsize=1 << 12)
def _extent(text: str, face: tuple[Font, ...]) -> float:
    end = 0.0
    for glyph in _glyphs(text, face):
        end = glyph.x + _advance(glyph.letter, glyph.font)
    return end


def _glyphs(text: str, face: tuple[Font, ...]) -> Iterator[Glyph]:
    """Yield the letters of a line in their places, in thousandths of the size."""
    x, before = 0.0, ""
    for letter in _BLANK.sub(" ", text):
        font = _font_of(letter, face)
        if font is None:
            continue
        if before and _is_kerned(font):
            x += kern(before, letter)
        yield Glyph(letter, font, x)
        x += _advance(letter, font)
        before = letter


@lru_cache(maxsize=1 << 14)
def _font_of(letter: str, face: tuple[Font, ...]) -> Font | None:
    return next((font for font in face if _has(letter, font)), None)


def _has(letter: str, font: Font) -> bool:
    """Tell whether a font has a letter; the sign that stands for all that it lacks is not one."""
    return letter.isspace() or _shape(letter, font) != _shape(_LACKING, font)


def _shape(letter: str, font: Font) -> tuple[tuple[int, int], bytes]:
    mask = _sized(font, 32).getmask(letter)
    return mask.size, bytes(mask)


@lru_cache(maxsize=1 << 14)
def _advance(letter: str, font: Font) -> float:
    return _sized(font, _EM).getlength(letter)


@lru_cache(maxsize=64)
def _is_kerned(font: Font) -> bool:
    return _sized(font, _EM).getname()[0] == FAMILY


@lru_cache(maxsize=64)
def _sized(font: Font, size: int) -> "FreeTypeFont":
    """Open a font at a size.

    Raises:
        SeparataError: when the file is no font.
    """
    from PIL import ImageFont

    try:
        return ImageFont.truetype(BytesIO(font.data), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        place = Place(f"templates/static/{font.file}")
        raise SeparataError(
            Problem(
                place, f"cannot be read as a font: {error}", "cards are set in it; 'cards: false' does without"
            )
        ) from None
