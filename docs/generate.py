"""Write docs/reference/ from the code: `python -m docs.generate`, or `--check` to see that it is up to date."""

import argparse
import ast
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from separata import arguments, config, records, render, review
from separata.located import Field
from separata.pages import EVERY
from separata.pages.sheet import Line

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"

RECORDS = (
    ("Paper", "`content/papers/<id>.yaml`; one paper, or a list of papers with ids.", records.RECORD_FIELDS),
    ("Authors", "An entry of a paper's `authors`; a plain string is the name.", records.AUTHOR_FIELDS),
    ("Versions", "An entry of a paper's `versions`.", records.VERSION_FIELDS),
    ("Dates", "An entry of a paper's `dates`.", records.DATE_FIELDS),
    ("Teaser", "A paper's `teaser`.", records.TEASER_FIELDS),
    ("Person", "`content/people/<id>.yaml`.", records.PERSON_FIELDS),
    ("Photo", "A person's `photo`.", records.PHOTO_FIELDS),
    ("Site", "`content/site.yaml`.", config.SITE_FIELDS),
    ("Links of the running head", "An entry of the site's `nav`.", config.NAV_FIELDS),
    ("Watch", "An entry of the site's `watch`.", config.WATCH_FIELDS),
    ("Venues", "An entry of `content/venues.yaml`.", config.VENUE_FIELDS),
    ("Topics", "An entry of `content/topics.yaml`.", config.TOPIC_FIELDS),
    ("Decisions", "`content/decisions.yaml`.", config.DECISIONS_FIELDS),
    ("A decision", "An entry of either list of decisions.", config.DECISION_FIELDS),
    ("An open pair", "An entry of `papers` or `people` in `content/review.yaml`.", review.PAIR_FIELDS),
)

# Functions that make a problem, and which of their arguments is its message.
MESSAGE_AT = {"Problem": 1, "warning": 1, "refuse": 2, "checked": 1, "_known_as": 1}


EVERYWHERE = (
    ("`page`", "what this page shows; each kind of page has its own, below"),
    ("`site`", "what `content/site.yaml` says"),
    (
        "`root`",
        "the way from this page to the top of the site: put it before every address inside the site; "
        "`parts/entry.html`, which is printed once for all pages, can do nothing else with it",
    ),
    ("`url`", "this page's address from the top of the site"),
    ("`entry(line)`", "prints the [Entry](#entry) of a [Line](#line) with `parts/entry.html`"),
)

WORDS = {str: "text", int: "number", float: "number", bool: "true or false", type(None): "nothing"}


def commands() -> Iterator[str]:
    """Yield the reference of commands from the parser."""
    top = arguments.parser()
    yield f"# Commands\n\n{top.description}\n\n    python build.py [options] [command]\n"
    yield "`separata` is the same program, where the package is installed.\n"
    yield from options_of(top)
    # argparse has no public way to list what it was told.
    for group in top._actions:
        if isinstance(group, argparse._SubParsersAction):
            words = {choice.dest: choice.help or "" for choice in group._choices_actions}
            for name, command in group.choices.items():
                yield f"## {name}\n\n{sentence(words[name])}\n"
                yield from options_of(command)


def options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the table of a parser's arguments, or nothing when it has none of its own."""
    rows = [
        (f"`{' '.join([*(action.option_strings[-1:]), *metavar(action)])}`", action.help or "")
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
    ]
    if rows:
        yield table(("argument", "meaning"), rows)


def metavar(action: argparse.Action) -> Iterator[str]:
    """Yield the word that stands for an argument's value, if it takes one."""
    if action.nargs != 0:
        yield str(action.metavar or action.dest.upper())


def record_fields() -> Iterator[str]:
    """Yield the reference of records from the tables that read them."""
    yield "# Records\n\nYAML files that people may edit. A field that is not there states nothing.\n"
    for title, where, fields in RECORDS:
        yield f"## {title}\n\n{where}\n"
        yield field_table(fields)


def field_table(fields: Iterable[Field]) -> str:
    """Return the table of a record's fields."""
    return table(("field", "meaning"), ((f"`{field.name}`", field.doc) for field in fields))


def problems() -> Iterator[str]:
    """Yield every message that a user may meet, by the module that gives it."""
    yield (
        "# Problems\n\n"
        "What is wrong is told as `path:line:column: message`, with a hint where there is something to do\n"
        "about it. A problem stops the build and changes nothing in `site/`; a warning does not stop it.\n"
        "These are the messages; … stands for what was found.\n"
    )
    for path in sorted((ROOT / "separata").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if found := sorted(set(messages(tree)), key=str.casefold):
            yield f"## {re.split('[:.]', ast.get_docstring(tree) or path.stem)[0]}\n"
            yield "".join(f"- {message}\n" for message in found)


def messages(tree: ast.AST) -> Iterator[str]:
    """Yield the text of every problem that a module makes."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in MESSAGE_AT and len(node.args) > MESSAGE_AT[name]:
            yield from texts(node.args[MESSAGE_AT[name]], tree)


def texts(node: ast.expr, tree: ast.AST) -> Iterator[str]:
    """Yield the texts that an expression may give, with … for what is only known when it runs."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)
        case ast.IfExp(body=body, orelse=other):
            yield from texts(body, tree)
            yield from texts(other, tree)
        case ast.Name(id=name):
            for given in ast.walk(tree):
                if isinstance(given, ast.Assign) and name in {ast.unparse(target) for target in given.targets}:
                    yield from texts(given.value, tree)


def templates() -> Iterator[str]:
    """Yield the reference of what templates see, from the classes that the kinds of page are made with."""
    yield (
        "# Templates\n\n"
        "What a template may use. Values are ready to print and lists are sorted; all text is escaped when it\n"
        "is printed. A name that is not here stops the build.\n\n"
        "## Everywhere\n"
    )
    yield table(("name", "meaning"), EVERYWHERE)
    yield "Of `site`:\n"
    yield field_table(config.SITE_FIELDS)
    yield "Filters:\n"
    yield table(
        ("filter", "meaning"), ((f"`{name}`", first_line(made)) for name, made in render.FILTERS.items())
    )
    yield "Blocks that a group's template may override:\n"
    yield table(("template", "blocks"), blocks())
    contexts = dict.fromkeys(kind.context for kind in EVERY if kind.context)
    for context in contexts:
        kinds = dict.fromkeys(kind.name for kind in EVERY if kind.context is context)
        yield f"## {sentence(', '.join(kinds)).rstrip('.')}\n\n{inspect.getdoc(context)}\n"
        yield class_table(context)
    for part in parts_of(contexts):
        yield f"## {part.__name__}\n\n{inspect.getdoc(part)}\n"
        yield class_table(part)


def blocks() -> Iterator[tuple[str, str]]:
    """Yield each template of the default theme with the blocks that it brings in."""
    seen: set[str] = set()
    for path in sorted(
        (ROOT / "templates").glob("*.html"), key=lambda path: (path.name != "base.html", path.name)
    ):
        names = re.findall(r"{%-? *block (\w+)", path.read_text(encoding="utf-8"))
        if fresh := [name for name in dict.fromkeys(names) if name not in seen]:
            seen.update(fresh)
            yield f"`{path.name}`", ", ".join(f"`{name}`" for name in fresh)


def class_table(context: type) -> str:
    """Return the table of a class's annotated fields."""
    hints = fields_of(context).items()
    rows = ((f"`{name}`", in_words(get_args(hint)[0]), get_args(hint)[1]) for name, hint in hints)
    return table(("field", "what it is", "meaning"), rows)


def fields_of(part: Any) -> Mapping[str, Any]:
    """Return what templates may use of a class, each with its type and its words; nothing of any other."""
    if hasattr(part, "__struct_fields__"):
        return get_type_hints(part, include_extras=True)
    if part is not Line:
        return {}
    made = {name: value.fget for name, value in vars(part).items() if isinstance(value, property)}
    return {name: get_type_hints(one, include_extras=True)["return"] for name, one in made.items()}


def parts_of(contexts: Iterable[type]) -> tuple[type, ...]:
    """Return the classes that occur in fields of other classes, by name."""
    found: set[type] = set()
    waiting: list[Any] = list(contexts)
    while waiting:
        known = waiting.pop()
        for part in fields_of(known).values() or get_args(known):
            if part not in found:
                found |= {part} if fields_of(part) else set()
                waiting.append(part)
    return tuple(sorted(found, key=lambda part: (part.__name__, part.__module__)))


def in_words(hint: Any) -> str:
    """Return a type as the author of a template would call it."""
    if hint in WORDS:
        return WORDS[hint]
    if fields_of(hint):
        return f"[{hint.__name__}](#{hint.__name__.casefold()})"
    inside = [in_words(part) for part in get_args(hint) if part is not Ellipsis]
    if get_origin(hint) is not tuple:
        return " or ".join(inside)
    return f"list of {inside[0]}" if Ellipsis in get_args(hint) else f"({', '.join(inside)})"


def first_line(made: Callable[..., object]) -> str:
    """Return what a function does, in one line."""
    return (inspect.getdoc(made) or "").partition("\n")[0]


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def sentence(words: str) -> str:
    """Return words as a sentence."""
    return f"{words[:1].upper()}{words[1:]}."


PAGES = {
    "commands.md": commands,
    "records.md": record_fields,
    "templates.md": templates,
    "problems.md": problems,
}


def main(argv: list[str]) -> int:
    """Write the reference pages, or with `--check` return 1 when one is not as it would be written."""
    old = []
    for name, parts in PAGES.items():
        path, text = REFERENCE / name, "\n".join(parts())
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        old.append(path.relative_to(ROOT).as_posix())
        if "--check" not in argv:
            path.write_text(text, encoding="utf-8")
    if old and "--check" in argv:
        sys.stderr.write(f"not up to date: {', '.join(old)}; run 'make docs'\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
