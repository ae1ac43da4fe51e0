"""Checking: everything a build would complain of, without building."""

from typing import NamedTuple

from separata.files import Project
from separata.library import library_of
from separata.problems import Problem, errors_of
from separata.stages.content import edition_of, read_content
from separata.stages.deadends import dead_ends
from separata.stages.plan import clashes
from separata.stages.program import program_digest
from separata.stages.registering import unpublished, unregistered
from separata.stages.rulings import contradicting
from separata.stages.tables import pages_of
from separata.theme import theme_of


class Checked(NamedTuple):
    """What a check found: problems of every severity, how much there is, and what waits.

    `open_pairs` wait for a decision; of the people, `unregistered` have an address that is not yet noted
    down as theirs for good, and so have `unpublished` of the papers.
    """

    problems: tuple[Problem, ...]
    papers: int
    people: int
    open_pairs: int
    unregistered: int
    unpublished: int


def check(project: Project) -> Checked:
    """Read and index content and plan its pages.

    Raises:
        SeparataError: when content cannot be read at all.
    """
    content = read_content(project, program_digest())
    library, found = library_of(content.papers, content.people, content.addresses, content.published)
    problems = (*content.problems, *found)
    problems = problems if errors_of(problems) else (*problems, *contradicting(project))
    if not errors_of(problems):
        edition = edition_of(content, content.site)
        planned = [(kind, page.url) for kind, page in pages_of(edition)]
        assets = (f"assets/{name}" for name in theme_of(project).assets)
        there = frozenset(assets).union(url for _, url in planned)
        problems = (*problems, *clashes(planned), *dead_ends(project, edition, there.intersection))
    strangers = sum(1 for _ in unregistered(library, content.addresses))
    unseen = sum(1 for _ in unpublished(library.papers, content.published))
    return Checked(
        problems, len(library.papers), len(library.people), len(content.open_pairs), strangers, unseen
    )
