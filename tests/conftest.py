"""What tests of several folders share."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def base_url() -> str:
    """The address for which `seed_site` is built: a sub-path, and no example host, which 404.html ignores."""
    return "https://127.0.0.1/group/"


@pytest.fixture(scope="session")
def seed_site(tmp_path_factory: pytest.TempPathFactory, base_url: str) -> Path:
    """The site of this repository's own content, built once; tests only read it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "build.py", "build", "--out", str(folder), "--base-url", base_url]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder
