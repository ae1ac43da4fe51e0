"""Chromium for the browser tests: `python -m tests.browser.chromium` finds one or installs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Each is tried in turn until there is a Chromium; Debian's package first, as it brings its libraries.
INSTALLS = (
    ("apt-get update -qq && apt-get install -y -qq chromium", True),
    (f"{sys.executable} -m playwright install chromium", False),
)


def chromium() -> str | None:
    """Return the program to start: `$CHROMIUM`, else the system's, else Playwright's own, else None.

    Playwright must not be running in this thread already.
    """
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def install() -> str | None:
    """Install Chromium and return its path, or None when no way led to one."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command, for_root in INSTALLS:
        if for_root and (os.geteuid() != 0 or not shutil.which("apt-get")):
            continue
        subprocess.run(command, shell=True, check=False, env=environment)
        if found := chromium():
            return found
    return None


if __name__ == "__main__":
    sys.exit(0 if chromium() or install() else "no Chromium: name one with CHROMIUM=/path/to/chromium")
