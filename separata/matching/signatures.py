"""Signatures: all mentions of one printed name that nothing tells apart; what people are made of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from separata.matching.printed import shown_name
from separata.model import Person, Work
from separata.names import name_key
from separata.text import folded
from separata.worktypes import leading_version

Byline = tuple[str, str]


class Mention(NamedTuple):
    """One author of one paper: the paper's id, the position from 0, the name as printed, what is stated.

    `person` is the id that the paper itself gives. `source` tells lists of authors of one paper
    apart, where several sources print them; two names in one list are two people. `year`, `venue` and
    `topics` are the paper's. `ids` are those under which sources know the bearer (see `sameness.KNOWN_BY`).
    """

    paper: str
    position: int
    name: str
    person: str = ""
    orcid: str = ""
    source: str = ""
    affiliation: str = ""
    year: int = 0
    venue: str = ""
    topics: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def mentions_of(paper: str, work: Work, source: str = "") -> Iterator[Mention]:
    """Yield every author of a work but groups and companies, in order; `paper` is the work's id."""
    version = leading_version(work)
    for position, author in enumerate(work.authors):
        if not author.literal:
            yield Mention(
                paper,
                position,
                author.name,
                author.person,
                author.orcid,
                source,
                affiliation=author.affiliation,
                year=work.issued.year if work.issued else 0,
                venue=version.container if version else "",
                topics=work.topics,
            )


@dataclass(frozen=True, eq=False)
class Signature:
    """Mentions that share a folded name, and a person's id or ORCID if any; bylines are all there are."""

    key: str
    mentions: tuple[Mention, ...]
    persons: frozenset[str]
    orcids: frozenset[str]
    all_bylines: Mapping[Byline, tuple[str, ...]]

    @cached_property
    def names(self) -> Mapping[str, int]:
        """The printed names, in alphabetical order, each with its number of papers."""
        counts = Counter(name for _, name in {(mention.paper, mention.name) for mention in self.mentions})
        return dict(sorted(counts.items()))

    @cached_property
    def name(self) -> str:
        """The printed name that stands for all."""
        return shown_name(self.names)

    @cached_property
    def bylines(self) -> frozenset[Byline]:
        """The lists of authors that name this signature, as pairs of paper and source."""
        return frozenset((mention.paper, mention.source) for mention in self.mentions)

    @cached_property
    def seats(self) -> frozenset[tuple[str, int]]:
        """The papers and positions that this signature is printed in."""
        return frozenset((mention.paper, mention.position) for mention in self.mentions)

    @cached_property
    def handles(self) -> frozenset[str]:
        """What a ruling may call this signature: a person's id, or a name printed or folded."""
        return self.persons | frozenset({self.key, *self.names})

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids under which sources know whoever is printed here."""
        return frozenset(known for mention in self.mentions for known in mention.ids)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of the papers, where any is known."""
        years = [mention.year for mention in self.mentions if mention.year]
        return (min(years), max(years)) if years else None

    @cached_property
    def affiliations(self) -> Mapping[str, str]:
        """The affiliations that papers print, each by its folded form."""
        return _by_folded_form(mention.affiliation for mention in self.mentions)

    @cached_property
    def venues(self) -> Mapping[str, str]:
        """The venues of the papers, each by its folded form."""
        return _by_folded_form(mention.venue for mention in self.mentions)

    @cached_property
    def topics(self) -> Mapping[str, str]:
        """The topics of the papers, each by its folded form."""
        return _by_folded_form(topic for mention in self.mentions for topic in mention.topics)

    @cached_property
    def company(self) -> Mapping[str, int]:
        """The folded names of all co-authors, each with the size of the smallest team shared with."""
        teams = dict[str, int]()
        for byline in sorted(self.bylines):
            keys = self.all_bylines[byline]
            for key in keys:
                teams[key] = min(teams.get(key, len(keys)), len(keys) - 1)
        teams.pop(self.key, None)
        return teams


def _by_folded_form(names: Iterable[str]) -> Mapping[str, str]:
    return {folded(name): name for name in sorted(set(names) - {""}, reverse=True)}


def signatures_of(mentions: Sequence[Mention], known: Sequence[Person]) -> tuple[Signature, ...]:
    """Gather mentions into signatures, in order of folded name.

    Mentions of one folded name are one signature, unless ids or ORCIDs say that several people bear
    it: then each has its own, and what names nobody is a signature by itself. A name that stands
    twice in one list is two people's.
    """
    bearers = _bearers(known)
    by_key = dict[str, list[Mention]]()
    bylines = dict[Byline, list[str]]()
    for mention in sorted(set(mentions)):
        key = name_key(mention.name)
        by_key.setdefault(key, []).append(mention)
        bylines.setdefault((mention.paper, mention.source), []).append(key)
    all_bylines = {byline: tuple(keys) for byline, keys in bylines.items()}
    orcids = {person.id: person.orcid for person in known if person.orcid}
    by_orcid = {orcid: person for person, orcid in sorted(orcids.items())}
    return tuple(
        Signature(
            key=key,
            mentions=tuple(gathered),
            persons=frozenset({label.person} - {""}),
            orcids=frozenset(
                {label.orcid, orcids.get(label.person, ""), *(mention.orcid for mention in gathered)} - {""}
            ),
            all_bylines=all_bylines,
        )
        for key, found in sorted(by_key.items())
        for label, gathered in sorted(_by_label(found, bearers.get(key, ()), by_orcid).items())
    )


class _Label(NamedTuple):
    """What tells bearers of one name apart: a person's id, an ORCID, or a seat in a list."""

    person: str = ""
    orcid: str = ""
    seat: tuple[str, str, int] | tuple[()] = ()


def _bearers(known: Sequence[Person]) -> Mapping[str, tuple[Person, ...]]:
    """Index known people by each of their folded names."""
    bearers = dict[str, dict[str, Person]]()
    for person in sorted(known, key=lambda person: person.id):
        for name in (person.name, *person.names):
            bearers.setdefault(name_key(name), {})[person.id] = person
    return {key: tuple(people.values()) for key, people in bearers.items()}


def _by_label(
    mentions: Sequence[Mention], bearers: Sequence[Person], by_orcid: Mapping[str, str]
) -> dict[_Label, list[Mention]]:
    """Part the mentions of one folded name by what tells its bearers apart."""
    stated = {mention: _stated_label(mention, bearers, by_orcid) for mention in mentions}
    possible = {label for label in stated.values() if label} | {_Label(person.id) for person in bearers}
    only = next(iter(possible)) if len(possible) == 1 else _Label()
    labels = {mention: label or only for mention, label in stated.items()}
    seats = Counter((label, mention.paper, mention.source) for mention, label in labels.items())
    parted = dict[_Label, list[Mention]]()
    for mention, label in labels.items():
        alone = mention.person or seats[label, mention.paper, mention.source] == 1
        seat = (mention.paper, mention.source, mention.position)
        parted.setdefault(label if alone else _Label("", mention.orcid, seat), []).append(mention)
    return parted


def _stated_label(mention: Mention, bearers: Sequence[Person], by_orcid: Mapping[str, str]) -> _Label | None:
    """Return what a mention itself states: a person's id, or an ORCID that is not yet a person's."""
    if person := mention.person or by_orcid.get(mention.orcid, ""):
        return _Label(person)
    if not mention.orcid:
        return None
    if len(bearers) == 1 and not bearers[0].orcid:
        return _Label(bearers[0].id)
    return _Label(orcid=mention.orcid)
