"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

PREVIEWS = "preview"  # the folder of the pictures, beside the files that they show


class FolderNotWritable(Exception):
    """The output folder cannot be made or written in."""


def prepare(folder: Path) -> None:
    """Make the folder, and see that a file can be written in it. Raises ``FolderNotWritable``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FolderNotWritable(
            f"in de map {folder} kan niet worden geschreven ({error.strerror})."
            " Kies een andere map met --output"
        ) from error


def write(path: Path, data: bytes) -> None:
    """Write beside the file, then put it in its place: a reader sees the former or the new one.

    Raises ``OSError``; the former file is then as it was, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())  # mkstemp gives 0600: a web server could not read it
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_PART = re.compile(r"\..+\.(pdf|docx|json|png)\.[a-z0-9_]{8}\.part")


def unfinished(folder: Path) -> bool:
    """Whether a run was killed at its very last step, while it wrote the manifest."""
    return any(_PART.fullmatch(part.name) for part in folder.glob(".*.part"))


def sweep(folder: Path) -> None:
    """Take away what a killed run left half written, by the names that only ``write`` gives."""
    places = (".*.part", "*/.*.part", "*/*/.*.part", f"*/*/{PREVIEWS}/.*.part")
    for part in (part for place in places for part in folder.glob(place)):
        if _PART.fullmatch(part.name):
            with contextlib.suppress(OSError):
                part.unlink()


def remove(path: Path, output: Path) -> None:
    """Take a file away, and the folders below ``output`` that it leaves empty.

    Raises ``OSError``.
    """
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == output:
            return
        try:
            folder.rmdir()
        except OSError:  # somebody keeps something else there
            return
