"""Messages about missing libraries. Therefore it imports only the standard library."""

from __future__ import annotations

import sys
from pathlib import Path

from wegwijs.sources.errors import ExitCode
from wegwijs.sources.shipped import PROGRAM

OLDEST = (3, 11)
LIBRARY_MISSING = ExitCode.FONT_OR_TOOL_MISSING
_OURS = ("generate", "wegwijs")


def too_old() -> str:
    """Return what to do when Python is too old, or an empty string."""
    if sys.version_info >= OLDEST:
        return ""
    mine, needed = (".".join(map(str, version)) for version in (sys.version_info[:2], OLDEST))
    return (
        f"Dit is Python {mine}. Wegwijs heeft Python {needed} of nieuwer nodig.\n"
        "Haal die op bij https://www.python.org/downloads/ en doe het daarmee opnieuw."
    )


def missing_library(error: ImportError) -> str:
    """Return what to do about a missing or broken library, or an empty string for a bug of ours."""
    library = (error.name or "").partition(".")[0]
    if not library or library in _OURS or library in sys.stdlib_module_names:
        return ""
    fault = "is niet geïnstalleerd" if isinstance(error, ModuleNotFoundError) else "werkt niet"
    return f"Wegwijs kan niet starten: het onderdeel {library!r} {fault}.\n{_remedy()}"


def _remedy() -> str:
    windows = sys.platform == "win32"
    tools = Path(".venv", "Scripts" if windows else "bin")
    python = f"{tools / 'python'} generate.py"
    there = (PROGRAM / tools / ("python.exe" if windows else "python")).exists()
    if there and Path(sys.prefix) != PROGRAM / ".venv":
        return f"Start het in de map van het programma met: {python}"
    make = f"{'py' if windows else 'python3'} -m venv .venv"
    between = ";" if windows else " &&"
    install = f"{make}{between} {tools / 'pip'} install ."
    return f"Doe dit in de map van het programma: {install}  Start het dan met: {python}"
