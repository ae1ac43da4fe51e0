"""The library: all papers and people, indexed and consistent."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from separata.model import Author, Paper, Person
from separata.names import name_key, namesake
from separata.problems import Place, Problem
from separata.text import slug


class Library(msgspec.Struct, frozen=True):
    """All that a build knows. Papers stand newest first wherever they are listed.

    `bylines` gives, for each paper's id, the id of the person behind each author, in order; a
    corporate author is a person too. `undated` papers stand under the year 0.
    """

    papers: tuple[Paper, ...]
    people: Mapping[str, Person]
    bylines: Mapping[str, tuple[str, ...]]
    by_person: Mapping[str, tuple[Paper, ...]]
    by_year: Mapping[int, tuple[Paper, ...]]


class Names(msgspec.Struct, frozen=True):
    """Which people a name may be: every name of every person on record, by `name_key`."""

    people: Mapping[str, Person]
    by_key: Mapping[str, tuple[str, ...]]


def names_of(people: Iterable[Person]) -> Names:
    """Index the people on record by the names they are published under."""
    by_id = {person.id: person for person in people}
    by_key: dict[str, list[str]] = defaultdict(list)
    for person in by_id.values():
        for key in dict.fromkeys(name_key(name) for name in (person.name, *person.names)):
            by_key[key].append(person.id)
    return Names(by_id, {key: tuple(sorted(ids)) for key, ids in by_key.items()})


def person_behind(author: Author, names: Names) -> str | tuple[str, ...]:
    """Return the id of the person an author is, or the ids among which the record must choose.

    The record's own word comes first, then the people on record with that name; a name that nobody
    on record has is a person of its own, whose id is the name's slug.
    """
    if author.person:
        return author.person
    found = names.by_key.get(name_key(author.name), ())
    if len(found) == 1:
        return found[0]
    if found:
        return found
    own = slug(author.name) or "anonymous"
    return f"{own}-2" if own in names.people else own


def library_of(papers: Sequence[Paper], people: Sequence[Person]) -> tuple[Library, tuple[Problem, ...]]:
    """Index papers and people, and tell what does not fit together.

    A library with problems is whole all the same: an author whose person is in doubt or missing
    stands as a person of that name.
    """
    problems = [*_repeated(papers), *_clashing(people)]
    names = names_of(people)
    bylines: dict[str, tuple[str, ...]] = {}
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    by_person: dict[str, list[Paper]] = defaultdict(list)
    by_year: dict[int, list[Paper]] = defaultdict(list)
    ordered = tuple(sorted(papers, key=newest_first))
    for paper in ordered:
        byline = []
        for author in paper.work.authors:
            person = person_behind(author, names)
            if isinstance(person, tuple) or (author.person and person not in names.people):
                problems.append(_unknown(paper, author, person))
                person = slug(author.name) or "anonymous"
            byline.append(person)
            printed[person][author.name] += 1
        bylines[paper.id] = tuple(byline)
        for person in dict.fromkeys(byline):
            by_person[person].append(paper)
        by_year[paper.work.issued.year if paper.work.issued else 0].append(paper)
    everybody = {
        person: names.people.get(person) or Person(person, _usual(counts)) for person, counts in printed.items()
    }
    library = Library(
        papers=ordered,
        people={**names.people, **everybody},
        bylines=bylines,
        by_person={person: tuple(found) for person, found in by_person.items()},
        by_year={year: tuple(by_year[year]) for year in sorted(by_year, reverse=True)},
    )
    return without_numbers(library), tuple(problems)


def newest_first(paper: Paper) -> tuple[int, int, int, str]:
    """Return the key that sorts papers by first public date, newest first, then by id; undated come last."""
    year, month, day = paper.work.issued or (0, 0, 0)
    return -year, -month, -day, paper.id


def _usual(counts: Mapping[str, int]) -> str:
    """Return the printing that most papers have; of equals one with marks on its letters."""
    return min(counts, key=lambda name: (-counts[name], name.isascii(), name))


def _unknown(paper: Paper, author: Author, person: str | tuple[str, ...]) -> Problem:
    if isinstance(person, tuple):
        hint = f"say which: {{name: {author.name}, person: {person[0]}}}"
        return Problem(paper.place, f"'{author.name}' may be {' or '.join(person)}", hint)
    hint = f"add content/people/{person}.yaml, or take 'person' out"
    return Problem(
        paper.place, f"author '{author.name}' names the person '{person}', who is not on record", hint
    )


def _repeated(papers: Sequence[Paper]) -> Iterable[Problem]:
    """Tell of ids and former ids that two papers claim."""
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
    return msgspec.structs.replace(
        library,
        papers=tuple(map(_unnumbered_paper, library.papers)),
        people={id: _unnumbered_person(person) for id, person in library.people.items()},
        by_person={id: tuple(map(_unnumbered_paper, papers)) for id, papers in library.by_person.items()},
        by_year={year: tuple(map(_unnumbered_paper, papers)) for year, papers in library.by_year.items()},
    )


def _unnumbered_paper(paper: Paper) -> Paper:
    authors = paper.work.authors
    if not any(namesake(author.name)[1] for author in authors):
        return paper
    plain = tuple(msgspec.structs.replace(author, name=namesake(author.name)[0]) for author in authors)
    return msgspec.structs.replace(paper, work=msgspec.structs.replace(paper.work, authors=plain))


def _unnumbered_person(person: Person) -> Person:
    if not any(namesake(name)[1] for name in (person.name, *person.names)):
        return person
    names = tuple(dict.fromkeys(namesake(name)[0] for name in person.names))
    return msgspec.structs.replace(person, name=namesake(person.name)[0], names=names)
