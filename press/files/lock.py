"""Allow one run at a time in an output folder.

The operating system holds the lock: it disappears with its process, however that ended.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from wegwijs.press.files.store import FolderNotWritable
from wegwijs.sources.errors import ExitCode, WegwijsError

NAME = ".wegwijs.lock"
_NOT_HERE = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}  # a file system without locks


class Locked(WegwijsError):
    """Another run is working in this folder."""

    exit_code = ExitCode.USAGE


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of an existing folder. Raises ``Locked``, ``FolderNotWritable``."""
    with ExitStack() as stack:
        try:
            held = _flock(folder / NAME, stack)
        except OSError as error:  # not a regular file
            raise FolderNotWritable(folder, error) from error
        if not held:
            raise Locked(
                f"in de map {folder} is al een andere opdracht bezig",
                "Wacht tot die klaar is, of kies een andere map met --output",
            )
        yield


def _flock(file: Path, stack: ExitStack) -> bool:
    """Lock a file until the stack is closed; return False when another process holds it.

    Uses the system call where there is one: importing filelock takes 40 ms. Raises ``OSError``.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return _filelock(file, stack)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    _held.add(handle)
    stack.callback(_release, handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN):
            return False
        if error.errno in _NOT_HERE:
            return _filelock(file, stack)
        raise
    return True


def _filelock(file: Path, stack: ExitStack) -> bool:
    from filelock import FileLock, Timeout

    try:
        stack.enter_context(FileLock(file, timeout=0))
    except Timeout:
        return False
    return True


# The lock lasts as long as any handle is open: a forked process must not keep the lock of a parent
# that was killed.
_held: set[int] = set()


def _release(handle: int) -> None:
    import fcntl

    if handle in _held:  # otherwise this is a fork
        _held.remove(handle)
        with suppress(OSError):  # no locks on this file system
            fcntl.flock(handle, fcntl.LOCK_UN)  # releases it at once, even if a fork holds a handle
        os.close(handle)


def _close_in_fork() -> None:
    while _held:
        os.close(_held.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_in_fork)
