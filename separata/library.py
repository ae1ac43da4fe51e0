"""The library: all papers and people, indexed and consistent."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import neg

import msgspec

from separata.bearers import Bearers, bearers_of
from separata.crews import Bylines, ByPerson, Crews
from separata.identities import Identities, identities_of, namesakes, redirects
from separata.model import Address, Person, Published, Work
from separata.names import namesake, parse_name, read_out
from separata.paper import Paper
from separata.problems import Place, Problem
from separata.renaming import public, renamed, telling_ids, telling_keys, tells_in_key
from separata.rows import Papers, Row, ids_of, row_of
from separata.successions import successions

_AT_HAND = 1 << 11  # people who are but a name that a process keeps at a time
_NO_LINKS: Mapping[str, str] = {}  # one for all who are but a name


class Library(msgspec.Struct, frozen=True):
    """All that a build knows. Papers stand newest first wherever they are listed.

    `bylines` gives, for each paper's id in the order of the papers, the id of the person behind each author, in
    order; a corporate author is a person too. `undated` papers stand under the year 0. People and papers show
    no former name; `printed` gives the work as printed where that differs and may be shown.
    `namesakes` gives the people who publish under the same name as a person, and `undecided` are those
    who are but a name that people on record have. A person's `former_ids` are all ids whose addresses
    lead there, and so are a paper's; `vacant` are ids of people of whom nobody is left, `gone` are ids of
    papers that are not on record any more.
    """

    papers: Papers
    people: "Everybody"
    crews: Crews
    bylines: Bylines
    by_person: ByPerson
    by_year: Mapping[int, Papers]
    printed: Mapping[str, Work] = {}
    namesakes: Mapping[str, tuple[str, ...]] = {}
    undecided: frozenset[str] = frozenset()
    vacant: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


class Everybody(Mapping[str, Person]):
    """The people on record, and those who are but a name, who are made when somebody asks for them; by id.

    `own` has the names of the latter as printed, `former` the ids that people had before, of those who had any.
    A name in which a comma tells the family name is read out, but for those of groups in the `crews`.
    """

    def __init__(
        self,
        on_record: Mapping[str, Person],
        own: Mapping[str, str],
        former: Mapping[str, Sequence[str]],
        crews: Crews,
    ) -> None:
        self._crews = crews
        self.on_record = {id: self._read_out(person) for id, person in on_record.items()}
        self.own = own
        self.former = {id: tuple(ids) for id, ids in former.items() if id}
        self._namely = lru_cache(maxsize=_AT_HAND)(self._made)

    def __getitem__(self, id: str) -> Person:
        return self.on_record[id] if id in self.on_record else self._namely(id)

    def _made(self, id: str) -> Person:
        return self._read_out(Person(id, self.own[id], links=_NO_LINKS, former_ids=self.former.get(id, ())))

    def _read_out(self, person: Person) -> Person:
        if "," not in person.name or person.id in self._crews.corporate:
            return person
        name, family = read_out(person.name), parse_name(person.name).full_family
        told = person.family or ("" if parse_name(name).full_family == family else family)
        return msgspec.structs.replace(person, name=name, family=told)

    @property
    def parted(self) -> tuple[str, ...]:
        """The ids of groups that have but a name, and a comma in it, which is not read out; sorted."""
        return tuple(sorted(id for id in self._crews.corporate if "," in self.own.get(id, "")))

    def __contains__(self, id: object) -> bool:
        return id in self.on_record or id in self.own

    def __iter__(self) -> Iterator[str]:
        return chain(self.on_record, self.own)

    def __len__(self) -> int:
        return len(self.on_record) + len(self.own)


def library_of(
    papers: Sequence[Paper],
    people: Sequence[Person],
    addresses: Sequence[Address] = (),
    published: Sequence[Published] = (),
    *,
    identify: Callable[[Row, Bearers], Identities] = identities_of,
) -> tuple[Library, tuple[Problem, ...]]:
    """Index papers and people, and tell what does not fit together.

    A library with problems is whole all the same: an author whose person is missing stands as a
    person of that name. `identify` may know by other means what `identities_of` would find.
    """
    bearers = bearers_of(people, addresses)
    ordered = row_of(papers)
    problems = (*_repeated(papers), *_clashing(people), *_unknown(ordered, bearers), *telling_ids(people))
    identities = identify(ordered, bearers)
    ordered, gone = _with_former_ids(ordered, published, bearers)
    crews = Crews(ordered, identities.seating)
    shown, printed = renamed(crews, bearers)
    leads = redirects(addresses, identities, crews, bearers)
    numbered = bool(identities.numbered) or any(map(_is_numbered, map(public, bearers.people.values())))
    if numbered:
        shown, printed = _unnumbered(shown), {id: _unnumbered_work(work) for id, work in printed.items()}
    seated = Crews(shown, identities.seating)
    library = Library(
        papers=shown.papers,
        people=_everybody(bearers, identities, leads, seated, numbered=numbered),
        crews=seated,
        bylines=Bylines(seated),
        by_person=ByPerson(seated),
        by_year=dict(_by_year(shown)),
        printed=printed,
        namesakes=namesakes(identities, bearers),
        undecided=frozenset(identities.by_key[key] for key in identities.by_key.keys() & bearers.by_key.keys()),
        vacant=tuple(id for id, person in leads.items() if not person),
        gone=gone,
    )
    return library, (*problems, *telling_keys(crews, bearers.people))


def _with_former_ids(row: Row, published: Sequence[Published], bearers: Bearers) -> tuple[Row, tuple[str, ...]]:
    """Return the papers with all ids whose addresses lead to them, and the ids that lead nowhere.

    Ids that tell a name which somebody has given up, and the addresses with it, are left out.
    """
    leads = successions(published, row.papers)
    quiet = [person for person in bearers.people.values() if person.give_up_addresses]
    more: dict[str, list[str]] = defaultdict(list)
    for former, paper in leads.items():
        if not any(tells_in_key(former, person) for person in quiet):
            more[paper].append(former)
    led = [row.positions[paper] for paper in more if paper]
    led += compress(range(len(row)), row.columns.former_ids) if quiet else ()
    others = {at: _led_to(paper, more[paper.id], quiet) for at in led for paper in [row.paper(at)]}
    return row.with_others(others), tuple(more[""])


def _led_to(paper: Paper, more: Sequence[str], quiet: Sequence[Person]) -> Paper:
    return paper.with_former_ids(
        tuple(
            id
            for id in dict.fromkeys((*paper.former_ids, *more))
            if not any(tells_in_key(id, person) for person in quiet)
        )
    )


def _everybody(
    bearers: Bearers, identities: Identities, leads: Mapping[str, str], crews: Crews, *, numbered: bool
) -> Everybody:
    """Return the people on record and those who are but a name, as pages may show them.

    What is `numbered` loses the numbers by which DBLP tells namesakes apart: they are no part of a name.
    """
    former: dict[str, list[str]] = defaultdict(list)
    for known, person in leads.items():
        former[person].append(known)
    on_record = {
        id: msgspec.structs.replace(public(person), former_ids=tuple(former.get(id, ())))
        for id, person in bearers.people.items()
    }
    if not numbered:
        return Everybody(on_record, identities.own, former, crews)
    own = {**identities.own, **{id: namesake(identities.own[id])[0] for id in identities.numbered}}
    return Everybody({id: _unnumbered_person(one) for id, one in on_record.items()}, own, former, crews)


def _by_year(row: Row) -> Iterator[tuple[int, Papers]]:
    """Yield each year with its papers; 0 is that of undated ones."""
    firsts, start = row.columns.firsts, 0
    while start < len(row):
        year = firsts[start] // 10000
        stop = bisect_right(firsts, -10000 * year, start, key=neg)
        yield year, row.papers[start:stop]
        start = stop


def _unknown(row: Row, bearers: Bearers) -> Iterable[Problem]:
    """Tell of authors whose paper names a person who is not on record."""
    for at in compress(range(len(row)), row.columns.said):
        for author in row.columns.said[at]:
            if author.person and author.person not in bearers.people and author.person not in bearers.former:
                hint = f"add content/people/{author.person}.yaml, or take 'person' out"
                message = f"author '{author.name}' names the person '{author.person}', who is not on record"
                yield Problem(row.paper(at).place, message, hint)


def _repeated(papers: Sequence[Paper]) -> Iterable[Problem]:
    """Tell of ids and former ids that two papers claim."""
    ids = [*ids_of(papers)]
    if len(set(ids)) == len(ids):
        return
    first: dict[str, Place] = {}
    for paper in sorted(papers, key=lambda paper: (paper.place, paper.id)):
        for known in (paper.id, *paper.former_ids):
            if known in first:
                yield Problem(paper.place, f"the id '{known}' is already that of the paper at {first[known]}")
            first.setdefault(known, paper.place)


def _clashing(people: Sequence[Person]) -> Iterable[Problem]:
    """Tell of people who claim one ORCID iD or one id."""
    first: dict[str, Place] = {}
    for person in sorted(people, key=lambda person: person.place):
        for known in (person.id, *person.former_ids, *([person.orcid] if person.orcid else [])):
            if known in first:
                yield Problem(person.place, f"'{known}' is already that of the person at {first[known]}")
            first.setdefault(known, person.place)


def _is_numbered(person: Person) -> bool:
    return any(name[-1:].isdigit() for name in (person.name, *person.names))


def _unnumbered(row: Row) -> Row:
    """Return papers without the numbers by which DBLP tells namesakes apart."""
    names = map(row.columns.names, range(len(row)))
    found = [at for at, those in enumerate(names) if any(name[-1:].isdigit() for name in those)]
    return row.with_others({at: _unnumbered_paper(row.paper(at)) for at in found})


def _unnumbered_paper(paper: Paper) -> Paper:
    work = _unnumbered_work(paper.work)
    return paper if work is paper.work else paper.with_work(work)


def _unnumbered_work(work: Work) -> Work:
    if not any(namesake(author.name)[1] for author in work.authors):
        return work
    plain = tuple(msgspec.structs.replace(author, name=namesake(author.name)[0]) for author in work.authors)
    return msgspec.structs.replace(work, authors=plain)


def _unnumbered_person(person: Person) -> Person:
    if not any(namesake(name)[1] for name in (person.name, *person.names)):
        return person
    names = tuple(dict.fromkeys(namesake(name)[0] for name in person.names))
    return msgspec.structs.replace(person, name=namesake(person.name)[0], names=names)
