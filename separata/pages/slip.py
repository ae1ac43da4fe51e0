"""Slips: what is printed of a paper in lists, feeds and files, ready to be put in wherever the paper stands."""

from typing import NoReturn

import msgspec

_PRINTED = "in an entry `root` can only be printed"
_WAY = "\0"  # stands in an entry for the way to the top of the site: a sign that no page can hold


class Way:
    """What an entry sees as the way to the top of the site, when it is printed for pages in any folder.

    As nobody knows the way yet, it can only be printed: what asks more of it fails.
    """

    def __html__(self) -> str:
        return _WAY

    def __str__(self) -> str:
        return _WAY

    def __bool__(self) -> NoReturn:
        raise TypeError(_PRINTED)

    def __eq__(self, _: object) -> NoReturn:
        raise TypeError(_PRINTED)

    def __hash__(self) -> NoReturn:
        raise TypeError(_PRINTED)


class Slip(msgspec.Struct, frozen=True, array_like=True):
    """What is printed of a paper in more than one place.

    `sheet` is the digest of the sheet that it was made of. `entry` is its entry in a list of one year, which
    `entry_at` gives for a page; `exports` stand in the order of `EXPORTERS`. `atom` is the element of a feed,
    and `updated` the date it names; `item` is the same in a JSON Feed. `result` is what the search prints, as
    JSON. All stand as they go into files, in UTF-8: most is only put there, and need not become text.
    """

    sheet: bytes
    entry: bytes
    exports: tuple[bytes, ...]
    atom: bytes
    updated: str
    item: bytes
    result: bytes

    def entry_at(self, root: str) -> bytes:
        """Return the entry for a page with a way to the top of the site."""
        return self.entry.replace(_WAY.encode(), root.encode())
