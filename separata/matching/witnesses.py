"""Witnesses: what the sources of a paper say of its authors beside what its record prints."""

from collections.abc import Container, Iterator, Sequence

from separata.matching.claims import in_order
from separata.matching.seats import only_seat, seats
from separata.matching.signatures import Mention
from separata.model import Claim
from separata.names import name_key


def witnessed(
    mentions: Sequence[Mention], claims: Sequence[Claim], printed: Container[str]
) -> Iterator[Mention]:
    """Yield the mentions of one paper's record, with the ids that its sources know their bearers by.

    After them come other names that sources print in the same places, each as a mention of its source: only
    those that stand in `printed`, the names (`name_key`) of all records, since nothing else is told by them.
    """
    names = [mention.name for mention in mentions]
    own = {name_key(name) for name in names}
    ids: list[dict[str, None]] = [{} for _ in mentions]
    others = dict[Mention, None]()
    for claim in in_order(claims):
        if claim.profile and (at := only_seat(names, claim.profile)) >= 0:
            ids[at][f"profile:{claim.profile}"] = None
        for at, name, known in _seated(names, claim):
            if known:
                ids[at][known] = None
            if (key := name_key(name)) not in own and key in printed:
                seat = mentions[at]
                others[Mention(seat.paper, seat.position, name, source=str(claim.place), year=seat.year)] = None
    yield from (mention._replace(ids=tuple(ids[at])) for at, mention in enumerate(mentions))
    yield from others


def _seated(names: Sequence[str], claim: Claim) -> Iterator[tuple[int, str, str]]:
    """Yield each clear place of a list with the name that a source prints there and its id for the bearer."""
    authors = claim.work.authors
    known = claim.author_ids or ("",) * len(authors)
    people = [(author.name, id) for author, id in zip(authors, known, strict=True) if not author.literal]
    places = seats(names, [name for name, _ in people])
    yield from ((at, *person) for at, person in zip(places, people, strict=True) if at >= 0)
