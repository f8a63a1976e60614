"""``python -m wegwijs``: the command line."""

import sys

from wegwijs.commands.start import run

if __name__ == "__main__":
    sys.exit(run())
