"""Pictures that people add: measured, and resized for pages."""

import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from separata.files import bytes_of, digest
from separata.problems import Place, Problem, SeparataError

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = ("PNG", "JPEG", "WEBP")
_MOST = 50_000_000  # pixels: more take a gigabyte to open
_LONGEST = 16_383  # pixels on a side: more do not fit into WebP
_HINT = "save it anew as PNG, JPEG or WebP"
_QUALITY = 85  # WebP: below it thin lines of diagrams fray
_ABOVE = 0.25  # of what a tall picture has too much: heads are nearer to the top
# What Pillow raises for damaged bytes: its readers share no error of their own.
_DAMAGE = (
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_DEEP = ("I;16", "I")  # greys of 16 bits, of which pages show 8


class Original(msgspec.Struct, frozen=True):
    """A picture as it was added: where it is, the hash of its bytes, its size in pixels as it is shown."""

    path: str
    digest: bytes
    width: int
    height: int


def original(path: Path, data: bytes, place: Place) -> Original:
    """Measure a picture; every pixel is read, so that a damaged file is found before a page shows it.

    Raises:
        SeparataError: at `place`, when it is no picture that can be shown.
    """
    image = _opened(data, place)
    return Original(str(path), digest(data), image.width, image.height)


def scaled(picture: Original, width: int) -> bytes:
    """Return a picture as WebP, so many pixels wide, upright and on white where it is transparent.

    Raises:
        SeparataError: when the file is no longer the one that was measured.
    """
    height = max(1, round(width * picture.height / picture.width))
    return _resized(picture, (width, height), (0, 0, picture.width, picture.height))


def squared(picture: Original, width: int) -> bytes:
    """Return a picture as `scaled` does, cut to a square: at both sides alike, and less at the top.

    Raises:
        SeparataError: as `scaled`.
    """
    side = min(picture.width, picture.height)
    left, top = (picture.width - side) // 2, int((picture.height - side) * _ABOVE)
    return _resized(picture, (width, width), (left, top, left + side, top + side))


def _resized(picture: Original, size: tuple[int, int], part: tuple[int, int, int, int]) -> bytes:
    """Return a part of a picture (left, top, right, bottom) in another size, as WebP."""
    from PIL import Image

    data = bytes_of(Path(picture.path), picture.path)
    if digest(data) != picture.digest:
        raise SeparataError(Problem(Place(picture.path), "changed while the site was built", "build again"))
    image = _opened(data, Place(picture.path))
    shown = _on_white(image).crop(part)
    if size != shown.size:
        shown = shown.resize(size, Image.Resampling.LANCZOS)
    made = BytesIO()
    # A profile tells of the colours that the file had, which `_on_white` keeps for RGB alone.
    profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA") else None
    shown.save(
        made, "WEBP", quality=_QUALITY, method=4, use_sharp_yuv=True, icc_profile=profile, exif=b"", xmp=b""
    )
    return made.getvalue()


def _opened(data: bytes, place: Place) -> "Image.Image":
    """Read every pixel of a picture, turned as the camera says.

    Raises:
        SeparataError: at `place`, when that cannot be done.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError
    from PIL.Image import open as image_of

    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures, which `_MOST` refuses, and of notes that cameras leave.
            warnings.simplefilter("ignore")
            image = image_of(BytesIO(data), formats=_FORMATS)
            if fault := _fault(image, place):
                raise SeparataError(fault)
            return ImageOps.exif_transpose(image)
    except UnidentifiedImageError:
        raise SeparataError(Problem(place, "is not a PNG, JPEG or WebP picture", _HINT)) from None
    except (Image.DecompressionBombError, *_DAMAGE) as error:
        words = " ".join(str(error).split())
        raise SeparataError(Problem(place, f"cannot be read as a picture: {words}", _HINT)) from None


def _fault(image: "Image.Image", place: Place) -> Problem | None:
    """Return what makes a sound picture unfit for a page."""
    if image.width * image.height > _MOST or max(image.size) > _LONGEST:
        message = f"has {image.width} x {image.height} pixels, which is more than pages can show"
        return Problem(place, message, "scale it down; 1480 in width are enough")
    # A photograph may hold a second, smaller one; only these two formats move.
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        return Problem(place, "is a moving picture", "save one of its pictures")
    return None


def _on_white(image: "Image.Image") -> "Image.Image":
    """Return a picture in plain colours; what is transparent becomes white, as it is on the printed page."""
    from PIL import Image

    if image.mode in _DEEP:
        image = image.convert("F").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    coloured = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), coloured).convert("RGB")
