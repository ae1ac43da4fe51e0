"""The library: all papers and people, indexed and consistent."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from operator import attrgetter

import msgspec

from separata.bearers import Bearers, bearers_of
from separata.identities import Identities, identities_of, namesakes, redirects
from separata.model import Address, Paper, Person, Published, Work
from separata.names import namesake
from separata.problems import Place, Problem
from separata.renaming import public, renamed, telling_ids, telling_keys, tells_in_key
from separata.successions import successions

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

    papers: tuple[Paper, ...]
    people: Mapping[str, Person]
    bylines: Mapping[str, tuple[str, ...]]
    by_person: Mapping[str, tuple[Paper, ...]]
    by_year: Mapping[int, tuple[Paper, ...]]
    printed: Mapping[str, Work] = {}
    namesakes: Mapping[str, tuple[str, ...]] = {}
    undecided: frozenset[str] = frozenset()
    vacant: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def library_of(
    papers: Sequence[Paper],
    people: Sequence[Person],
    addresses: Sequence[Address] = (),
    published: Sequence[Published] = (),
    *,
    identify: Callable[[Sequence[Paper], Bearers], Identities] = identities_of,
) -> tuple[Library, tuple[Problem, ...]]:
    """Index papers and people, and tell what does not fit together.

    A library with problems is whole all the same: an author whose person is missing stands as a
    person of that name. `identify` may know by other means what `identities_of` would find.
    """
    bearers = bearers_of(people, addresses)
    # Of papers with one id, which is a problem, the last one stands for all.
    ordered = _newest_first({paper.id: paper for paper in papers}.values())
    problems = (*_repeated(papers), *_clashing(people), *_unknown(ordered, bearers), *telling_ids(people))
    identities = identify(ordered, bearers)
    ordered, gone = _with_former_ids(ordered, published, bearers)
    shown, printed = renamed(ordered, identities.bylines, bearers)
    leads = redirects(addresses, identities, bearers)
    library = Library(
        papers=shown,
        people=_everybody(bearers, identities, leads),
        bylines=identities.bylines,
        by_person=_by_person(shown, identities.bylines.values()),
        by_year=_by_year(shown),
        printed=printed,
        namesakes=namesakes(identities, bearers),
        undecided=frozenset(identities.by_key[key] for key in identities.by_key.keys() & bearers.by_key.keys()),
        vacant=tuple(id for id, person in leads.items() if not person),
        gone=gone,
    )
    return without_numbers(library), (*problems, *telling_keys(ordered, identities.bylines, bearers.people))


def _with_former_ids(
    papers: tuple[Paper, ...], published: Sequence[Published], bearers: Bearers
) -> tuple[tuple[Paper, ...], tuple[str, ...]]:
    """Return the papers with all ids whose addresses lead to them, and the ids that lead nowhere.

    Ids that tell a name which somebody has given up, and the addresses with it, are left out.
    """
    leads = successions(published, papers)
    quiet = [person for person in bearers.people.values() if person.give_up_addresses]
    if not leads and not quiet:
        return papers, ()
    more: dict[str, list[str]] = defaultdict(list)
    for former, paper in leads.items():
        if not any(tells_in_key(former, person) for person in quiet):
            more[paper].append(former)
    return tuple(_led_to(paper, more[paper.id], quiet) for paper in papers), tuple(more[""])


def _led_to(paper: Paper, more: Sequence[str], quiet: Sequence[Person]) -> Paper:
    former = tuple(
        id
        for id in dict.fromkeys((*paper.former_ids, *more))
        if not any(tells_in_key(id, person) for person in quiet)
    )
    return paper if former == paper.former_ids else paper.with_former_ids(former)


def _everybody(bearers: Bearers, identities: Identities, leads: Mapping[str, str]) -> dict[str, Person]:
    """Return the people on record and those who are but a name, as pages may show them."""
    former: dict[str, list[str]] = defaultdict(list)
    for known, person in leads.items():
        former[person].append(known)
    on_record = {
        id: msgspec.structs.replace(public(person), former_ids=tuple(former.get(id, ())))
        for id, person in bearers.people.items()
    }
    own = {id: Person(id, name, links=_NO_LINKS) for id, name in identities.own.items()}
    for id in own.keys() & former.keys():
        own[id] = msgspec.structs.replace(own[id], former_ids=tuple(former[id]))
    return {**on_record, **own}


def newest_first(paper: Paper) -> tuple[int, int, int, str]:
    """Return the key that sorts papers by first public date, newest first, then by id; undated come last."""
    year, month, day = paper.card.issued or (0, 0, 0)
    return -year, -month, -day, paper.id


def _newest_first(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return papers as that key sorts them; sorting twice by ready keys is quicker where they are many."""
    by_id = sorted(papers, key=attrgetter("id"))
    return tuple(sorted(by_id, key=attrgetter("card.first"), reverse=True))


def _by_person(papers: Iterable[Paper], bylines: Iterable[tuple[str, ...]]) -> dict[str, tuple[Paper, ...]]:
    found: dict[str, list[Paper]] = defaultdict(list)
    for paper, byline in zip(papers, bylines, strict=True):
        for person in byline if len(set(byline)) == len(byline) else dict.fromkeys(byline):
            found[person].append(paper)
    return {person: tuple(papers) for person, papers in found.items()}


def _by_year(papers: Sequence[Paper]) -> dict[int, tuple[Paper, ...]]:
    """Return the papers of each year; all papers stand newest first."""
    counts = Counter([paper.card.year for paper in papers])
    rest = iter(papers)
    return {year: tuple(islice(rest, count)) for year, count in counts.items()}


def _unknown(papers: Sequence[Paper], bearers: Bearers) -> Iterable[Problem]:
    """Tell of authors whose paper names a person who is not on record."""
    for paper in [paper for paper in papers if paper.card.said]:
        for author in paper.card.said:
            if author.person and author.person not in bearers.people and author.person not in bearers.former:
                hint = f"add content/people/{author.person}.yaml, or take 'person' out"
                message = f"author '{author.name}' names the person '{author.person}', who is not on record"
                yield Problem(paper.place, message, hint)


def _repeated(papers: Sequence[Paper]) -> Iterable[Problem]:
    """Tell of ids and former ids that two papers claim."""
    ids = [known for paper in papers for known in (paper.id, *paper.former_ids)]
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


def without_numbers(library: Library) -> Library:
    """Return a library without the numbers by which DBLP tells namesakes apart: they are no part of a name."""
    if not any(
        name[-1:].isdigit() for person in library.people.values() for name in (person.name, *person.names)
    ):
        return library
    papers = {paper.id: _unnumbered_paper(paper) for paper in library.papers}
    people = {id: _unnumbered_person(person) for id, person in library.people.items()}
    return msgspec.structs.replace(
        library,
        papers=tuple(papers.values()),
        people=people,
        by_person={id: tuple(papers[paper.id] for paper in found) for id, found in library.by_person.items()},
        by_year={year: tuple(papers[paper.id] for paper in found) for year, found in library.by_year.items()},
        printed={id: _unnumbered_work(work) for id, work in library.printed.items()},
    )


def _unnumbered_paper(paper: Paper) -> Paper:
    if not any(name[-1:].isdigit() for name in paper.card.names):
        return paper
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
