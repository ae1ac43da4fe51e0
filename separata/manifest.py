"""The manifest: what the last build wrote and what each file was a function of; and why one is stale."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from separata.files import Stamp, bytes_of, digest, write

_FORMAT = 6
_SUM = 16  # bytes of the hash before it


class Reason(NamedTuple):
    """Why a file is made anew: its address and the reason in words; and whether it came out otherwise."""

    url: str
    words: str
    differs: bool = False


class Made(msgspec.Struct, frozen=True, array_like=True):
    """One file of the last build: its address, its template, the hash of its inputs, and its stamp."""

    url: str
    template: str
    inputs: bytes
    size: int
    changed: int

    @property
    def stamp(self) -> Stamp:
        """What the disk said of the file when it was written."""
        return Stamp(self.size, self.changed)


class Causes(msgspec.Struct, frozen=True, array_like=True):
    """The hashes of what many files are a function of: the program, the configuration, each template."""

    program: bytes = b""
    site: bytes = b""
    templates: Mapping[str, bytes] = {}


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """Where the slips are kept: the number of their file, its size, and what that was when it was begun."""

    number: int = 0
    size: int = 0
    begun: int = 0


class Item(msgspec.Struct, frozen=True, array_like=True):
    """The files of one paper, one person or one kind of page, and the hash of all they were made of.

    The files stay encoded until somebody asks: a large site has millions, of which a build touches few.
    `places` are their addresses without what stands behind the first dot of a name, in lower case. `slip` is
    where a paper's slip is kept, -1 if there is none; `shown` are the subjects that print the paper besides
    itself, by their names, one a line.
    """

    digest: bytes
    count: int
    places: tuple[str, ...]
    encoded: msgspec.Raw
    slip: int = -1
    shown: str = ""

    @property
    def files(self) -> tuple[Made, ...]:
        """The files, in the order in which they were planned."""
        return _decoded(self.encoded)

    @property
    def stamps(self) -> Iterator[tuple[str, int, int]]:
        """The address, size and time of change of each file."""
        return ((made.url, made.size, made.changed) for made in self.files)


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """All papers and people as a build knew them, in the gross, to find those that differ in the next.

    `common` is the hash of what any subject may be a function of. There are mappings, encoded: `people` by id,
    `shelves` of topics and venues, `extras` of papers by id, `cuts` with the hash of what each subject that is
    cut from a row holds. `ids`, one a line, `hashes` and `near` go through the papers, newest first.
    """

    common: bytes = b""
    people: bytes = b""
    shelves: bytes = b""
    extras: bytes = b""
    cuts: bytes = b""
    years: tuple[int, ...] = ()
    ids: str = ""
    hashes: bytes = b""
    near: bytes = b""


class Manifest(msgspec.Struct, frozen=True, array_like=True):
    """Every file that is the build's own, by what it belongs to, such as `paper bai2022constitutional`.

    `sources` is the hash of the stamps of all that the build read; empty where they cannot be trusted.
    `catalogue` is the stamp of the catalogue of records that it left, `slips` what it knew of the slips,
    `outline` what it knew of papers and people.
    """

    items: dict[str, Item] = {}
    causes: Causes = Causes()
    sources: bytes = b""
    catalogue: tuple[int, int] = (0, 0)
    slips: Kept = Kept()
    outline: Outline = Outline()
    format: int = _FORMAT


_decoded = msgspec.msgpack.Decoder(tuple[Made, ...]).decode
_reasons = msgspec.msgpack.Decoder(tuple[Reason, ...]).decode
_encoded = msgspec.msgpack.Encoder().encode


def item_of(digest: bytes, files: tuple[Made, ...], slip: int = -1, shown: str = "") -> Item:
    """Return what the manifest keeps of some files that belong together."""
    places = tuple(dict.fromkeys(_place(made.url) for made in files))
    return Item(digest, len(files), places, msgspec.Raw(_encoded(files)), slip, shown)


def _place(url: str) -> str:
    folder, slash, name = url.casefold().rpartition("/")
    return folder + slash + name.partition(".")[0]


def log_of(reasons: Sequence[Reason]) -> bytes:
    """Return reasons as few bytes: of a large site a build may have millions."""
    return _encoded(reasons)


def reasons_of(log: bytes) -> tuple[Reason, ...]:
    """Return the reasons in a log."""
    return _reasons(log)


def manifest_path(cache: Path, out: Path) -> Path:
    """Return where the manifest of an output folder is kept: each folder has its own."""
    return cache / f"manifest-{digest(str(out.resolve()).encode()).hex()[:12]}"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; one that is missing, foreign or damaged is as good as none: all is built anew."""
    if not path.is_file():
        return Manifest()
    data = memoryview(bytes_of(path, str(path)))
    if data[:_SUM] != digest(data[_SUM:]):
        return Manifest()
    try:
        manifest = msgspec.msgpack.decode(data[_SUM:], type=Manifest)
    except msgspec.DecodeError:
        return Manifest()
    return manifest if manifest.format == _FORMAT else Manifest()


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep a manifest for the next build."""
    data = _encoded(manifest)
    write(path, digest(data) + data)


def why_stale(template: str, inputs: bytes, known: Made | None, now: Causes, then: Causes) -> str:
    """Return in words why a file is made anew, whatever the disk says; nothing when it need not be.

    A file without a template is a function of the program and its inputs alone.
    """
    if known is None:
        return "new"
    if known.template != template:
        return "made in another way"
    causes = (
        ("the program changed", now.program != then.program),
        ("the site's configuration changed", bool(template) and now.site != then.site),
        ("its template changed", now.templates.get(template) != then.templates.get(template)),
        ("its data changed", inputs != known.inputs),
    )
    return ", ".join(words for words, changed in causes if changed)
