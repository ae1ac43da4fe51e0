"""What tests of several folders share."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import pytest
from hypothesis import settings

from separata.files import Project
from separata.render.press import Press
from separata.stages.importing import import_from
from tests.made_up import write_group

ROOT = Path(__file__).resolve().parents[1]
LONG = {"browser", "laws", "validators"}  # folders with the files that take longest
T = TypeVar("T")
LISTS = ("germanhci.bib", "dealii-2023.bib")

# What a busy machine does to the time of an example is no fault of the code.
settings.register_profile("separata", deadline=None)
settings.load_profile("separata")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no process is left with one when the others are done."""
    items.sort(key=lambda item: item.path.parent.name not in LONG)


@pytest.fixture(scope="session", autouse=True)
def plates_cast_once() -> Iterator[None]:
    """Read and cast the same templates once for all tests, as that is most of a small first build.

    What comes of it follows from the templates and the filters alone, of which all are asked for here.
    """
    with ExitStack() as patched:
        for method in (Press.cast, Press.lost_blocks):
            patched.enter_context(patch.object(Press, method.__name__, found_once(method)))
        yield


def found_once(method: Callable[[Press, str], T]) -> Callable[[Press, str], T]:
    """Return a method that remembers what it returned."""
    known: dict[Any, T] = {}

    def found(press: Press, name: str) -> T:
        key = (tuple(press._texts.items()), press._filters, name)
        if key not in known:
            known[key] = method(press, name)
        return known[key]

    return found


@pytest.fixture(scope="session")
def base_url() -> str:
    """The address for which `seed_site` is built: a sub-path, and no example host, which 404.html ignores."""
    return "https://127.0.0.1/group/"


@pytest.fixture(scope="session")
def seed_site(tmp_path_factory: pytest.TempPathFactory, base_url: str) -> Path:
    """The site of this repository's own content, built once; tests only read it."""
    return built(ROOT, tmp_path_factory.mktemp("site"), base_url)


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory, base_url: str) -> Path:
    """The site of the made-up group of 500 papers, built once; tests only read it."""
    group = tmp_path_factory.mktemp("group")
    write_group(group)
    return built(group, tmp_path_factory.mktemp("large"), base_url)


@pytest.fixture(scope="session")
def listed_site(tmp_path_factory: pytest.TempPathFactory, base_url: str) -> Path:
    """The site of two public lists of some 700 papers, where they stand beside the project; built once."""
    lists = [path for name in LISTS for path in ROOT.parent.glob(f"*/corpus/lists/{name}")]
    if len(lists) < len(LISTS):
        pytest.skip("the public lists are not beside the project")
    project = Project(tmp_path_factory.mktemp("listed") / "group")
    for path in lists:
        import_from(project, path)
    return built(project.root, tmp_path_factory.mktemp("lists"), base_url)


def built(project: Path, out: Path, base_url: str) -> Path:
    """Build the site of a project into a folder, as a person would; return the folder."""
    program = [sys.executable, "build.py", "--project", str(project)]
    command = [*program, "build", "--out", str(out), "--base-url", base_url]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return out
