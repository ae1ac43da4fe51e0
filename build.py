"""Build the site from a checkout: `python build.py [command]`."""

import sys

from separata.cli import main

if __name__ == "__main__":
    sys.exit(main())
