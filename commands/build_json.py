"""The result of ``build`` as JSON data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import structs

from wegwijs.commands.outcome import exit_code, explain
from wegwijs.commands.set_aside import as_rows

if TYPE_CHECKING:
    from wegwijs.commands.build_report import Commands
    from wegwijs.press.build.result import Result


def as_json(
    result: Result, remedies: Commands, unmade: Commands, *, dry_run: bool
) -> dict[str, Any]:
    """Return the result; ``remedies`` and ``unmade`` are commands with what they would make."""
    omissions = [
        {"document": document.name, **structs.asdict(omission)}
        for document, found in result.omissions.items()
        for omission in found
    ]
    made = [] if dry_run else result.made
    planned = result.made if dry_run else []
    return {
        "planned": [str(one.path) for one in planned],
        "why": {one.document.name: result.why[one.document] for one in result.made},
        "made": [
            {
                "edition": one.document.edition,
                "language": one.document.language,
                "product": one.document.product,
                "path": str(one.path),
                "sha256": one.sha256,
                "bytes": one.size,
            }
            for one in made
        ],
        "failed": [
            {
                "edition": failed.document.edition,
                "language": failed.document.language or None,
                "product": failed.document.product or None,
                "exit_code": int(exit_code(failed.error)),
                "reason": explain(failed.error),
            }
            for failed in result.failed
        ],
        "put_aside": as_rows(result.aside),
        "kept": [str(path) for path in (*result.kept, *result.elsewhere)],
        "unchanged": len(result.fresh),
        "removed": [str(path) for path in result.removed],
        "changes": result.rows,
        "overdue": result.overdue,
        "same_version": [structs.asdict(problem) for problem in result.same_version],
        "notices": result.notices,
        "outdated": _commands(remedies),
        "not_made": _commands(unmade),
        "omissions": omissions,
        "manifest": {
            "damaged": result.damaged,
            "unsaved": explain(result.unsaved) if result.unsaved else None,
        },
    }


def _commands(commands: Commands) -> list[dict[str, Any]]:
    return [
        {"documents": [document.name for document in found], "command": command}
        for command, found in commands
    ]
