"""How a build is run. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from wegwijs.layouts.products.contract import Offset
    from wegwijs.press.build.plan import Plan
    from wegwijs.press.order import Document

Progress = Callable[[int, int, "Document"], None]  # documents done, of how many, the last of them


class BuildSettings(Struct, frozen=True):
    """How to run. ``announce`` receives the plan before anything is written.

    A ``dry_run`` makes documents in memory only, to see what would change. An empty ``profile``
    means, for each document, the one in which it was made: for runs that only look.
    """

    folders: Sequence[Path]
    output: Path
    today: date
    profile: str = "office"
    allow_drafts: bool = False
    strict: bool = False
    force: bool = False
    dry_run: bool = False
    jobs: int | None = None  # processes; None is one for each core, when there is work for them
    offset: Offset | None = None  # None is, for each document, the one with which it was made
    dask: str | None = None  # address of a scheduler
    progress: Progress | None = None
    announce: Callable[[Plan], None] | None = None
