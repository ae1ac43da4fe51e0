"""A Separata project made of some papers, and the edits by which a build is measured."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from separata.model import Person
from separata.paper import Paper
from separata.records import written_person, written_work
from separata.rows import newest_first
from separata.text import slug

# Long before any build, so that the stamps of what is written here are trusted at once.
_LONG_AGO = 1_600_000_000

_SITE = """\
title: A made-up group
base_url: https://group.example/papers/
description: {count} papers to measure with.
footer: {footer}
"""
_TEMPLATE = """\
{{% extends "default/base.html" %}}
{{% block footer %}}{{{{ super() }}}}<p>Template {at}</p>{{% endblock %}}
"""


class Group(msgspec.Struct, frozen=True):
    """A project's folder, how many papers it has, and those that edits are about.

    `paper` stands in the midst of the others, `newest` before them all; `person` has about ten papers.
    """

    root: Path
    count: int
    paper: Paper
    newest: Paper
    person: Person


def write_group(root: Path, papers: Sequence[Paper]) -> Group:
    """Write papers as the content of a project; one ordinary person has a record of its own."""
    person = _ordinary_person(papers)
    newest = min(papers, key=newest_first)
    group = Group(root, len(papers), _ordinary_paper(papers), newest, person)
    _write(root / "content" / "site.yaml", _site(group, "Unedited"))
    _write(root / "content" / "people" / f"{person.id}.yaml", written_person(person))
    for paper in papers:
        _write(root / "content" / "papers" / f"{paper.id}.yaml", written_work(paper.work))
    return group


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (_LONG_AGO, _LONG_AGO))


def _ordinary_paper(papers: Sequence[Paper]) -> Paper:
    """Return the first from the middle on that has four authors."""
    later = papers[len(papers) // 2 :]
    return next((paper for paper in later if len(paper.work.authors) == 4), later[0])


def _ordinary_person(papers: Sequence[Paper]) -> Person:
    """Return the first of those who have ten papers, or as near to ten as there are."""
    counts = Counter(author.name for paper in papers for author in paper.work.authors)
    name = min(counts, key=lambda name: (abs(counts[name] - 10), name))
    return Person(slug(name), name, names=(name,))


def _site(group: Group, footer: str) -> str:
    return _SITE.format(count=f"{group.count:,}", footer=footer)


# An edit is files, by path from the project's root, with the text they get. Every number gives another text.
Files = Mapping[str, str]


def nothing(_group: Group, _at: int) -> Files:
    """Change nothing."""
    return {}


def one_added(group: Group, at: int) -> Files:
    """Add a new paper: another by those who wrote the newest."""
    return _addition(group.newest, f"addition{at}")


def old_added(group: Group, at: int) -> Files:
    """Add a paper of the past, behind which lists that are filled from the oldest move."""
    return _addition(group.paper, f"find{at}")


def _addition(like: Paper, name: str) -> Files:
    work = msgspec.structs.replace(like.work, title=f"On the {name}", ids={})
    return {f"content/papers/{name}.yaml": written_work(work)}


def one_edited(group: Group, at: int) -> Files:
    """Say a little more in the abstract of one paper."""
    work = group.paper.work
    longer = msgspec.structs.replace(work, abstract=f"{work.abstract} Correction number {at}.")
    return {f"content/papers/{group.paper.id}.yaml": written_work(longer)}


def one_renamed(group: Group, at: int) -> Files:
    """Change the name that a person goes by."""
    renamed = msgspec.structs.replace(group.person, name=f"{group.person.name} the {at}th")
    return {f"content/people/{group.person.id}.yaml": written_person(renamed)}


def template_edited(_group: Group, at: int) -> Files:
    """Add a line to the foot of the template that all pages extend."""
    return {"templates/base.html": _TEMPLATE.format(at=at)}


def site_edited(group: Group, at: int) -> Files:
    """Change the line at the foot of every page in the site's configuration."""
    return {"content/site.yaml": _site(group, f"Edit {at}")}


EDITS = {
    "nothing": nothing,
    "add": one_added,
    "old": old_added,
    "edit": one_edited,
    "rename": one_renamed,
    "template": template_edited,
    "site": site_edited,
}


@contextmanager
def edited(root: Path, files: Files) -> Iterator[None]:
    """Make an edit, and take it back at the end with the times of files as they were."""
    before = {name: (root / name).read_text(encoding="utf-8") for name in files if (root / name).is_file()}
    try:
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        yield
    finally:
        for name in files:
            if name in before:
                _write(root / name, before[name])
            else:
                (root / name).unlink()
