"""What the program itself is: a change to it, or to what prints for it, makes every page anew."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from separata.files import contents_below, digest, names_in

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
    "pyyaml",
)
_DRAWERS = ("pillow",)
_FORMULAS = ("latex2mathml",)

_RECORD = ".dist-info"  # how the folder ends where a package is recorded

PROGRAM = Path(__file__).parent.parent  # the folder of its source


@cache
def drawing_digest() -> bytes:
    """Return a hash of what draws pictures: these take long, and nothing else of the program changes them."""
    return _digest(PROGRAM / "drawing", _DRAWERS)


@cache
def formula_digest() -> bytes:
    """Return a hash of what makes formulas; what was made of them holds while nothing of this changes."""
    source = (PROGRAM / "markup" / "math.py").read_bytes()
    return digest(b"\0".join([source, *_versions(_FORMULAS)]))


@cache
def program_digest() -> bytes:
    """Return a hash of this program's source and of the versions of the packages that print for it."""
    return _digest(PROGRAM, _PRINTERS)


def _digest(folder: Path, packages: tuple[str, ...]) -> bytes:
    return digest(b"\0".join([*contents_below(folder, ".py"), *_versions(packages)]))


def packages() -> Iterator[bytes]:
    """Yield the packages that print for this program, each with its version."""
    return _versions(_PRINTERS)


def _versions(packages: tuple[str, ...]) -> Iterator[bytes]:
    return (f"{name} {_version(name)}".encode() for name in packages)


def _version(package: str) -> str:
    """Return the version of a package that is installed."""
    if known := _installed().get(package):
        return known
    # It takes long to load, and knows the rarer ways to install a package.
    from importlib.metadata import version

    return version(package)


@cache
def _installed() -> dict[str, str]:
    """Return the version of each package on the path, by its name in lower case and with hyphens.

    Each has a folder `name-version.dist-info` beside its own, as the specification "Recording installed
    projects" (packaging.python.org) wants.
    """
    found = (record.removesuffix(_RECORD).partition("-") for record in _records())
    return {name.lower().replace("_", "-"): version for name, _, version in found}


def _records() -> Iterator[str]:
    # Of two on the path the first is the one that is imported.
    for folder in reversed(sys.path):
        with suppress(PermissionError):
            yield from (name for name in names_in(Path(folder)) if name.endswith(_RECORD))
