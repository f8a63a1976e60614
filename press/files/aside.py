"""Keep files that somebody edited: rename them, never overwrite or remove them.

Loads nothing heavy.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import count
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from msgspec import Struct

from wegwijs.press.files.store import MOST, refuse_links, remove, write
from wegwijs.sources.regular import open_regular

YEARS = range(2000, 2100)  # a clock that was never set gives 1970
CHUNK = 1 << 20

Content = tuple[int, str]  # size and SHA-256 of a file
Ours = Callable[[Path], bool]


class Aside(Struct, frozen=True):
    """A file that somebody edited, and the name under which it is kept."""

    path: Path
    aside: Path


def content_of(data: bytes) -> Content:
    """Return the size and SHA-256 of bytes."""
    return len(data), hashlib.sha256(data).hexdigest()


def holds(path: Path, contents: Iterable[Content]) -> bool:
    """Return whether a path is a regular file, not a link, with one of these contents."""
    return which(path, contents) is not None


def which(path: Path, contents: Iterable[Content]) -> Content | None:
    """Return the content, among these, that a file has.

    Raises nothing: a file that cannot be read is treated as edited.
    """
    try:
        size = path.lstat().st_size
        digests = {digest for size_, digest in contents if size_ == size}
        if not digests:
            return None
        with open_regular(path, MOST) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    return (size, digest) if digest in digests else None


def replace(path: Path, data: bytes, ours: Ours, *, flushed: bool = True) -> Aside | None:
    """Write a file; an existing one that is not ``ours`` is put aside first.

    ``flushed`` is passed to ``press.files.store.write``. Raises ``OSError``; the existing file is
    then still in place.
    """
    kept: Aside | None = None

    def make_way() -> None:
        nonlocal kept
        if is_somebodys(path, ours):
            kept = put_aside(path)

    try:
        write(path, data, make_way, flushed=flushed)
    except BaseException:
        if kept:
            _take_back(kept)
        raise
    return kept


def clear(path: Path, output: Path, ours: Ours, *, dry_run: bool = False) -> Aside | None:
    """Remove a file below ``output``, or put it aside when it is not ``ours``.

    Raises ``OSError``.
    """
    if not is_somebodys(path, ours):
        remove(path, output, dry_run=dry_run)
        return None
    refuse_links(path, output)
    if dry_run:
        return Aside(path, next_name(path))
    kept = put_aside(path)
    path.unlink(missing_ok=True)
    return kept


def is_somebodys(path: Path, ours: Ours) -> bool:
    """Return whether a file is somebody's work and must be kept. A folder is never replaced."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not S_ISDIR(mode) and not ours(path)


def put_aside(path: Path) -> Aside:
    """Rename a file to a name that says it was edited. Raises ``OSError``.

    The file has a name at every moment: it gets a hard link with the new name, and is removed under
    the old name when the new file replaces it. It is renamed where hard links are unsupported (a
    USB stick), and when it is not a regular file.
    """
    for aside in names(path):
        if _same(path, aside):  # already kept by a run that was killed directly afterwards
            return Aside(path, aside)
        if os.path.lexists(aside):
            continue
        try:
            if not S_ISREG(path.lstat().st_mode):
                raise OSError(errno.EPERM, os.strerror(errno.EPERM))
            os.link(path, aside)
        except FileExistsError:
            continue
        except (OSError, NotImplementedError):
            path.rename(aside)
        kept = Aside(path, aside)
        try:
            _flush(aside.parent)
        except BaseException:
            _take_back(kept)
            raise
        return kept
    raise AssertionError("numbers do not end")


def next_name(path: Path) -> Path:
    """Return the name that ``put_aside`` would give."""
    return next(name for name in names(path) if not os.path.lexists(name) or _same(path, name))


def names(path: Path) -> Iterator[Path]:
    """Yield ``handout (aangepast 2026-11-27).docx``, then ``handout (aangepast 2026-11-27,
    2).docx``.

    The date is that of the edit.
    """
    day = _changed_on(path)
    for number in count(1):
        more = f", {number}" if number > 1 else ""
        yield path.with_name(f"{path.stem} (aangepast {day}{more}){path.suffix}")


def _changed_on(path: Path) -> str:
    with suppress(OSError, ValueError, OverflowError):
        day = datetime.fromtimestamp(path.lstat().st_mtime).date()
        if day.year in YEARS:
            return day.isoformat()
    return date.today().isoformat()


def _same(path: Path, other: Path) -> bool:
    """Return whether two files have the same content."""
    try:
        one, two = path.lstat(), other.lstat()
        if not (S_ISREG(one.st_mode) and S_ISREG(two.st_mode)) or one.st_size != two.st_size:
            return False
        if os.path.samestat(one, two):
            return True
        with open_regular(path, one.st_size) as file, open_regular(other, one.st_size) as second:
            while chunk := file.read(CHUNK):
                if chunk != second.read(CHUNK):
                    return False
    except OSError:
        return False
    return True


def _take_back(kept: Aside) -> None:
    """Undo ``put_aside``: the new file was not written."""
    with suppress(OSError):
        if not os.path.lexists(kept.path):
            kept.aside.rename(kept.path)
        elif os.path.samestat(kept.path.lstat(), kept.aside.lstat()):
            kept.aside.unlink()


def _flush(folder: Path) -> None:
    """Flush a folder: the second name must be on disk before the first one is reused."""
    if sys.platform == "win32":  # folders cannot be opened on this system
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
