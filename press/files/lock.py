"""One run at a time in an output folder.

The operating system holds the lock: it is gone when its process is, however that ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from press.files.store import FolderNotWritable
from sources.errors import ExitCode, WegwijsError

NAME = ".wegwijs.lock"


class Locked(WegwijsError):
    """Another run is at work in this folder."""

    exit_code = ExitCode.USAGE


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder that is there. Raises ``Locked``, ``FolderNotWritable``."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / NAME, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Locked(
            f"in de map {folder} is al een andere opdracht bezig",
            "Wacht tot die klaar is, of kies een andere map met --output",
        ) from None
    except OSError as error:  # something else has its name
        raise FolderNotWritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()
