"""Distinguishes a damaged file from a bug in this program.

What is read was made, changed or broken by anybody. A library refuses it with errors of its own;
objects of another type or shape than expected raise the ordinary errors of Python, which readers
turn into ``Damaged`` where they meet such objects. Anything else that is raised is a bug.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2
from lxml import etree

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.unpacked import TooMuch


class Damaged(WegwijsError):
    """A file, or a part of it, that cannot be read; says why."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, message: str) -> None:
        super().__init__(message, "Maak het opnieuw met build")


class Locked(WegwijsError):
    """A file that opens with a password only."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self) -> None:
        super().__init__(
            "Het bestand is op slot met een wachtwoord. Haal dat eraf: zo is het niet na te kijken."
        )


class TooDeep(Damaged):
    """Content is nested too deeply, or contains itself."""


# What reading a ZIP raises when it is damaged, has a password or is packed in a way of its own.
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)

# Raised for a file that cannot be read, whatever the program does.
UNREADABLE = (
    Damaged,
    TooMuch,
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
)
_UNEXPECTED = (
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
)


@contextmanager
def foreign_objects() -> Iterator[None]:
    """Wrap code, or decorate a function, that takes the objects of a file apart.

    Raises ``Damaged`` for what objects of another type or shape than expected raise.
    """
    try:
        yield
    except UNREADABLE:
        raise
    except _UNEXPECTED as error:
        raise Damaged(repr(error)) from error


@contextmanager
def foreign_code() -> Iterator[None]:
    """Wrap a call of a library that judges a file. Raises ``Damaged`` for whatever it raises."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        raise Damaged(repr(error)) from error
