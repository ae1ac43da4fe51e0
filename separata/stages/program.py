"""What the program itself is: a change to it, or to what prints for it, makes every page anew."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

from separata.files import digest, walk

# The packages whose output stands in pages: a new version of one may print other bytes.
_PRINTERS = (
    "anyascii",
    "citeproc-py",
    "jinja2",
    "latex2mathml",
    "markdown",
    "markupsafe",
    "msgspec",
    "nh3",
    "pillow",
    "pylatexenc",
    "pyyaml",
)
_DRAWERS = ("pillow",)


@cache
def drawing_digest() -> bytes:
    """Return a hash of what draws pictures: these take long, and nothing else of the program changes them."""
    return _digest(Path(__file__).parent.parent / "drawing", _DRAWERS)


@cache
def program_digest() -> bytes:
    """Return a hash of this program's source and of the versions of the packages that print for it."""
    return _digest(Path(__file__).parent.parent, _PRINTERS)


def _digest(folder: Path, packages: tuple[str, ...]) -> bytes:
    sources = (path.read_bytes() for path in walk(folder, ".py"))
    versions = (f"{name} {version(name)}".encode() for name in packages)
    return digest(b"\0".join([*sources, *versions]))
