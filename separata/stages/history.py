"""What Git knows to have changed. The only module that starts another program."""

import subprocess

from separata.files import Project
from separata.problems import Place, Problem, SeparataError

_OPTION = "--since"


def changed_since(project: Project, revision: str) -> frozenset[str]:
    """Return the files of a project, by path from its root, that are not as they were at a revision.

    Those that Git does not follow count, unless it ignores them.

    Raises:
        SeparataError: when Git is not there, the project is not in its care, or it knows no such revision.
    """
    if revision.startswith("-"):
        raise SeparataError(Problem(Place(_OPTION), f"'{revision}' is not the name of a revision"))
    differing = _git(project, "diff", "--name-only", "--no-renames", "--relative", "-z", revision, "--", ".")
    strangers = _git(project, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(differing + strangers)


def _git(project: Project, *words: str) -> list[str]:
    """Return the names that a command of Git prints."""
    command = ("git", "-C", str(project.root), *words)
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise SeparataError(Problem(Place(_OPTION), "needs Git, which is not installed")) from None
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())
        hint = "a shallow clone knows few revisions: fetch more, or build without it"
        raise SeparataError(Problem(Place(_OPTION), f"Git says: {said}", hint))
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
