"""Problems: what the user has to mend, as values with a place.

A problem is the user's and travels beside the good results; a bug is ours and raises.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem matters: an error stops the stage, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """Where something stands: a path as the user would type it, a line and a column from 1.

    A line or column of 0 means "the whole file" or "the whole line".
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place the way editors jump to it: `path:line:column`."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Problem(NamedTuple):
    """Something the user can mend: where, what was found, and what to do about it.

    `message` starts in lower case and has no full stop; `hint` is empty unless it can be acted on.
    """

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Write `place: message`, with `warning: ` before the message of a warning."""
        mark = "warning: " if self.severity is Severity.WARNING else ""
        line = f"{self.place}: {mark}{self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


class SeparataError(Exception):
    """Work that cannot go on; carries the problems (at least one) that say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def warning(place: Place, message: str, hint: str = "") -> Problem:
    """Make a problem that does not stop the stage."""
    return Problem(place, message, hint, Severity.WARNING)


# Git's marks of lines that two sides of a merge have changed; `=======` alone may be a heading's.
_MERGE_MARKS = ("<<<<<<< ", "||||||| ", ">>>>>>> ")
_MERGE_HINT = "keep what is right of both sides, and delete the lines with the marks"


def unmerged(path: str, lines: Iterable[str], hint: str = _MERGE_HINT) -> Problem | None:
    """Return the problem of the first of a file's lines with which Git marks a merge that is not done."""
    for number, line in enumerate(lines, start=1):
        if line.startswith(_MERGE_MARKS):
            return Problem(Place(path, number), f"an unfinished merge: '{line[:7]}'", hint)
    return None


def damaged(place: Place, line: bytes, what: str, error: Exception) -> Problem:
    """Return the problem of a line that is not one of `what`, a file that `ingest` writes."""
    hint = "keep the lines of both sides, delete those with the marks, and run ingest"
    if merge := unmerged(place.path, [line.decode(errors="replace")], hint):
        return merge._replace(place=place)
    hint = "restore the file from the repository's history; ingest writes it, people do not"
    return Problem(place, f"not a line of {what}: {error}", hint)


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop the stage, in the order given."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the hint that names the known word nearest to `word`, or nothing when none is near."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to `word`, or nothing when none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, sorted(known), n=1)), "")


def report(problems: Iterable[Problem]) -> str:
    """Write problems sorted by place, each once, without a closing count."""
    return "\n".join(str(problem) for problem in sorted(set(problems)))
