"""Keeping slips: each is made with the paper's own page, and read wherever else the paper is printed.

A slip is a function of the paper's sheet, the site's configuration, the template of entries and the
program. Most papers stand in many lists, and a large site has more slips than memory should hold, so they
are kept on disk, also for the next build.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from separata.config import SiteConfig
from separata.exporters import atom, jsonfeed
from separata.heap import Pile
from separata.manifest import Kept
from separata.pages import feed, search
from separata.pages.sheet import Line, Sheet, exports_of
from separata.pages.slip import Slip, Way

NOWHERE = -1

_AT_HAND = 1 << 8  # slips that a process keeps at a time
_WASTE = 1 << 24  # bytes of slips nobody asks for any more that are not worth making the others anew for


class Slips:
    """The slips of an output folder: those that the last build left, if they hold, and those made since.

    `places` tells where the slip of a paper stands, if it was there before.
    """

    def __init__(self, folder: Path, name: str, before: Kept, *, places: Callable[[str], int]) -> None:
        self._pile = Pile(folder, name, before.number)
        self._before = before
        self._fresh: dict[str, int] = {}
        self._at_hand: dict[bytes, Slip] = {}
        self._places = places
        self.stand = 0 < before.size <= self._pile.size and before.size - 2 * before.begun <= _WASTE
        if not self.stand:
            self._pile.begin()

    def learn(self, places: Mapping[str, int]) -> None:
        """Take note of where the slips of some papers stand that were made since, also in other processes."""
        self._fresh |= places

    def place(self, paper: str) -> int:
        """Return where the slip of a paper stands, `NOWHERE` if there is none."""
        known = self._fresh.get(paper, NOWHERE)
        return self._places(paper) if known == NOWHERE and self.stand else known

    def of(self, sheet: Sheet) -> Slip | None:
        """Return the slip that was made of a sheet; None where there is none."""
        # A page and the files beside it ask for the same slips again and again.
        slip = self._at_hand.get(sheet.digest)
        if not slip and (place := self.place(sheet.id)) != NOWHERE:
            slip = self._slip_at(place)
            if not slip or slip.sheet != sheet.digest:
                return None
            self._hold(slip)
        return slip

    def before(self, paper: str) -> Slip | None:
        """Return the slip of a paper that the last build left; None where there is none that holds."""
        place = self._places(paper) if self.stand else NOWHERE
        return self._slip_at(place) if place != NOWHERE else None

    def add(self, paper: str, slip: Slip) -> None:
        """Keep the slip of a paper."""
        self._fresh[paper] = self._pile.add(_encoded(slip))
        self._hold(slip)

    def kept(self) -> Kept:
        """Return what the next build must know."""
        size = self._pile.size
        return Kept(self._pile.number, size, self._before.begun if self.stand else size)

    def close(self) -> None:
        """Close the file."""
        self._pile.close()

    def discard_others(self) -> None:
        """Delete what earlier builds left and nobody knows of any more."""
        self._pile.discard_others()

    def _hold(self, slip: Slip) -> None:
        if len(self._at_hand) == _AT_HAND:
            self._at_hand.clear()
        self._at_hand[slip.sheet] = slip

    def _slip_at(self, place: int) -> Slip | None:
        part = self._pile.part(place)
        return None if part is None else _decoded(part)


def slip_of(sheet: Sheet, site: SiteConfig, printed: Callable[[Line, Way], bytes]) -> Slip:
    """Make the slip of a sheet; `printed` prints an entry for a page with a way to the top of the site."""
    line, cited = Line(sheet, in_year=True), sheet.cited
    told = feed.entry_of(cited, site.base_url)
    return Slip(
        sheet.digest,
        printed(line, Way()),
        exports_of(cited),
        atom.written(told),
        atom.updated_of(told),
        jsonfeed.written(told),
        search.result_of(sheet),
    )


_encoded = msgspec.msgpack.Encoder().encode
_decoded = msgspec.msgpack.Decoder(Slip).decode
