"""A file that starts the desk on a double-click, for each kind of computer."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.invocation import INSTALLED
from wegwijs.sources.shipped import PROGRAM

NAME = "Wegwijs"
WINDOWS, MAC, LINUX = "win32", "darwin", "linux"
_SPECIAL = str.maketrans({one: f"\\{one}" for one in '"`$\\'})  # within quotes of an Exec line


class ShortcutExists(WegwijsError):
    """Another file has the name of the shortcut."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is er al, met een andere inhoud. Haal dat bestand weg of hernoem het,"
            " en doe het nog eens."
        )


class ShortcutImpossible(WegwijsError):
    """A path has characters that the file cannot hold."""

    exit_code = ExitCode.USAGE

    def __init__(self, word: str) -> None:
        super().__init__(
            f"in {word!r} staat een teken dat niet in een snelkoppeling kan."
            " Zet het in een map met een gewone naam."
        )


def write_shortcut(
    folder: Path, sources: Path, output: Path, *, platform: str = sys.platform
) -> Path:
    """Write the file that starts the desk with these folders; return its path.

    A file that is there already is never overwritten. Raises ``ShortcutExists``,
    ``ShortcutImpossible`` and ``OSError``.
    """
    ending, text = _FORMS.get(platform, _FORMS[LINUX])
    words = [*_program(), "desk", "--sources", _absolute(sources), "--output", _absolute(output)]
    for word in words:
        if any(ord(one) < 32 or one == '"' for one in word):
            raise ShortcutImpossible(word)
    path = folder / f"{NAME}{ending}"
    data = text(words).encode("utf-8")
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        if not path.is_file() or path.read_bytes() != data:
            raise ShortcutExists(path) from None
    if platform != WINDOWS:
        path.chmod(0o755)
    return path


def _program() -> list[str]:
    """Return the words that start this program on this computer, from any folder."""
    if INSTALLED:
        return [sys.executable, "-m", "wegwijs"]
    return [sys.executable, str(PROGRAM / "generate.py")]


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - links stay as they are


def _cmd(words: Sequence[str]) -> str:
    """Return a batch file: UTF-8, in which % stands for itself when doubled."""
    line = " ".join(f'"{word}"' for word in words).replace("%", "%%")
    return f"@echo off\r\nchcp 65001 >nul\r\n{line}\r\nif errorlevel 1 pause\r\n"


def _command(words: Sequence[str]) -> str:
    """Return a shell script, which macOS opens in Terminal."""
    return f"#!/bin/sh\nexec {shlex.join(words)}\n"


def _desktop(words: Sequence[str]) -> str:
    """Return a desktop entry; its Exec line is quoted twice (Desktop Entry Specification 1.5)."""
    quoted = (f'"{word.translate(_SPECIAL)}"' for word in words)
    line = " ".join(quoted).replace("\\", "\\\\").replace("%", "%%")
    return (
        "[Desktop Entry]\nType=Application\nVersion=1.5\n"
        f"Name={NAME}\nComment=Vul de folder in op een scherm\nExec={line}\nTerminal=true\n"
    )


_FORMS: dict[str, tuple[str, Callable[[Sequence[str]], str]]] = {
    WINDOWS: (".cmd", _cmd),
    MAC: (".command", _command),
    LINUX: (".desktop", _desktop),
}
