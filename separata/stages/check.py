"""Checking: everything a build would complain of, without building."""

from typing import NamedTuple

from separata.files import Project
from separata.library import library_of
from separata.pages.edition import Edition
from separata.problems import Problem, errors_of
from separata.stages.content import read_content
from separata.stages.plan import clashes, pages_of
from separata.stages.program import program_digest


class Checked(NamedTuple):
    """What a check found: problems of every severity, and how much there is."""

    problems: tuple[Problem, ...]
    papers: int
    people: int


def check(project: Project) -> Checked:
    """Read and index content and plan its pages.

    Raises:
        SeparataError: when content cannot be read at all.
    """
    content = read_content(project, program_digest())
    library, found = library_of(content.papers, content.people)
    problems = (*content.problems, *found)
    if not errors_of(problems):
        edition = Edition(
            content.site,
            library,
            venues=content.venues,
            topics=content.topics,
            prose=content.prose,
            news=content.news,
            pictures=content.pictures,
            redirects=content.redirects,
        )
        problems = (*problems, *clashes([(kind, page.url) for kind, page in pages_of(edition)]))
    return Checked(problems, len(library.papers), len(library.people))
