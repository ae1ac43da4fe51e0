"""Files of prose: the pages below `content/pages` and the news below `content/news`."""

from collections.abc import Iterator

from separata.dates import date_from_iso
from separata.files import Project, names_below, text_of, well_named
from separata.pages.edition import News, Prose
from separata.problems import Place, Problem, SeparataError, warning

_SUFFIX = ".md"


def read_prose(project: Project, problems: list[Problem]) -> tuple[Prose, ...]:
    """Return the pages of prose, sorted by path; what is wrong with one is added to the problems."""
    return tuple(prose for _, prose in _texts(project, "pages", problems))


def read_news(project: Project, problems: list[Problem]) -> tuple[News, ...]:
    """Return the news, sorted by path; each file's name begins with its day, as no clock may tell it."""
    found = []
    for shown, item in _texts(project, "news", problems):
        date = date_from_iso(item.name[:10])
        if date and date.day:
            found.append(News(item.name, date, item.text))
        else:
            hint = "name it as 2026-11-21-what-happened.md"
            problems.append(Problem(Place(shown), "the file's name must begin with a day", hint))
    return tuple(found)


def _texts(project: Project, folder: str, problems: list[Problem]) -> Iterator[tuple[str, Prose]]:
    """Yield each text of a folder with its path from the root; a file of another kind is told by a warning."""
    top = project.content / folder
    for shown in well_named((project.shown(top / name) for name in names_below(top)), problems):
        if not shown.endswith(_SUFFIX):
            message = f"is not read: prose ends in {_SUFFIX}"
            problems.append(warning(Place(shown), message, "rename the file or move it elsewhere"))
            continue
        try:
            name = shown.rpartition("/")[2].removesuffix(_SUFFIX)
            yield shown, Prose(name, text_of(project.root / shown, shown))
        except SeparataError as error:
            problems += error.problems
