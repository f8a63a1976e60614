"""Where the files are that ship with the program: the only module that looks for them.

They lie beside the modules, unzipped: fonts and other programs need real paths. Modules know their
own place without ``importlib.resources``, which takes longer to import than a build that finds
nothing to do may lose.
"""

from __future__ import annotations

from pathlib import Path

PROGRAM = Path(__file__).parents[1]  # the folder that holds the rooms


def shipped(*names: str) -> Path:
    """Return the path of a shipped file or folder: its room, and the names from there."""
    return PROGRAM.joinpath(*names)
