"""What came of an order. Loads nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layouts.content.omissions import Omission
    from press.files.aside import Aside
    from press.ledger.changes import Row
    from press.ledger.outdated import Outdated
    from press.order import Document
    from sources.problems import Problem


@dataclass(frozen=True)
class Made:
    """A file that was written."""

    document: Document
    path: Path
    sha256: str
    size: int


@dataclass(frozen=True)
class Failed:
    """A document, or all those of an edition, that could not be made, and why."""

    document: Document
    error: Exception


@dataclass
class Result:
    """What came of an order.

    ``made`` are the files that are other bytes now (of a dry run: would be); what somebody had
    changed of them is put ``aside``. ``kept`` were no longer asked for, but somebody changed them.
    ``outdated`` were left out of the order, and their data changed since; ``not_made`` were left
    out and never made. ``same_version``: editions that say something else than what was made
    before, under the same version. ``notices`` are what differs on paper from the data that were
    read. ``omissions`` are what the documents that were made leave out of their edition's own data.
    """

    documents: list[Document] = field(default_factory=list)
    why: dict[Document, list[str]] = field(default_factory=dict)  # of what was to be made
    made: list[Made] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    fresh: list[Document] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    elsewhere: list[Path] = field(default_factory=list)  # nor taken away: a link leads there
    aside: list[Aside] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)  # in Dutch
    overdue: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    same_version: list[Problem] = field(default_factory=list)
    outdated: list[Outdated] = field(default_factory=list)
    not_made: list[Outdated] = field(default_factory=list)
    omissions: dict[Document, tuple[Omission, ...]] = field(default_factory=dict)
    damaged: bool = False  # the manifest counted as none
    unsaved: OSError | None = None  # why there is no new manifest
