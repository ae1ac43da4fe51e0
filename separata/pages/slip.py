"""Slips: a paper as lists, feeds and files print it, ready to be put in wherever it stands."""

import msgspec


class Slip(msgspec.Struct, frozen=True, array_like=True):
    """What is printed of a paper in more than one place.

    `sheet` is the digest of the sheet that it was made of. `entries` are its entry in a list of one year, at
    the top of the site and one folder down; `exports` stand in the order of `EXPORTERS`. `atom` is the
    element of a feed, and `updated` the date it names; `item` is the same in a JSON Feed. `result` is what
    the search prints, as JSON.
    """

    sheet: bytes
    entries: tuple[str, str]
    exports: tuple[str, ...]
    atom: str
    updated: str
    item: str
    result: str


ROOTS = ("", "../")  # the ways to the top of the site, in the order of a slip's entries
