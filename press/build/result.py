"""The result of an order. Loads nothing heavy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from wegwijs.layouts.content.omissions import Omission
    from wegwijs.press.files.aside import Aside
    from wegwijs.press.ledger.changes import Row
    from wegwijs.press.ledger.outdated import Outdated
    from wegwijs.press.order import Document
    from wegwijs.sources.problems import Problem


class Made(Struct, frozen=True):
    """A file that was written."""

    document: Document
    path: Path
    sha256: str
    size: int


class Failed(Struct, frozen=True):
    """A document, or all those of an edition, that could not be made, and why."""

    document: Document
    error: Exception


class Result(Struct):
    """The result of an order.

    ``made`` are the files that are other bytes now (of a dry run: would be); what somebody had
    changed of them is put ``aside``. ``kept`` were no longer asked for, but somebody changed them.
    ``outdated`` were left out of the order, and their data changed since; ``not_made`` were left
    out and never made. ``same_version``: editions that say something else than what was made
    before, under the same version. ``notices`` are what differs on paper from the data that were
    read. ``omissions`` are what the documents that were made leave out of their edition's own data.
    """

    documents: list[Document] = []
    why: dict[Document, list[str]] = {}  # of what was to be made
    made: list[Made] = []
    failed: list[Failed] = []
    fresh: list[Document] = []
    removed: list[Path] = []
    kept: list[Path] = []
    elsewhere: list[Path] = []  # nor taken away: a link leads there
    aside: list[Aside] = []
    rows: list[Row] = []
    languages: dict[str, str] = {}  # in Dutch
    overdue: list[str] = []
    notices: list[str] = []
    same_version: list[Problem] = []
    outdated: list[Outdated] = []
    not_made: list[Outdated] = []
    omissions: dict[Document, tuple[Omission, ...]] = {}
    damaged: bool = False  # the manifest counted as none
    unsaved: OSError | None = None  # why there is no new manifest
