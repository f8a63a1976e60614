"""Open files of unknown origin safely: regular files of bounded size only, without blocking.

A pipe, a device or a folder in place of a file is refused before a byte of it is read.
"""

from __future__ import annotations

import errno
import os
from io import BufferedReader
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from wegwijs.sources.errors import ExitCode

# Do not block on a pipe, acquire a terminal, or follow a link put there since.
_SAFELY = ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_NOINHERIT", "O_BINARY")
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in _SAFELY)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class NotRegular(OSError):
    """Not a regular file, or a link that may not be followed."""

    exit_code = ExitCode.SOME_FAILED


class TooLarge(OSError):
    """Larger than any file of its kind: ``size`` bytes."""

    exit_code = ExitCode.SOME_FAILED
    size = 0


def open_regular(path: Path, most: int, *, follow: bool = False) -> BufferedReader:
    """Open a regular file of at most ``most`` bytes. ``follow``: a link to one is allowed.

    Raises ``OSError``: ``NotRegular``, ``TooLarge``, or what the system raises.
    """
    _must_fit(path, path.stat() if follow else path.lstat(), most)
    handle = os.open(path, _FLAGS if follow else _FLAGS | _NO_LINK)
    try:
        _must_fit(path, os.fstat(handle), most)  # it may have been replaced
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, most: int, *, follow: bool = False) -> bytes:
    """Read a regular file of at most ``most`` bytes. Raises as ``open_regular`` does."""
    with open_regular(path, most, follow=follow) as file:
        data = file.read(most + 1)
    if len(data) > most:  # it grew, or its size is unknown to the system
        raise _too_large(path, len(data), most)
    return data


def _must_fit(path: Path, stat: os.stat_result, most: int) -> None:
    if S_ISLNK(stat.st_mode):
        what = "het is een koppeling naar een andere plek"
        raise NotRegular(errno.ELOOP, what, os.fspath(path))
    if not S_ISREG(stat.st_mode):
        what = "het is een map of geen gewoon bestand"
        raise NotRegular(errno.ENXIO, what, os.fspath(path))
    if stat.st_size > most:
        raise _too_large(path, stat.st_size, most)


def _too_large(path: Path, size: int, most: int) -> TooLarge:
    what = f"het is groter dan {most // 1_000_000} MB"
    error = TooLarge(errno.EFBIG, what, os.fspath(path))
    error.size = size
    return error
