"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

WRITERS = 4
PREVIEWS = "preview"  # the folder of the pictures, beside the files that they show


class FolderNotWritable(Exception):
    """The output folder cannot be made or written in."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"in de map {folder} kan niet worden geschreven ({error.strerror})."
            " Kies een andere map met --output"
        )


def prepare(folder: Path) -> None:
    """Make the folder, and see that a file can be written in it. Raises ``FolderNotWritable``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FolderNotWritable(folder, error) from error


def write(path: Path, data: bytes) -> None:
    """Write beside the file, then put it in its place: a reader sees the former or the new one.

    Raises ``OSError``; the former file is then as it was, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


def ahead(items: Iterable[Item], do: Callable[[Item], Outcome]) -> Iterator[Outcome]:
    """The outcomes in order, of a few at a time: a disk flushes four files as soon as one.

    Measured: 4 ms for a file by itself, 0.6 ms among four.
    """
    running: deque[Future[Outcome]] = deque()
    with ThreadPoolExecutor(WRITERS) as writers:
        try:
            for item in items:
                running.append(writers.submit(do, item))
                if len(running) > 2 * WRITERS:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            writers.shutdown(wait=True, cancel_futures=True)


_PART = re.compile(r"\..+\.(pdf|docx|json|png)\.[a-z0-9_]{8}\.part")


def unfinished(folder: Path) -> bool:
    """Whether a run was killed at its very last step, while it wrote the manifest."""
    return any(_PART.fullmatch(part.name) for part in folder.glob(".*.part"))


def sweep(folder: Path) -> None:
    """Take away what a killed run left half written, by the names that only ``write`` gives."""
    for part in _parts(folder, depth=3):  # EDITION/LANGUAGE/preview
        with contextlib.suppress(OSError):
            Path(part).unlink()


def _parts(folder: str | Path, depth: int) -> Iterator[str]:
    """Four times as fast as ``Path.glob`` among the 2052 folders of a national batch."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name):
                yield entry.path
            elif depth and "." not in entry.name and entry.is_dir(follow_symlinks=False):
                yield from _parts(entry.path, depth - 1)


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
