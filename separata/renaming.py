"""Renaming: whoever has given up a name is shown under the present one alone."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from separata.bearers import Bearers
from separata.crews import Crews
from separata.model import Author, Person, Work
from separata.names import name_key, parse_name
from separata.paper import Paper
from separata.problems import Problem, warning
from separata.rows import Row
from separata.text import slug


def public(person: Person) -> Person:
    """Return what pages may know of a person: no former name, and no reason that mentions one."""
    if not person.former_names:
        return person
    keys = _keys(person)
    return msgspec.structs.replace(
        person,
        names=tuple(name for name in person.names if name_key(name) not in keys),
        because=tuple(words for words in person.because if not any(key in name_key(words) for key in keys)),
        former_names=(),
        rename_papers=False,
        give_up_addresses=False,
    )


def _keys(person: Person) -> frozenset[str]:
    return frozenset(map(name_key, person.former_names))


def tells_former_name(id: str, person: Person) -> bool:
    """Tell whether an id has a word of the person's former names that the present ones do not have."""
    present = _slug_words(
        (person.name, *(name for name in person.names if name_key(name) not in _keys(person)))
    )
    return bool((_slug_words(person.former_names) - present) & set(id.split("-")))


def _slug_words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in slug(name).split("-")} - {""}


def tells_in_key(paper: str, person: Person) -> bool:
    """Tell whether a paper's id, such as `sackville2019engines`, is made of a former name of a person."""
    present = {_opening(name) for name in (person.name, *public(person).names)}
    return tells_former_name(paper, person) or any(
        paper.startswith(former) and not paper[len(former) : len(former) + 1].isalpha()
        for former in {_opening(name) for name in person.former_names} - present - {""}
    )


def _opening(name: str) -> str:
    """Return how ids of papers by somebody of that name begin."""
    return slug(parse_name(name).family).replace("-", "")


def telling_ids(people: Iterable[Person]) -> Iterable[Problem]:
    """Tell of people whose address is made of a name that they have given up."""
    for person in people:
        if person.former_names and tells_former_name(person.id, person):
            hint = f"rename the file to {slug(person.name)}.yaml; the old address leads there after an ingest"
            yield Problem(person.place, f"the id '{person.id}' is made of a former name", hint)


def telling_keys(crews: Crews, people: Mapping[str, Person]) -> Iterable[Problem]:
    """Warn of papers whose id is made of a name that its author asks to have replaced on papers, too."""
    asking = {id: person for id, person in people.items() if person.rename_papers}
    for at in _written(crews, asking):
        paper = crews.row.paper(at)
        if any(id in asking and tells_in_key(paper.id, asking[id]) for id in crews.byline(at)):
            hint = "give its record another id; the old address leads there after an ingest, or is given up"
            yield warning(paper.place, f"the id '{paper.id}' is made of a former name", hint)


def _written(crews: Crews, people: Iterable[str]) -> list[int]:
    """Return the positions of the papers of some people, newest first."""
    return sorted({at for person in people for at in crews.written(person)})


def renamed(crews: Crews, bearers: Bearers) -> tuple[Row, dict[str, Work]]:
    """Return papers with present names for former ones, and the works as printed where that is not the same.

    In a work as printed the names stand that its authors have not asked to have replaced there too.
    """
    former = {id: person for id, person in bearers.people.items() if person.former_names}
    shown: dict[int, Paper] = {}
    printed: dict[str, Work] = {}
    for at in _written(crews, former):
        paper, byline = crews.row.paper(at), crews.byline(at)
        concerned = {id: former[id] for id in byline if id in former}
        asking = {id: person for id, person in concerned.items() if person.rename_papers}
        work = _with_present_names(paper.work, byline, concerned)
        as_printed = _with_present_names(paper.work, byline, asking)
        shown[at] = paper.with_work(work)
        if as_printed != work:
            printed[paper.id] = as_printed
    return crews.row.with_others(shown), printed


def _with_present_names(work: Work, byline: Sequence[str], people: Mapping[str, Person]) -> Work:
    """Return a work in which some people have no former name."""
    authors = zip(work.authors, byline, strict=True)
    return msgspec.structs.replace(
        work, authors=tuple(_present(author, people[id]) if id in people else author for author, id in authors)
    )


def _present(author: Author, person: Person) -> Author:
    if name_key(author.name) not in _keys(person):
        return author
    return msgspec.structs.replace(author, name=person.name)
