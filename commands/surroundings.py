"""The environment of the program: closed or full streams, a missing home or working folder.

None of these is a bug of ours, and few are a reason to stop.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TextIO

NO_FOLDER = "De map waarin u werkt, bestaat niet meer. Ga naar een andere map en doe het nog eens."
NOT_TOLD = "Wat er te zeggen is, kan niet worden geschreven"
# The reader is gone, as with ``check | head -1``. Windows says EINVAL.
_GONE = {errno.EPIPE, errno.ESHUTDOWN, *([errno.EINVAL] if sys.platform == "win32" else [])}


class _Patient(io.RawIOBase):
    """A stream whose reader may disappear, or that may be full: further output is discarded.

    The command ends as it would have otherwise. ``error`` is what to report at the end.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.error: OSError | None = None

    def fileno(self) -> int:
        return self._handle

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return os.isatty(self._handle)

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]
        try:
            return os.write(self._handle, view)
        except OSError as error:
            self.error = None if error.errno in _GONE else error
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._handle)
        os.close(nowhere)
        return len(view)


def settle() -> str:
    """Prepare the environment; return why the program cannot start, or an empty string."""
    for handle in (0, 1, 2):  # a closed handle would be reused by the next open file
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _patient(sys.stdout, 1)
    sys.stderr = _patient(sys.stderr, 2)
    try:
        os.getcwd()  # noqa: PTH109 - whether there is one
    except OSError:
        return NO_FOLDER
    if not os.path.isdir(os.path.expanduser("~")):  # noqa: PTH111, PTH112 - never raise
        import tempfile

        # libraries look for settings there, and would fail
        os.environ["HOME"] = tempfile.gettempdir()
    return ""


def leave() -> OSError | None:
    """Flush the streams; return why that failed, if it did."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw.error if isinstance(raw, _Patient) else None


def _patient(stream: TextIO | None, handle: int) -> TextIO:
    r"""Wrap a stream; a terminal is left as it is.

    Characters that the encoding lacks are escaped (``\xf6``) instead of raising an error: a file
    name may contain bytes that are not text, and an old terminal knows only ASCII.
    """
    errors = getattr(stream, "errors", "strict")
    errors = "backslashreplace" if errors == "strict" else errors
    if stream is not None and stream.isatty():
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_Patient(handle)),
        encoding=stream.encoding if stream else "utf-8",
        errors=errors,
        line_buffering=handle == 2,
    )
