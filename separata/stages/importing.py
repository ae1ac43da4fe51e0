"""Importing: a list of works, or a group's former site, becomes seeds, records of people and redirects.

All is done in a copy of the project first, and moved into place when nothing is wrong with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from separata.bearers import person_id
from separata.config import former_file, read_redirects
from separata.files import Project, bytes_of, digest, discard, has, text_if_there, walk, write
from separata.ledger import Ledger
from separata.located import written
from separata.model import Person, Photo
from separata.names import name_key
from separata.pages.addresses import paper_url, person_url
from separata.pages.words import counted, number
from separata.problems import Problem, SeparataError, errors_of
from separata.readers import seed_list
from separata.readers.members import Member
from separata.records import written_person
from separata.stages.check import check
from separata.stages.content import read_content
from separata.stages.formersite import FormerSite, Source, former_site
from separata.stages.ingest import ingest
from separata.stages.program import program_digest

_ELSEWHERE = "https://site.example/"
_REDIRECTS = "# Addresses of the former site, and the pages of this one that they lead to.\n"

# Folders of the new site, where no former address may stand in the way.
_OWN = {"papers", "authors", "topics", "venues", "kinds", "years", "assets", "search", "news"}


class Imported(NamedTuple):
    """What an import did: lines that tell it, and the problems of what was imported."""

    report: tuple[str, ...]
    problems: tuple[Problem, ...]


def import_from(project: Project, origin: Path) -> Imported:
    """Take a list (a file) or a former site (a folder) into a project, and ingest it.

    Raises:
        SeparataError: when nothing there is known, or content has an error or would get one; then
            nothing is written.
    """
    site = former_site(origin)
    trial = Project(project.cache / "import")
    discard(trial.root)
    _copy(project, trial)
    lines = [*_configured(trial, site)]
    seeds = _put_seeds(trial, site)
    people, told = _put_people(trial, site)
    ingested = ingest(trial)
    homes = _homes(trial)
    lines += [
        *_told_lists(site, seeds, homes),
        *told,
        *_put_redirects(trial, site, _moved(site, seeds, homes, people)),
    ]
    # A list alone adds papers, which ingest has proved; a site adds people and addresses, too.
    if site.name and (errors := errors_of(check(trial).problems)):
        raise SeparataError(*errors)
    _copy(trial, project)
    discard(trial.root)
    mine = {f"seeds/{name}" for name in seeds.values()}
    problems = (problem for problem in ingested.problems if problem.place.path in mine)
    return Imported((*lines, *ingested.report[-1:], *_left(site)), (*site.problems, *problems))


def _copy(project: Project, other: Project) -> None:
    """Write what one project has below `seeds/` and `content/` into another; the ledger last."""
    for folder in (project.seeds, project.content):
        paths = sorted(walk(folder), key=lambda path: path.name == "ledger.jsonl")
        for path in paths:
            data, target = bytes_of(path, str(path)), other.root / path.relative_to(project.root)
            if not has(target, data):
                write(target, data)


def _configured(trial: Project, site: FormerSite) -> Iterator[str]:
    """Write the configuration that a project without any needs."""
    if not (trial.content / "site.yaml").is_file():
        values = {"title": site.title or "Our publications", "base_url": site.base_url or _ELSEWHERE}
        write(trial.content / "site.yaml", written(values).encode())
        yield "content/site.yaml: new; look whether its title and its base_url are right"


def _put_seeds(trial: Project, site: FormerSite) -> dict[Source, str]:
    """Put the sources into `seeds/`, with their lines in `seeds.yaml`; return their names there."""
    names = {
        source: _free(trial, f"{site.name}/{source.name}" if site.name else source.name, source)
        for source in site.sources
    }
    for source, name in names.items():
        write(trial.seeds / name, source.data)
    path = trial.seeds / "seeds.yaml"
    text = text_if_there(path, "seeds/seeds.yaml") or ""
    listed, problems = seed_list("seeds/seeds.yaml", text)
    if problems:
        raise SeparataError(*problems)
    fresh = {name: note for name, note in _notes(site, names).items() if name not in listed}
    if fresh:
        write(path, f"{text.rstrip()}\n{written(fresh)}".lstrip().encode())
    return names


def _free(trial: Project, name: str, source: Source) -> str:
    """Return a name below `seeds/` that no other bytes have."""
    path = trial.seeds / name
    if not path.is_file() or has(path, source.data):
        return name
    return path.with_stem(f"{path.stem}-{digest(source.data).hex()[:8]}").relative_to(trial.seeds).as_posix()


def _notes(site: FormerSite, names: Mapping[Source, str]) -> dict[str, dict[str, object]]:
    """Return the lines of `seeds.yaml`: one for each list, and one for the folder of all pages of a kind."""
    notes = dict[str, dict[str, object]]()
    handles = {member.handle: member.person.name for member in site.members if member.handle}
    for format in dict.fromkeys(source.format for source in names if source.is_page):
        folder = _folder([name for source, name in names.items() if source.format == format])
        notes[folder] = {"format": format}
        notes[folder] |= {"handles": handles} if handles and format == "hugoblox" else {}
    for source, name in names.items():
        if not source.is_page:
            notes[name] = {
                "format": source.format,
                **({"encoding": source.encoding} if source.encoding else {}),
            }
    return notes


def _folder(names: Iterable[str]) -> str:
    """Return the folder that all these files lie in, with a slash at its end."""
    folders = [name.split("/")[:-1] for name in names]
    shared = [parts[0] for parts in zip(*folders, strict=False) if len(set(parts)) == 1]
    return "/".join(shared) + "/"


def _put_people(trial: Project, site: FormerSite) -> tuple[dict[str, str], tuple[str, ...]]:
    """Write a record for each member who has none; return the ids by name, and lines that tell it."""
    content = read_content(trial, program_digest())
    if errors := errors_of(content.problems):
        raise SeparataError(*errors)
    ids = {name_key(name): person.id for person in content.people for name in (person.name, *person.names)}
    taken = {*ids.values(), *(row.id for row in content.ledger if row.kind == "person")}
    told = list[str]()
    for member in site.members:
        name = member.person.name
        if name_key(name) in ids:
            told.append(f"{name} is on record: what the former site says of them was not taken")
            continue
        person = person_id(name, taken)
        taken.add(person)
        ids[name_key(name)] = person
        path = f"content/people/{person}.yaml"
        write(trial.root / path, written_person(_with_photo(trial, site, member, person)).encode())
        told.append(f"{path}: new")
    return ids, tuple(told)


def _with_photo(trial: Project, site: FormerSite, member: Member, person: str) -> Person:
    """Return a person with the photo of the former site, put among the pictures under the person's id."""
    if not member.photo:
        return member.person
    data = site.photos[member.photo]
    name = f"people/{person}{Path(member.photo).suffix.lower()}"
    path = trial.pictures / name
    if path.is_file() and not has(path, data):
        name = f"people/{person}-{digest(data).hex()[:8]}{path.suffix}"
    write(trial.pictures / name, data)
    return msgspec.structs.replace(member.person, photo=Photo(name))


def _homes(trial: Project) -> Mapping[str, str]:
    """Return the paper that each claim went into, by its place."""
    path = trial.content / "ledger.jsonl"
    rows = Ledger("content/ledger.jsonl", bytes_of(path, str(path)))
    return {place: row.id for row in rows if row.kind == "paper" for place in row.claims}


def _moved(
    site: FormerSite, seeds: Mapping[Source, str], homes: Mapping[str, str], people: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each former address with the page that it leads to."""
    for source, name in seeds.items():
        if source.former and (paper := homes.get(f"seeds/{name}:1")):
            yield source.former, paper_url(paper)
    for member in site.members:
        for former in member.former:
            yield former, person_url(people[name_key(member.person.name)])
    yield from ((former, "papers.html") for former in site.lists)
    yield from ((former, "group.html") for former in site.people)


def _put_redirects(trial: Project, site: FormerSite, moved: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Add former addresses to `content/redirects.yaml`; those that stand there stay as they are."""
    if not site.name:
        return
    path, shown = trial.content / "redirects.yaml", "content/redirects.yaml"
    text = text_if_there(path, shown) or _REDIRECTS
    known = set(read_redirects(shown, text))
    fresh = dict[str, str]()
    for former, page in moved:
        file = former_file(former)
        if file and file not in known and former.strip("/").split("/")[0] not in _OWN:
            known.add(file)
            fresh[former.lstrip("/")] = page
    if fresh:
        write(path, f"{text.rstrip()}\n{written(fresh)}".encode())
        lead = "address leads" if len(fresh) == 1 else "addresses lead"
        yield f"{shown}: {number(len(fresh))} former {lead} to pages of this site"


def _told_lists(site: FormerSite, seeds: Mapping[Source, str], homes: Mapping[str, str]) -> Iterator[str]:
    """Yield what each list holds; the pages of one kind are told together."""
    entries = Counter(place.partition(":")[0] for place in homes)
    for source, name in seeds.items():
        if not source.is_page:
            count = entries[f"seeds/{name}"]
            yield f"seeds/{name}: {number(count)} {'entry' if count == 1 else 'entries'} ({source.format})"
    pages = Counter(source.format for source in seeds if source.is_page)
    yield from (f"seeds/{site.name}/: {counted(count, 'page')} ({format})" for format, count in pages.items())


def _left(site: FormerSite) -> Iterator[str]:
    """Yield what could not be carried over."""
    for member in site.members:
        if member.lost:
            yield f"not carried over: {member.person.name}: {', '.join(member.lost)}"
    for folder, count in site.left.items():
        yield f"not carried over: {folder}" + (f" ({count} files)" if count > 1 else "")
