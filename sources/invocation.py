"""What a user types to start the program, and the folder in which it works.

A checkout is started with ``python generate.py`` and keeps the user's files beside the program. An
installed program is called ``wegwijs`` and keeps them in the folder where it is called.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

from wegwijs.sources.shipped import PROGRAM

_CHECKOUT = "python generate.py"
INSTALLED = not (PROGRAM / "generate.py").is_file()
COMMAND = "wegwijs" if INSTALLED else _CHECKOUT
HOME = Path() if INSTALLED else PROGRAM
DEFAULT_OUTPUT = HOME / "output"
DEFAULT_SOURCES = HOME / "mijn-gegevens"
_PIP = "python -m pip install"
_EXTRA = re.compile(r"'?\.(\[\w+\])'?")


# Words that no shell reads otherwise; between double quotes only Unix shells read more than text.
_PLAIN = re.compile(r"[\w@+=:./\\-]+" if os.name == "nt" else r"[\w@+=:./-]+")
_READ_IN_QUOTES = re.compile(r'[$`"\\!]')


def as_command(*words: str) -> str:
    """Return a command as it is typed, in Unix and Windows shells."""
    return " ".join([COMMAND, *map(quoted, words)])


def quoted(word: str) -> str:
    """Quote a word for the shells of this computer, where possible as all shells do."""
    if _PLAIN.fullmatch(word):
        return word
    if os.name != "nt" and _READ_IN_QUOTES.search(word):
        return shlex.quote(word)
    return f'"{word}"'


def where(sources: Path | None, output: Path = DEFAULT_OUTPUT) -> list[str]:
    """Return the options that name these folders, where they are not the usual ones."""
    named = [] if sources is None else ["--sources", str(sources)]
    return named + ([] if output == DEFAULT_OUTPUT else ["--output", str(output)])


def from_here(folder: Path) -> Path:
    """Return a folder as it is typed from where the program was started: relative, but absolute
    where that is on another drive of Windows.
    """
    try:
        return Path(os.path.relpath(folder))
    except ValueError:
        return folder.absolute()


def as_typed(text: str) -> str:
    """Return a message with the commands in it as this user types them."""
    if not INSTALLED:
        return text
    text = text.replace(_CHECKOUT, COMMAND)
    if "pip install" not in text:
        return text
    return _EXTRA.sub(r'"wegwijs\1"', text).replace(_PIP, _pip())


def _pip() -> str:
    """Return the command that adds libraries to this very environment: pipx, uv and the like make
    one that no other Python sees, and some leave pip out.
    """
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
