"""Report files that somebody changed: before they are put aside, and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wegwijs.commands.outcome import say_some, warn

if TYPE_CHECKING:
    from wegwijs.press.build.plan import Plan
    from wegwijs.press.build.result import Result
    from wegwijs.press.files.aside import Aside


def announce(plan: Plan) -> None:
    """Report which files will be put aside, before anything is written."""
    _list("Met de hand veranderd. Dit blijft bewaard, onder een andere naam:", plan.changed)
    _list(
        "Dit stond er al, en is niet van dit programma. Wordt het anders? Dan blijft het bewaard,"
        " onder een andere naam:",
        plan.strangers,
    )


def report_kept(result: Result, *, dry_run: bool) -> None:
    """Report which files are kept, and where."""
    report_set_aside(result.aside, dry_run=dry_run)
    say_some(f"{path} is met de hand veranderd en blijft dus staan." for path in result.kept)
    elsewhere = "blijft staan: een map op die plek is een koppeling naar elders."
    say_some(f"{path} {elsewhere}" for path in result.elsewhere)


def report_set_aside(aside: Sequence[Aside], *, dry_run: bool = False) -> None:
    """Report files by their new names."""
    done = "Dit zou worden bewaard" if dry_run else "Bewaard"
    _list(f"{done} onder een andere naam:", [one.aside for one in aside])


def as_rows(aside: Iterable[Aside]) -> list[dict[str, str]]:
    """Return them as JSON data."""
    return [{"path": str(one.path), "aside": str(one.aside)} for one in aside]


def _list(heading: str, paths: Sequence[Path]) -> None:
    if not paths:
        return
    warn(heading)
    say_some(f"  {path}" for path in paths)
