"""Build the site from a checkout: `python build.py [command]`."""

import sys

from separata.cli import run

if __name__ == "__main__":
    try:
        run()
    except ModuleNotFoundError as missing:
        if not missing.name or missing.name.startswith("separata"):
            raise
        sys.exit(
            f"{sys.executable} does not have '{missing.name}', which Separata needs.\n"
            "  hint: run 'make site' once, which installs everything into .venv, and then "
            "'source .venv/bin/activate' in each new terminal"
        )
