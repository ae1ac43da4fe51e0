"""The manifest: what the last build wrote, from what each file was made, and why one is stale."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import compress, crc32, decompress

import msgspec

from separata.files import Stamp
from separata.heap import Growing, Heap
from separata.inventory import (
    Columns,
    Inventory,
    Part,
    added,
    columns_of,
    copied,
    rest_in,
    together,
    write_inventory,
)

_PER_PART = 32  # subjects of which a part has about so many: few enough to be written anew for one of them
_AT_HAND = 1 << 10  # parts that a process keeps at a time
_WASTE = 1 << 24  # bytes of parts nobody asks for any more that are not worth copying the others for


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


class _Held(msgspec.Struct, frozen=True, array_like=True):
    """What an item holds: its files in columns, and the template and the hash of the inputs of each."""

    columns: Columns
    made: tuple[tuple[str, bytes], ...]


class _Columns(msgspec.Struct, frozen=True, array_like=True):
    """What an item holds to those who want the columns alone."""

    columns: Columns


class Item(msgspec.Struct, frozen=True, array_like=True):
    """The files of one paper, one person or one kind of page, and the hash of all they were made of.

    The files stay encoded until somebody asks: a large site has millions, of which a build touches few. `slip`
    is where a paper's slip is kept, -1 if there is none; `shown` are the subjects that print the paper besides
    itself, by their names, one a line.
    """

    digest: bytes
    encoded: msgspec.Raw
    slip: int = -1
    shown: str = ""

    @property
    def columns(self) -> Columns:
        """The files in columns."""
        return _columns(self.encoded).columns

    @property
    def urls(self) -> Sequence[str]:
        """The addresses of the files, in the order in which they were planned."""
        return self.columns.each_url()

    @property
    def files(self) -> tuple[Made, ...]:
        """The files, in the order in which they were planned."""
        held = _held(self.encoded)
        rows = zip(held.columns.each_url(), held.made, held.columns.each_stamp(), strict=True)
        return tuple(Made(url, *made, *stamp) for url, made, stamp in rows)


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """All papers and people as a build knew them, in bulk, to find those that differ in the next.

    `common` is the hash of what any subject may be a function of. There are mappings, encoded: `people` on
    record, `shelves` of topics and venues, `extras` of papers by id, `cuts` with the hash of what each subject
    that is cut from a row holds. `ids`, one a line, `hashes` and `near` go through the papers, newest first.
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


class Fresh(Mapping[str, Item]):
    """The items of the subjects that a build has brought up to date; they stay encoded until somebody asks."""

    def __init__(self, encoded: Mapping[str, msgspec.Raw]) -> None:
        self.encoded = encoded

    def __getitem__(self, name: str) -> Item:
        return _item(self.encoded[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.encoded)

    def __len__(self) -> int:
        return len(self.encoded)


class Items:
    """What the last build left of every subject, by a name such as `paper bai2022constitutional`.

    They stand in the parts of an inventory; a part is read when somebody asks for a subject in it. The name of
    a subject alone says in which of them it is.
    """

    def __init__(self, inventory: Inventory, heap: Heap) -> None:
        self.inventory = inventory
        self._heap = heap
        self._part = lru_cache(maxsize=_AT_HAND)(self._read)

    def get(self, name: str) -> Item | None:
        """Return the item of a subject; None if there was no such subject."""
        found = self._encoded(name)
        return None if found is None else _item(found)

    def __contains__(self, name: str) -> bool:
        return self._encoded(name) is not None

    def __len__(self) -> int:
        return sum(part.subjects for part in self.inventory.parts)

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self.inventory.parts)):
            yield from self._part(number)

    def marked(self, marks: frozenset[int]) -> Iterator[tuple[str, Item]]:
        """Yield the subjects that have a file with one of some marks, with their items."""
        if marks.isdisjoint(array("I", self.inventory.marks)):
            return
        for number, found in enumerate(self.inventory.each_marks()):
            if not marks.isdisjoint(array("I", found)):
                items = ((name, _item(found)) for name, found in self._part(number).items())
                yield from (
                    (name, item) for name, item in items if not marks.isdisjoint(item.columns.each_mark())
                )

    def updated(self, changed: Fresh, ended: Collection[str]) -> "Items":
        """Return the items with some that are new or others than before, and without some that were there.

        Only the parts that these are in are written; all, where they have come to be too large or too small.
        """
        count = len(self) - len(ended) + sum(name not in self for name in changed)
        wanted = max(1, count // _PER_PART)
        parts, heap = self.inventory.parts, self.inventory.growing()
        fresh: dict[str, msgspec.Raw | None] = {**changed.encoded, **dict.fromkeys(ended)}
        if wanted / 2 <= len(parts) <= wanted * 2:
            return self._with(self._packed(heap), fresh, heap)
        heap.begin()
        kept = {name: found for number in range(len(parts)) for name, found in self._part(number).items()}
        empty = self.inventory._replace(parts=(Part(),) * wanted, marks=b"")
        return self._with(empty, {**kept, **fresh}, heap)

    def _packed(self, heap: Growing) -> Inventory:
        """Return the inventory, in a new heap if most of what this one holds is of no use any more."""
        if heap.size - self.inventory.used <= max(self.inventory.used, _WASTE):
            return self.inventory
        heap.begin()
        parts = tuple(copied(self._heap, part, heap) for part in self.inventory.parts)
        return self.inventory._replace(parts=parts)

    def _with(self, inventory: Inventory, fresh: Mapping[str, msgspec.Raw | None], heap: Growing) -> "Items":
        """Return the items in an inventory with others in place of those of the same names; None ends one."""
        parts, marks = [*inventory.parts], [*inventory.each_marks()]
        shares: dict[int, list[str]] = defaultdict(list)
        for name in fresh:
            shares[_number(name, len(parts))].append(name)
        for number, names in shares.items():
            before = self._part(number) if parts[number].subjects else {}
            after = {**before, **{name: fresh[name] for name in names}}
            items = {name: item for name, item in after.items() if item is not None}
            columns = together([_item(item).columns for item in items.values()])
            parts[number] = added(heap, columns, _encoded(items), subjects=len(items))
            marks[number] = columns.marks
        now = inventory._replace(parts=tuple(parts), marks=b"".join(marks))
        reading = heap.heap()
        return Items(now._replace(number=heap.number, size=heap.size), reading)

    def _encoded(self, name: str) -> msgspec.Raw | None:
        parts = len(self.inventory.parts)
        return self._part(_number(name, parts)).get(name) if parts else None

    def _read(self, number: int) -> dict[str, msgspec.Raw]:
        part = self.inventory.parts[number]
        return _part(rest_in(self._heap, part)) if part.subjects else {}


def _number(name: str, parts: int) -> int:
    return crc32(name.encode()) % parts


class Manifest(NamedTuple):
    """Every file that is the build's own, by the subject that it belongs to.

    `sources` is the hash of the stamps of all that the build read; empty where they cannot be trusted.
    `catalogue` is the stamp of the catalogue of records that it left, `slips` what it knew of the slips,
    `outline` what it knew of papers and people. `orphans` are files that were about to be removed.
    """

    items: Items
    causes: Causes = Causes()
    sources: bytes = b""
    catalogue: Stamp = Stamp(0, 0)
    slips: Kept = Kept()
    outline: Outline = Outline()
    orphans: tuple[str, ...] = ()


class _Ends(msgspec.Struct, frozen=True, array_like=True):
    """What a manifest has besides its items and sources, of which most is not read."""

    causes: msgspec.Raw
    catalogue: Stamp
    slips: msgspec.Raw
    outline: msgspec.Raw
    orphans: tuple[str, ...]


class _Rest(msgspec.Struct, frozen=True, array_like=True):
    """What a manifest has besides its items and sources."""

    causes: Causes
    catalogue: Stamp
    slips: Kept
    outline: Outline
    orphans: tuple[str, ...]


_part = msgspec.msgpack.Decoder(dict[str, msgspec.Raw]).decode
_item = msgspec.msgpack.Decoder(Item).decode
_held = msgspec.msgpack.Decoder(_Held).decode
_columns = msgspec.msgpack.Decoder(_Columns).decode
_ends = msgspec.msgpack.Decoder(_Ends).decode
_rest = msgspec.msgpack.Decoder(_Rest).decode
_items = msgspec.msgpack.Decoder(tuple[tuple[str, msgspec.Raw], ...]).decode
_reasons = msgspec.msgpack.Decoder(tuple[Reason, ...]).decode
_encoded = msgspec.msgpack.Encoder().encode


def item_of(digest: bytes, files: Sequence[Made], slip: int = -1, shown: str = "") -> Item:
    """Return what the manifest keeps of some files that belong together."""
    columns = columns_of([made.url for made in files], [(made.size, made.changed) for made in files])
    held = _Held(columns, tuple([(made.template, made.inputs) for made in files]))
    return Item(digest, msgspec.Raw(_encoded(held)), slip, shown)


def manifest_of(inventory: Inventory) -> Manifest:
    """Return the manifest of which an inventory is a part."""
    items = Items(inventory, inventory.heap())
    if not inventory.rest:
        return Manifest(items)
    rest = _rest(inventory.rest)
    causes, catalogue, slips, outline, orphans = msgspec.structs.astuple(rest)
    return Manifest(items, causes, inventory.sources, catalogue, slips, outline, orphans)


def left_by(inventory: Inventory) -> tuple[Stamp, tuple[str, ...]]:
    """Return `catalogue` and `orphans` of the manifest of which an inventory is a part, which is not empty.

    Nothing else is read.
    """
    ends = _ends(inventory.rest)
    return ends.catalogue, ends.orphans


def write_manifest(manifest: Manifest) -> None:
    """Keep a manifest for the next build."""
    rest = _encoded((manifest.causes, manifest.catalogue, manifest.slips, manifest.outline, manifest.orphans))
    inventory = manifest.items.inventory._replace(sources=manifest.sources, rest=rest)
    write_inventory(inventory)
    # Nobody knows of other heaps from now on.
    inventory.growing().discard_others()


def packed(items: Iterable[tuple[str, Item]]) -> bytes:
    """Return items and their names as few bytes, which hold for as long as a large site is built."""
    return compress(_encoded(tuple(items)), level=1)


def unpacked(data: Iterable[bytes]) -> "Fresh":
    """Return the items that were packed share by share."""
    return Fresh(dict(item for share in data for item in _items(decompress(share))))


def log_of(reasons: Iterable[Reason]) -> bytes:
    """Return reasons as few bytes: of a large site a build may have millions."""
    return compress(_encoded(tuple(reasons)), level=1)


def reasons_of(log: bytes) -> tuple[Reason, ...]:
    """Return the reasons in a log."""
    return _reasons(decompress(log))


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
