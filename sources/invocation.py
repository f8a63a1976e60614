"""What a user types to start the program, and the folder in which it works.

A checkout is started with ``python generate.py`` and keeps the user's files beside the program. An
installed program is called ``wegwijs`` and keeps them in the folder where it is called.
"""

from __future__ import annotations

import re
from pathlib import Path

PROGRAM = Path(__file__).parents[1]  # the folder that holds the rooms
_CHECKOUT = "python generate.py"
INSTALLED = not (PROGRAM / "generate.py").is_file()
COMMAND = "wegwijs" if INSTALLED else _CHECKOUT
HOME = Path() if INSTALLED else PROGRAM
DEFAULT_OUTPUT = HOME / "output"
DEFAULT_SOURCES = HOME / "mijn-gegevens"
_EXTRA = re.compile(r"'?\.(\[\w+\])'?")


def as_typed(text: str) -> str:
    """Return a message with the commands in it as this user types them."""
    if not INSTALLED:
        return text
    text = text.replace(_CHECKOUT, COMMAND)
    return _EXTRA.sub(r"'wegwijs\1'", text) if "pip install" in text else text
