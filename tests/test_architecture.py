"""The house plan as tests: layers, who may import what, no stray printing, sizes."""

import ast
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "separata"

LONGEST = 400  # lines of one file

# A library that reaches outside, or has a shape of its own, and the only modules that may know it.
# A folder stands for all modules in it.
KNOWN_BY = {
    "yaml": {"located.py", "records.py"},
    "jinja2": {"render/"},
    "markupsafe": {"render/", "markup/", "pages/"},
    "markdown": {"markup/"},
    "nh3": {"markup/"},
    "latex2mathml": {"markup/"},
    "citeproc": {"exporters/styles.py"},
    "lxml": {"exporters/styles.py"},
    "pylatexenc": set(),
    "PIL": {"drawing/"},
    "livereload": {"serve.py"},
    "tornado": {"serve.py"},
    "watchfiles": {"stages/watching.py"},
    "socket": {"serve.py"},
    "httpx": {"fetch.py"},
    "http": set(),
    "urllib.request": set(),
    "argparse": {"arguments.py"},
    "logging": {"serve.py"},
    "sqlite3": {"stages/database.py", "stages/neighbourbook.py", "stages/concordances.py"},
    "gc": {"stages/workers.py", "serve.py"},
    "concurrent.futures": set(),
    "multiprocessing": {"stages/workers.py"},
    "os": {"files.py", "staging.py", "heap.py", "cli.py", "stages/workers.py"},
    "shutil": {"files.py"},
    "tempfile": {"stages/workers.py"},
    "subprocess": {"stages/history.py"},
    "random": set(),
    "secrets": set(),
    "uuid": set(),
    "time": {"cli.py"},
    "datetime": set(),
    "pickle": {"stages/workers.py"},
    "requests": set(),
}

# Methods of files, and the modules that may use them besides the one of the disk.
DISK = {
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "open",
    "unlink",
    "mkdir",
    "rmdir",
    "iterdir",
    "rglob",
}
READERS_OF_DISK = {"files.py", "staging.py", "heap.py", "serve.py", "stages/program.py"}


def modules() -> tuple[Path, ...]:
    """Return every module of the package, in order."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


def named(path: Path) -> str:
    """Return a module's path inside the package, as `KNOWN_BY` writes it."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all that a file is made of."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return the dotted name of everything that a file imports, wherever the import stands."""
    found: list[str] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    return tuple(found)


def may_know(module: str, library: str) -> bool:
    """Say whether a module is among those that may import a library."""
    return any(
        module == place or (place.endswith("/") and module.startswith(place)) for place in KNOWN_BY[library]
    )


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the layer contract of the copy of the project in a folder."""
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contract, to be broken."""
    shutil.copytree(PACKAGE, tmp_path / "separata", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_layers_hold(copy: Path) -> None:
    checked = lint_imports(copy)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_planted_breach_of_the_layers_is_found(copy: Path) -> None:
    with (copy / "separata" / "problems.py").open("a", encoding="utf-8") as module:
        module.write("\nfrom separata.names import parse_name\n")
    checked = lint_imports(copy)
    assert checked.returncode != 0
    assert "separata.problems is not allowed to import separata.names" in checked.stdout


@pytest.mark.parametrize("library", KNOWN_BY)
def test_only_the_named_modules_know_a_library(library: str) -> None:
    strangers = [
        f"{named(path)} imports {name}"
        for path in modules()
        for name in imports(path)
        if (name == library or name.startswith(f"{library}.")) and not may_know(named(path), library)
    ]
    assert not strangers


def test_only_the_command_line_prints() -> None:
    printers = {
        named(path)
        for path in modules()
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printers <= {"cli.py"}


def test_only_the_named_modules_touch_the_disk() -> None:
    strangers = {
        f"{named(path)}:{node.lineno}"
        for path in modules()
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in DISK and named(path) not in READERS_OF_DISK
    }
    assert not strangers


@pytest.mark.parametrize("folder", ["separata", "tests", "docs"])
def test_no_file_is_too_long(folder: str) -> None:
    lengths = {path: len(path.read_bytes().splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert not {str(path): lines for path, lines in lengths.items() if lines > LONGEST}
