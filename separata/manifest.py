"""The manifest: what the last build wrote and what each file was a function of; and what is stale."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from separata.files import Stamp, bytes_of, digest, write

_FORMAT = 2


class Reason(NamedTuple):
    """Why a file is made anew: its address and the reason in words."""

    url: str
    words: str


class Made(msgspec.Struct, frozen=True, array_like=True):
    """One file of the last build: a hash for each thing it was made from, its own hash, its stamp.

    `causes` are in the order of the fingerprint's parts; `output` is empty while a file is promised
    but not known to be written.
    """

    causes: tuple[bytes, ...]
    output: bytes = b""
    size: int = 0
    changed: int = 0


class Manifest(msgspec.Struct, frozen=True, array_like=True):
    """Every file that is the build's own, by its address from the top of the site.

    `sources` is the hash of the stamps of all that the build read; empty where they cannot be trusted.
    """

    made: Mapping[str, Made]
    sources: bytes = b""
    format: int = _FORMAT


class Fingerprint(NamedTuple):
    """The hashes of all that a file is a function of, and the words for each when it changes."""

    causes: tuple[bytes, ...]
    words: tuple[str, ...]


def manifest_path(cache: Path, out: Path) -> Path:
    """Return where the manifest of an output folder is kept: each folder has its own."""
    return cache / f"manifest-{digest(str(out.resolve()).encode()).hex()[:12]}"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; one that is missing, foreign or damaged is as good as none: all is built anew."""
    if not path.is_file():
        return Manifest({})
    try:
        manifest = msgspec.msgpack.decode(bytes_of(path, str(path)), type=Manifest)
    except msgspec.DecodeError:
        return Manifest({})
    return manifest if manifest.format == _FORMAT else Manifest({})


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep a manifest for the next build."""
    write(path, msgspec.msgpack.encode(manifest))


def stale(wanted: Mapping[str, Fingerprint], before: Manifest, intact: Iterable[str]) -> tuple[Reason, ...]:
    """Return the files to make anew, each with its reason, in the order wanted.

    `intact` are the addresses whose file in the output is still as the last build left it.
    """
    whole = frozenset(intact)
    reasons = []
    for url, fingerprint in wanted.items():
        known = before.made.get(url)
        if known is None:
            reasons.append(Reason(url, "new"))
        elif words := _changed(fingerprint, known):
            reasons.append(Reason(url, words))
        elif url not in whole:
            reasons.append(Reason(url, "missing from the site, or changed there"))
    return tuple(reasons)


def _changed(fingerprint: Fingerprint, known: Made) -> str:
    """Return in words which causes differ; nothing when none does."""
    if len(fingerprint.causes) != len(known.causes):
        return "made in another way"
    pairs = zip(fingerprint.causes, known.causes, fingerprint.words, strict=True)
    return ", ".join(words for now, then, words in pairs if now != then)


def is_intact(known: Made, now: Stamp | None) -> bool:
    """Tell whether a file's stamp is the one that the build noted when it wrote the file."""
    return bool(known.output) and now == Stamp(known.size, known.changed)
