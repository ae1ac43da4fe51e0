"""Build the site from a checkout: `python build.py [command]`."""

from separata.cli import run

if __name__ == "__main__":
    run()
