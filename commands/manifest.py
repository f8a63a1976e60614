"""Messages about a damaged manifest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wegwijs.sources.invocation import as_command, where

if TYPE_CHECKING:
    from wegwijs.press.ledger.manifest import Manifest


def damaged(output: Path) -> str:
    """Return the message."""
    from wegwijs.press.ledger.manifest import NAME

    return f"{output / NAME} is beschadigd, of van een andere versie van dit programma."


def refuse_damaged(manifest: Manifest, output: Path) -> None:
    """Raise ``UsageError`` when the manifest is damaged."""
    if manifest.damaged:
        again = as_command("build", *where(None, output))
        todo = "Maak alles opnieuw, met --sources en de map erachter als u eigen gegevens hebt"
        raise click.UsageError(f"{damaged(output)} {todo}: {again}")
