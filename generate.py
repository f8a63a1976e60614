"""Wegwijs from its own folder, without installing it: starts the command line, and nothing else."""

from __future__ import annotations

import sys

from wegwijs.commands.start import main, run

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(run())
